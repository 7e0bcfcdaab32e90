from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "gongjian.market.initiatives"
    label = "initiatives"
