"""What a file says of councils, told: whose young people are another's, and which names no council has."""

from __future__ import annotations

from people.case_file.work import Staged, Work
from people.imports.teams_and_workers import some
from people.postcodes import authority_name


def note_other_councils(work: Work, staged: Staged) -> None:
    """Say who is another council's by this file, as nobody here is asked to interview them."""
    if "responsible_authority" not in staged.columns:
        return
    rows = work.rows(
        f"SELECT j.responsible_authority, count(*), count(*) FILTER (WHERE r.responsible_authority = '') "
        f"FROM {staged.judged} j JOIN {staged.verdicts} v USING (line) "
        f"LEFT JOIN people_youngperson r ON r.id = j.target WHERE j.responsible_authority <> '' GROUP BY 1"
    )
    number, ours = sum(row[1] for row in rows), sum(row[2] for row in rows)
    if number:
        are = "1 young person is" if number == 1 else f"{number} young people are"
        until_now = f" Until now {ours} of them {'was' if ours == 1 else 'were'} ours." if ours else ""
        names = some(sorted({(authority_name(row[0]),) for row in rows}))
        work.note(
            f"{are} another council’s by this file, and their interviews are not in our queue: {names}.{until_now}"
        )


def note_unknown_councils(work: Work, staged: Staged, column: str) -> None:
    """Say which names in the column, of accepted rows, no council has; needs `case_file_authorities`."""
    unknown = work.rows(
        f"SELECT DISTINCT a.name FROM case_file_authorities a JOIN {staged.judged} j ON j.{column} = a.name "
        f"JOIN {staged.verdicts} v USING (line) WHERE NOT a.is_known ORDER BY 1"
    )
    if unknown:
        is_so = "so it is taken for another than ours. If it is ours, write its name or ONS code."
        work.note(f"Warning: {some(unknown)}: no such council is in the directory, {is_so}")
