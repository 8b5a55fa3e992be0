"""What has happened in a young person's life here, told from case events.

The room that wrote an event knows how to tell it: it registers a teller for its kinds in `AppConfig.ready()`, and which
of them are not for everybody who opens the record.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

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

KeepsBack = Callable[[User], Q]
"""Which events this user is told nothing of, not even by kind and day."""

_tellers: dict[str, Teller] = {}
_kept_back: list[KeepsBack] = []


def register(teller: Teller, *kinds: str) -> None:
    for kind in kinds:
        _tellers[kind] = teller


def keep_back(which: KeepsBack) -> None:
    _kept_back.append(which)


@dataclass(frozen=True)
class Timeline:
    entries: list[Entry]
    there_are_more: bool


def timeline_of(young_person: YoungPerson, user: User, shown: int = SHOWN) -> Timeline:
    """The latest events, latest first: one query, and one for each teller that has something to tell."""
    theirs_to_read = young_person.case_events.all()
    for kept_back in filter(None, (which(user) for which in _kept_back)):
        theirs_to_read = theirs_to_read.exclude(kept_back)
    events = list(theirs_to_read[: shown + 1])
    by_teller: dict[Teller, list[CaseEvent]] = defaultdict(list)
    for event in events[:shown]:
        if teller := _tellers.get(event.kind):
            by_teller[teller].append(event)
    told: dict[int, Entry] = {}
    for teller, theirs in by_teller.items():
        told |= teller(theirs, user)
    entries = [told.get(event.pk) or Entry(event.at, event.get_kind_display()) for event in events[:shown]]
    return Timeline(entries, len(events) > shown)
