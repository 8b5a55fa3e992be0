"""What must go on with somebody else when a record is closed to all but those named on it.

Rooms above register in `AppConfig.ready()` how their open work moves; this room knows only the protocol, and tells who
gave and who has it now.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from accounts.actions.moved_work import Moved, tell_of_moved_work
from accounts.models import User, WhyMoved
from people.closed_records import ClosedRecords
from people.models import YoungPerson, may_open


class OpenWork(NamedTuple):
    """What is open with somebody, and in words what becomes of it when the record is restricted."""

    what: str
    what_becomes: str


MoveWork = Callable[[User, YoungPerson, datetime], list[Moved]]
"""`move(actor, young_person, at)`: what is with somebody who may not open the record now goes to who may."""

OpenWorkOn = Callable[[YoungPerson], list[OpenWork]]
"""What would move, before anybody is named."""

CloseRecords = Callable[[ClosedRecords], list[Moved]]
"""`close(records)`: the same for all records that a file restricts at once, of which nobody is asked anything."""


class MissingNow(NamedTuple):
    """That the young person is not back: the episode, and who follows it and may lose sight of it, `who` in words."""

    words: str
    who: str
    reference: str
    followed_by: Iterable[User]


WatchOn = Callable[[YoungPerson], MissingNow | None]

LOG = "Log of a missing episode"

RECORD = "Record of a young person of yours"

TO_NAME_ON = "Record that a case file restricted, on which nobody is named:"

_moves: dict[str, tuple[MoveWork, OpenWorkOn]] = {}


_closings: dict[str, CloseRecords] = {}


_watches: list[WatchOn] = []


def register(name: str, move: MoveWork, open_work_on: OpenWorkOn, close: CloseRecords) -> None:
    _moves[name] = (move, open_work_on)
    _closings[name] = close


def register_watch(watch_on: WatchOn) -> None:
    _watches.append(watch_on)


def missing_now(young_person: YoungPerson) -> MissingNow | None:
    """Whether they are missing now, so that somebody must keep the log once the record is restricted."""
    return next(filter(None, (watch_on(young_person) for watch_on in list(_watches))), None)


def hand_over_the_log(actor: User, keeper: User, young_person: YoungPerson, missing: MissingNow, at: datetime) -> Moved:
    """Tell who keeps the log from now on of which, and whoever loses sight of it that it went, and not of whom.

    Called as `move_work`, before which `missing` was asked.
    """
    kept = Moved(None, keeper, LOG, missing.reference)
    lost = [user for user in missing.followed_by if not may_open(user, young_person.pk)]
    went = [Moved(user, None, LOG) for user in lost]
    tell_of_moved_work([kept, *went], why=WhyMoved.RESTRICTED, by=actor, at=at)
    return kept


def whose_it_is(young_person: YoungPerson) -> list[User]:
    """Their social worker and their reviewing officer, as far as they may open the record as things stand."""
    theirs = dict.fromkeys(filter(None, (young_person.social_worker, young_person.reviewing_officer)))
    return [user for user in theirs if may_open(user, young_person.pk)]


def move_work(actor: User, young_person: YoungPerson, at: datetime, *, had_it: Iterable[User] = ()) -> list[Moved]:
    """Called in the transaction that says who sees the record, once that is saved. Says what moved, and tells them.

    `had_it` is whose it was before (`whose_it_is`): who of them may not open it any more is told, without any work too.
    """
    moved = [one for move, _ in list(_moves.values()) for one in move(actor, young_person, at)]
    tell_of_moved_work([*_lost(had_it, young_person), *moved], why=WhyMoved.RESTRICTED, by=actor, at=at)
    return moved


def tell_whose_it_was(actor: User, had_it: Iterable[User], young_person: YoungPerson, at: datetime) -> None:
    """The same of `had_it` alone, where work moves by another way: a merge that closes the record to them."""
    tell_of_moved_work(_lost(had_it, young_person), why=WhyMoved.RESTRICTED, by=actor, at=at)


def _lost(had_it: Iterable[User], young_person: YoungPerson) -> list[Moved]:
    return [Moved(user, None, RECORD) for user in had_it if not may_open(user, young_person.pk)]


def close_records(records: Collection[int], at: datetime) -> None:
    """Called by an import in the transaction that restricted them: what is open on them moves, and all are told.

    Their service managers are told of each on which nobody is named, and whose it was, that they see it no more. A few
    queries, however many records.
    """
    closed = ClosedRecords(records, at)
    to_name = [
        Moved(None, manager, TO_NAME_ON, ref) for pk, ref in closed.unnamed for manager in closed.managers_of(pk)
    ]
    lost = [Moved(user, None, RECORD) for pk, user in closed.whose_it_was if not closed.is_seen_by(pk, user)]
    moved = [one for close in list(_closings.values()) for one in close(closed)]
    tell_of_moved_work([*to_name, *lost, *moved], why=WhyMoved.RESTRICTED, by=None, at=at)


def open_work_on(young_person: YoungPerson) -> list[OpenWork]:
    """All that may move when the record is restricted, to be said before it is."""
    return [one for _, open_work in list(_moves.values()) for one in open_work(young_person)]
