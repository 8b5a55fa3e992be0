"""Who is told that a weekly e-mail was not sent, or reached nobody of a service.

Its job runs each minute and finds nothing to do: nothing else would say that a Friday was left out.
"""

from datetime import datetime, timedelta

from django.db.models import CharField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.fields import DateTimeField
from django.db.models.functions import Coalesce, Left
from django.urls import reverse

from accounts.rules import Can
from alerts import sources
from alerts.sources import AlertSource, Stage, To
from reporting.models import WeeklyEmail, WeeklySection
from reporting.weekly.content import NO_TEAM
from reporting.weeks import MADE_GOOD_FOR, WEEKS_LOOKED_BACK

REFERENCE_AT_MOST = 60
"""Letters, as an alert has room for; a service's name may be longer."""

TO_NOBODY_STANDS_FOR = timedelta(days=7)
"""Until the next one, which is told of anew where nothing was changed."""


def not_sent(now: datetime) -> QuerySet[WeeklyEmail]:
    """Those that will not go by themselves any more, until a person sends them or nobody waits for them."""
    looked_back = timedelta(weeks=WEEKS_LOOKED_BACK)
    return WeeklyEmail.objects.filter(sent_at__isnull=True, covers_to__gt=now - looked_back)


def emails_page(week: str) -> str:
    return reverse("reporting:weekly_email", args=[week])


NOT_SENT = AlertSource(
    kind="weekly_not_sent",
    label="Weekly e-mail",
    key="weekly_email",
    stages=(
        Stage(
            "not_sent", "was not sent: send it, or let it be", timedelta(0), (To.RETURNS_OFFICERS, To.SERVICE_MANAGERS)
        ),
    ),
    subjects=not_sent,
    deadline=ExpressionWrapper(F("covers_to") + MADE_GOOD_FOR, output_field=DateTimeField()),
    reference=F("week"),
    path=emails_page,
    is_waiting=True,
    can=Can.SEND_WEEKLY_EMAIL,
)


def to_nobody(now: datetime) -> QuerySet[WeeklySection]:
    """What was sent of late to nobody at all, or to addresses alone from which mail came back."""
    of_late = WeeklySection.objects.filter(email__sent_at__gt=now - TO_NOBODY_STANDS_FOR)
    return of_late.filter(~Q(recipients__contains=[{"comes_back": False}]))


def services_page(service: str) -> str:
    return reverse("teams")


TO_NOBODY = AlertSource(
    kind="weekly_to_nobody",
    label="A service’s weekly e-mail",
    key="weekly_section",
    stages=(Stage("to_nobody", "reached nobody: name who gets it", timedelta(0), (To.ADMINISTRATORS,)),),
    subjects=to_nobody,
    deadline=F("email__sent_at"),
    reference=Left(Coalesce("service__name", Value(NO_TEAM)), REFERENCE_AT_MOST, output_field=CharField()),
    path=services_page,
    is_waiting=True,
    can=Can.MANAGE_USERS,
)
"""To the administrators alone, who can mend it: were there a Missing Returns Officer, they would have had it."""


def register() -> None:
    sources.register(NOT_SENT)
    sources.register(TO_NOBODY)
