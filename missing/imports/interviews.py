"""interviews.csv, matched by `episode_reference`."""

from __future__ import annotations

from missing.codes import Outcome
from missing.imports.consequences import let_contacts_follow, long_past
from missing.imports.contacts import DECLINES, contact_of, make_contact_days, write_contacts
from missing.imports.covers import reject_impossible_covers
from missing.imports.derived import THEIRS, of_the_episode
from missing.imports.episodes import at
from missing.imports.given import give_to_who_is_named, make_may_hold
from missing.imports.interview_checks import CHECKS, note_what_to_mend
from missing.imports.interview_rows import judged, make_known_episodes
from missing.imports.outcomes import earlier_outcomes_kept, end_bookings, let_access_follow
from missing.imports.voided import reject_changes_of_voided
from missing.models import ReturnInterview
from people.case_file.batches import Batch, follow_up, insert, update, write_batches
from people.case_file.changes import Compared, give_verdicts, judge_changes, same, seen
from people.case_file.columns import insert_into
from people.case_file.faults import find_faults, read_types, reject_repeated
from people.case_file.judging import not_after_now, not_before_birth
from people.case_file.work import Work, quoted
from people.imports.children import ensure_children
from people.imports.former_names import INTERVIEWER, make_known, note_former_names

RECORD = "missing_returninterview"
LINKED = f"j.outcome IN ({DECLINES})"
DUE = (
    f"LEFT JOIN case_file_contact_days due ON {LINKED} AND j.contact_on IS NULL "
    "AND due.declined_on = (j.outcome_at AT TIME ZONE 'Europe/London')::date"
)
"""The day until which the contact after a decline is due, where it has not been made."""
_CONTACT = "(SELECT contact.{} FROM missing_socialworkcontact contact WHERE contact.id = {{x}}.contact_id)"
_EMAIL = "(SELECT email FROM accounts_user WHERE id = {x}.interviewer_id)"
_COVER = (
    "(SELECT e.reference FROM missing_returninterview later JOIN missing_episode e ON e.id = later.episode_id "
    "WHERE later.id = {x}.covered_by_id)"
)
COMPARED = (
    same("outcome"),
    at("outcome_at"),
    at("offered_at"),
    same("method"),
    Compared(
        "interviewer",
        "coalesce('user ' || j.interviewer_id, j.interviewer_name)",
        "coalesce('user ' || {x}.interviewer_id, {x}.interviewer_name)",
        "''",
        shown=f"coalesce({_EMAIL}, {{x}}.interviewer_name)",
    ),
    same("independence"),
    same("reason"),
    Compared("covered_by", "j.covered_by_id", "{x}.covered_by_id", "NULL", shown=_COVER),
    Compared("contact_on", f"CASE WHEN {LINKED} THEN j.contact_on END", _CONTACT.format("contact_on"), "NULL::date"),
    Compared(
        "contact_method",
        f"CASE WHEN {LINKED} AND j.contact_on IS NOT NULL THEN j.contact_method ELSE '' END",
        f"coalesce({_CONTACT.format('method')}, '')",
        "''",
    ),
)


def judge_interviews(work: Work) -> None:
    """Decide about each row. A time is judged where one is given; what a form would ask for besides is counted."""
    staged = work.staged["interviews.csv"]
    ensure_children(work)
    read_types(work, staged)
    make_known_episodes(work, staged)
    make_known(work, INTERVIEWER)
    work.table(staged.judged, judged(work, staged, seen(COMPARED)), index="line")
    work.run(f"CREATE INDEX ON {staged.judged} (key)")
    find_faults(
        work,
        staged,
        f"{staged.judged} j JOIN {staged.typed} t USING (line) LEFT JOIN case_file_children c ON c.key = j.child_key",
        [
            *CHECKS,
            *not_after_now(work, staged, "outcome_at", "offered_at", "contact_on"),
            *not_before_birth(staged, "c.date_of_birth", "outcome_at", "offered_at", "contact_on"),
        ],
    )
    reject_repeated(work, staged, "j.key")
    judge_changes(work, staged, record=RECORD, compared=COMPARED)
    reject_changes_of_voided(work, staged, "j.episode_id")
    reject_impossible_covers(work, staged)
    give_verdicts(work, staged)
    note_what_to_mend(work, staged)
    note_former_names(work, staged, INTERVIEWER)


def import_interviews(work: Work) -> None:
    """Take in the accepted rows; which later interview covers them is written when all are there."""
    staged = work.staged["interviews.csv"]
    make_contact_days(work, staged)
    make_may_hold(work)
    write_batches(
        work,
        staged,
        lambda batch: _write(work, batch),
        grows=[RECORD, "missing_socialworkcontact", "people_caseevent"],
    )


def finish_interviews(work: Work) -> None:
    """Say of covered interviews which later one covers them, those opened by this import included."""
    staged = work.staged_file("interviews")
    if staged:
        follow_up(work, staged, "linking covered interviews", lambda batch: _link(work, batch))
        end_bookings(work)


def _write(work: Work, batch: Batch) -> None:
    write_contacts(work, batch)
    given = {
        **of_the_episode(work, "j.outcome"),
        "outcome": "j.outcome",
        "outcome_at": "j.outcome_at",
        "offered_at": "j.offered_at",
        "method": "j.method",
        "interviewer_id": "j.interviewer_id",
        "interviewer_name": "j.interviewer_name",
        "independence": "j.independence",
        "reason": "j.reason",
        "contact_id": contact_of(LINKED),
        "contact_due_on": f"CASE WHEN NOT {THEIRS} AND NOT due.long_past THEN due.due_on END",
    }
    insert(
        work,
        batch,
        f"{insert_into(ReturnInterview, given)} FROM {batch.rows('added')} "
        f"JOIN missing_episode e ON upper(e.reference) = j.key {DUE} ORDER BY j.line",
    )
    update(work, batch, record=RECORD, seen=seen(COMPARED), sql=_update(work, batch))
    let_contacts_follow(work, batch)
    let_access_follow(work, batch)
    give_to_who_is_named(work, batch)
    _write_events(work, batch)


def _update(work: Work, batch: Batch) -> str:
    """An outcome that came by file may say less than a form asks for: the interview then counts as imported.

    How it had ended before stays on record, and what fell due before the file said so raises no alert. A contact
    that is chased stays so, by its day of now; and what somebody has in hand is not put aside as long past.
    """
    chased = "r.contact_due_on IS NOT NULL AND j.contact_on IS NULL"
    decided = "(r.outcome <> j.outcome OR r.outcome_at IS DISTINCT FROM j.outcome_at)"
    return (
        f"WITH {earlier_outcomes_kept(work, batch)} "
        f"UPDATE {RECORD} r SET outcome = j.outcome, outcome_at = j.outcome_at, offered_at = j.offered_at, "
        f"method = j.method, interviewer_id = j.interviewer_id, interviewer_name = j.interviewer_name, "
        f"independence = j.independence, reason = j.reason, "
        f"not_required_why = CASE WHEN j.outcome = {quoted(Outcome.NOT_REQUIRED)} THEN r.not_required_why ELSE '' END, "
        f"covered_by_id = CASE WHEN j.covered_by_id > 0 THEN j.covered_by_id END, contact_id = {contact_of(LINKED)}, "
        f"contact_due_on = CASE WHEN NOT {LINKED} OR r.route = 'placing_council' THEN NULL "
        f"WHEN {decided} AND {chased} THEN coalesce(due.due_on, r.contact_due_on) "
        f"WHEN {decided} THEN CASE WHEN NOT due.long_past THEN due.due_on END ELSE r.contact_due_on END, "
        f"outcome_recorded_at = CASE WHEN j.outcome = '' THEN NULL WHEN {decided} THEN {work.sql_now} "
        f"ELSE r.outcome_recorded_at END, source = CASE WHEN {decided} THEN 'imported' ELSE r.source END, "
        f"alerts_from = CASE WHEN {decided} THEN {work.sql_now} ELSE r.alerts_from END, "
        f"is_to_settle = CASE WHEN {decided} THEN j.outcome = '' AND r.route <> 'placing_council' "
        f"AND r.assigned_to_id IS NULL AND {long_past(work, 'r')} ELSE r.is_to_settle END "
        f"FROM {batch.rows('changed')} {DUE} WHERE r.id = j.target"
    )


def _write_events(work: Work, batch: Batch) -> None:
    work.run(
        f"INSERT INTO people_caseevent (young_person_id, kind, at, source_key) "
        f"SELECT e.young_person_id, 'interview_closed', i.outcome_at, 'interview:' || i.id "
        f"FROM {batch.rows('added', 'changed')} JOIN missing_episode e ON upper(e.reference) = j.key "
        f"JOIN {RECORD} i ON i.episode_id = e.id WHERE i.outcome <> '' AND i.outcome_at IS NOT NULL ORDER BY j.line "
        f"ON CONFLICT ON CONSTRAINT case_event_once_for_its_source DO UPDATE SET at = excluded.at "
        f"WHERE people_caseevent.at <> excluded.at"
    )
    work.run(
        f"DELETE FROM people_caseevent event USING {batch.rows('changed')} JOIN {RECORD} i ON i.id = j.target "
        f"WHERE event.kind = 'interview_closed' AND event.source_key = 'interview:' || i.id "
        f"AND (i.outcome = '' OR i.outcome_at IS NULL)"
    )


def _link(work: Work, batch: Batch) -> None:
    work.run(
        f"UPDATE {RECORD} r SET covered_by_id = later.id FROM {batch.rows()} "
        f"JOIN missing_episode mine ON upper(mine.reference) = j.key "
        f"JOIN missing_episode covering ON upper(covering.reference) = j.covered_key "
        f"JOIN {RECORD} later ON later.episode_id = covering.id "
        f"WHERE r.episode_id = mine.id AND r.outcome = {quoted(Outcome.COVERED_BY_LATER)} "
        f"AND r.covered_by_id IS DISTINCT FROM later.id"
    )
