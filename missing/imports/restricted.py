"""The work on records that a file restricts: what `missing.actions.restricted` does for one, for many at once."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from accounts.actions.moved_work import Moved
from accounts.models import User, WhyMoved
from accounts.rules import Role
from missing.actions.restricted import ACTION, DISCUSSION, INTERVIEW, REVIEW
from missing.codes import Route
from missing.models import Episode, FollowUpAction, InterviewMove, LongReview, ReturnInterview, StrategyDiscussion
from people.closed_records import ClosedRecords
from people.models import AccessGrant
from people.restricting import LOG

FOLLOWED_BY = ("logged_by", "young_person__social_worker")
TO_GIVE_OUT = "Return home interview to give out"


def give_back_work(closed: ClosedRecords) -> list[Moved]:
    """Take from everybody what they may not open any more, in the transaction that closed the records to them.

    A file names nobody: interviews go back to the queue, where service managers see them, and the rest goes as on the
    page. They are told of the interviews that nobody has now, and of who is missing, that the log is theirs to keep.
    """
    return [
        *_interviews(closed),
        *_actions(closed),
        *_discussions(closed),
        *_reviews(closed),
        *_logs(closed),
    ]


def _interviews(closed: ClosedRecords) -> list[Moved]:
    """Those of voided episodes too, which may come back: of these and of what is long past only the holder is told."""
    theirs = ReturnInterview.objects.filter(episode__young_person__in=closed.records, outcome="")
    found = _locked(theirs.exclude(route=Route.PLACING_COUNCIL).select_related("episode", "assigned_to"))
    left = [one for one in found if not closed.is_seen_by(one.episode.young_person_id, one.assigned_to)]
    had = [one for one in left if one.assigned_to]
    keys = [f"interview:{one.pk}" for one in had]
    given = AccessGrant.objects.current().filter(source_key__in=keys, reason=AccessGrant.Reason.INTERVIEW)
    given.update(until=Greatest(F("starts_at"), Value(closed.at)))
    ReturnInterview.objects.filter(pk__in=[one.pk for one in had]).update(assigned_to=None, assigned_at=None)
    InterviewMove.objects.bulk_create(
        InterviewMove(interview=one, moved_at=closed.at, was_with=one.assigned_to, why=WhyMoved.RESTRICTED)
        for one in had
    )
    went = [Moved(one.assigned_to, None, INTERVIEW, f"after {one.episode.reference}") for one in had]
    came = [
        Moved(None, manager, TO_GIVE_OUT, f"after {one.episode.reference}")
        for one in left
        if one.due_at and not one.is_void and not one.is_to_settle
        for manager in closed.managers_of(one.episode.young_person_id)
    ]
    return [*went, *came]


def _actions(closed: ClosedRecords) -> list[Moved]:
    """To whoever gave them out, else to the young person's worker, else to a service manager, whoever sees the record.

    In a council without a service manager they stay where they are: an action has an owner.
    """
    theirs = FollowUpAction.objects.open().filter(interview__episode__young_person__in=closed.records)
    moved: dict[FollowUpAction, User] = {}
    for one in _locked(theirs.select_related("owner", "by", "interview__episode__young_person__social_worker")):
        person = one.interview.episode.young_person
        others = [one.by, person.social_worker, *closed.managers_of(person.pk)]
        taker = next((user for user in others if user and user.is_here and closed.is_seen_by(person.pk, user)), None)
        if taker and not closed.is_seen_by(person.pk, one.owner):
            moved[one] = taker
    _give(FollowUpAction.objects.all(), "owner", moved)
    return [Moved(one.owner, to, ACTION, f"after {one.interview.episode.reference}") for one, to in moved.items()]


def _discussions(closed: ClosedRecords) -> list[Moved]:
    theirs = StrategyDiscussion.objects.open().filter(young_person__in=closed.records, assigned_to__isnull=False)
    moved: dict[StrategyDiscussion, User | None] = {
        one: next(iter(closed.managers_of(one.young_person_id)), None)
        for one in _locked(theirs.select_related("assigned_to"))
        if not closed.is_seen_by(one.young_person_id, one.assigned_to)
    }
    _give(StrategyDiscussion.objects.all(), "assigned_to", moved)
    return [Moved(one.assigned_to, to, DISCUSSION, one.reference) for one, to in moved.items()]


def _reviews(closed: ClosedRecords) -> list[Moved]:
    theirs = LongReview.objects.to_hold().filter(episode__young_person__in=closed.records, manager__isnull=False)
    moved: dict[LongReview, User | None] = {
        one: next(iter(closed.managers_of(one.episode.young_person_id)), None)
        for one in _locked(theirs.select_related("manager", "episode"))
        if not closed.is_seen_by(one.episode.young_person_id, one.manager)
    }
    _give(LongReview.objects.all(), "manager", moved)
    return [Moved(one.manager, to, REVIEW, one.episode.reference) for one, to in moved.items()]


def _logs(closed: ClosedRecords) -> list[Moved]:
    """Of who is not back: the log is the service managers' now; who logged it, the worker and duty lose sight of it."""
    not_back = Episode.objects.without_return().filter(young_person__in=closed.records)
    latest = {one.young_person_id: one for one in not_back.order_by("started_at").select_related(*FOLLOWED_BY)}
    on_duty = list(User.objects.holding(Role.DUTY)) if latest else []
    came, went = [], []
    for record, episode in latest.items():
        came += [Moved(None, manager, LOG, episode.reference) for manager in closed.managers_of(record)]
        followers = {user for user in (episode.logged_by, episode.young_person.social_worker, *on_duty) if user}
        went += [Moved(user, None, LOG) for user in followers if user.is_here and not closed.is_seen_by(record, user)]
    return [*came, *went]


def _give(rows: QuerySet[Any], field: str, to: Mapping[Any, User | None]) -> None:
    """One write for each who gets some."""
    by_taker: dict[User | None, list[int]] = defaultdict(list)
    for row, taker in to.items():
        by_taker[taker].append(row.pk)
    for taker, pks in by_taker.items():
        rows.filter(pk__in=pks).update(**{field: taker})


def _locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_for_update(of=("self",), no_key=True).order_by("pk")
