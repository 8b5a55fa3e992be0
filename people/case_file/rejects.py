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

OWN_OUTPUT = (1, 2)
"""The file descriptors of standard output and standard error."""


def check_can_be_written(path: Path) -> None:
    """Raises Unusable before the import begins, rather than lose the rejects after it."""
    why = ""
    try:
        is_written_into = _is_written_into(path)
        folder = path.resolve().parent
        if path.is_dir():
            why = "it is a folder"
        elif not is_written_into and not folder.is_dir():
            why = f"there is no folder {folder}"
        elif not os.access(path if is_written_into else folder, os.W_OK):
            why = "you may not write there"
        elif path.is_file() and any(_is_file_of(path, output) for output in OWN_OUTPUT):
            why = "which is where this command says what it did"
    except (OSError, RuntimeError) as error:
        why = str(getattr(error, "strerror", None) or error)
    if why:
        raise Unusable(f"The rejects cannot be written to {path}: {why}.")


def write_rejects(path: Path, kinds: Iterable[CaseFileKind], rows: Iterable[Rejected]) -> int:
    """Write the rejects file and return how many rows it has.

    A file is written whole or not at all: a new one takes the place of the old, behind a link too, and who may read it
    stays so. What is no file, such as a pipe or a terminal, is written into. `kinds` are those that have rejected rows:
    the file has every column of them.
    """
    try:
        if _is_written_into(path):
            return _write(path, kinds, rows)
        place = path.resolve()
        unfinished = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            unfinished.touch(mode=place.stat().st_mode & 0o777 if place.exists() else 0o666)
            written = _write(unfinished, kinds, rows)
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise Unusable(f"The rejects cannot be written to {path}: {error.strerror or error}.") from error
    return written


def _write(path: Path, kinds: Iterable[CaseFileKind], rows: Iterable[Rejected]) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        written = -1
        for written, line in enumerate(rejects_lines(kinds, rows)):  # noqa: B007
            csv.writer(file).writerow(line)
    return written


def _is_written_into(path: Path) -> bool:
    """Whether it is there and no file that another can take the place of."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _is_file_of(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


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
