"""The interview of an episode that a later file makes one of another kind: as `judge_interview` does for one."""

from __future__ import annotations

from missing.codes import Category, NotRequired, Outcome
from missing.imports.consequences import long_past
from missing.models import ContactAttempt, EarlierOutcome, HarmTold, InterviewBooking, InterviewOffer
from people.case_file.batches import Batch
from people.case_file.columns import insert_into
from people.case_file.work import Work, quoted

STANDS = " AND step.withdrawn_at IS NULL"
UNTOUCHED = (
    "i.assigned_to_id IS NULL AND i.offered_at IS NULL AND i.wish_recorded_at IS NULL AND i.asked_for_by = ''"
    + "".join(
        f" AND NOT EXISTS (SELECT 1 FROM {step._meta.db_table} step WHERE step.interview_id = i.id{standing})"
        for step, standing in (
            (InterviewOffer, STANDS),
            (ContactAttempt, STANDS),
            (InterviewBooking, ""),
            (HarmTold, ""),
        )
    )
)
"""Nobody has it, nothing was done about it and nobody asked for it."""
CLOSED_WHY = "A case file says that it was a missed curfew, after which there is an interview only when somebody asks."
REOPENED_WHY = "A case file says that it was of another kind."


def let_interviews_follow(work: Work, batch: Batch) -> None:
    """After a missed curfew nobody owes one: what is untouched is not required. What a rule closed is to do again.

    So is what a manager called away or late, where they were missing.

    One of which a row of this case file speaks is as that row says.
    """
    changed = (
        f"{batch.rows('changed')} JOIN missing_episode e ON e.id = j.target AND e.category <> j.recorded_category "
        f"JOIN missing_returninterview i ON i.episode_id = e.id "
        f"JOIN people_youngperson p ON p.id = e.young_person_id AND p.died_on IS NULL"
    )
    interviews = work.staged_file("interviews")
    silent = f"NOT EXISTS (SELECT 1 FROM {interviews.judged} row WHERE row.key = j.key)" if interviews else "true"
    _close(work, f"{changed} WHERE {silent} AND e.category = {quoted(Category.CURFEW)}")
    _reopen(work, f"{changed} WHERE {silent} AND e.category <> {quoted(Category.CURFEW)}")


def _close(work: Work, late: str) -> None:
    work.run(
        f"UPDATE missing_returninterview r SET outcome = {quoted(Outcome.NOT_REQUIRED)}, "
        f"not_required_why = {quoted(NotRequired.NOBODY_ASKED)}, reason = {quoted(CLOSED_WHY)}, "
        f"outcome_recorded_at = {work.sql_now}, source = 'imported', is_to_settle = false "
        f"FROM (SELECT i.id FROM {late} AND i.outcome = '' AND i.clock_starts_at IS NOT NULL "
        f"AND i.route <> 'placing_council' AND {UNTOUCHED}) AS those WHERE r.id = those.id"
    )


def _reopen(work: Work, not_late: str) -> None:
    by_rule = (
        f"{not_late} AND (i.not_required_why = {quoted(NotRequired.NOBODY_ASKED)} OR e.missing_from IS NOT NULL "
        f"AND i.not_required_why = {quoted(NotRequired.AWAY_OR_CURFEW)} AND i.route <> 'placing_council')"
    )
    kept = {
        "interview_id": "i.id",
        "outcome": "i.outcome",
        "outcome_at": "i.outcome_at",
        "outcome_by_id": "i.outcome_by_id",
        "outcome_reason": "i.reason",
        "is_reopened": "true",
        "why": quoted(REOPENED_WHY),
        "replaced_at": work.sql_now,
    }
    work.run(f"{insert_into(EarlierOutcome, kept)} FROM {by_rule} ORDER BY j.line")
    work.run(
        f"DELETE FROM people_caseevent event USING {by_rule} AND event.kind = 'interview_closed' "
        f"AND event.source_key = 'interview:' || i.id"
    )
    work.run(
        f"UPDATE missing_returninterview r SET outcome = '', not_required_why = '', reason = '', outcome_at = NULL, "
        f"outcome_by_id = NULL, outcome_recorded_at = NULL, alerts_from = {work.sql_now}, "
        f"is_to_settle = those.is_to_settle FROM (SELECT i.id, i.route <> 'placing_council' "
        f"AND i.assigned_to_id IS NULL AND {long_past(work, 'i')} AS is_to_settle FROM {by_rule}) AS those "
        f"WHERE r.id = those.id"
    )
