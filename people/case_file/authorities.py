"""Which of the authorities that a file names are ours, by the one rule of `people.models.care.is_outside`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from people.case_file.work import Work, streamed
from people.models.care import is_outside
from people.postcodes import is_in_directory

ROWS_AT_ONCE = 2_000


def make_authorities(work: Work, names: str) -> None:
    """`case_file_authorities`: `name`, `is_outside` and `is_known` for each name or code that the query gives.

    One is known that is ours or in the directory.
    """
    work.run("DROP TABLE IF EXISTS case_file_authorities")
    work.run("CREATE TEMP TABLE case_file_authorities (name text, is_outside boolean, is_known boolean)")
    with streamed(names) as rows:
        for chunk in chunks(row[0] for row in rows):
            copy_rows("case_file_authorities", [_judged(name) for name in chunk if name])
    work.run("CREATE INDEX ON case_file_authorities (name)")
    work.run("ANALYZE case_file_authorities")


def _judged(name: str) -> tuple[str, bool | None, bool]:
    outside = is_outside(name)
    return name, outside, not outside or is_in_directory(name)


def chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    """The values in lists of at most ROWS_AT_ONCE."""
    chunk: list[Any] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == ROWS_AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def copy_rows(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """COPY rows into a temporary table."""
    with connection.cursor() as cursor, cursor.cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
