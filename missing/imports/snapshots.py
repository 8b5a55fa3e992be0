"""What was so when an episode started, as `missing.snapshot` says for one: here for whole batches."""

from __future__ import annotations

from collections.abc import Mapping

from people.case_file.batches import Batch, follow_up
from people.case_file.work import Work

PLACE = {
    "placement_id": "placement.id",
    "is_out_of_area": "placement.is_out_of_area",
    "distance_miles": "placement.distance_miles",
}
STATUS = {"legal_status": "coalesce(care.legal_status, '')"}
SNAPSHOT = {"team_id": "p.team_id", "social_worker_id": "p.social_worker_id", **PLACE, **STATUS}
"""By column of the episode; `p` is the young person."""


def joins(episode: str) -> str:
    """The placement and the care period of the London day on which `episode` started, if any."""
    day = f"({episode}.started_at AT TIME ZONE 'Europe/London')::date"
    return " ".join(
        f"LEFT JOIN LATERAL (SELECT * FROM {table} o WHERE o.young_person_id = p.id AND o.started_on <= {day} "
        f"AND (o.ended_on IS NULL OR o.ended_on >= {day}) ORDER BY o.started_on DESC LIMIT 1) {name} ON true"
        for name, table in (("placement", "people_placement"), ("care", "people_careperiod"))
    )


SNAPSHOT_JOINS = joins("j")
IS_OF_ANOTHER_DAY = (
    "(j.started_at AT TIME ZONE 'Europe/London')::date <> (j.recorded_from AT TIME ZONE 'Europe/London')::date"
)
"""Whether row `j` moves the start of an episode on record to another London day."""


def of_the_day(recorded: str) -> str:
    """What an UPDATE of the episode `recorded` sets where the row moves it to another day: as `place_at` for one."""
    return _set(PLACE | STATUS, IS_OF_ANOTHER_DAY, recorded)


def fill_snapshots(work: Work) -> None:
    """Episodes of an earlier import that lack a placement or a legal status get the one that this file brought."""
    for stem in ("care_periods", "placements"):
        staged = work.staged_file(stem)
        if staged:
            follow_up(work, staged, "filling what episodes lacked", lambda batch: _fill(work, batch))


def _fill(work: Work, batch: Batch) -> None:
    place = "lacking.placement_id IS NULL AND placement.id IS NOT NULL"
    status = "lacking.legal_status = '' AND coalesce(care.legal_status, '') <> ''"
    work.run(
        f"UPDATE missing_episode e SET {_set(PLACE, place, 'lacking')}, {_set(STATUS, status, 'lacking')} "
        f"FROM missing_episode lacking JOIN people_youngperson p ON p.id = lacking.young_person_id {joins('lacking')} "
        f"WHERE lacking.id = e.id AND lacking.source = 'imported' AND lacking.recorded_at < {work.sql_now} "
        f"AND ({place} OR {status}) "
        f"AND lacking.young_person_id IN (SELECT who.id FROM {batch.rows()} "
        f"JOIN people_youngperson who ON upper(who.reference) = j.key)"
    )


def _set(columns: Mapping[str, str], when: str, otherwise: str) -> str:
    return ", ".join(
        f"{column} = CASE WHEN {when} THEN {sql} ELSE {otherwise}.{column} END" for column, sql in columns.items()
    )
