from django.apps import AppConfig

from gongjian.site.portal.plain_words import say_plainly


class PortalConfig(AppConfig):
    name = "gongjian.site.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        say_plainly()
