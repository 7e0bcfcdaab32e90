from django.apps import AppConfig


class OpenContractingConfig(AppConfig):
    name = "gongjian.market.open_contracting"
    label = "open_contracting"
