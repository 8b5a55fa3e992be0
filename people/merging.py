"""Which tables follow when two records of one young person become one.

Each room registers every column that names a young person in `AppConfig.ready()`, its own included; a test proves that
none is forgotten. What cannot stand on one record beside another (overlapping placements, episodes) is a clash, which
a person settles by choosing the one to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from accounts.counting import count_all
from accounts.models import User
from people.models import RecordMerge, YoungPerson

KEPT, MERGED = "kept", "merged"
"""The two sides, as `RecordMerge.changed` and the choices of who merges name them."""


@dataclass(frozen=True)
class Side:
    """One of two rows that clash; `url` leads to where its times are mended, where there is such a page.

    `warning`: what must be known before this one is chosen to stand.
    """

    pk: int
    label: str
    facts: str
    url: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Clash:
    """Two rows of which one alone can stand. `same_key` where not even their places could be changed one by one."""

    follows: Follows
    title: str
    kept: Side
    merged: Side
    same_key: bool = False

    @property
    def key(self) -> str:
        """The name of its question in the form."""
        return f"{self.follows.model._meta.model_name}-{self.kept.pk}-{self.merged.pk}"

    @property
    def warnings(self) -> dict[str, str]:
        """What must be known before a side is chosen, by the side (`kept` or `merged`)."""
        return {name: side.warning for name, side in (("kept", self.kept), ("merged", self.merged)) if side.warning}


@dataclass(frozen=True)
class Follows:
    """A column that names a young person, and what becomes of its rows.

    They move to the record that is kept, but for those that `left(kept)` picks of the merged one's, whose like is there
    already. Of two that are alike `overtaken(kept, merged)` gives the pairs (ids) in which the merged one's holds now
    and the kept one's is over: these two exchange what they say. `stays` says why none moves. `clashes(kept, merged)`
    are those to be settled first, `blocks(kept, merged)` says in words what must be settled elsewhere. Where
    rows are not laid aside by their column alone, `lay_aside` and `take_back` do it: `lay_aside(actor, pk,
    instead_of_pk, at)`.
    """

    model: type[Model]
    field: str
    stays: str = ""
    left: Callable[[Any], Q] | None = None
    overtaken: Callable[[Any, Any], Iterable[tuple[int, int]]] | None = None
    clashes: Callable[[YoungPerson, YoungPerson], Iterable[Clash]] | None = None
    blocks: Callable[[YoungPerson, YoungPerson], str | None] | None = None
    along: Callable[[list[int]], Iterable[int]] | None = None
    lay_aside: Callable[[User, int, int, datetime], None] | None = None
    take_back: Callable[[User, int, datetime], None] | None = None

    @property
    def key(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def of(self) -> type[Model]:
        """What the column names: a young person, or a record of a room above that is merged in the same way."""
        related: type[Model] = self.model._meta.get_field(self.field).related_model  # type: ignore[assignment]
        return related

    def rows(self, record: Model) -> QuerySet[Any]:
        return self.model._default_manager.filter(**{self.field: record.pk})

    def moving(self, kept: Any, merged: Any) -> QuerySet[Any]:
        if self.stays:
            return self.model._default_manager.none()
        rows = self.rows(merged)
        return rows.exclude(self.left(kept)) if self.left else rows


@dataclass(frozen=True)
class InTheWay:
    """Something written while two records were one that a person has to undo before they are two again.

    `words` say what it is and what to do; `url` leads to where, as `link` says.
    """

    words: str
    url: str = ""
    link: str = ""


Foreseen = Callable[[YoungPerson, YoungPerson], Iterable[str]]
"""`foreseen(kept, merged)`: what a merge would bring about that nobody sees from what moves, in words."""

BeforeUndoing = Callable[[RecordMerge], Iterable[InTheWay]]
After = Callable[[User, YoungPerson, YoungPerson, datetime], None]
"""`after(actor, kept, merged, at)`: what else a room brings up to date once all has moved, there and back again."""

FETCHED = "fetched_of_the_two"

_follows: dict[str, Follows] = {}
_afterwards: dict[str, After] = {}
_before_undoing: dict[str, BeforeUndoing] = {}
_foreseen: dict[str, Foreseen] = {}


def register(model: type[Model], field: str, **how: Any) -> None:
    follows = Follows(model, field, **how)
    _follows[follows.key] = follows


def register_after(name: str, after: After) -> None:
    _afterwards[name] = after


def register_before_undoing(name: str, before: BeforeUndoing) -> None:
    _before_undoing[name] = before


def register_foreseen(name: str, foreseen: Foreseen) -> None:
    _foreseen[name] = foreseen


def keep_what_is_fetched(kept: YoungPerson) -> None:
    """For a preview, which changes nothing: what rooms fetch of the two by `once` is not fetched again."""
    kept.__dict__[FETCHED] = {}


def once(name: str, kept: YoungPerson, merged: YoungPerson, fetch: Callable[[], list[Any]]) -> list[Any]:
    """What `fetch` finds of the two; as it was found before, where that is kept."""
    fetched: dict[tuple[str, int], list[Any]] | None = kept.__dict__.get(FETCHED)
    if fetched is None:
        return fetch()
    if (name, merged.pk) not in fetched:
        fetched[name, merged.pk] = fetch()
    return fetched[name, merged.pk]


def what_it_brings(kept: YoungPerson, merged: YoungPerson) -> list[str]:
    """What must be known before two records are made one, for the preview."""
    return [words for foreseen in list(_foreseen.values()) for words in foreseen(kept, merged)]


def what_is_in_the_way(merge: RecordMerge) -> list[InTheWay]:
    """All that has to be undone on its own page before the two are two again."""
    return [found for before in _before_undoing.values() for found in before(merge)]


def that_went(merge: RecordMerge, model: type[Model], field: str = "young_person") -> list[int]:
    """The rows of a table that followed to the kept record, and go back."""
    return list(merge.moved.get(f"{model._meta.label_lower}.{field}", []))


def bring_up_to_date(actor: User, kept: YoungPerson, merged: YoungPerson, at: datetime) -> None:
    """At the end of a merge and of its undoing, in their transaction."""
    for after in list(_afterwards.values()):
        after(actor, kept, merged, at)


def all_that_follow(of: type[Model] = YoungPerson) -> list[Follows]:
    return [follows for follows in _follows.values() if follows.of is of]


def follows_of(key: str) -> Follows:
    return _follows[key]


def put(follows: Follows, pks: Iterable[int], to: int, *, only_of: int | None = None) -> None:
    """Give these rows to the record `to`; where `only_of` is given, those that are still that record's."""
    rows = follows.model._default_manager.filter(pk__in=list(pks))
    if only_of is not None:
        rows = rows.filter(**{follows.field: only_of})
    rows.update(**{follows.field: to})


def clashes_of(kept: YoungPerson, merged: YoungPerson) -> list[Clash]:
    """What stands in the way until somebody chooses, in the order of the tables."""
    return [clash for follows in all_that_follow() if follows.clashes for clash in follows.clashes(kept, merged)]


def what_blocks(kept: YoungPerson, merged: YoungPerson) -> list[str]:
    """What must be settled on its own page first, in words."""
    asked = [follows.blocks(kept, merged) for follows in all_that_follow() if follows.blocks]
    return [words for words in asked if words]


def what_moves(kept: YoungPerson, merged: YoungPerson) -> list[dict[str, Any]]:
    """How much of what follows, for the preview: one query."""
    return counted_by({follows.key: follows.moving(kept, merged) for follows in all_that_follow() if not follows.stays})


def counted_by(found: Mapping[str, QuerySet[Any]]) -> list[dict[str, Any]]:
    """The rows of a summary: what the rows of each column are called, and how many; one query."""
    counts = count_all(found)
    rows = [(follows_of(key).model._meta, number) for key, number in counts.items() if number]
    return [
        {"label": str(meta.verbose_name_plural).capitalize(), "value": number}
        for meta, number in rows
        if meta.model_name not in NOT_SAID
    ]


NOT_SAID = {"alertstage", "caseevent", "accessgrant", "youngperson"}
"""What follows without a word: it follows from the rest."""
