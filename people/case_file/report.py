"""What an import did, counted by file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from people.case_file.work import Staged, Work, quoted, streamed


@dataclass(frozen=True)
class Counted:
    """The rows of one file. What was not added, changed or unchanged was rejected."""

    file: str
    read: int
    added: int
    changed: int
    unchanged: int

    @property
    def rejected(self) -> int:
        return self.read - self.added - self.changed - self.unchanged

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.read} read, {self.added} added, {self.changed} changed, "
            f"{self.unchanged} unchanged, {self.rejected} rejected"
        )

    def as_json(self) -> dict[str, int | str]:
        return {
            "file": self.file,
            "read": self.read,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
        }


@dataclass(frozen=True)
class Report:
    counts: list[Counted]
    notes: list[str] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        return sum(counted.rejected for counted in self.counts)


@dataclass(frozen=True)
class Rejected:
    """A rejected row: `columns` are the ones at fault, `values` the row as it came."""

    file: str
    line: int
    columns: str
    message: str
    values: dict[str, str]


def count(work: Work) -> Report:
    return Report([_counted(work, staged) for staged in in_order(work)], work.notes)


def in_order(work: Work) -> list[Staged]:
    return sorted(work.staged.values(), key=lambda staged: staged.kind.order)


def _counted(work: Work, staged: Staged) -> Counted:
    if staged.kind.judge is None:
        return Counted(staged.kind.file, staged.read, 0, 0, 0)
    verdicts = dict(work.rows(f"SELECT verdict, count(*) FROM {staged.verdicts} GROUP BY verdict"))
    added, changed, unchanged = (verdicts.get(verdict, 0) for verdict in ("added", "changed", "unchanged"))
    return Counted(staged.kind.file, staged.read, added, changed, unchanged)


def rejected_sql(staged: Staged) -> str:
    """A query of the rejected rows of one file, by line: line, columns, message, values as jsonb."""
    file = quoted(staged.kind.file)
    return (
        f"SELECT told.line, told.columns, told.message, "
        f"jsonb_strip_nulls(to_jsonb(raw) - 'line' - 'fault') AS values "
        f"FROM (SELECT f.line, coalesce(string_agg(DISTINCT nullif(f.col, ''), ', '), '') AS columns, "
        f"string_agg(CASE WHEN f.col = '' THEN '' ELSE f.col || ': ' END || f.message, ' ' "
        f"ORDER BY f.place, f.message) AS message "
        f"FROM case_file_faults f WHERE f.file = {file} GROUP BY f.line) AS told "
        f"JOIN {staged.raw} raw ON raw.line = told.line ORDER BY told.line"
    )


def rejected_rows(work: Work) -> Iterator[Rejected]:
    """Every rejected row, file by file, a few at a time."""
    for staged in in_order(work):
        with streamed(rejected_sql(staged)) as rows:
            for line, columns, message, values in rows:
                yield Rejected(staged.kind.file, line, columns, message, _as_dict(values))


def _as_dict(values: Any) -> dict[str, str]:
    return json.loads(values) if isinstance(values, str) else values
