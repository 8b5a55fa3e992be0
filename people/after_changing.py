"""What other rooms bring up to date where a young person's own details have changed, such as their date of birth.

A room registers itself in `AppConfig.ready()`.
"""

from collections.abc import Callable

from people.models import YoungPerson

After = Callable[[YoungPerson], None]
"""`after(young_person)`: within the transaction of the change, with the record as it is now."""

_afterwards: dict[str, After] = {}


def register(name: str, after: After) -> None:
    _afterwards[name] = after


def bring_up_to_date(young_person: YoungPerson) -> None:
    for after in _afterwards.values():
        after(young_person)
