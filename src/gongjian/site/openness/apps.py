from django.apps import AppConfig


class OpennessConfig(AppConfig):
    name = "gongjian.site.openness"
    label = "openness"
    default_auto_field = "django.db.models.BigAutoField"
