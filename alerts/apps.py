from django.apps import AppConfig
from django.core import checks


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = "Alerts and outgoing e-mail"

    def ready(self) -> None:
        from alerts import registrations
        from alerts.checks import check_duty_mailbox

        registrations.register()
        checks.register(check_duty_mailbox)
