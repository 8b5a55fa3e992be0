"""What rooms above know of the young people in a list of search results: "Missing now, 5 hours".

A room registers itself in `AppConfig.ready()`; it is asked once for all the rows of a page.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accounts.models import User
from people.models import YoungPerson


@dataclass(frozen=True)
class Fact:
    """A tag beside a name, and where to go from there. `tone` is red, amber, teal, green or empty; `text` may be."""

    text: str
    tone: str = ""
    link: str = ""
    url: str = ""


Facts = Callable[[Sequence[YoungPerson], User], dict[int, Fact]]
"""The fact by the young person's id, in one query; the user may learn it of everybody given."""

_facts: dict[str, Facts] = {}


def register(key: str, facts: Facts) -> None:
    _facts[key] = facts


def facts_for(young_people: Sequence[YoungPerson], user: User) -> dict[int, list[Fact]]:
    """All the facts by the young person's id."""
    found: dict[int, list[Fact]] = defaultdict(list)
    if young_people:
        for facts in _facts.values():
            for pk, fact in facts(young_people, user).items():
                found[pk].append(fact)
    return found
