from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "gongjian.government.triage"
    label = "triage"
    default_auto_field = "django.db.models.BigAutoField"
