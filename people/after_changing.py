"""What other rooms bring up to date where it has changed whether somebody is a child, or what they are on record as.

A room registers itself in `AppConfig.ready()`.
"""

from collections.abc import Callable
from datetime import datetime

from people.models import YoungPerson

After = Callable[[YoungPerson, datetime], None]
"""`after(young_person, at)`: within the transaction of the change, with the record as it is now."""

_afterwards: dict[str, After] = {}


def register(name: str, after: After) -> None:
    _afterwards[name] = after


def bring_up_to_date(young_person: YoungPerson, at: datetime) -> None:
    for after in _afterwards.values():
        after(young_person, at)
