"""The work on a restricted record: nobody is left with what they may not open any more."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.actions.moved_work import Moved
from accounts.models import User, WhyMoved
from missing.actions.leaving import instead_of, service_managers_for
from missing.actions.queue import end_access, give_to_who_is_named, note_move
from missing.models import FollowUpAction, LongReview, ReturnInterview, StrategyDiscussion
from people.models import YoungPerson, may_open

INTERVIEW, ACTION = "Return home interview", "To do after an interview"
DISCUSSION, REVIEW = "Strategy discussion", "Review of a long absence"


@transaction.atomic
def move_restricted_work(actor: User, young_person: YoungPerson, at: datetime) -> list[Moved]:
    """Move what is with somebody who may not open the record, in the transaction that closed it to them.

    Interviews go to the interviewer named on it, those that nobody had too; what that one may not hold goes back to the
    queue, where the service manager sees it. Actions go to whoever gave them out, else to the young person's worker,
    else as discussions and reviews do: to the service manager, the one of their service first. Says what moved.
    """
    openers = _Openers(young_person)
    moved = _move_interviews(actor, young_person, openers, at)
    for action in _locked(open_actions(young_person).select_related("owner", "by", "interview__episode")):
        if action.owner not in openers:
            owner = instead_of(action.owner, action.by, young_person) or actor
            moved.append(Moved(action.owner, owner, ACTION, _after(action.interview)))
            action.owner = owner
            action.save(update_fields=["owner"])
    manager = next(iter(service_managers_for(young_person)), actor)
    for discussion in _locked(given_discussions(young_person)):
        if discussion.assigned_to not in openers:
            moved.append(Moved(discussion.assigned_to, manager, DISCUSSION, discussion.reference))
            discussion.assigned_to = manager
            discussion.save(update_fields=["assigned_to"])
    for review in _locked(named_reviews(young_person)):
        if review.manager not in openers:
            moved.append(Moved(review.manager, manager, REVIEW, review.episode.reference))
            review.manager = manager
            review.save(update_fields=["manager"])
    return moved


def open_interviews(young_person: YoungPerson) -> QuerySet[ReturnInterview]:
    """Not closed; those of voided episodes too, which may come back."""
    interviews = ReturnInterview.objects.filter(episode__young_person=young_person, outcome="")
    return interviews.select_related("episode__young_person", "assigned_to")


def open_actions(young_person: YoungPerson) -> QuerySet[FollowUpAction]:
    return FollowUpAction.objects.open().filter(interview__episode__young_person=young_person)


def given_discussions(young_person: YoungPerson) -> QuerySet[StrategyDiscussion]:
    given = StrategyDiscussion.objects.open().filter(young_person=young_person, assigned_to__isnull=False)
    return given.select_related("assigned_to")


def named_reviews(young_person: YoungPerson) -> QuerySet[LongReview]:
    named = LongReview.objects.to_hold().filter(episode__young_person=young_person, manager__isnull=False)
    return named.select_related("manager", "episode")


def _move_interviews(actor: User, young_person: YoungPerson, openers: "_Openers", at: datetime) -> list[Moved]:
    moved = []
    for interview in _locked(open_interviews(young_person)):
        was_with = interview.assigned_to
        if was_with and was_with not in openers:
            end_access(interview, at)
            interview.assigned_to = interview.assigned_at = None
            interview.save(update_fields=["assigned_to", "assigned_at"])
        if not interview.is_void:
            give_to_who_is_named(interview, at)
        if interview.assigned_to != was_with:
            note_move(interview, was_with, WhyMoved.RESTRICTED, actor, at)
            moved.append(Moved(was_with, interview.assigned_to, INTERVIEW, _after(interview)))
    return moved


def _after(interview: ReturnInterview) -> str:
    return f"after {interview.episode.reference}"


class _Openers:
    """Who may open the record, asked once for each user."""

    def __init__(self, young_person: YoungPerson) -> None:
        self.record = young_person.pk
        self.known: dict[int, bool] = {}

    def __contains__(self, user: User) -> bool:
        if user.pk not in self.known:
            self.known[user.pk] = may_open(user, self.record)
        return self.known[user.pk]


def _locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_for_update(of=("self",), no_key=True).order_by("pk")
