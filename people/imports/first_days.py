"""Under which first day a period is on record: that of the file, or where it was corrected here, the one of now."""

from __future__ import annotations

from people.case_file.work import Staged, Work


def make_first_days(work: Work, staged: Staged, record: str) -> str:
    """A table of `line` and `started_on`: of rows whose day no period of that young person has any more.

    The row is then about the period that once had it, by the history of the table `record`, unless that had ended
    before or another row of the file is about it by its day of now. Returns the table's name; needs
    `case_file_children`.
    """
    name = f"{staged.typed}_first_days"
    theirs = f"SELECT c.id FROM {staged.typed} t JOIN case_file_children c ON c.key = upper(t.reference)"
    work.table(
        name,
        f"WITH moved AS MATERIALIZED (SELECT r.young_person_id, r.started_on, e.started_on AS was, "
        f"max(e.pgh_id) AS latest FROM {record} r JOIN {record}event e ON e.pgh_obj_id = r.id "
        f"WHERE e.started_on <> r.started_on AND (r.ended_on IS NULL OR r.ended_on >= e.started_on) "
        f"AND r.young_person_id IN ({theirs}) GROUP BY 1, 2, 3) "
        f"SELECT DISTINCT ON (t.line) t.line, moved.started_on FROM moved "
        f"JOIN case_file_children c ON c.id = moved.young_person_id "
        f"JOIN {staged.typed} t ON upper(t.reference) = c.key AND t.started_on = moved.was "
        f"WHERE NOT EXISTS (SELECT 1 FROM {record} r WHERE r.young_person_id = c.id AND r.started_on = moved.was) "
        f"AND NOT EXISTS (SELECT 1 FROM {staged.typed} o WHERE upper(o.reference) = c.key "
        f"AND o.started_on = moved.started_on) ORDER BY t.line, moved.latest DESC",
        index="line",
    )
    return name
