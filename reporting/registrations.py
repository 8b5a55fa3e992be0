"""What this room adds to the rooms below: its items of the navigation, its e-mail in the catalogue."""

from accounts import navigation
from accounts.rules import Can
from alerts import before_sending, catalogue
from reporting.actions import KIND, as_it_may_leave_now
from reporting.weekly import alert_sources


def register() -> None:
    navigation.register(navigation.Item(60, "figures", "Figures", "reporting:figures", Can.SEE_FIGURES))
    navigation.register(
        navigation.Item(70, "weekly_email", "Weekly e-mail", "reporting:weekly_emails", Can.SEND_WEEKLY_EMAIL)
    )
    before_sending.register(KIND, as_it_may_leave_now)
    catalogue.register(WEEKLY)
    alert_sources.register()


WEEKLY = catalogue.Entry(
    kind=KIND,
    title="Weekly missing e-mail",
    trigger="when the Missing Returns Officer sends it, or by itself at the set hour (Friday 10:00); a missed one "
    "later, and it says so.",
    recipients="the people named for the service, else its managers; for young people without a service, duty; where "
    "none of them is here, the Missing Returns Officer.",
    holds="counts from cut-off to cut-off; to who sees the service’s records, at an address in the allowed domains, by "
    "initials and reference also who was missing at the cut-off, interviews overdue, social work contacts not "
    "made yet and the rest of the week; to others a link (docs/figures.md, docs/decisions/frozen-weekly-email.md).",
)
