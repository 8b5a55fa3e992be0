"""What the judging of every kind of file has in common."""

from __future__ import annotations

from people.case_file.faults import Check, says
from people.case_file.kinds import Type
from people.case_file.work import Staged, Work


def kept(staged: Staged, column: str, recorded: str, *, read: str = "", blank: str = "''") -> str:
    """SQL for what the record is to hold: what the file says, or for a column that it has not, what is on record.

    `read` is the value read (default: the typed column `t.<column>`), `recorded` that of the record `r`, NULL when new.
    """
    read = read or f"t.{column}"
    on_record = f"coalesce({recorded}, {blank})"
    if column not in staged.columns:
        return on_record
    if staged.is_mended:
        return f"CASE WHEN t.{column} IS NULL THEN {on_record} ELSE {read} END"
    return f"coalesce({read}, {blank})"


def not_after_now(work: Work, staged: Staged, *columns: str) -> list[Check]:
    """Nothing on record is after now: dates by the London day, instants by the minute of the import."""
    types = {column.name: column.type for column in staged.kind.columns}
    now = {name: work.sql_today if types[name] is Type.DATE else work.sql_now for name in columns}
    return [says(name, f"t.{name} > {now[name]}", "This is after now.") for name in columns]


def not_before_birth(staged: Staged, born: str, *columns: str) -> list[Check]:
    """Nothing happened to a young person before the London day of their birth; `born` is SQL for that day."""
    types = {column.name: column.type for column in staged.kind.columns}
    days = {
        name: f"t.{name}" if types[name] is Type.DATE else f"(t.{name} AT TIME ZONE 'Europe/London')::date"
        for name in columns
    }
    return [says(name, f"{days[name]} < {born}", "This is before the young person was born.") for name in columns]


def make_children(work: Work) -> None:
    """`case_file_children`: everybody on record or accepted in this file, by `key`, the reference in capitals.

    `id` is NULL for who is new. A young person whose row was rejected and who is not on record is not among them.
    """
    staged = work.staged_file("young_people")
    if staged is None:
        young_people = "SELECT upper(reference) AS key, id, date_of_birth, died_on FROM people_youngperson"
    else:
        young_people = (
            f"SELECT coalesce(j.key, upper(r.reference)) AS key, r.id, "
            f"coalesce(j.date_of_birth, r.date_of_birth) AS date_of_birth, r.died_on FROM people_youngperson r "
            f"FULL JOIN (SELECT j.key, j.date_of_birth FROM {staged.judged} j JOIN {staged.verdicts} USING (line)) j "
            f"ON j.key = upper(r.reference)"
        )
    work.table("case_file_children", young_people, index="key")


def unknown_reference(work: Work, column: str = "reference") -> Check:
    """The young person is neither on record nor accepted from this file; `c` is `case_file_children`."""
    message = f"'“' || left(t.{column}, 80) || '” is not on record.'"
    staged = work.staged_file("young_people")
    if staged is not None:
        message = (
            f"'“' || left(t.{column}, 80) || '” is not on record' "
            f"|| coalesce(' (its row in {staged.kind.file}, line ' || (SELECT min(y.line) FROM {staged.typed} y "
            f"WHERE upper(y.reference) = upper(t.{column})) || ', was rejected).', '.')"
        )
    return Check(column, f"t.{column} IS NOT NULL AND c.key IS NULL", message)
