from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = "Alerts and outgoing e-mail"

    def ready(self) -> None:
        from alerts import registrations

        registrations.register()
