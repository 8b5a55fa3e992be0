"""One import under way: what the kinds of file need to judge and to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from people.case_file.kinds import CaseFileKind
from people.case_file.progress import Progress

ROWS_A_BATCH = 5_000


@dataclass
class Staged:
    """A file whose rows wait in the temporary table `<stem>_raw`.

    `columns` are those that its header has. `is_mended` is a rejects file taken back: a blank there leaves what is on
    record as it is, because it cannot tell a value left blank from a column that the first file never had.
    """

    kind: CaseFileKind
    columns: set[str]
    is_mended: bool
    read: int = 0
    last_line: int = 0

    @property
    def raw(self) -> str:
        return f"case_file_{self.kind.stem}_raw"

    @property
    def typed(self) -> str:
        return f"case_file_{self.kind.stem}_typed"

    @property
    def judged(self) -> str:
        """The accepted and rejected rows with what the record is to hold, by `line`."""
        return f"case_file_{self.kind.stem}_judged"

    @property
    def verdicts(self) -> str:
        """By `line`: added, changed or unchanged. A row that is not in it was rejected."""
        return f"case_file_{self.kind.stem}_verdicts"


@dataclass
class Work:
    """`now` is the instant of the import: nothing may be after it, and it is when imported facts came on record."""

    now: datetime
    staged: dict[str, Staged] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)

    @property
    def today(self) -> date:
        """The London date of the import."""
        return timezone.localdate(self.now)

    @property
    def sql_now(self) -> str:
        return f"timestamptz '{self.now.isoformat()}'"

    @property
    def sql_today(self) -> str:
        return f"date '{self.today.isoformat()}'"

    def staged_file(self, stem: str) -> Staged | None:
        return self.staged.get(f"{stem}.csv")

    def run(self, sql: str, params: tuple[Any, ...] | None = None) -> int:
        """Run one statement and return how many rows it touched."""
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return int(cursor.rowcount)

    def rows(self, sql: str, params: tuple[Any, ...] | None = None) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def value(self, sql: str) -> Any:
        return self.rows(sql)[0][0]

    def table(self, name: str, select: str, *, index: str = "") -> None:
        """Make a temporary table of what the query gives, and tell the planner how large it is."""
        self.run(f"DROP TABLE IF EXISTS {name}")
        self.run(f"CREATE TEMP TABLE {name} AS {select}")
        if index:
            self.run(f"CREATE INDEX ON {name} ({index})")
        self.run(f"ANALYZE {name}")

    def note(self, text: str) -> None:
        self.notes.append(text)


@contextmanager
def streamed(sql: str, rows_at_once: int = 2_000) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows of a query a few at a time, by a cursor that the server holds."""
    connection.ensure_connection()
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        yield _in_chunks(cursor, rows_at_once)


def _in_chunks(cursor: Any, rows_at_once: int) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(rows_at_once):
        yield from rows


def quoted(text: str) -> str:
    """A constant of ours as an SQL literal. Never for what a user or a file gives."""
    return "'" + text.replace("'", "''") + "'"
