from django.apps import AppConfig


class MissingConfig(AppConfig):
    name = "missing"
    verbose_name = "Missing episodes and return home interviews"

    def ready(self) -> None:
        from missing import registrations
        from missing.imports import kinds

        registrations.register()
        kinds.register_kinds()
