"""An episode of category missing that has ended, and of whose interview no file speaks, is still to do."""

from __future__ import annotations

from missing.codes import Route
from missing.imports.consequences import WITHIN, long_past
from missing.imports.given import give_to_who_is_named
from missing.imports.snapshots import IS_OF_ANOTHER_DAY
from missing.models import ReturnInterview
from missing.rules import ADULTS
from people.case_file.batches import Batch
from people.case_file.columns import insert_into
from people.case_file.work import Work, quoted
from people.codes import KindOfRecord
from people.rules import ADULT_AT, FAR_AWAY_MILES

THEIRS = (
    "EXISTS (SELECT 1 FROM people_youngperson who WHERE who.id = e.young_person_id "
    f"AND who.kind_of_record = {quoted(KindOfRecord.OTHER_COUNCIL)})"
)
"""That another council placed them here: the interview is its own."""

OWED = (
    "NOT EXISTS (SELECT 1 FROM people_youngperson who WHERE who.id = e.young_person_id "
    f"AND who.kind_of_record IN ({', '.join(quoted(kind) for kind in sorted(ADULTS))}) "
    f"AND who.date_of_birth <= (e.started_at AT TIME ZONE 'Europe/London')::date - interval '{ADULT_AT} years')"
)
"""All but those on record as adults: of others a file's figures count every episode (docs/formats.md), at 18 too."""

HAS_DIED = (
    "(e.ended_how = 'died' OR EXISTS (SELECT 1 FROM people_youngperson who "
    "WHERE who.id = e.young_person_id AND who.died_on IS NOT NULL))"
)

ROUTE = (
    f"CASE WHEN {THEIRS} THEN {quoted(Route.PLACING_COUNCIL)} WHEN e.is_out_of_area IS NOT FALSE "
    f"AND coalesce(e.distance_miles >= {FAR_AWAY_MILES}, e.is_out_of_area) "
    f"THEN 'returns_officer' ELSE 'independent' END"
)
"""`missing.rules.interview_route` in SQL; tests hold the two together."""


def let_routes_follow(work: Work, batch: Batch) -> None:
    """Who interviews first goes by where they lived on the day on which it started, while it is to do and ours."""
    work.run(
        f"UPDATE missing_returninterview i SET route = {ROUTE} FROM {batch.rows('changed')} "
        f"JOIN missing_episode e ON e.id = j.target WHERE i.episode_id = e.id AND {IS_OF_ANOTHER_DAY} "
        f"AND i.outcome = '' AND i.route <> 'placing_council' AND NOT {THEIRS} AND i.route <> {ROUTE}"
    )


def of_the_episode(work: Work, outcome: str) -> dict[str, str]:
    """What every imported interview takes from its episode `e`; `outcome` is SQL for its outcome."""
    return {
        "episode_id": "e.id",
        "clock_starts_at": "e.clock_starts_at",
        "due_at": f"e.clock_starts_at + {WITHIN}",
        "route": ROUTE,
        "source": "'imported'",
        "is_to_settle": f"{outcome} = '' AND {long_past(work, 'e')} AND NOT {THEIRS}",
        "alerts_from": work.sql_now,
        "outcome_recorded_at": f"CASE WHEN {outcome} <> '' THEN {work.sql_now} END",
    }


def open_interviews_due(work: Work, batch: Batch) -> None:
    """Open the interviews that are due and not on record; who died, in that episode or since, is owed none."""
    outcome = f"CASE WHEN {HAS_DIED} THEN 'not_required' ELSE '' END"
    given = {
        **of_the_episode(work, outcome),
        "outcome": outcome,
        "reason": f"CASE WHEN {HAS_DIED} THEN 'died' ELSE '' END",
    }
    work.run(
        f"{insert_into(ReturnInterview, given)} FROM {batch.rows()} "
        f"JOIN missing_episode e ON upper(e.reference) = j.key "
        f"WHERE e.category = 'missing' AND e.clock_starts_at IS NOT NULL AND e.voided_at IS NULL AND {OWED} "
        f"AND NOT EXISTS "
        f"(SELECT 1 FROM missing_returninterview i WHERE i.episode_id = e.id) ORDER BY j.line"
    )
    give_to_who_is_named(work, batch)
