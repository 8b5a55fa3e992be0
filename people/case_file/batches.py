"""Writing what was accepted, whole batches at a time, each in a transaction of its own.

Changes come before additions: an episode that is closed makes room for the next. What the database refuses although it
was judged good costs no other row: the batch is tried again in halves, and the row itself once more at the end, when
what stood in its way may have moved; and with the others that were refused, as each may be what stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import BaseConstraint

from people.case_file.work import ROWS_A_BATCH, Staged, Work, quoted

MOST_TOGETHER = 1_000
"""So many refused rows are tried together: those that stand in each other's way are few."""
ACCEPTED = ("added", "changed", "unchanged")


class RowsLost(IntegrityError):
    """Fewer rows were written than were judged good."""


@dataclass(frozen=True)
class Batch:
    """The lines `first` to `last` of a file, both included, with one of the verdicts."""

    staged: Staged
    first: int
    last: int
    verdicts: tuple[str, ...]

    def rows(self, *verdicts: str) -> str:
        """After FROM: the judged rows `j` of the batch, or those of them with one of the verdicts named."""
        named = [quoted(verdict) for verdict in self.verdicts if not verdicts or verdict in verdicts]
        return (
            f"{self.staged.judged} j JOIN {self.staged.verdicts} v ON v.line = j.line "
            f"AND v.line BETWEEN {self.first} AND {self.last} AND v.verdict IN ({', '.join(named) or 'NULL'})"
        )

    def count(self, work: Work, *verdicts: str) -> int:
        return int(work.value(f"SELECT count(*) FROM {self.rows(*verdicts)}"))

    def halves(self) -> tuple[Batch, Batch]:
        middle = (self.first + self.last) // 2
        return replace(self, last=middle), replace(self, first=middle + 1)


Write = Callable[[Batch], None]


def write_batches(
    work: Work, staged: Staged, write: Write, *, grows: Sequence[str], between_rows: Sequence[str] = ()
) -> None:
    """Have `write` take in every accepted row that is changed, then every one that is new.

    `between_rows` are the deferrable constraints that rows of the file keep between them, once all are written.

    `grows` are the tables that become larger by it. The planner is told so as they grow threefold: the triggers' plans
    of this connection are otherwise those of empty tables.
    """
    batches = [*_batches(work, staged, "changed"), *_batches(work, staged, "added")]
    work.progress.step(f"writing {staged.kind.file}", len(batches))
    refused: list[Batch] = []
    told_after = 1
    for number, batch in enumerate(batches, 1):
        refused += _write(work, batch, write)
        work.progress.done(1)
        if number in (told_after, len(batches)):
            told_after *= 3
            work.run(f"ANALYZE {', '.join(grows)}")
    _write_again(work, refused, write, between_rows)


def follow_up(work: Work, staged: Staged, what: str, write: Write) -> None:
    """Have `write` look at every accepted row again, unchanged ones too: what a killed import left out is made good."""
    batches = _batches(work, staged, *ACCEPTED)
    work.progress.step(what, len(batches))
    for batch in batches:
        with transaction.atomic():
            write(batch)
        work.progress.done(1)


def insert(work: Work, batch: Batch, sql: str) -> None:
    """Run an INSERT … SELECT of the batch's new rows. Raises RowsLost when some found nothing to belong to."""
    if "added" in batch.verdicts:
        expected = batch.count(work, "added")
        if expected and work.run(sql) != expected:
            raise RowsLost("What this row belongs to could not be taken in.")


def update(work: Work, batch: Batch, *, record: str, seen: str, sql: str) -> None:
    """Run an UPDATE … FROM of the batch's changed rows, unless somebody changed one of them since it was judged."""
    if "changed" not in batch.verdicts:
        return
    work.rows(
        f"SELECT r.id FROM {batch.rows('changed')} JOIN {record} r ON r.id = j.target ORDER BY r.id FOR UPDATE OF r"
    )
    moved = work.value(
        f"SELECT count(*) FROM {batch.rows('changed')} JOIN {record} r ON r.id = j.target WHERE j.seen <> {seen}"
    )
    if moved:
        raise RowsLost("The record was changed here while the file was taken in: take the row back later.")
    work.run(sql)


def _batches(work: Work, staged: Staged, *verdicts: str) -> list[Batch]:
    named = ", ".join(map(quoted, verdicts))
    spans = work.rows(
        f"SELECT min(line), max(line) FROM (SELECT line, (row_number() OVER (ORDER BY line) - 1) / {ROWS_A_BATCH} "
        f"AS part FROM {staged.verdicts} WHERE verdict IN ({named})) AS parts GROUP BY part ORDER BY part"
    )
    return [Batch(staged, first, last, verdicts) for first, last in spans]


def _write(work: Work, batch: Batch, write: Write) -> list[Batch]:
    """Write the batch, or as much of it as the database takes; returns the single rows that it refused."""
    try:
        with transaction.atomic():
            write(batch)
    except DatabaseError as error:
        if not _is_about_a_row(error):
            raise
        if batch.first == batch.last:
            return [batch]
        return [row for half in batch.halves() if half.count(work) for row in _write(work, half, write)]
    return []


def _write_again(work: Work, refused: list[Batch], write: Write, between_rows: Sequence[str]) -> None:
    """Try the refused rows one by one for as long as any is taken, the rest together; reject them in words."""
    while True:
        errors: list[tuple[Batch, DatabaseError]] = []
        for row in refused:
            try:
                with transaction.atomic():
                    write(row)
            except DatabaseError as error:
                if not _is_about_a_row(error):
                    raise
                errors.append((row, error))
        if len(errors) in (0, len(refused)):
            break
        refused = [row for row, _ in errors]
    taken = _taken_together(work, [row for row, _ in errors], write, between_rows) if between_rows else set()
    for row, last_error in errors:
        if row.first not in taken:
            _reject(work, row, last_error)


def _taken_together(work: Work, refused: list[Batch], write: Write, between_rows: Sequence[str]) -> set[int]:
    """The lines that can be taken with the others of the same young person: no other row is in their way."""
    of_each: dict[str, list[Batch]] = {}
    for row in refused[:MOST_TOGETHER]:
        of_each.setdefault(str(work.value(f"SELECT j.child_key FROM {row.rows()}")), []).append(row)
    several = (rows for rows in of_each.values() if len(rows) > 1)
    return {row.first for rows in several if _write_together(work, rows, write, between_rows) for row in rows}


def _write_together(work: Work, rows: list[Batch], write: Write, between_rows: Sequence[str]) -> bool:
    """Whether the rows can be taken together, in one order or the other: each may stand in the other's way."""
    for order in (rows, rows[::-1]):
        try:
            with transaction.atomic():
                work.run(f"SET CONSTRAINTS {', '.join(between_rows)} DEFERRED")
                for row in order:
                    write(row)
                work.run(f"SET CONSTRAINTS {', '.join(between_rows)} IMMEDIATE")
            return True
        except DatabaseError as error:
            if not _is_about_a_row(error):
                raise
    return False


def _is_about_a_row(error: DatabaseError) -> bool:
    """Whether it is a constraint or a value, not the server or the query, that is the trouble (SQLSTATE 22, 23)."""
    if isinstance(error, IntegrityError):
        return True
    return str(getattr(error.__cause__, "sqlstate", None) or "")[:2] in {"22", "23"}


def _reject(work: Work, row: Batch, error: DatabaseError) -> None:
    diagnosis = getattr(error.__cause__, "diag", None)
    told = _words_of(getattr(diagnosis, "constraint_name", None))
    told = told or getattr(diagnosis, "message_primary", None) or str(error)
    work.run(
        f"INSERT INTO case_file_faults VALUES ({quoted(row.staged.kind.file)}, {row.first}, 0, '', %s)", (str(told),)
    )
    work.run(f"DELETE FROM {row.staged.verdicts} WHERE line = {row.first}")


def _words_of(constraint: str | None) -> str:
    """What a form says where this constraint is broken; empty where it has no words of its own."""
    named = (one for model in apps.get_models() for one in model._meta.constraints if one.name == constraint)
    words = (one.violation_error_message for one in named)
    return next((str(said) for said in words if said != BaseConstraint.default_violation_error_message), "")
