"""Rows into temporary tables, as text, by COPY: the file is read once and never held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from people.case_file import functions
from people.case_file.headers import check_required, note_unknown, read_header
from people.case_file.kinds import CaseFileKind, Column, all_kinds, columns_of, kind_of
from people.case_file.rows import UNREAD, Row, read_rows
from people.case_file.source import REJECTS_COLUMNS, CaseFile, SourceFile
from people.case_file.work import Staged, Work

ROWS_BETWEEN_SIGNS_OF_LIFE = 5_000
NOT_MENDED = f"The row still has “{UNREAD}” where a letter could not be read: write that letter."


def stage(work: Work, case_file: CaseFile) -> None:
    """Read every file into its table. Nothing on record is touched.

    Raises Unusable, before anything is judged, when a header or the text of any file cannot be used.
    """
    for function in functions.ALL:
        work.run(function)
    work.run("DROP TABLE IF EXISTS case_file_faults")
    work.run("CREATE TEMP TABLE case_file_faults (file text, line integer, place integer, col text, message text)")
    work.run("CREATE INDEX ON case_file_faults (file, line)")
    if case_file.ignored:
        work.note(f"Not part of a case file, and left aside: {', '.join(case_file.ignored)}.")
    for file in case_file.files:
        work.progress.step(f"reading {file.name}", file.size_bytes)
        if file.kind is None:
            _stage_rejects(work, file)
        else:
            _stage_file(work, file, file.kind)
    for staged in work.staged.values():
        work.run(f"CREATE INDEX ON {staged.raw} (line)")
        work.run(f"ANALYZE {staged.raw}")


def _stage_file(work: Work, file: SourceFile, kind: CaseFileKind) -> None:
    with file.text() as text:
        rows = read_rows(text)
        header = read_header(file, next(rows, None), set(kind.column_names))
        check_required(file, header, kind)
        note_unknown(work, file, header, set(kind.column_names))
        staged = _new_table(work, kind, set(header) & set(kind.column_names), is_mended=False)
        places = [header.index(name) if name in header else None for name in kind.column_names]
        with Copying(staged) as copy:
            for row in _counted(work, staged, rows):
                copy.write_row([row.line, row.fault or None, *_cells(row, places)])


def _stage_rejects(work: Work, file: SourceFile) -> None:
    """A rejects file: each row to the table of the kind that its `file` column names, in as many readings as kinds."""
    known = {*REJECTS_COLUMNS, *columns_of(all_kinds())}
    with file.text() as text:
        header = read_header(file, next(read_rows(text), None), known)
    note_unknown(work, file, header, known)
    route = header.index("file")
    for kind in all_kinds():
        _stage_part(work, file, kind, header, route)
    _stage_unrouted(work, file, header, route)


def _stage_part(work: Work, file: SourceFile, kind: CaseFileKind, header: list[str], route: int) -> None:
    staged = Staged(kind, set(header) & set(kind.column_names), is_mended=True)
    places = [header.index(name) if name in header else None for name in kind.column_names]
    with file.text() as text:
        rows = read_rows(text)
        next(rows, None)
        mine = (row for row in rows if _kind_of_row(row, route) is kind)
        first = next(mine, None)
        if first is None:
            return
        check_required(file, header, kind, rows=f"rows of {kind.file} and ")
        staged = _new_table(work, kind, staged.columns, is_mended=True)
        with Copying(staged) as copy:
            for row in _counted(work, staged, _still_unread(_with(first, mine), places)):
                copy.write_row([row.line, row.fault or None, *_cells(row, places)])


def _stage_unrouted(work: Work, file: SourceFile, header: list[str], route: int) -> None:
    """Rows that name no file of a case file: rejected under the name of the rejects file itself."""
    columns = tuple(Column(name) for name in dict.fromkeys(header) if name in columns_of(all_kinds()))
    reason = "The column “file” names no file of a case file."
    nowhere = CaseFileKind(1_000, file.name, key=(), columns=columns, no_room=reason)
    places = [header.index(column.name) for column in columns]
    with file.text() as text:
        rows = read_rows(text)
        next(rows, None)
        lost = (row for row in rows if _kind_of_row(row, route) is None)
        first = next(lost, None)
        if first is not None:
            staged = _new_table(work, nowhere, set(header), is_mended=True)
            with Copying(staged) as copy:
                for row in _counted(work, staged, _with(first, lost)):
                    copy.write_row([row.line, row.fault or None, *_cells(row, places)])


def _kind_of_row(row: Row, route: int) -> CaseFileKind | None:
    return kind_of(row.cells[route]) if route < len(row.cells) else None


def _still_unread(rows: Iterator[Row], places: Sequence[int | None]) -> Iterator[Row]:
    """Rows taken back in which a letter that could not be read was not written again: they have that fault."""
    for row in rows:
        is_unread = any(UNREAD in cell for cell in _cells(row, places) if cell)
        yield replace(row, fault=row.fault or NOT_MENDED) if is_unread else row


def _with(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _new_table(work: Work, kind: CaseFileKind, columns: set[str], *, is_mended: bool) -> Staged:
    staged = work.staged[kind.file] = Staged(kind, columns, is_mended)
    texts = ", ".join(f"{name} text" for name in kind.column_names)
    work.run(f"DROP TABLE IF EXISTS {staged.raw}")
    work.run(f"CREATE TEMP TABLE {staged.raw} (line integer, fault text, {texts})")
    return staged


def _cells(row: Row, places: Sequence[int | None]) -> list[str | None]:
    """The cells in the order of the contract; a column that the file has not is NULL, a blank is empty."""
    cells = row.cells
    return [cells[place] if place is not None and place < len(cells) else None for place in places]


class Copying:
    """COPY into the table of a file, on Django's own connection."""

    def __init__(self, staged: Staged) -> None:
        self.staged = staged

    def __enter__(self) -> Any:
        self.cursor = connection.cursor()
        self.copy = self.cursor.cursor.copy(f"COPY {self.staged.raw} FROM STDIN")
        return self.copy.__enter__()

    def __exit__(self, *error: Any) -> None:
        try:
            self.copy.__exit__(*error)
        finally:
            self.cursor.close()


def _counted(work: Work, staged: Staged, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows that hold anything, counted. Rows of nothing but separators, as spreadsheets leave them, are told."""
    empty, characters = 0, 0
    for row in rows:
        if not any(cell and not cell.isspace() for cell in row.cells):
            empty += 1
            continue
        staged.read += 1
        staged.last_line = row.line
        characters += sum(map(len, row.cells)) + len(row.cells)
        if staged.read % ROWS_BETWEEN_SIGNS_OF_LIFE == 0:
            work.progress.done(characters)
            characters = 0
        yield row
    if empty:
        work.note(f"{staged.kind.file}: {empty} empty {'row' if empty == 1 else 'rows'} left out.")
