"""What follows from how an interview ended, where a file says it: as `missing.actions.closing` does for one."""

from __future__ import annotations

from missing.actions.queue import SEEN_AFTER_CLOSING
from missing.codes import TALKED
from missing.imports.given import MAY_HOLD
from missing.models import EarlierOutcome
from people.case_file.batches import Batch
from people.case_file.columns import insert_into
from people.case_file.work import Work, quoted

RECORD = "missing_returninterview"
STILL_SEEN = f"interval '{SEEN_AFTER_CLOSING.total_seconds():.0f} seconds'"
WHY_TO_DO = "A case file says that it is to do."


def earlier_outcomes_kept(work: Work, batch: Batch) -> str:
    """The name and body of a WITH query: how it had ended, of each changed row `j` that gives another ending or none.

    It reads the interviews as they were before the statement that it belongs to.
    """
    given = {
        "interview_id": "before.id",
        "outcome": "before.outcome",
        "outcome_at": "before.outcome_at",
        "outcome_by_id": "before.outcome_by_id",
        "outcome_reason": "before.reason",
        "is_reopened": "j.outcome = ''",
        "why": f"CASE WHEN j.outcome = '' THEN {quoted(WHY_TO_DO)} ELSE '' END",
        "replaced_at": work.sql_now,
    }
    return (
        f"kept AS ({insert_into(EarlierOutcome, given)} FROM {batch.rows('changed')} "
        f"JOIN {RECORD} before ON before.id = j.target WHERE before.outcome NOT IN ('', j.outcome) ORDER BY j.line)"
    )


def let_access_follow(work: Work, batch: Batch) -> None:
    """Who had it sees it for 14 days after it is closed; to do again, they have it again, if they may hold it still."""
    rows = batch.rows("changed")
    changed = f"{rows} JOIN {RECORD} i ON i.id = j.target JOIN missing_episode e ON e.id = i.episode_id"
    theirs = "g.young_person_id = e.young_person_id AND g.reason = 'interview' AND g.source_key = 'interview:' || i.id"
    work.run(
        f"UPDATE people_accessgrant g SET until = {work.sql_now} + {STILL_SEEN} FROM {changed} "
        f"WHERE {theirs} AND g.starts_at <= {work.sql_now} AND (g.until IS NULL OR g.until > {work.sql_now}) "
        f"AND i.outcome <> '' AND i.outcome_recorded_at = {work.sql_now}"
    )
    reopened = (
        f"i.outcome = '' AND i.assigned_to_id IS NOT NULL AND EXISTS (SELECT 1 FROM {EarlierOutcome._meta.db_table} o "
        f"WHERE o.interview_id = i.id AND o.is_reopened AND o.replaced_at = {work.sql_now})"
    )
    work.run(
        f"UPDATE {RECORD} r SET assigned_to_id = NULL, assigned_at = NULL FROM {changed} "
        f"JOIN people_youngperson p ON p.id = e.young_person_id "
        f"WHERE r.id = i.id AND {reopened} AND NOT {MAY_HOLD.format(user='i.assigned_to_id')}"
    )
    work.run(
        f"UPDATE people_accessgrant g SET starts_at = {work.sql_now}, until = NULL FROM {changed} "
        f"WHERE {theirs} AND g.user_id = i.assigned_to_id AND {reopened}"
    )


def end_bookings(work: Work) -> None:
    """A time that is booked for an interview which the file says has ended is booked no more."""
    talked = f"i.outcome IN ({', '.join(quoted(code) for code in sorted(TALKED))})"
    held = f"CASE WHEN b.meets_at <= {work.sql_now} THEN 'held' ELSE 'held_early' END"
    work.run(
        f"UPDATE missing_interviewbooking b SET ended_at = {work.sql_now}, "
        f"state = CASE WHEN {talked} THEN {held} ELSE 'cancelled' END, "
        f"why = CASE WHEN {talked} THEN '' ELSE 'A case file says how the interview ended.' END FROM {RECORD} i "
        f"WHERE i.id = b.interview_id AND b.state = 'booked' AND i.outcome <> ''"
    )
