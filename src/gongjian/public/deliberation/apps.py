from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    name = "gongjian.public.deliberation"
    label = "deliberation"
    default_auto_field = "django.db.models.BigAutoField"
