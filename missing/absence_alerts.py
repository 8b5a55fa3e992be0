"""What falls due while an absence lasts: its reviews and an 18th birthday in it.

And what is news in it: that who was away is missing now, that who was said to be back is not, that who was logged
without a place lives out of the city, and that somebody had word of a child whose record they may not see.
"""

from datetime import datetime, timedelta

from django.db.models import Case, DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse

from alerts import catalogue, sources
from alerts.sources import AlertSource, Stage, To
from missing.actions.long_reviews import plan_long_reviews
from missing.actions.placed import learn_where_they_live
from missing.alert_sources import MOST_HOURS_BEFORE, episode_page
from missing.codes import LOGGED_AGAIN, Category, LogKind, Source
from missing.models import Episode, LogEntry, LongReview
from missing.models.long_review import LongReviewQuerySet
from missing.rules import TURNS_18_SOON
from people.actions.birthdays import note_18th_birthdays

IS_MISSING = Q(category=Category.MISSING)
HOURS_24 = timedelta(hours=24)


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


def missing_now(now: datetime) -> QuerySet[Episode]:
    return Episode.objects.missing_now()


def turning_18(now: datetime) -> QuerySet[Episode]:
    """Open, and begun before they were 18: the index of open episodes holds no others."""
    return Episode.objects.open().filter(started_at__lt=Turns18(F("young_person__date_of_birth")))


def missing_now_after_all(now: datetime) -> QuerySet[Episode]:
    """Missing now, and on record as away or late before: what was told when it was logged is not so any more."""
    return Episode.objects.missing_now().filter(Exists(category_changes()))


def category_changes() -> QuerySet[LogEntry]:
    """Of the episode of the outer query, the latest first."""
    return _lines(LogKind.CATEGORY)


def not_back_after_all(now: datetime) -> QuerySet[Episode]:
    """Open, and said to be over before: whoever was told so believes it until they hear otherwise."""
    return Episode.objects.open().filter(Exists(endings_taken_back()))


def endings_taken_back() -> QuerySet[LogEntry]:
    """Of the episode of the outer query, the latest first."""
    return _lines(LogKind.NOT_BACK)


def out_of_city_after_all(now: datetime) -> QuerySet[Episode]:
    """Open, of who lives out of the city, which was not known when it was logged."""
    return Episode.objects.open().filter(Exists(places_learnt()), is_out_of_area=True)


def places_learnt() -> QuerySet[LogEntry]:
    """Of the episode of the outer query, the latest first."""
    return _lines(LogKind.PLACED)


def heard_of_again(now: datetime) -> QuerySet[Episode]:
    """Open, of a restricted record, and logged again by somebody: nobody else reads its log but by chance."""
    restricted = Episode.objects.open().filter(young_person__is_restricted=True)
    return restricted.filter(Exists(logged_again()))


def logged_again() -> QuerySet[LogEntry]:
    return _lines(LogKind.NOTE).filter(text__startswith=LOGGED_AGAIN)


def _lines(kind: LogKind) -> QuerySet[LogEntry]:
    return LogEntry.objects.standing().filter(episode=OuterRef("pk"), kind=kind).order_by("-recorded_at", "-pk")


def reviews_page(reference: str) -> str:
    return reverse("missing:long_reviews", args=[reference])


LONG_REVIEW = AlertSource(
    kind="long_review",
    label="Review of a long absence",
    key="long_review",
    stages=(
        Stage(
            "due_in_24_hours",
            "due within 24 hours",
            -HOURS_24,
            to=(To.HOLDER,),
            otherwise=(To.TEAM_MANAGERS,),
            by_hours="due within {hours}",
            most_hours=MOST_HOURS_BEFORE,
        ),
        Stage("due", "due now", timedelta(0), to=(To.HOLDER, To.TEAM_MANAGERS)),
        Stage(
            "overdue_24",
            "overdue by 24 hours",
            HOURS_24,
            to=(To.HOLDER, To.TEAM_MANAGERS, To.SERVICE_MANAGERS),
            by_hours="overdue by {hours}",
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

HOURS_24_48_72 = (24, 48, 72)

STILL_MISSING = AlertSource(
    kind="still_missing",
    label="Still missing",
    key="episode",
    stages=tuple(
        Stage(
            f"after_{hours}",
            f"after {hours} hours",
            timedelta(hours=hours),
            to=(
                To.WORKER,
                To.TEAM_MANAGERS,
                To.RETURNS_OFFICERS,
                *((To.SERVICE_MANAGERS,) if hours == HOURS_24_48_72[-1] else ()),
            ),
            by_hours="after {hours}",
        )
        for hours in HOURS_24_48_72
    ),
    subjects=missing_now,
    deadline=F("missing_from"),
    alerts_from=Case(When(source=Source.RECORDED, then=F("missing_from")), default=F("alerts_from")),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    is_waiting=True,
    at_once=True,
)
"""From when it counts as missing; one that is logged days later tells of the last stage it has passed, at once."""

TURNED_18 = AlertSource(
    kind="turned_18",
    label="18th birthday while missing or away",
    key="episode",
    stages=(
        Stage("in_7_days", "within 7 days", -TURNS_18_SOON, to=(To.WORKER, To.TEAM_MANAGERS)),
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
    alerts_from=Case(When(source=Source.RECORDED, then=F("started_at") - TURNS_18_SOON), default=F("alerts_from")),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    is_paused=Q(adult_handover__isnull=False),
    is_of_a_day=True,
)
"""Once raised it stands until they are found, handed over or not. Of who goes in the week before, at once."""


NOW_MISSING = AlertSource(
    kind="now_missing",
    label="Missing now, where they are is not known any more",
    key="episode",
    stages=(Stage("changed", "", timedelta(0), to=(To.WORKER, To.TEAM_MANAGERS, To.RETURNS_OFFICERS)),),
    subjects=missing_now_after_all,
    deadline=Subquery(category_changes().values("recorded_at")[:1]),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    not_to=Subquery(category_changes().values("by")[:1]),
    also_to={
        To.HUB: Q(is_out_of_area=True),
        To.SERVICE_MANAGERS: Q(young_person__is_restricted=True),
        To.NAMED: Q(young_person__is_restricted=True),
    },
    is_news=True,
    is_told_once=True,
    at_once=True,
)
"""Told apart from the episode's being logged: a child who is away is no news to who then hears that they are lost."""


NOT_BACK = AlertSource(
    kind="not_back",
    label="Not back after all: still missing or away",
    key="episode",
    stages=(Stage("taken_back", "", timedelta(0), to=(To.WORKER, To.TEAM_MANAGERS, To.RETURNS_OFFICERS)),),
    subjects=not_back_after_all,
    deadline=Subquery(endings_taken_back().values("recorded_at")[:1]),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    not_to=Subquery(endings_taken_back().values("by")[:1]),
    also_to={To.HUB: Q(is_out_of_area=True)},
    is_news=True,
    is_told_once=True,
    at_once_where=IS_MISSING,
)
"""Said in words of its own: "new episode logged" once more would be taken for the first one, come late."""


OUT_OF_CITY = AlertSource(
    kind="out_of_city",
    label="Missing or away from a placement out of the city",
    key="episode",
    stages=(Stage("learnt", "", timedelta(0), to=(To.HUB,)),),
    subjects=out_of_city_after_all,
    deadline=Subquery(places_learnt().values("recorded_at")[:1]),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    is_news=True,
    is_told_once=True,
    at_once_where=IS_MISSING,
)
"""The hub hears of it where the episode was logged before anybody knew: at night, of a child of another team."""


HEARD_OF_AGAIN = AlertSource(
    kind="logged_again",
    label="Logged again, maybe by who may not see the record: read its log",
    key="episode",
    stages=(Stage("heard", "", timedelta(0), to=(To.SERVICE_MANAGERS,)),),
    subjects=heard_of_again,
    deadline=Subquery(logged_again().values("recorded_at")[:1]),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    not_to=Subquery(logged_again().values("by")[:1]),
    also_to={To.NAMED: Q(young_person__is_restricted=True)},
    is_news=True,
    at_once=True,
)
"""Whoever rings duty about a restricted child is written down unseen: a sighting must not lie there until morning."""


def note_birthdays(now: datetime) -> int:
    """That somebody has turned 18: whoever did of late, and everybody with an open episode."""
    open_now = Episode.objects.open().filter(young_person__date_of_birth__lte=now.date() - timedelta(days=18 * 365))
    return note_18th_birthdays(now, besides=open_now.values_list("young_person", flat=True))


def register() -> None:
    sources.register_step("take over where they live", learn_where_they_live)
    sources.register_step("plan reviews of long absences", plan_long_reviews)
    sources.register_step("note 18th birthdays", note_birthdays)
    for source in (LONG_REVIEW, STILL_MISSING, TURNED_18, NOW_MISSING, NOT_BACK, OUT_OF_CITY, HEARD_OF_AGAIN):
        sources.register(source)
    hub = "Also to the exploitation hub when placed out of the city."
    restricted = "of a restricted record, to the service managers and whoever is named on it."
    catalogue.explain(NOW_MISSING.kind, f"{hub.removesuffix('.')}; {restricted}")
    catalogue.explain(NOT_BACK.kind, f"{hub} {catalogue.OF_WHO_IS_MISSING}")
    catalogue.explain(OUT_OF_CITY.kind, catalogue.OF_WHO_IS_MISSING)
    catalogue.explain(HEARD_OF_AGAIN.kind, "Of restricted records alone; to everybody named on the record too.")
    catalogue.explain(TURNED_18.kind, "Once the handover is on record no new stage is reached.")
