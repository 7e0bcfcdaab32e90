from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "gongjian.site.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
