"""The social work contact after a declined interview: one may settle several of the same child, day and method."""

from __future__ import annotations

from accounts.office_hours import is_working_day
from missing.codes import DECLINED
from missing.rules import SETTLE_AFTER, contact_due_on
from people.case_file.authorities import copy_rows
from people.case_file.batches import Batch
from people.case_file.work import Staged, Work, quoted

DECLINES = ", ".join(quoted(code) for code in sorted(DECLINED))


def make_contact_days(work: Work, staged: Staged) -> None:
    """`case_file_contact_days`: by which day the contact is due after each decline of the file, on `declined_on`.

    What fell due more than 7 days before the import is `long_past`: chased anew it would flood the list of work.
    """
    work.run("DROP TABLE IF EXISTS case_file_contact_days")
    work.run("CREATE TEMP TABLE case_file_contact_days (declined_on date, due_on date, long_past boolean)")
    days = work.rows(
        f"SELECT DISTINCT (outcome_at AT TIME ZONE 'Europe/London')::date FROM {staged.judged} "
        f"WHERE outcome IN ({DECLINES}) AND outcome_at IS NOT NULL AND contact_on IS NULL"
    )
    due = [(day, contact_due_on(day, is_working_day)) for (day,) in days]
    copy_rows("case_file_contact_days", [(day, on, on < work.today - SETTLE_AFTER) for day, on in due])


def write_contacts(work: Work, batch: Batch) -> None:
    """Put on record the contacts that the rows of the batch tell of and that are not there yet.

    One told of an interview that was not declined is kept too, and settles nothing.
    """
    work.run(
        f"INSERT INTO missing_socialworkcontact "
        f"(young_person_id, contact_on, method, note, accepted_because, source, recorded_at) "
        f"SELECT DISTINCT e.young_person_id, j.contact_on, j.contact_method, '', '', 'imported', {work.sql_now} "
        f"FROM {batch.rows('added', 'changed')} JOIN missing_episode e ON upper(e.reference) = j.key "
        f"WHERE j.contact_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM missing_socialworkcontact contact "
        f"WHERE contact.young_person_id = e.young_person_id AND contact.contact_on = j.contact_on "
        f"AND contact.method = j.contact_method)"
    )


def contact_of(linked: str) -> str:
    """SQL for the contact of row `j`: the one it has, where that is what the row tells of, else the first like it."""
    like_it = "contact.contact_on = j.contact_on AND contact.method = j.contact_method"
    return (
        f"CASE WHEN {linked} AND j.contact_on IS NOT NULL THEN (SELECT contact.id "
        f"FROM missing_socialworkcontact contact "
        f"JOIN missing_episode theirs ON theirs.young_person_id = contact.young_person_id "
        f"WHERE upper(theirs.reference) = j.key AND {like_it} "
        f"ORDER BY contact.id = j.contact_id DESC NULLS LAST, contact.id LIMIT 1) END"
    )
