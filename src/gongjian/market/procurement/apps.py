from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "gongjian.market.procurement"
    label = "procurement"
