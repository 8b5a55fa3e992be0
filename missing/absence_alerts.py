"""What falls due while an absence lasts: its reviews, and an 18th birthday in it."""

from datetime import datetime, timedelta

from django.db.models import Case, DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet, When
from django.urls import reverse

from alerts import catalogue, sources
from alerts.sources import AlertSource, Stage, To
from missing.actions.long_reviews import plan_long_reviews
from missing.codes import Source
from missing.models import Episode, LongReview
from missing.models.long_review import LongReviewQuerySet
from people.actions.birthdays import note_18th_birthdays

HOURS_24, DAYS_7 = timedelta(hours=24), timedelta(days=7)


class Turns18(Func):
    """The London midnight that begins an 18th birthday; who was born on 29 February turns 18 on 1 March."""

    template = (
        "(((%(expressions)s + interval '18 years')::date + (to_char(%(expressions)s, 'MMDD') = '0229')::int)"
        "::timestamp AT TIME ZONE 'Europe/London')"
    )
    output_field = DateTimeField()


def reviews_to_hold(now: datetime) -> LongReviewQuerySet:
    """Planned, of episodes that last."""
    lasts = Exists(Episode.objects.open().filter(pk=OuterRef("episode")))
    return LongReview.objects.to_hold().filter(lasts)


def turning_18(now: datetime) -> QuerySet[Episode]:
    """Open, and begun before they were 18: the index of open episodes holds no others."""
    return Episode.objects.open().filter(started_at__lt=Turns18(F("young_person__date_of_birth")))


def reviews_page(reference: str) -> str:
    return reverse("missing:long_reviews", args=[reference])


def episode_page(reference: str) -> str:
    return reverse("missing:episode", args=[reference])


LONG_REVIEW = AlertSource(
    kind="long_review",
    label="Review of a long absence",
    key="long_review",
    stages=(
        Stage("due_in_24_hours", "due in 24 hours", -HOURS_24, to=(To.HOLDER,), otherwise=(To.TEAM_MANAGERS,)),
        Stage("due", "due now", timedelta(0), to=(To.HOLDER, To.TEAM_MANAGERS)),
        Stage(
            "overdue_24",
            "overdue by 24 hours",
            HOURS_24,
            to=(To.HOLDER, To.TEAM_MANAGERS, To.SERVICE_MANAGERS),
        ),
    ),
    subjects=reviews_to_hold,
    deadline=F("due_at"),
    alerts_from=F("alerts_from"),
    young_person=F("episode__young_person"),
    holder=F("manager"),
    reference=F("episode__reference"),
    path=reviews_page,
)

TURNED_18 = AlertSource(
    kind="turned_18",
    label="18th birthday while missing or away",
    key="episode",
    stages=(
        Stage("in_7_days", "in 7 days", -DAYS_7, to=(To.WORKER, To.TEAM_MANAGERS)),
        Stage("reached", "reached: hand over", timedelta(0), to=(To.WORKER, To.TEAM_MANAGERS)),
        Stage(
            "not_handed_over",
            "a day ago: not handed over",
            HOURS_24,
            to=(To.WORKER, To.TEAM_MANAGERS, To.SERVICE_MANAGERS),
        ),
    ),
    subjects=turning_18,
    deadline=Turns18(F("young_person__date_of_birth")),
    alerts_from=Case(When(source=Source.RECORDED, then=F("started_at") - DAYS_7), default=F("alerts_from")),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    is_paused=Q(adult_handover__isnull=False),
)
"""Once raised it stands until they are found, handed over or not. Of who goes in the week before, at once."""


def note_birthdays(now: datetime) -> int:
    """That somebody has turned 18: whoever did of late, and everybody with an open episode."""
    open_now = Episode.objects.open().filter(young_person__date_of_birth__lte=now.date() - timedelta(days=18 * 365))
    return note_18th_birthdays(now, besides=open_now.values_list("young_person", flat=True))


def register() -> None:
    sources.register_step("plan reviews of long absences", plan_long_reviews)
    sources.register_step("note 18th birthdays", note_birthdays)
    for source in (LONG_REVIEW, TURNED_18):
        sources.register(source)
    catalogue.explain(TURNED_18.kind, "Once the handover is on record no new stage is reached.")
