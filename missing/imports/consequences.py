"""What follows from an episode being on record, written in the transaction of its batch: as the actions do for one."""

from __future__ import annotations

from datetime import datetime

from alerts.actions import clear_alerts_about, let_deadlines_move
from missing.actions.following import OF_AN_EPISODE
from missing.alert_sources import CONTACT, INTERVIEW
from missing.duty import AFTER_RETURN
from missing.rules import INTERVIEW_WITHIN, SETTLE_AFTER
from people.case_file.batches import Batch
from people.case_file.work import Work, quoted

WITHIN = f"interval '{INTERVIEW_WITHIN.total_seconds():.0f} seconds'"
SETTLED_AFTER = f"interval '{SETTLE_AFTER.total_seconds():.0f} seconds'"
DUTY_AFTER = f"interval '{AFTER_RETURN.total_seconds():.0f} seconds'"


def long_past(work: Work, clocked: str) -> str:
    """SQL for whether what the clock of `clocked` makes due fell due more than 7 days before the import."""
    return f"coalesce({clocked}.clock_starts_at + {WITHIN} < {work.sql_now} - {SETTLED_AFTER}, false)"


def sync_interviews(work: Work, batch: Batch) -> None:
    """The clock of an interview starts when its episode says, 72 hours before it is due.

    What fell due by it before the file said so raises no alert, and what was told of it by then stands. To settle is
    what was long past when it first came: what is on the queue or in somebody's hands stays there.
    """
    moved = "i.clock_starts_at IS DISTINCT FROM e.clock_starts_at"
    work.run(
        f"SELECT i.id FROM {batch.rows('changed')} JOIN missing_returninterview i ON i.episode_id = j.target "
        f"ORDER BY i.id FOR NO KEY UPDATE OF i"
    )
    kept = _let_alerts_follow(work, batch, moved)
    first_comes = "(i.is_to_settle OR i.clock_starts_at IS NULL AND i.assigned_to_id IS NULL)"
    work.run(
        f"UPDATE missing_returninterview i SET clock_starts_at = e.clock_starts_at, "
        f"due_at = e.clock_starts_at + {WITHIN}, alerts_from = {work.sql_now}, "
        f"is_to_settle = i.outcome = '' AND i.route <> 'placing_council' AND {first_comes} "
        f"AND {long_past(work, 'e')} "
        f"FROM {batch.rows('changed')} JOIN missing_episode e ON e.id = j.target "
        f"WHERE i.episode_id = e.id AND {moved}"
    )
    _count_alerts_from(work, kept)


def let_contacts_follow(work: Work, batch: Batch) -> None:
    """Of contacts that are chased still, whose interview the file has just made declined at another time: what was told
    stands by the day of now."""
    ends = "((i.contact_due_on + 1)::timestamp AT TIME ZONE 'Europe/London')"
    deadlines = work.rows(
        f"SELECT DISTINCT s.subject_key, {ends} FROM {batch.rows('changed')} "
        f"JOIN missing_returninterview i ON i.id = j.target AND i.alerts_from = {work.sql_now} "
        f"JOIN alerts_alertstage s ON s.kind = {quoted(CONTACT.kind)} AND s.subject_key = 'interview:' || i.id "
        f"AND s.withdrawn_at IS NULL AND s.cleared_at IS NULL "
        f"WHERE i.contact_due_on IS NOT NULL AND i.contact_id IS NULL"
    )
    if deadlines:
        _count_alerts_from(work, let_deadlines_move(kind=CONTACT.kind, deadlines=dict(deadlines), at=work.now))


def _count_alerts_from(work: Work, kept: dict[str, datetime]) -> None:
    """Of these, by the key of their alerts: what stands is told to who comes to the work, as nothing is before."""
    if kept:
        work.run(
            "UPDATE missing_returninterview i SET alerts_from = kept.reached "
            "FROM unnest(%s::bigint[], %s::timestamptz[]) AS kept (id, reached) WHERE i.id = kept.id",
            ([int(key.partition(":")[2]) for key in kept], list(kept.values())),
        )


def _let_alerts_follow(work: Work, batch: Batch, moved: str) -> dict[str, datetime]:
    """Of interviews to do whose deadline moves, locked: before it does. From when the alerts of some count then."""
    deadlines = work.rows(
        f"SELECT DISTINCT s.subject_key, e.clock_starts_at + {WITHIN} FROM {batch.rows('changed')} "
        f"JOIN missing_episode e ON e.id = j.target JOIN missing_returninterview i ON i.episode_id = e.id "
        f"JOIN alerts_alertstage s ON s.kind = {quoted(INTERVIEW.kind)} AND s.subject_key = 'interview:' || i.id "
        f"AND s.withdrawn_at IS NULL AND s.cleared_at IS NULL "
        f"WHERE i.outcome = '' AND e.clock_starts_at IS NOT NULL AND {moved}"
    )
    return let_deadlines_move(kind=INTERVIEW.kind, deadlines=dict(deadlines), at=work.now) if deadlines else {}


def end_alerts(work: Work, batch: Batch) -> None:
    """They are found or back by this file: what was told of the absence leaves the bell. The sweep ends its reviews."""
    kinds = ", ".join(map(quoted, OF_AN_EPISODE))
    told = work.rows(
        f"SELECT DISTINCT s.subject_key FROM {batch.rows('changed')} JOIN missing_episode e ON e.id = j.target "
        f"JOIN alerts_alertstage s ON s.kind IN ({kinds}) AND s.subject_key = 'episode:' || e.id "
        f"AND s.withdrawn_at IS NULL AND s.cleared_at IS NULL "
        f"WHERE e.ended_at IS NOT NULL AND j.recorded_until IS NULL"
    )
    if told:
        clear_alerts_about(kinds=OF_AN_EPISODE, subject_keys=[key for (key,) in told], at=work.now)


def write_episode_events(work: Work, batch: Batch) -> None:
    """Went missing, and came back: at the times that the episode now has."""
    for kind, instant in (("went_missing", "e.started_at"), ("returned", "e.clock_starts_at")):
        work.run(
            f"INSERT INTO people_caseevent (young_person_id, kind, at, source_key) "
            f"SELECT e.young_person_id, '{kind}', {instant}, 'episode:' || e.id FROM {_episodes(batch)} "
            f"WHERE {instant} IS NOT NULL ORDER BY j.line "
            f"ON CONFLICT ON CONSTRAINT case_event_once_for_its_source DO UPDATE SET at = excluded.at "
            f"WHERE people_caseevent.at <> excluded.at"
        )
    work.run(
        f"DELETE FROM people_caseevent event USING {batch.rows('changed')} JOIN missing_episode e ON e.id = j.target "
        f"WHERE event.kind = 'returned' AND event.source_key = 'episode:' || e.id AND e.clock_starts_at IS NULL"
    )


def write_duty_access(work: Work, batch: Batch) -> None:
    """Duty may open the record of whoever is missing now or back for less than 72 hours (missing.duty)."""
    until = f"e.clock_starts_at + {DUTY_AFTER}"
    work.run(
        f"INSERT INTO people_accessgrant (young_person_id, role, reason, source_key, starts_at, until) "
        f"SELECT e.young_person_id, 'duty', 'duty', 'episode:' || e.id, e.started_at, {until} "
        f"FROM {_episodes(batch)} "
        f"WHERE e.ended_at IS NULL OR coalesce(e.clock_starts_at, e.ended_at) + {DUTY_AFTER} > {work.sql_now} "
        f"ORDER BY j.line ON CONFLICT ON CONSTRAINT grant_once_for_its_source DO UPDATE "
        f"SET starts_at = excluded.starts_at, until = excluded.until "
        f"WHERE (people_accessgrant.starts_at, people_accessgrant.until) "
        f"IS DISTINCT FROM (excluded.starts_at, excluded.until)"
    )
    work.run(
        f"UPDATE people_accessgrant g SET starts_at = e.started_at, until = {until} "
        f"FROM {batch.rows('changed')} JOIN missing_episode e ON e.id = j.target "
        f"WHERE g.young_person_id = e.young_person_id AND g.reason = 'duty' AND g.source_key = 'episode:' || e.id "
        f"AND g.until IS DISTINCT FROM {until}"
    )


def _episodes(batch: Batch) -> str:
    rows = batch.rows("added", "changed")
    return f"{rows} JOIN missing_episode e ON upper(e.reference) = j.key AND e.voided_at IS NULL"
