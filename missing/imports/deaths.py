"""An episode that ended with a death says that the young person has died, unless one here says otherwise."""

from __future__ import annotations

from missing.actions.endings import stop_everything
from missing.codes import Source
from people.case_file.batches import Batch
from people.case_file.changes import set_by_import
from people.case_file.work import Work, quoted
from people.models import YoungPerson

DIED = """
    WITH ended AS (
        SELECT DISTINCT ON (e.young_person_id)
            e.young_person_id, (e.ended_at AT TIME ZONE 'Europe/London')::date AS died_on
        FROM {rows} JOIN missing_episode e ON upper(e.reference) = j.key
        JOIN people_youngperson p ON p.id = e.young_person_id
        WHERE e.ended_how = 'died' AND e.voided_at IS NULL AND p.died_on IS NULL
          AND NOT EXISTS (SELECT 1 FROM people_death known WHERE known.young_person_id = p.id)
          AND NOT EXISTS (
              SELECT 1 FROM missing_episode later
              WHERE later.young_person_id = p.id AND later.started_at > e.ended_at AND later.voided_at IS NULL
          )
        ORDER BY e.young_person_id, e.ended_at DESC
    ), noted AS (
        INSERT INTO people_death (young_person_id, died_on, note, recorded_at, taken_back_why)
        SELECT young_person_id, died_on, '', {now}, '' FROM ended
    )
    UPDATE people_youngperson p SET died_on = ended.died_on FROM ended WHERE p.id = ended.young_person_id
"""

GOES_ON = """
    SELECT DISTINCT p.id
    FROM {rows} JOIN missing_episode e ON upper(e.reference) = j.key
    JOIN people_youngperson p ON p.id = e.young_person_id
    WHERE p.died_on IS NOT NULL AND (
        EXISTS (
            SELECT 1 FROM missing_episode theirs
            LEFT JOIN missing_returninterview i ON i.episode_id = theirs.id AND i.outcome = '' AND i.due_at IS NOT NULL
            LEFT JOIN missing_longreview r ON r.episode_id = theirs.id AND r.held_at IS NULL AND r.lapsed_at IS NULL
            WHERE theirs.young_person_id = p.id AND theirs.voided_at IS NULL AND (
                i.id IS NOT NULL OR r.id IS NOT NULL
                OR theirs.ended_at IS NOT NULL AND theirs.clock_starts_at IS NULL
            )
        )
        OR EXISTS (
            SELECT 1 FROM missing_strategydiscussion d WHERE d.young_person_id = p.id AND d.closed_at IS NULL
        )
        OR EXISTS (
            SELECT 1 FROM alerts_alertstage s
            WHERE s.young_person_id = p.id AND s.cleared_at IS NULL AND s.withdrawn_at IS NULL
        )
    )
    ORDER BY p.id
"""
"""Of the young people of these rows who have died, those about whom something is still to be done or told."""


def written_for_a_death(record: str, field: str, value: str, whose: str) -> str:
    """SQL for whether an import wrote this value on the record `r` of somebody who has died; `whose` is their id.

    It stands: what the file says there is what it said before the death was noted. What a person wrote because of a
    death is theirs, as any other value.
    """
    died = f"EXISTS (SELECT 1 FROM people_youngperson p WHERE p.id = {whose} AND p.died_on IS NOT NULL)"
    return f"r.{field} = {quoted(value)} AND {died} AND {set_by_import(record, field)}"


def note_deaths(work: Work, batch: Batch) -> None:
    """Put the day on the young person's record; a death that a manager took back here stays so, as does one on record.

    Where a later episode of theirs is on record nothing is noted: one of the two is wrong, and a person says which.
    What was in progress stops as it does when somebody records a death here; of most there is nothing to stop.
    """
    work.run(DIED.format(rows=batch.rows(), now=work.sql_now))
    going_on = [pk for (pk,) in work.rows(GOES_ON.format(rows=batch.rows()))]
    for person in YoungPerson.objects.filter(pk__in=going_on).iterator():
        stop_everything(person, actor=None, at=work.now, source=Source.IMPORTED)
