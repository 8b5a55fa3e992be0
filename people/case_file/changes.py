"""What a row would change on record, and whether a person here has said otherwise.

A value that a person changed here is never overwritten or blanked by a file: the row is rejected, showing both. Who set
a value is read from the history that triggers keep (docs/decisions/two-doors.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from people.case_file.faults import LONGEST_SHOWN, fault_free
from people.case_file.work import Staged, Work, quoted


@dataclass(frozen=True)
class Compared:
    """A column of the file and what it is on record.

    `judged` is SQL for what the record would hold (`j` is the judged row); `recorded` for what it holds, `{x}` being
    the record or an entry of its history; `shown` for what is quoted of `{x}`; `blank` for the value of nothing known.
    A `worked_out` one is compared although the file has not that column, because another column of it decides.
    """

    column: str
    judged: str
    recorded: str
    blank: str = "''"
    shown: str = ""
    worked_out: bool = False


def same(column: str, field: str = "", *, blank: str = "''") -> Compared:
    """A column that is on record under the name `field` (default: its own) and judged under that name."""
    field = field or column
    return Compared(column, f"j.{field}", f"{{x}}.{field}", blank)


def seen(compared: Sequence[Compared]) -> str:
    """SQL for a mark of the record `r` as it was seen when it was judged."""
    return f"md5(ROW({', '.join(one.recorded.format(x='r') for one in compared)})::text)"


def judge_changes(
    work: Work, staged: Staged, *, record: str, compared: Sequence[Compared], also: str = "", unless: str = "false"
) -> None:
    """Reject what would overwrite a person's value, then give each remaining row its verdict.

    `staged.judged` has `line` and `target`, the id of the record or NULL; `record` is the record's table. `also` is a
    further condition on `j` and `r` that makes a row a change; where `unless` holds it never is one.
    """
    told = [one for one in compared if one.worked_out or one.column in staged.columns]
    differs = [f"{one.judged} IS DISTINCT FROM {one.recorded.format(x='r')}" for one in told]
    flags = "".join(f", {sql} AS d{number}" for number, sql in enumerate(differs))
    work.table(
        f"{staged.judged}_differing",
        f"SELECT j.line, j.target{flags} FROM {staged.judged} j JOIN {record} r ON r.id = j.target "
        f"WHERE ({' OR '.join([*differs, also or 'false'])}) AND NOT ({unless}) AND {fault_free(staged)}",
        index="line",
    )
    if told:
        _reject_what_a_person_changed(work, staged, record, told)


def give_verdicts(work: Work, staged: Staged) -> None:
    """Added, changed or unchanged, for each row that has no fault."""
    work.table(
        staged.verdicts,
        f"SELECT j.line, CASE WHEN j.target IS NULL THEN 'added' WHEN d.line IS NULL THEN 'unchanged' "
        f"ELSE 'changed' END AS verdict FROM {staged.judged} j LEFT JOIN {staged.judged}_differing d USING (line) "
        f"WHERE {fault_free(staged)}",
        index="line",
    )


def _reject_what_a_person_changed(work: Work, staged: Staged, record: str, told: Sequence[Compared]) -> None:
    work.run(
        f"INSERT INTO case_file_faults SELECT {quoted(staged.kind.file)}, d.line, v.place, v.col, v.message "
        f"FROM {staged.judged}_differing d JOIN {staged.judged} j USING (line) JOIN {staged.raw} raw USING (line) "
        f"JOIN {record} r ON r.id = d.target CROSS JOIN LATERAL "
        f"({' UNION ALL '.join(_fault(staged, record, number, one) for number, one in enumerate(told))}) AS v"
    )


def _fault(staged: Staged, record: str, number: int, one: Compared) -> str:
    """The fault of one column of a differing row, when the value on record was set by a person.

    A blank counts as set by a person only when there was something imported to blank.
    """
    events = f"{record}event"
    current = one.recorded.format(x="r")
    here = f"nullif(({(one.shown or one.recorded).format(x='r')})::text, '')"
    here = f"coalesce('“' || left({here}, {LONGEST_SHOWN}) || '”', 'blank')"
    there = f"pg_temp.case_file_clean(raw.{one.column})"
    there = f"coalesce('“' || left({there}, {LONGEST_SHOWN}) || '”', 'blank')"
    return (
        f"(SELECT {staged.kind.place_of(one.column)} AS place, {quoted(one.column)} AS col, "
        f"'here ' || {here} || CASE o.pgh_label WHEN 'insert' THEN ' (recorded here on ' ELSE ' (changed here on ' END "
        f"|| to_char(o.pgh_created_at AT TIME ZONE 'Europe/London', 'FMDD Mon YYYY') || '), in the file ' "
        f"|| {there} || '.' AS message "
        f"FROM ({_setter(events, one.recorded, f'd.d{number}')}) o "
        f"WHERE NOT {_imported('o')} AND ({current} IS DISTINCT FROM {one.blank} OR EXISTS ("
        f"SELECT 1 FROM {events} b WHERE b.pgh_obj_id = r.id AND b.pgh_id < o.pgh_id AND {_imported('b')} "
        f"AND {one.recorded.format(x='b')} IS DISTINCT FROM {one.blank})))"
    )


def set_by_import(record: str, field: str) -> str:
    """SQL for whether an import set what the record `r` has in this field."""
    return f"EXISTS (SELECT 1 FROM ({_setter(f'{record}event', f'{{x}}.{field}')}) o WHERE {_imported('o')})"


def _setter(events: str, recorded: str, when: str = "true") -> str:
    """The entry of the history that set a value: the first after the last entry with another value."""
    return (
        f"SELECT e.* FROM {events} e WHERE {when} AND e.pgh_obj_id = r.id AND e.pgh_id > coalesce("
        f"(SELECT max(b.pgh_id) FROM {events} b WHERE b.pgh_obj_id = r.id "
        f"AND {recorded.format(x='b')} IS DISTINCT FROM {recorded.format(x='r')}), 0) ORDER BY e.pgh_id LIMIT 1"
    )


def _imported(event: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM pghistory_context c WHERE c.id = {event}.pgh_context_id "
        f"AND c.metadata ->> 'by' = 'import')"
    )
