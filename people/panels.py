"""The panels of a young person's page. Rooms above register their own in `AppConfig.ready()`.

The page knows only this protocol: one query a panel, limited to what the user may see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from accounts.rules import Can
from people.models import YoungPerson


@dataclass(frozen=True)
class Panel:
    """`rows(young_person, user)` is what the panel lists; its template gets `rows`, `young_person` and `panel`.

    `place` is where it stands: `main` below one another, or `side` in the narrow column.
    """

    order: int
    key: str
    title: str
    template: str
    rows: Callable[[YoungPerson, User], Any]
    can: Can = Can.SEE_RECORDS
    place: str = "main"


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    _panels[panel.key] = panel


def panels_for(user: User, place: str) -> list[Panel]:
    return sorted((p for p in _panels.values() if p.place == place and user.can(p.can)), key=lambda p: p.order)
