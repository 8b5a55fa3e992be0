"""What must go on with somebody else when a record is closed to all but those named on it.

Rooms above register in `AppConfig.ready()` how their open work moves; this room knows only the protocol.
"""

from collections.abc import Callable
from datetime import datetime

from accounts.models import User
from people.models import YoungPerson

MoveWork = Callable[[User, YoungPerson, datetime], None]
"""`move(actor, young_person, at)`: what is with somebody who may not open the record now goes to who may."""

_moves: dict[str, MoveWork] = {}


def register(name: str, move: MoveWork) -> None:
    _moves[name] = move


def move_work(actor: User, young_person: YoungPerson, at: datetime) -> None:
    """Called in the transaction that says who sees the record, once that is saved."""
    for move in list(_moves.values()):
        move(actor, young_person, at)
