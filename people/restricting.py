"""What must go on with somebody else when a record is closed to all but those named on it.

Rooms above register in `AppConfig.ready()` how their open work moves; this room knows only the protocol, and tells who
gave and who has it now.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from accounts.actions.moved_work import Moved, tell_of_moved_work
from accounts.models import User, WhyMoved
from people.models import YoungPerson


class OpenWork(NamedTuple):
    """What is open with somebody, and in words what becomes of it when the record is restricted."""

    what: str
    what_becomes: str


MoveWork = Callable[[User, YoungPerson, datetime], list[Moved]]
"""`move(actor, young_person, at)`: what is with somebody who may not open the record now goes to who may."""

OpenWorkOn = Callable[[YoungPerson], list[OpenWork]]
"""What would move, before anybody is named."""

_moves: dict[str, tuple[MoveWork, OpenWorkOn]] = {}


def register(name: str, move: MoveWork, open_work_on: OpenWorkOn) -> None:
    _moves[name] = (move, open_work_on)


def move_work(actor: User, young_person: YoungPerson, at: datetime) -> list[Moved]:
    """Called in the transaction that says who sees the record, once that is saved. Says what moved, and tells them."""
    moved = [one for move, _ in list(_moves.values()) for one in move(actor, young_person, at)]
    tell_of_moved_work(moved, why=WhyMoved.RESTRICTED, by=actor, at=at)
    return moved


def open_work_on(young_person: YoungPerson) -> list[OpenWork]:
    """All that may move when the record is restricted, to be said before it is."""
    return [one for _, open_work in list(_moves.values()) for one in open_work(young_person)]
