"""A user's open work: for their home page, for cover, and for a leaver's reallocation.

Higher rooms register what they hold in `AppConfig.ready()`; this room knows only the protocol.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from accounts.rules import Can, Role

HandOn = Callable[[User, User | None, User | None, datetime], "HandedOn"]
"""`hand_on(leaver, to, actor, at)`: give all of it to `to`, or put it back (None); no actor where the account ended."""


@dataclass(frozen=True)
class HandedOn:
    """How many rows were given to the colleague, and how many were put back; `because` says why some had to be.

    `to_others` says how many of those put back went to whom, where nothing lies in a queue. `which` are the references
    of what each has now, and `left_to` those of what nobody has, by the managers who are to give it to somebody.
    """

    given: int
    put_back: int
    because: str = ""
    to_others: Mapping[User, int] = field(default_factory=dict)
    which: Mapping[User, Sequence[str]] = field(default_factory=dict)
    left_to: Mapping[User, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Work:
    """One kind of open work.

    `rows(user)` are the records, most urgent first and limited to what the user may see; `template` shows one
    list of them (it gets `rows` and `work`). `can` is what its lists ask for, `url_name` the page of them all.
    What is not `is_own` somebody watches over and does not hold: it is on their home page, and not handed on when
    they leave. Whoever has `within_wider` has a wider list with these in it, and not this one, on their home page.

    `covered(cover, absent)` is what a cover sees of the list while its user is away. Of their own, `held(user)` is all
    that they hold, whatever they may see. When they leave `hand_on` moves it to one of `takers(leaver)`, or where
    `put_back` says; `must_be_moved` says what to do first where nothing here can move it. What moves with another kind
    says so in `moves_with`. What nobody is asked to take says in `ends` what becomes of it, and its `hand_on` does
    that. Who holds it has one of the roles in `needs`, which is not taken from them while they do; where that is empty,
    any role will do. What names them and is no work of theirs tells who closes the account in `stays_because` why it
    stays.
    """

    order: int
    key: str
    title: str
    rows: Callable[[User], QuerySet]
    template: str
    empty: str
    can: Can = Can.SEE_RECORDS
    url_name: str = ""
    is_own: bool = True
    within_wider: Can | None = None
    is_on_home: bool = True
    held: Callable[[User], QuerySet] | None = None
    covered: Callable[[User, User], QuerySet] | None = None
    hand_on: HandOn | None = None
    needs: frozenset[Role] = frozenset()
    takers: Callable[[User], QuerySet[User]] | None = None
    put_back: str = ""
    moves_with: str = ""
    ends: str = ""
    stays_because: str = ""
    must_be_moved: str = ""
    held_title: str = ""

    @property
    def title_to_others(self) -> str:
        """What it is called on a page about the one who holds it."""
        return self.held_title or self.title

    def held_by(self, user: User) -> QuerySet:
        return (self.held or self.rows)(user)


_work: dict[str, Work] = {}


def register(work: Work) -> None:
    _work[work.key] = work


def work_of(user: User) -> list[Work]:
    """The kinds of work that this user's roles have to do with, as the home page lists them."""
    return [work for work in _in_order() if work.is_on_home and user.can(work.can)]


def work_that_stays() -> list[Work]:
    """The kinds of work that somebody holds themselves and that must be moved, or end, when they leave."""
    return [work for work in _in_order() if work.is_own and not work.moves_with and not work.stays_because]


def work_beside() -> list[tuple[Work, str]]:
    """The other kinds that are open with somebody who leaves, each with what becomes of it."""
    beside = [work for work in _in_order() if work.is_own and (work.moves_with or work.stays_because)]
    return [
        (work, work.stays_because or f"They go with: {_work[work.moves_with].title_to_others.lower()}.")
        for work in beside
    ]


def work_to_cover(absent: User) -> list[Work]:
    """The kinds of work on this user's home page that a cover sees in their stead."""
    return [work for work in work_of(absent) if work.covered]


def _in_order() -> list[Work]:
    return sorted(_work.values(), key=lambda work: work.order)
