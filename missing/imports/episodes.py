"""episodes.csv, matched by `episode_reference`."""

from __future__ import annotations

from missing.codes import EndedHow
from missing.imports.categories import let_interviews_follow
from missing.imports.consequences import end_alerts, sync_interviews, write_duty_access, write_episode_events
from missing.imports.deaths import note_deaths, written_for_a_death
from missing.imports.derived import let_routes_follow, open_interviews_due
from missing.imports.given import give_to_who_is_named, make_may_hold
from missing.imports.overlaps import reject_overlaps
from missing.imports.snapshots import SNAPSHOT, SNAPSHOT_JOINS, fill_snapshots, of_the_day
from missing.imports.voided import reject_changes_of_voided
from missing.models import Episode
from people.case_file.batches import Batch, follow_up, insert, update, write_batches
from people.case_file.changes import Compared, give_verdicts, judge_changes, same, seen
from people.case_file.columns import insert_into
from people.case_file.faults import Check, find_faults, read_types, reject_repeated, says
from people.case_file.judging import kept, not_after_now, not_before_birth, unknown_reference
from people.case_file.work import Staged, Work
from people.imports.children import ensure_children
from people.imports.merged import follow_merges

RECORD = "missing_episode"
WALL = "to_char({} AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI:SS')"


def at(column: str, field: str = "") -> Compared:
    """An instant, quoted as London wall time."""
    recorded = f"{{x}}.{field or column}"
    return Compared(column, f"j.{field or column}", recorded, "NULL", shown=WALL.format(recorded))


COMPARED = (
    same("category"),
    at("missing_from", "started_at"),
    at("found_at"),
    at("returned_at"),
    same("ended_how"),
    at("reported_to_police_at"),
    same("police_reference"),
    same("police_risk", blank="'not_recorded'"),
)


def judge_episodes(work: Work) -> None:
    """Decide about each row; of rows that cannot all be true, the earlier line is taken."""
    staged = work.staged["episodes.csv"]
    ensure_children(work)
    read_types(work, staged)
    follow_merges(work, staged)
    work.table(staged.judged, _judged(staged), index="line")
    find_faults(
        work,
        staged,
        f"{staged.judged} j JOIN {staged.typed} t USING (line) LEFT JOIN case_file_children c ON c.key = j.child_key",
        [
            unknown_reference(work),
            says("reference", "j.recorded_child <> c.id", "This episode is on record for another young person."),
            *not_after_now(work, staged, "missing_from", "found_at", "returned_at", "reported_to_police_at"),
            *not_before_birth(staged, "c.date_of_birth", "missing_from", "reported_to_police_at"),
            says(
                "missing_from",
                "(t.missing_from AT TIME ZONE 'Europe/London')::date > c.died_on",
                "This is after the young person died.",
            ),
            says("found_at", "j.found_at < j.started_at", "They cannot be found before they went missing."),
            says("returned_at", "j.returned_at < j.started_at", "They cannot come back before they went missing."),
            says("returned_at", "j.returned_at < j.found_at", "They cannot come back before they were found."),
            says(
                "found_at",
                "j.stays_missing_from > j.ended_at",
                "By the record here they became missing later than this.",
            ),
            says(
                "ended_how",
                "j.ended_how <> '' AND j.found_at IS NULL AND j.returned_at IS NULL",
                "An episode that ended needs the time, found_at or returned_at.",
            ),
        ],
    )
    _reject_interviews_before_the_clock(work, staged)
    reject_repeated(work, staged, "j.key")
    judge_changes(work, staged, record=RECORD, compared=COMPARED)
    reject_changes_of_voided(work, staged, "j.target")
    reject_overlaps(work, staged)
    give_verdicts(work, staged)
    _note_found_and_not_back(work, staged)
    work.run(f"CREATE INDEX ON {staged.judged} (key)")


def import_episodes(work: Work) -> None:
    """Take in the accepted rows, each with what follows from it in the same transaction."""
    make_may_hold(work)
    write_batches(
        work,
        work.staged["episodes.csv"],
        lambda batch: _write(work, batch),
        grows=[RECORD, "people_caseevent", "people_accessgrant"],
        between_rows=["episodes_do_not_overlap"],
    )


def finish_episodes(work: Work) -> None:
    """Once every file is written: interviews still to do that no file speaks of, and placements that came later."""
    staged = work.staged_file("episodes")
    if staged:
        follow_up(work, staged, "opening interviews", lambda batch: open_interviews_due(work, batch))
        follow_up(work, staged, "noting deaths", lambda batch: note_deaths(work, batch))
    fill_snapshots(work)


def _write(work: Work, batch: Batch) -> None:
    now = work.sql_now
    given = {
        "reference": "j.reference",
        "young_person_id": "p.id",
        "category": "j.category",
        "started_at": "j.started_at",
        "missing_from": "CASE WHEN j.category = 'missing' THEN j.started_at END",
        "found_at": "j.found_at",
        "returned_at": "j.returned_at",
        "ended_how": "j.ended_how",
        "reported_to_police_at": "j.reported_to_police_at",
        "police_reference": "j.police_reference",
        "police_risk": "j.police_risk",
        "source": "'imported'",
        "recorded_at": now,
        "end_recorded_at": f"CASE WHEN coalesce(j.found_at, j.returned_at) IS NOT NULL THEN {now} END",
        "alerts_from": now,
        **SNAPSHOT,
    }
    insert(
        work,
        batch,
        f"{insert_into(Episode, given)} FROM {batch.rows('added')} "
        f"JOIN people_youngperson p ON upper(p.reference) = j.child_key {SNAPSHOT_JOINS} ORDER BY j.line",
    )
    update(work, batch, record=RECORD, seen=seen(COMPARED), sql=_update(work, batch))
    end_alerts(work, batch)
    sync_interviews(work, batch)
    let_routes_follow(work, batch)
    let_interviews_follow(work, batch)
    give_to_who_is_named(work, batch)
    write_episode_events(work, batch)
    write_duty_access(work, batch)


def _update(work: Work, batch: Batch) -> str:
    """A return of an episode that was logged here counts as imported where the file knows less than a form asks for.

    One that starts on another day than was thought takes the placement and the legal status of that day.
    """
    moved = "(r.category <> j.category OR r.started_at <> j.started_at)"
    ended = "(r.found_at IS DISTINCT FROM j.found_at OR r.returned_at IS DISTINCT FROM j.returned_at)"
    return (
        f"UPDATE {RECORD} r SET category = j.category, started_at = j.started_at, "
        f"missing_from = CASE WHEN NOT {moved} THEN r.missing_from "
        f"WHEN j.category = 'missing' THEN j.started_at END, "
        f"missing_from_is_approximate = r.missing_from_is_approximate AND NOT {moved}, "
        f"found_at = j.found_at, returned_at = j.returned_at, "
        f"ended_how = j.ended_how, reported_to_police_at = j.reported_to_police_at, "
        f"{_still_approximate()}, "
        f"police_reference = j.police_reference, police_risk = j.police_risk, "
        f"recorded_at = CASE WHEN j.started_at > r.recorded_at THEN {work.sql_now} ELSE r.recorded_at END, "
        f"end_recorded_at = CASE WHEN coalesce(j.found_at, j.returned_at) IS NULL THEN NULL "
        f"WHEN {ended} THEN {work.sql_now} ELSE coalesce(r.end_recorded_at, {work.sql_now}) END, "
        f"source = CASE WHEN j.ended_how = 'returned' AND j.returned_at IS NULL THEN 'imported' ELSE r.source END, "
        f"{of_the_day('r')} "
        f"FROM {batch.rows('changed')} JOIN people_youngperson p ON upper(p.reference) = j.child_key {SNAPSHOT_JOINS} "
        f"WHERE r.id = j.target"
    )


def _still_approximate() -> str:
    """A time that the file puts in place of an approximate one is exact."""
    times = {
        "started_is_approximate": "started_at",
        "found_is_approximate": "found_at",
        "returned_is_approximate": "returned_at",
        "police_told_is_approximate": "reported_to_police_at",
    }
    return ", ".join(f"{flag} = r.{flag} AND j.{at} IS NOT DISTINCT FROM r.{at}" for flag, at in times.items())


_ENDED_FOR_A_DEATH = written_for_a_death(RECORD, "ended_how", EndedHow.DIED, whose="r.young_person_id")


def _judged(staged: Staged) -> str:
    """`ended_at` and `clock_starts_at` as the generated columns of the record will have them.

    A row that says "found, not yet back" of one that a case file's death ended tells nothing new.
    """
    nothing = "NULL::timestamptz"
    found = kept(staged, "found_at", "r.found_at", blank=nothing)
    stays_ended = f"t.ended_how IS NULL AND t.returned_at IS NULL AND {found} IS NOT NULL AND {_ENDED_FOR_A_DEATH}"
    return (
        f"SELECT facts.*, CASE WHEN category = 'missing' THEN coalesce(found_at, returned_at) "
        f"ELSE coalesce(returned_at, found_at) END AS ended_at, CASE WHEN returned_at IS NOT NULL THEN returned_at "
        f"WHEN ended_how <> '' THEN found_at END AS clock_starts_at FROM ("
        f"SELECT t.line, upper(t.episode_reference) AS key, r.id AS target, t.episode_reference AS reference, "
        f"upper(t.reference) AS child_key, r.young_person_id AS recorded_child, t.category, "
        f"t.missing_from AS started_at, {found} AS found_at, "
        f"{kept(staged, 'returned_at', 'r.returned_at', blank=nothing)} AS returned_at, "
        f"CASE WHEN {stays_ended} THEN r.ended_how ELSE {kept(staged, 'ended_how', 'r.ended_how')} END AS ended_how, "
        f"{kept(staged, 'reported_to_police_at', 'r.reported_to_police_at', blank=nothing)} AS reported_to_police_at, "
        f"{kept(staged, 'police_reference', 'r.police_reference')} AS police_reference, "
        f"{_quoted_risk(staged)} AS police_risk, "
        f"CASE WHEN r.category = t.category AND r.started_at = t.missing_from THEN r.missing_from END "
        f"AS stays_missing_from, r.category AS recorded_category, "
        f"r.started_at AS recorded_from, r.ended_at AS recorded_until, "
        f"coalesce(r.voided_at IS NOT NULL, false) AS is_void, "
        f"{seen(COMPARED)} AS seen "
        f"FROM {staged.typed} t LEFT JOIN {RECORD} r ON upper(r.reference) = upper(t.episode_reference)) AS facts"
    )


def _quoted_risk(staged: Staged) -> str:
    return kept(staged, "police_risk", "r.police_risk", blank="'not_recorded'")


def _note_found_and_not_back(work: Work, staged: Staged) -> None:
    """Found says where they are, not that they are back; of what lies long behind mostly the return was left out."""
    number = work.value(
        f"SELECT count(*) FROM {staged.judged} j JOIN {staged.verdicts} v USING (line) WHERE j.category = 'missing' "
        f"AND j.found_at IS NOT NULL AND j.clock_starts_at IS NULL AND NOT j.is_void"
    )
    if number:
        say = "1 missing episode says" if number == 1 else f"{number} missing episodes say"
        due = "no interview falls due until returned_at or ended_how is given"
        work.note(f"To mend: {say} found and not back: {due}.")


def _reject_interviews_before_the_clock(work: Work, staged: Staged) -> None:
    """An interview on record that no row of this case file speaks of keeps its time; the clock must start before it."""
    rows = f"{staged.judged} j JOIN missing_returninterview i ON i.episode_id = j.target"
    interviews = work.staged_file("interviews")
    if interviews:
        key = "upper(pg_temp.case_file_clean(raw.episode_reference))"
        rows += f" AND NOT EXISTS (SELECT 1 FROM {interviews.raw} raw WHERE {key} = j.key)"
    before = "i.outcome_at IS NOT NULL AND (j.clock_starts_at IS NULL OR i.outcome_at < j.clock_starts_at)"
    find_faults(work, staged, rows, [Check("returned_at", before, "'Their interview on record was before that.'")])
