"""Telling what is wrong with rows: every fault of a row is a line of the temporary table `case_file_faults`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from people.case_file.kinds import Column, Type
from people.case_file.work import Staged, Work, quoted

LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Check:
    """A fault of one column: `when` and `message` are SQL over the tables that are looked at, `message` a text."""

    column: str
    when: str
    message: str


def says(column: str, when: str, words: str) -> Check:
    """A check whose message is always the same."""
    return Check(column, when, quoted(words))


def find_faults(work: Work, staged: Staged, rows: str, checks: Sequence[Check]) -> None:
    """Add the faults of all rows of `rows` (what stands after FROM; it has to have one table `j` with `line`)."""
    if not checks:
        return
    values = ",\n".join(
        f"({staged.kind.place_of(check.column)}, {quoted(check.column)}, "
        f"CASE WHEN {check.when} THEN {check.message} END)"
        for check in checks
    )
    any_of_them = " OR ".join(f"({check.when})" for check in checks)
    work.run(
        f"INSERT INTO case_file_faults SELECT {quoted(staged.kind.file)}, j.line, v.place, v.col, v.message "
        f"FROM {rows} CROSS JOIN LATERAL (VALUES {values}) AS v (place, col, message) "
        f"WHERE ({any_of_them}) AND v.message IS NOT NULL"
    )


def fault_free(staged: Staged, alias: str = "j") -> str:
    """The condition that no fault of the row has been found so far."""
    return (
        f"NOT EXISTS (SELECT 1 FROM case_file_faults f WHERE f.file = {quoted(staged.kind.file)} "
        f"AND f.line = {alias}.line)"
    )


def shown(value: str) -> str:
    """SQL for a value as it is quoted in a message."""
    return f"'“' || left({value}, {LONGEST_SHOWN}) || '”'"


def read_types(work: Work, staged: Staged) -> None:
    """Read the texts of a file into the types of its columns, and tell what cannot be read.

    Makes the table `staged.typed`, without the lines that were not whole.
    """
    columns = ", ".join(f"{_read(column)} AS {column.name}" for column in staged.kind.columns)
    work.run(
        f"INSERT INTO case_file_faults SELECT {quoted(staged.kind.file)}, line, 0, '', fault "
        f"FROM {staged.raw} WHERE fault IS NOT NULL"
    )
    work.table(staged.typed, f"SELECT raw.line, {columns} FROM {staged.raw} raw WHERE raw.fault IS NULL", index="line")
    checks = [check for column in staged.kind.columns for check in _of_column(column)]
    find_faults(work, staged, f"{staged.typed} j JOIN {staged.raw} raw USING (line)", checks)


def reject_all(work: Work, staged: Staged, reason: str) -> None:
    """None of the rows of this file can be taken."""
    work.run(
        f"INSERT INTO case_file_faults SELECT {quoted(staged.kind.file)}, line, 0, '', coalesce(fault, %s) "
        f"FROM {staged.raw}",
        (reason,),
    )


def reject_repeated(work: Work, staged: Staged, key: str) -> None:
    """Of rows with the same key the first that has no fault is taken; the later ones are rejected."""
    columns = " and ".join(staged.kind.key)
    work.run(
        f"INSERT INTO case_file_faults SELECT {quoted(staged.kind.file)}, line, 0, {quoted(staged.kind.key[0])}, "
        f"'Line ' || first || ' has the same {columns} already.' FROM ("
        f"SELECT j.line, first_value(j.line) OVER (PARTITION BY {key} ORDER BY j.line) AS first "
        f"FROM {staged.judged} j WHERE {fault_free(staged)}) AS repeated WHERE line <> first"
    )


def _read(column: Column) -> str:
    value = f"pg_temp.case_file_clean(raw.{column.name})"
    match column.type:
        case Type.DATE:
            return f"pg_temp.case_file_date({value})"
        case Type.INSTANT:
            return f"pg_temp.case_file_instant({value})"
        case Type.NUMBER:
            whole = f"CASE WHEN {value} ~ '^[0-9]{{1,9}}([.][0-9]+)?$' THEN round({value}::numeric, 1) END"
            return f"({whole})"
        case Type.YES_NO:
            return f"CASE {value} WHEN 'yes' THEN true WHEN 'no' THEN false END"
        case Type.CHOICE:
            return f"CASE WHEN {value} IN ({', '.join(map(quoted, column.choices))}) THEN {value} END"
        case Type.POSTCODE:
            return f"pg_temp.case_file_postcode({value})"
        case Type.TEXT:
            return value


def _of_column(column: Column) -> list[Check]:
    name = column.name
    value = f"pg_temp.case_file_clean(raw.{name})"
    checks = [says(name, f"{value} IS NULL", "This is needed.")] if column.required else []
    unreadable = f"{value} IS NOT NULL AND j.{name} IS NULL"
    match column.type:
        case Type.DATE:
            checks.append(Check(name, unreadable, f"{shown(value)} || ' is not a date (yyyy-mm-dd).'"))
        case Type.INSTANT:
            checks.append(Check(name, unreadable, f"pg_temp.case_file_instant_fault(left({value}, {LONGEST_SHOWN}))"))
        case Type.NUMBER:
            checks.append(Check(name, unreadable, f"{shown(value)} || ' is not a number of miles.'"))
            checks.append(Check(name, f"j.{name} > 9999.9", f"{shown(value)} || ' is more miles than there are.'"))
        case Type.YES_NO:
            checks.append(Check(name, unreadable, f"{shown(value)} || ' is not yes or no.'"))
        case Type.CHOICE:
            allowed = quoted(f" is not one of {', '.join(column.choices)}.")
            checks.append(Check(name, unreadable, f"{shown(value)} || {allowed}"))
        case Type.TEXT:
            longer = f"length({value}) > {column.longest}"
            checks.append(says(name, longer, f"This is longer than {column.longest} characters."))
    return checks
