"""The social work contact after a declined interview: one may settle several of the same child, day and method."""

from __future__ import annotations

from datetime import timedelta

from accounts.office_hours import is_working_day
from missing.rules import SETTLE_AFTER, contact_due_on
from people.case_file.authorities import copy_rows
from people.case_file.batches import Batch
from people.case_file.work import Work

DAYS_LOOKED_BACK = 60


def make_contact_days(work: Work) -> None:
    """`case_file_contact_days`: by which day the contact is due after a decline on `declined_on`.

    Only what falls due from 7 days before the import on: what was due earlier would flood the list of work.
    """
    work.run("DROP TABLE IF EXISTS case_file_contact_days")
    work.run("CREATE TEMP TABLE case_file_contact_days (declined_on date, due_on date)")
    days = [work.today - timedelta(days=back) for back in range(DAYS_LOOKED_BACK)]
    due = [(day, contact_due_on(day, is_working_day)) for day in days]
    copy_rows("case_file_contact_days", [(day, on) for day, on in due if on >= work.today - SETTLE_AFTER])


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
