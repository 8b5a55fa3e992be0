from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Figures and the weekly e-mail"

    def ready(self) -> None:
        from reporting import registrations

        registrations.register()
