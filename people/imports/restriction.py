"""What follows from a file that restricts records, or lifts restrictions: as `people.actions.restriction` does for one.

A file names nobody. What is open on a record that it restricts goes to the service managers, who alone see it then.
"""

from __future__ import annotations

from dataclasses import dataclass

from people.actions.restriction import ALL_NAMED, INTERVIEWER, IS_NAMED
from people.case_file.batches import Batch
from people.case_file.faults import Check
from people.case_file.work import Staged, Work, quoted
from people.models import AccessGrant
from people.restricting import close_records

RECORD = "people_youngperson"

WORKER_IS_NAMED = Check(
    "social_worker",
    "j.is_restricted AND EXISTS (SELECT 1 FROM people_accessgrant g WHERE g.young_person_id = j.target "
    "AND g.reason = 'named' AND g.until IS NULL AND g.user_id = j.social_worker_id "
    f"AND g.source_key = {quoted(INTERVIEWER)})",
    f"(SELECT full_name FROM accounts_user WHERE id = j.social_worker_id) || {quoted(IS_NAMED)}",
)
"""As `people.actions.allocate` refuses it. Where the file lifts the restriction, nobody is named any more."""


@dataclass(frozen=True)
class Turned:
    """The ids of the young people whose record a batch closes to others, and of those whose record it opens again."""

    closed: list[int]
    opened: list[int]


def read_turned(work: Work, batch: Batch) -> Turned:
    """To be asked before the batch is written; `update` sees to it that nobody changes the records in between."""
    rows = work.rows(
        f"SELECT r.id, j.is_restricted FROM {batch.rows('changed')} JOIN {RECORD} r ON r.id = j.target "
        f"WHERE j.is_restricted <> r.is_restricted ORDER BY r.id"
    )
    return Turned([pk for pk, closes in rows if closes], [pk for pk, closes in rows if not closes])


def follow_restrictions(work: Work, turned: Turned) -> None:
    """In the transaction that wrote the batch: the work moves and all are told; who was named is named no more."""
    if turned.closed:
        close_records(turned.closed, work.now)
    if turned.opened:
        work.run(
            f"UPDATE people_accessgrant SET until = greatest(starts_at, {work.sql_now}) "
            f"WHERE young_person_id = ANY(%s) AND reason = {quoted(AccessGrant.Reason.NAMED)} "
            f"AND source_key IN ({', '.join(map(quoted, ALL_NAMED))}) AND until IS NULL",
            (turned.opened,),
        )


def note_restrictions(work: Work, staged: Staged) -> None:
    """Say what closes and what opens, before and after it is done; and on which records nobody is named."""
    closes, opens, alone = work.rows(
        f"SELECT count(*) FILTER (WHERE j.is_restricted AND NOT r.is_restricted), "
        f"count(*) FILTER (WHERE r.is_restricted AND NOT j.is_restricted), "
        f"count(*) FILTER (WHERE j.is_restricted AND NOT EXISTS ("
        f"SELECT 1 FROM people_accessgrant g WHERE g.young_person_id = j.target AND g.reason = 'named' "
        f"AND (g.until IS NULL OR g.until > {work.sql_now}))) "
        f"FROM {staged.judged} j JOIN {staged.verdicts} v USING (line) "
        f"LEFT JOIN {RECORD} r ON r.id = j.target AND v.verdict = 'changed'"
    )[0]
    if closes:
        records = "1 record that was open is" if closes == 1 else f"{closes} records that were open are"
        work.note(f"{records} restricted by this file: open work goes to the service manager; all are told.")
    if opens:
        work.note(
            f"{'1 restriction is' if opens == 1 else f'{opens} restrictions are'} lifted by this file: "
            "whoever was named there is named no more."
        )
    if alone:
        records = "restricted record on which nobody is" if alone == 1 else "restricted records on which nobody is"
        work.note(f"To mend: {alone} {records} named: only the service manager sees them.")
