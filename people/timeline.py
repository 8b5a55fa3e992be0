"""What has happened in a young person's life here, told from case events.

The room that wrote an event knows how to tell it: it registers a teller for its kinds in `AppConfig.ready()`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from people.models import CaseEvent, YoungPerson

SHOWN = 12


@dataclass(frozen=True)
class Entry:
    """One line (people/panels/timeline.html). `at` in UTC; `url` is set only where the user may go there.

    `is_day` when only the day is on record: no time of day is shown. `is_approximate` when it is about that time.
    """

    at: datetime
    title: str
    text: str = ""
    note: str = ""
    who: str = ""
    url: str = ""
    is_late: bool = False
    is_day: bool = False
    is_approximate: bool = False


Teller = Callable[[list[CaseEvent], User], dict[int, Entry]]
"""Tells events of its kinds and one young person, by event id, in one query at most.

What it leaves out is told by its kind.
"""

_tellers: dict[str, Teller] = {}


def register(teller: Teller, *kinds: str) -> None:
    for kind in kinds:
        _tellers[kind] = teller


@dataclass(frozen=True)
class Timeline:
    entries: list[Entry]
    there_are_more: bool


def timeline_of(young_person: YoungPerson, user: User, shown: int = SHOWN) -> Timeline:
    """The latest events, latest first: one query, and one for each teller that has something to tell."""
    events = list(young_person.case_events.all()[: shown + 1])
    by_teller: dict[Teller, list[CaseEvent]] = defaultdict(list)
    for event in events[:shown]:
        if teller := _tellers.get(event.kind):
            by_teller[teller].append(event)
    told: dict[int, Entry] = {}
    for teller, theirs in by_teller.items():
        told |= teller(theirs, user)
    entries = [told.get(event.pk) or Entry(event.at, event.get_kind_display()) for event in events[:shown]]
    return Timeline(entries, len(events) > shown)
