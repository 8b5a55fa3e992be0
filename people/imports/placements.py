"""placements.csv, matched by `reference` and `started_on`, the first day of before where it was corrected here.

Authority and distance are worked out from the postcode where the file leaves them blank.
"""

from __future__ import annotations

from people.case_file.authorities import make_authorities
from people.case_file.batches import Batch, follow_up, insert, update, write_batches
from people.case_file.changes import Compared, give_verdicts, judge_changes, same, seen
from people.case_file.faults import find_faults, read_types, reject_repeated, says
from people.case_file.judging import kept, not_after_now, not_before_birth, unknown_reference
from people.case_file.places import make_places
from people.case_file.work import Staged, Work
from people.imports.children import ensure_children
from people.imports.councils import note_unknown_councils
from people.imports.first_days import make_first_days
from people.imports.merged import follow_merges
from people.models import CaseEvent

RECORD = "people_placement"
COMPARED = (
    same("started_on", blank="NULL"),
    same("ended_on", blank="NULL"),
    same("placement_type"),
    same("provider"),
    same("provider_name"),
    same("postcode"),
    Compared("local_authority", "j.local_authority", "{x}.local_authority", "''", worked_out=True),
    Compared("distance_miles", "j.distance_miles", "{x}.distance_miles", "NULL", worked_out=True),
)


def judge_placements(work: Work) -> None:
    """Decide about each row. A postcode that the directory does not know is kept and leaves the distance unknown."""
    staged = work.staged["placements.csv"]
    ensure_children(work)
    read_types(work, staged)
    follow_merges(work, staged)
    first_days = make_first_days(work, staged, RECORD)
    work.table(f"{staged.judged}_stated", _stated(staged, first_days), index="line")
    make_places(work, f"SELECT postcode FROM {staged.judged}_stated")
    named = f"SELECT local_authority FROM {staged.judged}_stated UNION SELECT authority FROM case_file_places"
    make_authorities(work, named)
    work.table(staged.judged, _judged(staged), index="line")
    find_faults(
        work,
        staged,
        f"{staged.judged} j JOIN {staged.typed} t USING (line) LEFT JOIN case_file_children c ON c.key = j.key",
        [
            unknown_reference(work),
            says("ended_on", "j.ended_on < j.started_on", "The end is before the start."),
            *not_after_now(work, staged, "started_on", "ended_on"),
            *not_before_birth(staged, "c.date_of_birth", "started_on"),
        ],
    )
    reject_repeated(work, staged, "j.key, j.started_on")
    moved = "j.is_out_of_area IS DISTINCT FROM r.is_out_of_area"
    judge_changes(work, staged, record=RECORD, compared=COMPARED, also=moved)
    give_verdicts(work, staged)
    note_unknown_councils(work, staged, "local_authority")
    _note_unknown_postcodes(work, staged)
    _note_contradicted_postcodes(work, staged)


def import_placements(work: Work) -> None:
    write_batches(work, work.staged["placements.csv"], lambda batch: _write(work, batch), grows=[RECORD])


def _write(work: Work, batch: Batch) -> None:
    insert(
        work,
        batch,
        f"INSERT INTO {RECORD} (young_person_id, started_on, ended_on, placement_type, provider, provider_name, "
        f"postcode, local_authority, distance_miles, is_out_of_area) "
        f"SELECT p.id, j.started_on, j.ended_on, j.placement_type, j.provider, j.provider_name, j.postcode, "
        f"j.local_authority, j.distance_miles, j.is_out_of_area FROM {batch.rows('added')} "
        f"JOIN people_youngperson p ON upper(p.reference) = j.key ORDER BY j.line",
    )
    update(
        work,
        batch,
        record=RECORD,
        seen=seen(COMPARED),
        sql=f"UPDATE {RECORD} r SET started_on = j.started_on, ended_on = j.ended_on, "
        f"placement_type = j.placement_type, provider = j.provider, provider_name = j.provider_name, "
        f"postcode = j.postcode, local_authority = j.local_authority, distance_miles = j.distance_miles, "
        f"is_out_of_area = j.is_out_of_area "
        f"FROM {batch.rows('changed')} WHERE r.id = j.target",
    )


def finish_placements(work: Work) -> None:
    """Tell the moves, once every placement is on record."""
    staged = work.staged_file("placements")
    if staged:
        follow_up(work, staged, "telling moves", lambda batch: _write_moves(work, batch))


def _write_moves(work: Work, batch: Batch) -> None:
    """A placement after another one is a move, on its first day."""
    work.run(
        f"INSERT INTO people_caseevent (young_person_id, kind, at, source_key) "
        f"SELECT r.young_person_id, '{CaseEvent.Kind.PLACEMENT_MOVED.value}', "
        f"r.started_on::timestamp AT TIME ZONE 'Europe/London', 'placement:' || r.id "
        f"FROM {batch.rows()} JOIN people_youngperson p ON upper(p.reference) = j.key "
        f"JOIN {RECORD} r ON r.young_person_id = p.id AND r.started_on = j.started_on "
        f"WHERE EXISTS (SELECT 1 FROM {RECORD} earlier WHERE earlier.young_person_id = r.young_person_id "
        f"AND earlier.started_on < r.started_on) ORDER BY j.line ON CONFLICT DO NOTHING"
    )


def _stated(staged: Staged, first_days: str) -> str:
    """What the file says itself, or where it has not the column, the record."""
    blank = {name: _asks(staged, name) for name in ("local_authority", "distance_miles")}
    return (
        f"SELECT t.line, upper(t.reference) AS key, r.id AS target, t.started_on, "
        f"{kept(staged, 'ended_on', 'r.ended_on', blank='NULL::date')} AS ended_on, "
        f"t.placement_type, {kept(staged, 'provider', 'r.provider')} AS provider, "
        f"{kept(staged, 'provider_name', 'r.provider_name')} AS provider_name, "
        f"{kept(staged, 'postcode', 'r.postcode')} AS postcode, "
        f"{kept(staged, 'local_authority', 'r.local_authority')} AS local_authority, "
        f"{kept(staged, 'distance_miles', 'r.distance_miles', blank='NULL::numeric')} AS distance_miles, "
        f"{blank['local_authority']} AS asks_authority, {blank['distance_miles']} AS asks_distance, "
        f"{seen(COMPARED)} AS seen "
        f"FROM {staged.typed} t LEFT JOIN case_file_children c ON c.key = upper(t.reference) "
        f"LEFT JOIN {first_days} d ON d.line = t.line "
        f"LEFT JOIN {RECORD} r ON r.young_person_id = c.id AND r.started_on = coalesce(d.started_on, t.started_on)"
    )


def _asks(staged: Staged, name: str) -> str:
    """When the postcode is asked: the file leaves the column blank, or has not the column and moves the postcode."""
    moves = "t.postcode IS DISTINCT FROM nullif(r.postcode, '')" if "postcode" in staged.columns else "false"
    if name not in staged.columns:
        return f"(r.id IS NULL OR {moves})"
    if staged.is_mended:
        return f"(t.{name} IS NULL AND (r.id IS NULL OR t.postcode IS NOT NULL AND {moves}))"
    return f"(t.{name} IS NULL)"


def _judged(staged: Staged) -> str:
    """A known postcode decides whether it is out of area, whatever authority is named; `is_contradicted` says so."""
    authority = "CASE WHEN s.asks_authority THEN coalesce(place.authority, '') ELSE s.local_authority END"
    return (
        f"SELECT s.line, s.key, s.target, s.started_on, s.ended_on, s.placement_type, s.provider, s.provider_name, "
        f"s.postcode, {authority} AS local_authority, "
        f"CASE WHEN s.asks_distance THEN place.miles ELSE s.distance_miles END AS distance_miles, "
        f"coalesce(place.is_outside, a.is_outside) AS is_out_of_area, "
        f"coalesce(place.is_outside <> a.is_outside, false) AS is_contradicted, s.seen "
        f"FROM {staged.judged}_stated s LEFT JOIN case_file_places place ON place.postcode = s.postcode "
        f"LEFT JOIN case_file_authorities a ON a.name = {authority}"
    )


def _note_unknown_postcodes(work: Work, staged: Staged) -> None:
    unknown = _count(work, staged, "j.postcode <> '' AND j.local_authority = ''")
    if unknown:
        have = "placement has a postcode" if unknown == 1 else "placements have a postcode"
        work.note(f"To mend: {unknown} {have} that the directory does not know: authority and distance are not known.")


def _note_contradicted_postcodes(work: Work, staged: Staged) -> None:
    number = _count(work, staged, "j.is_contradicted")
    if number:
        name = "placement names" if number == 1 else "placements name"
        work.note(
            f"To mend: {number} {name} an authority in which the postcode does not lie: the postcode decides whether "
            "that is out of area."
        )


def _count(work: Work, staged: Staged, when: str) -> int:
    """How many accepted rows `j` there are of that kind."""
    return int(work.value(f"SELECT count(*) FROM {staged.judged} j JOIN {staged.verdicts} v USING (line) WHERE {when}"))
