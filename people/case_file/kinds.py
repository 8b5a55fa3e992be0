"""The kinds of file that a case file holds, as docs/formats.md lists them.

Each room registers its own in `AppConfig.ready()`; this package reads, judges and counts what it is told of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from people.case_file.work import Work


class Type(Enum):
    TEXT = "text"
    CHOICE = "one of a list of codes"
    DATE = "yyyy-mm-dd"
    INSTANT = "ISO 8601; without an offset Europe/London wall time"
    NUMBER = "a number with at most one decimal kept"
    YES_NO = "yes or no"
    POSTCODE = "text, written as on an envelope where it can be one"


@dataclass(frozen=True)
class Column:
    """One column of a file. `longest` is the most characters that the record can hold."""

    name: str
    type: Type = Type.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    longest: int = 0


@dataclass(frozen=True)
class CaseFileKind:
    """One kind of file.

    `key` are the columns by which its rows are matched to what is on record. `judge` finds the faults of its rows and
    decides what is new, changed or unchanged, without writing; `write` takes in what was accepted, batch by batch, and
    `finish` does what needs every file to be written. A kind without `judge` is known to the contract and has no room
    yet: `no_room` is the reason that its rows get.
    """

    order: int
    file: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    judge: Callable[[Work], None] | None = None
    write: Callable[[Work], None] | None = None
    finish: Callable[[Work], None] | None = None
    no_room: str = ""

    @cached_property
    def stem(self) -> str:
        """A name that a table can have: `young_people`."""
        return re.sub(r"[^a-z0-9_]", "_", self.file.lower().removesuffix(".csv"))

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def required_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)

    def place_of(self, name: str) -> int:
        """Where the column stands in the list: faults of a row are told in this order."""
        return self.column_names.index(name)


@dataclass
class _Registry:
    kinds: dict[str, CaseFileKind] = field(default_factory=dict)


_registered = _Registry()


def register(kind: CaseFileKind) -> None:
    """Make a kind of file known; a room takes over a kind that had no room by registering the same file name."""
    _registered.kinds[kind.file] = kind


def all_kinds() -> list[CaseFileKind]:
    """In the order in which they are taken."""
    return sorted(_registered.kinds.values(), key=lambda kind: kind.order)


def kind_of(file_name: str) -> CaseFileKind | None:
    """The kind of a file of that name, capitals or not."""
    return _registered.kinds.get(file_name.strip().lower())


def columns_of(kinds: Iterable[CaseFileKind]) -> list[str]:
    """Every column of these kinds once, in the order of the contract."""
    return list(dict.fromkeys(name for kind in kinds for name in kind.column_names))


def text(name: str, longest: int, *, required: bool = False) -> Column:
    return Column(name, Type.TEXT, required, longest=longest)


def choice(name: str, choices: Sequence[str], *, required: bool = False) -> Column:
    return Column(name, Type.CHOICE, required, tuple(str(value) for value in choices))


def day(name: str, *, required: bool = False) -> Column:
    return Column(name, Type.DATE, required)


def instant(name: str, *, required: bool = False) -> Column:
    return Column(name, Type.INSTANT, required)


def number(name: str) -> Column:
    return Column(name, Type.NUMBER)


def yes_no(name: str) -> Column:
    return Column(name, Type.YES_NO)


def postcode(name: str, longest: int) -> Column:
    return Column(name, Type.POSTCODE, longest=longest)
