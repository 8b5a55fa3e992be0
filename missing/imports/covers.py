"""Which interview may be covered by which, where a case file says so.

A file may leave out what the page asks for (`missing.actions.covering`): the time of the talk, or that it was after the
later return. What cannot be is rejected: a circle, in which nobody was talked to, and a talk from before the return.
"""

from __future__ import annotations

from people.case_file.faults import fault_free
from people.case_file.work import Staged, Work, quoted

STEPS = "case_file_covers"

_CHAIN = f"""
    WITH RECURSIVE chain AS (
        SELECT line, covered_key AS at FROM {STEPS} WHERE line IS NOT NULL AND covered_key IS NOT NULL
        UNION
        SELECT chain.line, next.covered_key FROM chain JOIN {STEPS} next ON next.key = chain.at
        WHERE next.covered_key IS NOT NULL
    )
"""
"""By line of a covered interview, each that covers it, however many steps later. UNION ends in a circle too."""

_BACK_AT_AN_EARLIER_ONE = f"""
    SELECT mine.line, 'That interview is itself covered by this one, so nobody talked to them: say which was held.'
    FROM {STEPS} mine JOIN {STEPS} covering ON covering.key = mine.covered_key
    WHERE (covering.started_at, covering.key) < (mine.started_at, mine.key)
    AND EXISTS (SELECT 1 FROM chain WHERE chain.line = mine.line AND chain.at = mine.key)
"""
"""Each circle has such a row, whose covering episode is the earlier one; without it the others may be true."""

_IN_A_CIRCLE = f"""
    SELECT mine.line, 'That interview is on record as itself covered by this one: mend that one first.'
    FROM {STEPS} mine JOIN chain ON chain.line = mine.line AND chain.at = mine.key
"""

_BEFORE_THE_RETURN = f"""
    SELECT mine.line, 'That interview ended ' || pg_temp.case_file_when(talk.outcome_at) || ', before '
    || CASE WHEN mine.clock IS NULL THEN 'this episode began (' ELSE 'they came back from this episode (' END
    || pg_temp.case_file_when(coalesce(mine.clock, mine.started_at)) || ').'
    FROM {STEPS} mine JOIN chain ON chain.line = mine.line JOIN {STEPS} talk ON talk.key = chain.at
    WHERE talk.outcome <> 'covered_by_later' AND talk.outcome_at < coalesce(mine.clock, mine.started_at)
"""


def reject_impossible_covers(work: Work, staged: Staged) -> None:
    """Reject rows covered by what cannot cover them; again, as each rejected row leaves what is on record instead."""
    if not work.value(f"SELECT EXISTS (SELECT 1 FROM {staged.judged} WHERE outcome = 'covered_by_later')"):
        return
    while _reject_without_cover(work, staged) or _reject_by_chain(work, staged):
        pass


def _reject_without_cover(work: Work, staged: Staged) -> int:
    """Covered by an interview that will not be on record."""
    said = "That episode has no interview, and none is due."
    return _reject(
        work,
        staged,
        f"SELECT j.line, {quoted(said)} FROM {staged.judged} j WHERE {fault_free(staged)} "
        f"AND j.outcome = 'covered_by_later' AND j.covered_key IS NOT NULL AND NOT j.cover_is_due AND NOT EXISTS "
        f"(SELECT 1 FROM {staged.judged} later WHERE later.key = j.covered_key AND {fault_free(staged, 'later')})",
    )


def _reject_by_chain(work: Work, staged: Staged) -> int:
    work.table(STEPS, _steps(staged), index="key")
    found = _reject(work, staged, f"{_CHAIN} {_BACK_AT_AN_EARLIER_ONE} UNION {_BEFORE_THE_RETURN}")
    return found or _reject(work, staged, f"{_CHAIN} {_IN_A_CIRCLE}")


def _reject(work: Work, staged: Staged, lines: str) -> int:
    return work.run(
        f"INSERT INTO case_file_faults SELECT {quoted(staged.kind.file)}, wrong.line, "
        f"{staged.kind.place_of('covered_by')}, 'covered_by', wrong.said FROM ({lines}) AS wrong (line, said)"
    )


def _steps(staged: Staged) -> str:
    """The interviews of whoever has a covered one: as accepted rows say, else, without a line, as they are on record.

    `covered_key` is the episode whose interview covers it, if any.
    """
    by_row = f"SELECT 1 FROM {staged.judged} j WHERE j.key = upper(e.reference) AND {fault_free(staged)}"
    return (
        f"WITH concerned AS (SELECT DISTINCT child_key FROM {staged.judged} WHERE outcome = 'covered_by_later') "
        f"SELECT j.line, j.key, j.outcome, j.outcome_at, j.clock, j.started_at, "
        f"CASE WHEN j.outcome = 'covered_by_later' THEN coalesce(j.covered_key, upper(v.reference)) END AS covered_key "
        f"FROM {staged.judged} j JOIN concerned USING (child_key) "
        f"LEFT JOIN missing_returninterview later ON later.id = j.covered_by_id "
        f"LEFT JOIN missing_episode v ON v.id = later.episode_id WHERE {fault_free(staged)} "
        f"UNION ALL SELECT NULL, upper(e.reference), i.outcome, i.outcome_at, i.clock_starts_at, e.started_at, "
        f"upper(v.reference) FROM concerned JOIN case_file_children c ON c.key = concerned.child_key "
        f"JOIN missing_episode e ON e.young_person_id = c.id JOIN missing_returninterview i ON i.episode_id = e.id "
        f"LEFT JOIN missing_returninterview later ON later.id = i.covered_by_id "
        f"LEFT JOIN missing_episode v ON v.id = later.episode_id WHERE NOT EXISTS ({by_row})"
    )
