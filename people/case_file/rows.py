"""Reading the rows of a CSV, one at a time, so that one broken line costs no other line.

A quotation mark that is never closed would swallow the rest of the file: the line where it opens is given up and
reading goes on at the next line.
"""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NUL = "\x00"
VISIBLE_NUL = "\N{SYMBOL FOR NULL}"
UNREAD = "\N{REPLACEMENT CHARACTER}"
MARKED = NUL + UNREAD
"""What stands where bytes are not UTF-8. A NUL is looked for in each row anyhow: it costs the others no time."""
MARKING_WHAT_IS_NOT_UTF_8 = "mark_what_is_not_utf_8"
NOT_UTF_8 = (
    f"The row holds letters that are not UTF-8, each shown as “{UNREAD}”: write them again, or save the file as “CSV "
    "UTF-8”."
)
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
LONGEST_RECORD_LINES = 1_000
TOO_LONG = f"A value of this line is longer than {csv.field_size_limit():,} characters."


@dataclass(frozen=True)
class Row:
    """`line` is where the row begins, the header being line 1. `fault` says why it cannot be read, in words."""

    line: int
    cells: list[str]
    fault: str = ""


class _Lines:
    """Physical lines that can be handed back, remembering which were taken for the record being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.source = iter(lines)
        self.waiting: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LONGEST_RECORD_LINES:
            raise StopIteration
        if not self.waiting:
            self.number += 1
            self.waiting.append((self.number, next(self.source)))
        self.taken.append(self.waiting.popleft())
        return self.taken[-1][1]

    def give_back_all_but_the_first(self) -> None:
        self.waiting.extendleft(reversed(self.taken[1:]))


def read_rows(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a CSV, header included, empty lines left out.

    `lines` keep their line ends. Cells are given as they came; a NUL, which no database can hold, becomes a sign.
    """
    source = _Lines(lines)
    width = 0
    while True:
        source.taken = []
        try:
            cells = next(csv.reader(source, strict=True), None)
            fault = ""
        except csv.Error as error:
            cells, fault = [], TOO_LONG if "larger" in str(error) else "The quotation marks of this line do not match."
        if cells is None:
            return
        if not cells and not fault:
            continue
        line = source.taken[0][0]
        width = width or len(cells)
        if not fault and len(cells) != width:
            fault = f"The row has {_counted(len(cells), 'value')}, the header {_counted(width, 'column')}."
        if fault and (len(source.taken) > 1 or not cells):
            cells = _split_plainly(source.taken[0][1])
            source.give_back_all_but_the_first()
        if any(NUL in cell for cell in cells):
            is_marked = any(MARKED in cell for cell in cells)
            fault = fault or (NOT_UTF_8 if is_marked else "The row holds a NUL character.")
            cells = [cell.replace(MARKED, UNREAD).replace(NUL, VISIBLE_NUL) for cell in cells]
        if fault and width:
            fault += _beyond(cells[width:])
        yield Row(line, cells, fault)


def why_no_columns(cells: list[str]) -> str:
    """What is wrong with a first row in which no column was found, to be said after the file's name; or nothing.

    >>> why_no_columns(["reference;first_name"])
    'has its columns apart by semicolons: save it as “CSV UTF-8 (comma delimited)”.'
    """
    line = ",".join(cells).strip().lower()
    if line.startswith("sep="):
        return "begins with “sep=”, a line for Excel alone: delete it, so that the header comes first."
    for sign, words in SEPARATORS.items():
        if sign in line:
            return f"has its columns apart by {words}: save it as “CSV UTF-8 (comma delimited)”."
    return ""


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return MARKED, error.end


codecs.register_error(MARKING_WHAT_IS_NOT_UTF_8, _mark)


def _beyond(cells: list[str]) -> str:
    """The values that stand under no column, which a rejects file has no place for: without them they were lost.

    >>> _beyond(["", "2011-04-08"])
    ' Beyond the last column: “”, “2011-04-08”.'
    """
    told = ", ".join(f"“{cell}”" for cell in cells)
    return f" Beyond the last column: {told}." if any(map(str.strip, cells)) else ""


def _split_plainly(line: str) -> list[str]:
    return line.rstrip("\r\n").split(",")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
