from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "gongjian.config"
    label = "config"

    def ready(self) -> None:
        # Here, not at import: the tasks' modules need their apps' models.
        from gongjian.config import wiring

        wiring.install()
