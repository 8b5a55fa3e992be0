"""A copy that was not given after all, intelligence that was not sent or is wrong, and the reference of the police."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.queue import gives_orders, locked, may_read
from missing.actions.withdrawal import theirs_to_strike_out, withdraw_row
from missing.models import InterviewCopy, PoliceIntelligence, ReturnInterview

PassedOn = TypeVar("PassedOn", InterviewCopy, PoliceIntelligence)


def may_withdraw_passed_on(user: User, interview: ReturnInterview, written_by: int) -> bool:
    """Whoever wrote it down, as far as the interview is theirs to read still, and who hands interviews out."""
    is_theirs = written_by == user.pk or gives_orders(user, interview)
    return is_theirs and user.can(Can.WORK_INTERVIEWS) and may_read(user, interview)


@transaction.atomic
def withdraw_copy(*, actor: User, copy: InterviewCopy, reason: str, at: datetime | None = None) -> InterviewCopy:
    """It was not given to them: it stays to be read, struck out, and is printed no more.

    Raises ActionRefused without a reason, for somebody else, and where it is struck out already.
    """
    return _withdraw(actor, copy, reason, at)


@transaction.atomic
def withdraw_intelligence(
    *, actor: User, intelligence: PoliceIntelligence, reason: str, at: datetime | None = None
) -> PoliceIntelligence:
    """It was not sent, or what it says is wrong. Raises ActionRefused as `withdraw_copy`."""
    return _withdraw(actor, intelligence, reason, at)


@transaction.atomic
def set_intelligence_reference(
    *, actor: User, intelligence: PoliceIntelligence, police_reference: str
) -> PoliceIntelligence:
    """The reference that the police gave, or another; empty takes it away. Raises ActionRefused as `withdraw_copy`."""
    found = _theirs(actor, intelligence)
    found.police_reference = police_reference.strip()
    found.save(update_fields=["police_reference"])
    return found


def _withdraw(actor: User, passed_on: PassedOn, reason: str, at: datetime | None) -> PassedOn:
    found = _theirs(actor, passed_on)
    withdraw_row(found, actor=actor, reason=reason, at=at or timezone.now())
    return found


def _theirs(actor: User, passed_on: PassedOn) -> PassedOn:
    """As it is, locked behind its interview. Raises ActionRefused for who may not, and where it is struck out."""
    require(actor, Can.WORK_INTERVIEWS)
    interview = locked(passed_on.interview)
    found = type(passed_on).objects.select_for_update(of=["self"]).select_related("by").get(pk=passed_on.pk)
    if not may_withdraw_passed_on(actor, interview, found.by_id):
        raise ActionRefused(theirs_to_strike_out(found.by))
    if found.withdrawn_at:
        raise ActionRefused("This is struck out already.")
    return found
