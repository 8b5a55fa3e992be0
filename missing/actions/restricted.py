"""The work on a restricted record: nobody is left with what they may not open any more."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from missing.actions.leaving import instead_of, service_managers_for
from missing.actions.queue import end_access, give_to_who_is_named
from missing.models import FollowUpAction, LongReview, ReturnInterview, StrategyDiscussion
from people.models import YoungPerson


@transaction.atomic
def move_restricted_work(actor: User, young_person: YoungPerson, at: datetime) -> None:
    """Move what is with somebody who may not open the record, in the transaction that closed it to them.

    Interviews go to the interviewer named on it, those that nobody had too; what that one may not hold goes back to the
    queue, where the service manager sees it. Actions go to whoever gave them out, else to the young person's worker,
    else as discussions and reviews do: to the service manager, the one of their service first.
    """
    may_open = _Openers(young_person)
    interviews = ReturnInterview.objects.filter(episode__young_person=young_person, outcome="")
    for interview in _locked(interviews.select_related("episode__young_person", "assigned_to")):
        if interview.assigned_to and interview.assigned_to not in may_open:
            end_access(interview, at)
            interview.assigned_to = interview.assigned_at = None
            interview.save(update_fields=["assigned_to", "assigned_at"])
        if not interview.is_void:
            give_to_who_is_named(interview, at)
    actions = FollowUpAction.objects.open().filter(interview__episode__young_person=young_person)
    for action in _locked(actions.select_related("owner", "by")):
        if action.owner not in may_open:
            action.owner = instead_of(action.owner, action.by, young_person) or actor
            action.save(update_fields=["owner"])
    manager = next(iter(service_managers_for(young_person)), actor)
    discussions = StrategyDiscussion.objects.open().filter(young_person=young_person, assigned_to__isnull=False)
    for discussion in _locked(discussions.select_related("assigned_to")):
        if discussion.assigned_to not in may_open:
            discussion.assigned_to = manager
            discussion.save(update_fields=["assigned_to"])
    reviews = LongReview.objects.to_hold().filter(episode__young_person=young_person, manager__isnull=False)
    for review in _locked(reviews.select_related("manager")):
        if review.manager not in may_open:
            review.manager = manager
            review.save(update_fields=["manager"])


class _Openers:
    """Who may open the record, asked once for each user."""

    def __init__(self, young_person: YoungPerson) -> None:
        self.record = young_person.pk
        self.known: dict[int, bool] = {}

    def __contains__(self, user: User) -> bool:
        if user.pk not in self.known:
            self.known[user.pk] = YoungPerson.objects.visible_to(user).filter(pk=self.record).exists()
        return self.known[user.pk]


def _locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_for_update(of=("self",)).order_by("pk")
