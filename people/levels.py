"""At which level of exploitation risk a young person is held. The room that sets levels registers how to ask it.

While none does, nobody has a level and the lists that would show one leave it out.
"""

from collections.abc import Callable, Collection
from datetime import datetime

LevelsOf = Callable[[Collection[int], datetime], dict[int, str]]
"""From the ids of young people to the words for the level of each at that instant; who has none is left out."""

_asked: dict[str, LevelsOf] = {}


def register(room: str, levels_of: LevelsOf) -> None:
    _asked[room] = levels_of


def of(young_people: Collection[int], at: datetime) -> dict[int, str]:
    """Everybody's, in as many queries as rooms set levels."""
    known: dict[int, str] = {}
    for levels_of in _asked.values():
        known |= levels_of(young_people, at)
    return known
