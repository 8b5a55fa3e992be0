"""The header of a CSV: which columns it has, and in words what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection

from people.case_file.kinds import CaseFileKind
from people.case_file.rows import NOT_UTF_8, Row, why_no_columns
from people.case_file.source import SourceFile, Unusable
from people.case_file.work import Work


def read_header(file: SourceFile, row: Row | None, known: Collection[str]) -> list[str]:
    """The names of the columns, in small letters. Raises Unusable where it cannot be used.

    Only a column that is `known` has to be there no more than once: of others nothing is read.
    """
    if row is None:
        raise Unusable(f"{file.name} is empty: its first row has to be the header.")
    if row.fault == NOT_UTF_8:
        raise Unusable(f"{file.name} is not UTF-8 text: save it as “CSV UTF-8”.")
    if row.fault:
        raise Unusable(f"The header of {file.name} cannot be read: {row.fault[0].lower()}{row.fault[1:]}")
    header = [cell.strip().lower() for cell in row.cells]
    twice = sorted({name for name in header if name in known and header.count(name) > 1})
    if twice:
        raise Unusable(f"The header of {file.name} has {', '.join(twice)} more than once.")
    if not set(known) & set(header) and (why := why_no_columns(row.cells)):
        raise Unusable(f"{file.name} {why}")
    return header


def check_required(file: SourceFile, header: list[str], kind: CaseFileKind, rows: str = "") -> None:
    """Raises Unusable where a column that the kind of file needs is not there."""
    missing = [name for name in kind.required_names if name not in header]
    if missing:
        raise Unusable(f"{file.name} has {rows}no column {', '.join(missing)}.")


def note_unknown(work: Work, file: SourceFile, header: list[str], known: Collection[str]) -> None:
    """Say which columns are left aside, each once."""
    unknown = [name for name in dict.fromkeys(header) if name and name not in known]
    if unknown:
        work.note(f"{file.name}: unknown columns, ignored: {', '.join(unknown)}.")
