"""The rejects file: every row that was not taken, with the reason, ready to be mended and taken back."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from people.case_file.kinds import CaseFileKind, all_kinds, columns_of, kind_of
from people.case_file.report import Rejected, rejected_sql
from people.case_file.source import REJECTS_COLUMNS, Unusable
from people.case_file.work import Staged, Work, quoted


def check_can_be_written(path: Path) -> None:
    """Raises Unusable before the import begins, rather than lose the rejects after it."""
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise Unusable(f"The rejects cannot be written to {path}.")


def write_rejects(path: Path, kinds: Iterable[CaseFileKind], rows: Iterable[Rejected]) -> int:
    """Write the rejects file, whole or not at all, and return how many rows it has.

    `kinds` are those that have rejected rows: the file has every column of them.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            written = -1
            for written, line in enumerate(rejects_lines(kinds, rows)):  # noqa: B007
                csv.writer(file).writerow(line)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Unusable(f"The rejects cannot be written to {path}: {error.strerror or error}.") from error
    return written


def rejects_lines(kinds: Iterable[CaseFileKind], rows: Iterable[Rejected]) -> Iterator[list[Any]]:
    """The lines of a rejects file, its header first."""
    columns = columns_of(kinds)
    yield [*REJECTS_COLUMNS, *columns]
    for row in rows:
        yield [row.file, row.line, row.columns, row.message, *(row.values.get(name, "") for name in columns)]


def keep_rejects(work: Work, staged: Staged, run_id: int) -> None:
    """Keep the rejected rows of one file with its run, for the data manager's page (7 days)."""
    work.run(
        f'INSERT INTO people_rejectedrow (run_id, file, line, "column", message, values) '
        f"SELECT {run_id}, {quoted(staged.kind.file)}, line, columns, message, values "
        f"FROM ({rejected_sql(staged)}) AS told"
    )


def kinds_named(files: Iterable[str]) -> list[CaseFileKind]:
    """The kinds of these file names, in the order of the contract; all of them where a name is of none."""
    found = [kind_of(file) for file in files]
    return all_kinds() if None in found else sorted((k for k in found if k), key=lambda kind: kind.order)
