"""An episode that ended with a death says that the young person has died, unless one here says otherwise."""

from __future__ import annotations

from people.case_file.batches import Batch
from people.case_file.work import Work

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


def note_deaths(work: Work, batch: Batch) -> None:
    """Put the day on the young person's record; a death that a manager took back here stays so, as does one on record.

    Where a later episode of theirs is on record nothing is noted: one of the two is wrong, and a person says which.
    """
    work.run(DIED.format(rows=batch.rows(), now=work.sql_now))
