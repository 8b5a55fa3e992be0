"""What restricting a record would move, said on the form before anybody does it; fetched in one query."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from missing.actions.restricted import (
    ACTION,
    DISCUSSION,
    INTERVIEW,
    REVIEW,
    given_discussions,
    named_reviews,
    open_actions,
    open_interviews,
)
from missing.codes import Category, Route
from missing.models import Episode
from people.days import about_time_in_words
from people.models import YoungPerson
from people.models.young_person import SEES_RESTRICTED_RECORDS
from people.restricting import MissingNow, OpenWork

NAMED = "who is named for the interviews"
OR_BACK = ", or where that is no Missing Returns Officer back to the queue"
MANAGER = "the service manager of their team’s service"


class Row(NamedTuple):
    """`stays` says that `holder` sees restricted records anyway; `more` is the route, or who gave it out."""

    kind: str
    which: str
    holder: str
    stays: bool
    more: str
    due_at: datetime | None


def open_work_on(young_person: YoungPerson) -> list[OpenWork]:
    """Interviews, actions, discussions and reviews, with where each goes if who has it is not named."""
    interviews = open_interviews(young_person).filter(is_void=False).exclude(route=Route.PLACING_COUNCIL)
    first, *others = (
        _rows(interviews, INTERVIEW, "episode__reference", holder="assigned_to", more="route", due_at="due_at"),
        _rows(open_actions(young_person), ACTION, "what", holder="owner", more="by__full_name"),
        _rows(given_discussions(young_person), DISCUSSION, "reference", holder="assigned_to"),
        _rows(named_reviews(young_person), REVIEW, "episode__reference", holder="manager"),
    )
    found = (Row(*row) for row in first.union(*others, all=True))
    return [OpenWork(_what(row), _what_becomes(row)) for row in sorted(found, key=lambda row: (row.kind, row.which))]


def missing_now(young_person: YoungPerson) -> MissingNow | None:
    """The episode without a return, and who follows it: who logged it, the social worker, and who is on duty.

    Not who sees restricted records: they keep it.
    """
    seeing_all = User.objects.filter(groups__name__in=SEES_RESTRICTED_RECORDS)
    losing = User.objects.active().exclude(pk__in=seeing_all.values("pk"))
    without_return = Episode.objects.without_return().filter(young_person=young_person).select_related("logged_by")
    episode = without_return.annotate(
        logger_loses_it=Exists(losing.filter(pk=OuterRef("logged_by"))),
        worker_loses_it=Exists(losing.filter(pk=young_person.social_worker_id)),
    ).first()
    if episode is None:
        return None
    logged_by = episode.logged_by if episode.logger_loses_it else None
    worker = young_person.social_worker if episode.worker_loses_it else None
    theirs = Q(pk__in=[user.pk for user in (logged_by, worker) if user])
    on_duty = Q(pk__in=User.objects.holding(Role.DUTY).values("pk"))
    followed_by = losing.with_access().filter(theirs | on_duty).order_by("full_name", "pk")
    what = "are missing now" if episode.is_open and episode.category == Category.MISSING else "are not back"
    since = about_time_in_words(episode.state_since, episode.state_since_is_approximate)
    who = [
        f"{logged_by}, who logged it, " if logged_by else "",
        f"{worker}, their social worker, " if worker and worker != logged_by else "",
        "and duty" if logged_by or worker else "duty",
    ]
    return MissingNow(f"They {what}: {episode}, since {since}.", "".join(who), episode.reference, followed_by)


def _rows(
    records: QuerySet[Any], kind: str, which: str, *, holder: str, more: str = "", due_at: str = ""
) -> QuerySet[Any, Any]:
    sees = User.objects.filter(pk=OuterRef(holder), groups__name__in=SEES_RESTRICTED_RECORDS)
    columns = {
        "work_kind": Value(kind, CharField()),
        "work_which": Cast(which, CharField()),
        "work_holder": Coalesce(f"{holder}__full_name", Value(""), output_field=CharField()),
        "work_stays": Cast(Exists(sees), BooleanField()),
        "work_more": Cast(F(more), CharField()) if more else Value("", CharField()),
        "work_due_at": F(due_at) if due_at else Cast(Value(None), DateTimeField()),
    }
    return records.select_related(None).order_by().annotate(**columns).values_list(*columns)


def _what(row: Row) -> str:
    late = ", overdue" if row.due_at and row.due_at < timezone.now() else ""
    between = {INTERVIEW: " after ", ACTION: ": "}.get(row.kind, " ")
    return f"{row.kind}{between}{row.which}{late}"


def _what_becomes(row: Row) -> str:
    if not row.holder:
        return f"Nobody has it. It goes to {_where(row)}."
    if row.stays:
        return f"It stays with {row.holder}, who sees restricted records."
    return f"{row.holder} has it. Unless you name {row.holder}, it goes to {_where(row)}."


def _where(row: Row) -> str:
    if row.kind == INTERVIEW:
        return NAMED + (OR_BACK if row.more == Route.RETURNS_OFFICER else "")
    if row.kind == ACTION:
        return f"{row.more}, who gave it out, else their social worker, else {MANAGER}: whoever of them sees it"
    return MANAGER
