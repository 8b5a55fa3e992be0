"""What falls due in missing episodes and return home interviews, and who is told of it."""

from datetime import datetime, timedelta

from django.db.models import DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from alerts import catalogue, sources
from alerts.sources import AlertSource, Stage, To
from missing.codes import Category, Source
from missing.models import Episode, FollowUpAction, ReturnInterview
from people.lengths import counted

HOURS_24, HOURS_72 = timedelta(hours=24), timedelta(hours=72)

OVERDUE = "overdue by {hours}"

MOST_HOURS_BEFORE = 71
"""Of the 72 after which an interview, or the first review of a long absence, is due: before them is nothing to tell."""

WEEK = timedelta(weeks=1)
CHASED_AFTER = (*range(1, 27), *range(30, 261, 4))
"""After so many weeks a contact that is not made is told of again: each week for half a year, then every four weeks for
five years. After that it is only in the queue."""

LOGGED_AFTERWARDS = timedelta(days=7)
"""An episode that had ended when it was logged is news for as long as this after its start."""


class EndOfLondonDay(Func):
    """The instant at which a date ends in London: the first one that is too late."""

    template = "((%(expressions)s + 1)::timestamp AT TIME ZONE 'Europe/London')"
    output_field = DateTimeField()


def interviews_to_do(now: datetime) -> QuerySet[ReturnInterview]:
    return ReturnInterview.objects.to_do()


def contacts_due(now: datetime) -> QuerySet[ReturnInterview]:
    return ReturnInterview.objects.contact_due()


def follow_ups_to_do(now: datetime) -> QuerySet[FollowUpAction]:
    return FollowUpAction.objects.open()


def new_episodes(now: datetime) -> QuerySet[Episode]:
    """Logged here and open, or ended and started of late: an index each, neither with the history behind it."""
    of_late = Q(ended_at__isnull=True) | Q(started_at__gte=now - LOGGED_AFTERWARDS)
    return Episode.objects.standing().filter(of_late, source=Source.RECORDED)


def is_news(episode: Episode) -> bool:
    """Whether an episode that is logged now is told of, as `new_episodes` has it."""
    return episode.ended_at is None or episode.started_at >= timezone.now() - LOGGED_AFTERWARDS


def interview_page(reference: str) -> str:
    return reverse("missing:interview", args=[reference])


def what_to_do_page(reference: str) -> str:
    """Where what is to be done after the interview stands, each with its owner."""
    return reverse("missing:sharing", args=[reference])


def episode_page(reference: str) -> str:
    return reverse("missing:episode", args=[reference])


MISSING_AGAIN = Q(Exists(Episode.objects.missing_now().filter(young_person=OuterRef("episode__young_person"))))

INTERVIEW = AlertSource(
    kind="interview",
    label="Return home interview",
    key="interview",
    stages=(
        Stage(
            "due_in_24_hours",
            "due within 24 hours",
            -HOURS_24,
            to=(To.HOLDER,),
            otherwise=(To.RETURNS_OFFICERS,),
            by_hours="due within {hours}",
            most_hours=MOST_HOURS_BEFORE,
        ),
        Stage("due", "due now", timedelta(0), to=(To.HOLDER, To.RETURNS_OFFICERS, To.TEAM_MANAGERS)),
        Stage(
            "overdue_24",
            "overdue by 24 hours",
            HOURS_24,
            to=(To.HOLDER, To.RETURNS_OFFICERS, To.TEAM_MANAGERS),
            by_hours=OVERDUE,
        ),
        Stage(
            "overdue_72",
            "overdue by 72 hours",
            HOURS_72,
            to=(To.HOLDER, To.RETURNS_OFFICERS, To.TEAM_MANAGERS, To.SERVICE_MANAGERS),
            by_hours=OVERDUE,
        ),
    ),
    subjects=interviews_to_do,
    deadline=F("due_at"),
    alerts_from=F("alerts_from"),
    young_person=F("episode__young_person"),
    holder=F("assigned_to"),
    reference=F("episode__reference"),
    path=interview_page,
    is_paused=MISSING_AGAIN,
)

CONTACT = AlertSource(
    kind="contact",
    label="Social work contact after a declined interview",
    key="interview",
    stages=(
        Stage("due_today", "due today", -HOURS_24, to=(To.WORKER,)),
        Stage("overdue", "overdue", timedelta(0), to=(To.WORKER, To.TEAM_MANAGERS)),
        Stage(
            "overdue_72",
            "overdue by 72 hours",
            HOURS_72,
            to=(To.WORKER, To.TEAM_MANAGERS, To.SERVICE_MANAGERS),
            by_hours=OVERDUE,
        ),
        *(
            Stage(
                f"overdue_{weeks}_weeks",
                f"overdue by {counted(weeks, 'week')}",
                WEEK * weeks,
                to=(To.WORKER, To.TEAM_MANAGERS, To.SERVICE_MANAGERS),
            )
            for weeks in CHASED_AFTER
        ),
    ),
    subjects=contacts_due,
    deadline=EndOfLondonDay("contact_due_on"),
    alerts_from=F("alerts_from"),
    young_person=F("episode__young_person"),
    reference=F("episode__reference"),
    path=interview_page,
    is_paused=MISSING_AGAIN,
)

FOLLOW_UP = AlertSource(
    kind="follow_up",
    label="To do after an interview",
    key="follow_up",
    stages=(
        Stage("due_today", "due today", -HOURS_24, to=(To.HOLDER,)),
        Stage("overdue", "overdue", timedelta(0), to=(To.HOLDER, To.TEAM_MANAGERS)),
        Stage("overdue_72", "overdue by 72 hours", HOURS_72, to=(To.HOLDER, To.TEAM_MANAGERS), by_hours=OVERDUE),
    ),
    subjects=follow_ups_to_do,
    deadline=EndOfLondonDay("due_on"),
    young_person=F("interview__episode__young_person"),
    holder=F("owner"),
    reference=F("interview__episode__reference"),
    path=what_to_do_page,
)

NEW_EPISODE = AlertSource(
    kind="new_episode",
    label="New episode logged",
    key="episode",
    stages=(Stage("logged", "", timedelta(0), to=(To.WORKER, To.TEAM_MANAGERS, To.RETURNS_OFFICERS)),),
    subjects=new_episodes,
    deadline=F("recorded_at"),
    alerts_from=F("alerts_from"),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    not_to=F("logged_by"),
    also_to={
        To.HUB: Q(is_out_of_area=True),
        To.SERVICE_MANAGERS: Q(young_person__is_restricted=True),
        To.NAMED: Q(young_person__is_restricted=True),
    },
    is_news=True,
    is_told_once=True,
    at_once_where=Q(category=Category.MISSING),
)
"""Who is away or late back is neither missing nor harmed: nobody is woken until they count as missing (NOW_MISSING)."""


def register() -> None:
    for source in (INTERVIEW, CONTACT, FOLLOW_UP, NEW_EPISODE):
        sources.register(source)
    for kind in (INTERVIEW.kind, CONTACT.kind):
        catalogue.explain(kind, "While they are missing again no new stage is reached and no reminder comes back.")
    restricted = "of a restricted record, to the service managers and whoever is named on it."
    also = f"Also to the exploitation hub when placed out of the city; {restricted}"
    catalogue.explain(NEW_EPISODE.kind, f"{also} {catalogue.OF_WHO_IS_MISSING}")
