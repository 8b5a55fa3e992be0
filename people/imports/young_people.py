"""young_people.csv, matched by `reference`."""

from __future__ import annotations

from people.case_file.authorities import make_authorities
from people.case_file.batches import Batch, insert, update, write_batches
from people.case_file.changes import Compared, give_verdicts, judge_changes, same, seen
from people.case_file.faults import find_faults, read_types, reject_repeated, says
from people.case_file.judging import kept, make_children, not_after_now
from people.case_file.work import Staged, Work, quoted
from people.codes import KindOfRecord
from people.imports.councils import note_other_councils, note_unknown_councils
from people.imports.former_names import TEAM, WORKER, make_known, note_former_names
from people.imports.merged import IS_MERGED, note_merged
from people.imports.restriction import WORKER_IS_NAMED, follow_restrictions, note_restrictions, read_turned
from people.imports.teams_and_workers import NEW, create_teams, note_teams_and_workers
from people.rules import FIRST_BIRTHDAY

RECORD = "people_youngperson"
COMPARED = (
    same("first_name"),
    same("last_name"),
    same("date_of_birth", blank="NULL"),
    same("sex"),
    same("ethnicity"),
    Compared(
        "team",
        "j.team_id",
        "{x}.team_id",
        "NULL",
        shown="(SELECT name FROM accounts_team WHERE id = {x}.team_id)",
    ),
    Compared(
        "social_worker",
        "j.social_worker_id",
        "{x}.social_worker_id",
        "NULL",
        shown="(SELECT email FROM accounts_user WHERE id = {x}.social_worker_id)",
    ),
    same("home_postcode"),
    same("responsible_authority"),
    same("restricted", "is_restricted", blank="false"),
)


def judge_young_people(work: Work) -> None:
    """Decide about each row, and who is known to the files that follow."""
    staged = work.staged["young_people.csv"]
    read_types(work, staged)
    make_authorities(work, f"SELECT DISTINCT responsible_authority FROM {staged.typed}")
    make_known(work, TEAM)
    make_known(work, WORKER)
    work.table(staged.judged, _judged(staged), index="line")
    checks = not_after_now(work, staged, "date_of_birth")
    too_early = f"t.date_of_birth < '{FIRST_BIRTHDAY}'"
    checks.append(says("date_of_birth", too_early, "Nobody on record was born before 1900. Look at the year."))
    checks.append(says("date_of_birth", "j.is_born_too_late", "Care or a placement on record begins before this day."))
    checks.append(WORKER_IS_NAMED)
    find_faults(work, staged, f"{staged.judged} j JOIN {staged.typed} t USING (line)", checks)
    reject_repeated(work, staged, "j.key")
    judge_changes(work, staged, record=RECORD, compared=COMPARED, unless=IS_MERGED)
    give_verdicts(work, staged)
    make_children(work)
    note_teams_and_workers(work, staged)
    note_former_names(work, staged, TEAM)
    note_former_names(work, staged, WORKER)
    note_other_councils(work, staged)
    note_unknown_councils(work, staged, "responsible_authority")
    note_restrictions(work, staged)
    note_merged(work, staged)


def import_young_people(work: Work) -> None:
    """Take in the accepted rows; teams that are not on record yet are created first."""
    staged = work.staged["young_people.csv"]
    create_teams(work, staged)
    write_batches(work, staged, lambda batch: _write(work, batch), grows=[RECORD])


def _write(work: Work, batch: Batch) -> None:
    insert(
        work,
        batch,
        f"INSERT INTO {RECORD} (reference, first_name, last_name, date_of_birth, sex, ethnicity, team_id, "
        f"social_worker_id, home_postcode, responsible_authority, kind_of_record, is_restricted, recorded_at) "
        f"SELECT j.reference, j.first_name, j.last_name, j.date_of_birth, j.sex, j.ethnicity, {_team()}, "
        f"j.social_worker_id, j.home_postcode, j.responsible_authority, {_kind('NULL')}, j.is_restricted, "
        f"{work.sql_now} "
        f"FROM {batch.rows('added')} ORDER BY j.line",
    )
    turned = read_turned(work, batch)
    update(
        work,
        batch,
        record=RECORD,
        seen=seen(COMPARED),
        sql=f"UPDATE {RECORD} r SET first_name = j.first_name, last_name = j.last_name, "
        f"date_of_birth = j.date_of_birth, sex = j.sex, ethnicity = j.ethnicity, team_id = {_team()}, "
        f"social_worker_id = j.social_worker_id, home_postcode = j.home_postcode, "
        f"responsible_authority = j.responsible_authority, kind_of_record = {_kind('r')}, "
        f"is_restricted = j.is_restricted "
        f"FROM {batch.rows('changed')} WHERE r.id = j.target",
    )
    follow_restrictions(work, turned)


def _kind(record: str) -> str:
    """On record as another council's where the file names one; else as they are, or at home until care is on record.

    Who was another council's and is ours now is looked after where a care period runs.
    """
    other = quoted(KindOfRecord.OTHER_COUNCIL)
    if record == "NULL":
        return f"CASE WHEN j.responsible_authority <> '' THEN {other} ELSE {quoted(KindOfRecord.AT_HOME)} END"
    in_care = f"EXISTS (SELECT 1 FROM people_careperiod c WHERE c.young_person_id = {record}.id AND c.ended_on IS NULL)"
    ours = f"CASE WHEN {in_care} THEN {quoted(KindOfRecord.LOOKED_AFTER)} ELSE {quoted(KindOfRecord.AT_HOME)} END"
    return (
        f"CASE WHEN j.responsible_authority <> '' THEN {other} "
        f"WHEN {record}.kind_of_record = {other} THEN {ours} ELSE {record}.kind_of_record END"
    )


def _team() -> str:
    made = "(SELECT team.id FROM accounts_team team WHERE lower(team.name) = lower(j.team_name))"
    return f"CASE WHEN j.team_id = {NEW} THEN {made} ELSE j.team_id END"


def _judged(staged: Staged) -> str:
    """A blank `restricted` says nothing: a file lifts a restriction only by saying no."""
    ours = "CASE WHEN a.is_outside THEN t.responsible_authority ELSE '' END"
    earliest = "least((SELECT min(e.started_on) FROM people_careperiod e WHERE e.young_person_id = r.id), "
    earliest += "(SELECT min(e.started_on) FROM people_placement e WHERE e.young_person_id = r.id))"
    fields = {
        "key": "upper(t.reference)",
        "target": "r.id",
        "reference": "t.reference",
        "first_name": kept(staged, "first_name", "r.first_name"),
        "last_name": kept(staged, "last_name", "r.last_name"),
        "date_of_birth": kept(staged, "date_of_birth", "r.date_of_birth", blank="NULL::date"),
        "sex": kept(staged, "sex", "r.sex"),
        "ethnicity": kept(staged, "ethnicity", "r.ethnicity"),
        "team_id": kept(staged, "team", "r.team_id", read=TEAM.read(str(NEW)), blank="NULL::bigint"),
        "team_name": "t.team",
        "social_worker_id": kept(
            staged, "social_worker", "r.social_worker_id", read=WORKER.read(), blank="NULL::bigint"
        ),
        "home_postcode": kept(staged, "home_postcode", "r.home_postcode"),
        "responsible_authority": kept(staged, "responsible_authority", "r.responsible_authority", read=ours),
        "is_restricted": "coalesce(t.restricted, r.is_restricted, false)",
        "is_born_too_late": f"coalesce(t.date_of_birth > {earliest}, false)",
        "seen": seen(COMPARED),
    }
    columns = ", ".join(f"{sql} AS {name}" for name, sql in fields.items())
    return (
        f"SELECT t.line, {columns} FROM {staged.typed} t "
        f"LEFT JOIN {RECORD} r ON upper(r.reference) = upper(t.reference) "
        f"{TEAM.joins} {WORKER.joins} "
        f"LEFT JOIN case_file_authorities a ON a.name = t.responsible_authority"
    )
