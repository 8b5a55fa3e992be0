"""care_periods.csv, matched by `reference` and `started_on`, the first day of before where it was corrected here."""

from __future__ import annotations

from people.case_file.batches import Batch, insert, update, write_batches
from people.case_file.changes import give_verdicts, judge_changes, same, seen
from people.case_file.faults import find_faults, read_types, reject_repeated, says
from people.case_file.judging import kept, not_after_now, not_before_birth, unknown_reference
from people.case_file.work import Staged, Work
from people.imports.children import ensure_children
from people.imports.first_days import make_first_days
from people.imports.merged import follow_merges

RECORD = "people_careperiod"
COMPARED = (
    same("started_on", blank="NULL"),
    same("ended_on", blank="NULL"),
    same("legal_status"),
    same("category_of_need"),
)


def judge_care_periods(work: Work) -> None:
    """Decide about each row. Periods may overlap: the sector's own returns hold such."""
    staged = work.staged["care_periods.csv"]
    ensure_children(work)
    read_types(work, staged)
    follow_merges(work, staged)
    first_days = make_first_days(work, staged, RECORD)
    work.table(staged.judged, _judged(staged, first_days), index="line")
    find_faults(
        work,
        staged,
        f"{staged.judged} j JOIN {staged.typed} t USING (line) LEFT JOIN case_file_children c ON c.key = j.key",
        [
            unknown_reference(work),
            says("ended_on", "j.ended_on < j.started_on", "The end is before the start."),
            *not_after_now(work, staged, "started_on", "ended_on"),
            *not_before_birth(staged, "c.date_of_birth", "started_on"),
        ],
    )
    reject_repeated(work, staged, "j.key, j.started_on")
    judge_changes(work, staged, record=RECORD, compared=COMPARED)
    give_verdicts(work, staged)


def import_care_periods(work: Work) -> None:
    write_batches(work, work.staged["care_periods.csv"], lambda batch: _write(work, batch), grows=[RECORD])


def _write(work: Work, batch: Batch) -> None:
    insert(
        work,
        batch,
        f"INSERT INTO {RECORD} (young_person_id, started_on, ended_on, legal_status, category_of_need) "
        f"SELECT p.id, j.started_on, j.ended_on, j.legal_status, j.category_of_need FROM {batch.rows('added')} "
        f"JOIN people_youngperson p ON upper(p.reference) = j.key ORDER BY j.line",
    )
    update(
        work,
        batch,
        record=RECORD,
        seen=seen(COMPARED),
        sql=f"UPDATE {RECORD} r SET started_on = j.started_on, ended_on = j.ended_on, "
        f"legal_status = j.legal_status, category_of_need = j.category_of_need "
        f"FROM {batch.rows('changed')} WHERE r.id = j.target",
    )


def _judged(staged: Staged, first_days: str) -> str:
    return (
        f"SELECT t.line, upper(t.reference) AS key, r.id AS target, t.started_on, "
        f"{kept(staged, 'ended_on', 'r.ended_on', blank='NULL::date')} AS ended_on, "
        f"{kept(staged, 'legal_status', 'r.legal_status')} AS legal_status, "
        f"{kept(staged, 'category_of_need', 'r.category_of_need')} AS category_of_need, {seen(COMPARED)} AS seen "
        f"FROM {staged.typed} t LEFT JOIN case_file_children c ON c.key = upper(t.reference) "
        f"LEFT JOIN {first_days} d ON d.line = t.line "
        f"LEFT JOIN {RECORD} r ON r.young_person_id = c.id AND r.started_on = coalesce(d.started_on, t.started_on)"
    )
