"""Closing an account: the open work of who leaves is moved in the same transaction, and none is left with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.actions.cover import refuse_who_is_away
from accounts.actions.moved_work import Moved, tell_of_moved_work
from accounts.counting import count_all
from accounts.models import MovedWork, User, WhyMoved
from accounts.rules import Can, Role
from accounts.work import HandedOn, Work, work_beside, work_that_stays

MOST_NAMED = 100
"""Of more records that came to one colleague at once no more are named."""


@dataclass(frozen=True)
class Closed:
    """The closed account, and what was moved: by kind of work, how many and to whom."""

    user: User
    moved: list[tuple[Work, User | None, HandedOn]] = field(default_factory=list)


def open_work_of(user: User) -> list[tuple[Work, int]]:
    """Each kind of work that they hold, and how much of it."""
    kinds = work_that_stays()
    counts = count_all({work.key: work.held_by(user) for work in kinds})
    return [(work, counts[work.key]) for work in kinds if counts[work.key]]


def work_beside_of(user: User) -> list[tuple[Work, int, str]]:
    """What else is open with them, how much of it, and what becomes of it: nobody is asked who takes it."""
    kinds = work_beside()
    counts = count_all({work.key: work.held_by(user) for work, _ in kinds})
    return [(work, counts[work.key], said) for work, said in kinds if counts[work.key]]


@transaction.atomic
def close_account(
    *, actor: User, user: User, why: str, hand_on: Mapping[str, User | None] | None = None, at: datetime | None = None
) -> Closed:
    """Shut somebody out from their next page on, and move what they hold; what they did stays theirs.

    `hand_on` says for each kind of work who takes it on, None to put it back; what ends with the account is not asked
    for. `at` defaults to now. Raises ActionRefused without a reason, for one's own account, where open work would stay
    or go to somebody who is away, and where somebody gave them work meanwhile.
    """
    require(actor, Can.MANAGE_USERS)
    at = at or timezone.now()
    if user == actor:
        raise ActionRefused("You cannot shut yourself out. Another administrator can.")
    if not why.strip():
        raise ActionRefused("Write why, for whoever looks later.", field="why")
    return _close(user, why.strip(), hand_on or {}, actor, at)


def close_ended_accounts(*, at: datetime | None = None) -> list[Closed]:
    """Close the accounts whose last day is past, each in a transaction of its own; their work is put back.

    Who may not open a page any more since midnight is shut out for good here. Where some of the work cannot be put back
    by itself (they are named on a restricted record) the rest is put back all the same, the service managers are told
    what is left, and the account waits. Raises ActionRefused at the end when there was one, so that the job fails.
    """
    at = at or timezone.now()
    closed, waiting = [], []
    for user in User.objects.to_close():
        put_back: dict[str, User | None] = {work.key: None for work in work_that_stays() if work.hand_on}
        try:
            with transaction.atomic():
                closed.append(_close(user, f"The last day was {user.ends_on:%-d %B %Y}.", put_back, None, at))
        except ActionRefused:
            waiting.append(user)
            _put_back_what_can_be(user, at)
    if waiting:
        raise ActionRefused(f"Accounts past their last day with work to be moved first: {len(waiting)}.")
    return closed


def _close(user: User, why: str, hand_on: Mapping[str, User | None], actor: User | None, at: datetime) -> Closed:
    """Work first, the account last: so does who gives them work (accounts.presence), and none waits for the other."""
    moved = []
    for work, count in open_work_of(user):
        if work.hand_on is None or not (work.ends or work.key in hand_on):
            raise ActionRefused(
                work.must_be_moved or f"{work.title_to_others}: {count} would stay with them. Say who takes them on.",
                field=field_of(work),
            )
        to = hand_on.get(work.key)
        if to == user:
            raise ActionRefused("This is who leaves. Choose somebody else.", field=field_of(work))
        if to is not None:
            today = timezone.localdate(at)
            refuse_who_is_away(to, today, today, instead="Choose somebody who is here.", field=field_of(work))
        moved.append((work, to, work.hand_on(user, to, actor, at)))
    current = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if given_meanwhile := open_work_of(current):
        work, count = given_meanwhile[0]
        raise ActionRefused(
            f"Somebody gave them work meanwhile ({work.title_to_others.lower()}: {count}). "
            "Nothing was moved: look, and close again."
        )
    tell_of_moved_work(_went_to(user, moved), why=WhyMoved.LEFT, by=actor, at=at)
    if current.is_active:
        current.is_active, current.deactivated_at, current.deactivated_why = False, at, why
        current.save(update_fields=["is_active", "deactivated_at", "deactivated_why"])
    return Closed(current, moved)


@transaction.atomic
def _put_back_what_can_be(user: User, at: datetime) -> None:
    """Each kind of their work by itself: nothing that nobody else can take stays in the way of the rest."""
    moved, left = [], []
    for work, count in open_work_of(user):
        try:
            with transaction.atomic():
                if work.hand_on is None:
                    raise ActionRefused(work.must_be_moved)
                moved.append((work, None, work.hand_on(user, None, None, at)))
        except ActionRefused:
            left.append(f"{work.title_to_others}: {count}. Somebody else must be named there: their last day is past.")
    tell_of_moved_work(_went_to(user, moved), why=WhyMoved.LEFT, by=None, at=at)
    _tell_service_managers(user, "\n".join(left), at)


def _tell_service_managers(leaver: User, what: str, at: datetime) -> None:
    """What waits for them to move it, once: the job comes back every morning until they have."""
    told = MovedWork.objects.filter(other=leaver, what=what, has_come=True).values("told")
    managers = User.objects.holding(Role.SERVICE_MANAGER).exclude(pk__in=told)
    waits = [Moved(leaver, manager, what) for manager in managers if what]
    tell_of_moved_work(waits, why=WhyMoved.LEFT, by=None, at=at)


def _went_to(leaver: User, moved: Iterable[tuple[Work, User | None, HandedOn]]) -> list[Moved]:
    """For each who takes something on, each kind of it with its number and which; and for who has to give it out."""
    taken = [
        Moved(leaver, taker, f"{work.title_to_others}: {count}", _named(handed_on.which.get(taker, ())))
        for work, to, handed_on in moved
        for taker, count in [(to, handed_on.given), *handed_on.to_others.items()]
        if taker and count
    ]
    left = [
        Moved(leaver, manager, f"{work.title_to_others}: {len(which)}", f"{_named(which)}. {work.put_back}.")
        for work, _, handed_on in moved
        for manager, which in handed_on.left_to.items()
    ]
    return [*taken, *left]


def _named(references: Sequence[str]) -> str:
    """`(SR000112, SR000116)`; of very many the first."""
    more = len(references) - MOST_NAMED
    named = ", ".join(references[:MOST_NAMED])
    return f"({named}{f' and {more} more' if more > 0 else ''})" if named else ""


def field_of(work: Work) -> str:
    """The name of the form field that asks who takes this kind of work on."""
    return f"{work.key}_to"
