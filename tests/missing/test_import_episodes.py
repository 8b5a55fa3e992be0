"""episodes.csv: what goes on record, and each reason for which a row is rejected."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from missing.imports.spans import Candidate, Span, losers
from missing.models import Episode
from people.models import AccessGrant, CaseEvent
from tests.case_files import YOUNG_PEOPLE, imported, take_in, why, write_files
from tests.factories import EpisodeFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HEADER = "episode_reference,reference,category,missing_from,found_at,returned_at,ended_how"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def episodes(*rows: str) -> str:
    return "\n".join([HEADER, *(row + "," * (6 - row.count(",")) for row in rows)])


def test_every_column_of_an_episode_goes_on_record(tmp_path: Path) -> None:
    imported(
        tmp_path,
        episodes=f"""{HEADER},reported_to_police_at,police_reference,police_risk
            E1,YP1,missing,2026-11-01T20:30,2026-11-02T01:00Z,2026-11-02 02:15:30,returned,2026-11-01T21:00,P1,high
            E2,YP1,away,2026-11-05T20:30+01:00,,2026-11-05T22:00,,,,
            E3,YP2,curfew,2026-11-05T22:00,,,,,,""",
    )
    one, two, three = Episode.objects.order_by("reference")
    assert (one.started_at, one.missing_from) == (datetime(2026, 11, 1, 20, 30, tzinfo=UTC),) * 2
    assert one.found_at == datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
    assert one.returned_at == datetime(2026, 11, 2, 2, 15, 30, tzinfo=UTC)
    assert (one.ended_how, one.police_reference, one.police_risk) == ("returned", "P1", "high")
    assert (one.source, one.recorded_at, one.end_recorded_at, one.alerts_from) == ("imported", NOW, NOW, NOW)
    assert (two.started_at.hour, two.missing_from, two.police_risk) == (19, None, "not_recorded")
    assert (three.is_open, three.end_recorded_at) == (True, None)


def test_what_was_so_at_its_start_is_kept_with_it(tmp_path: Path) -> None:
    imported(
        tmp_path,
        young_people=f"{YOUNG_PEOPLE.splitlines()[0]},team\nYP1,Ana,Marsh,2010-03-07,North",
        care_periods="reference,started_on,legal_status\nYP1,2020-01-06,C2",
        placements="""reference,started_on,ended_on,placement_type,postcode,distance_miles
            YP1,2020-01-06,2026-05-31,U6,WV1 1AA,
            YP1,2026-06-01,,K2,SY1 1AA,41""",
        episodes=episodes(
            "E1,YP1,missing,2026-06-01T00:10,,2026-06-01T02:00", "E2,YP1,missing,2026-05-31T23:50,,2026-05-31T23:55"
        ),
    )
    far, near = Episode.objects.get(reference="E1"), Episode.objects.get(reference="E2")
    assert (far.team.name, far.legal_status) == ("North", "C2")
    assert (far.placement.started_on, far.is_out_of_area, far.distance_miles) == (
        date(2026, 6, 1),
        True,
        Decimal("41.0"),
    )
    assert (near.placement.started_on, near.is_out_of_area) == (date(2020, 1, 6), False)


def test_a_placement_that_comes_later_fills_the_episodes_that_lacked_one(tmp_path: Path) -> None:
    imported(tmp_path / "first", episodes=episodes("E1,YP1,missing,2026-06-01T00:10,,2026-06-01T02:00"))
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        imported(
            tmp_path / "second", placements="reference,started_on,placement_type,postcode\nYP1,2020-01-06,U6,SY1 1AA"
        )
    assert Episode.objects.get().is_out_of_area is True


REJECTED = {
    "unknown reference": ("E1,YP9,missing,2026-11-01T20:30", "reference: “YP9” is not on record."),
    "no reference": (",YP1,missing,2026-11-01T20:30", "episode_reference: This is needed."),
    "no start": ("E1,YP1,missing,", "missing_from: This is needed."),
    "choice": ("E1,YP1,absent,2026-11-01T20:30", "category: “absent” is not one of missing, away, curfew."),
    "ended how": ("E1,YP1,missing,2026-11-01T20:30,,2026-11-01T21:30,lost", "ended_how: “lost” is not one of returned"),
    "ended without a time": (
        "E1,YP1,missing,2026-11-01T20:30,,,died",
        "ended_how: An episode that ended needs the time",
    ),
    "before birth": (
        "E1,YP1,missing,2010-03-06T23:59,,2010-03-07T10:00",
        "missing_from: This is before the young person",
    ),
    "after now": ("E1,YP1,missing,2026-11-23T12:01", "missing_from: This is after now."),
    "found after now": ("E1,YP1,missing,2026-11-23T10:01,2026-11-23T12:00:01", "found_at: This is after now."),
    "back after now": ("E1,YP1,missing,2026-11-23T10:01,,2026-11-24T10:01", "returned_at: This is after now."),
    "found before start": ("E1,YP1,missing,2026-11-01T20:30,2026-11-01T20:29", "found_at: They cannot be found before"),
    "back before start": (
        "E1,YP1,missing,2026-11-01T20:30,,2026-11-01T20:29",
        "returned_at: They cannot come back before",
    ),
    "back before found": (
        "E1,YP1,missing,2026-11-01T20:30,2026-11-01T21:30,2026-11-01T21:29",
        "returned_at: They cannot come back before they were found.",
    ),
    "date alone": ("E1,YP1,missing,2026-11-01", "missing_from: “2026-11-01” is not a date and time"),
    "no such day": ("E1,YP1,missing,2026-11-31T10:00", "missing_from: “2026-11-31T10:00” is not a date and time"),
    "no such hour": ("E1,YP1,missing,2026-11-01T24:00", "is not a date and time"),
    "no such minute": ("E1,YP1,missing,2026-11-01T23:60", "is not a date and time"),
    "British date": ("E1,YP1,missing,01/11/2026 20:30", "is not a date and time"),
}


@pytest.mark.parametrize(("row", "words"), REJECTED.values(), ids=REJECTED)
def test_a_row_that_cannot_be_true_is_rejected_and_the_next_is_taken(tmp_path: Path, row: str, words: str) -> None:
    outcome = imported(tmp_path, episodes=episodes(row, "E2,YP2,missing,2026-11-01T20:30"))
    assert words in why(2, "episodes")
    assert list(Episode.objects.values_list("reference", flat=True)) == ["E2"]
    assert outcome.counts[-1] == "episodes.csv: 2 read, 1 added, 0 changed, 0 unchanged, 1 rejected"
    assert outcome.status == 1


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-11-01T20:30", "2026-11-01T20:30:00+00:00"),
        ("2026-07-01 20:30", "2026-07-01T19:30:00+00:00"),
        ("2026-07-01T20:30Z", "2026-07-01T20:30:00+00:00"),
        ("2026-07-01t20:30:15.25+02:00", "2026-07-01T18:30:15.250000+00:00"),
        ("2026-07-01T20:30-0330", "2026-07-02T00:00:00+00:00"),
        ("2026-07-01T20:30:15,5+02", "2026-07-01T18:30:15.500000+00:00"),
        ("2024-02-29T20:30:15", "2024-02-29T20:30:15+00:00"),
    ],
)
def test_iso_8601_is_read_and_without_an_offset_it_is_london_time(tmp_path: Path, typed: str, instant: str) -> None:
    imported(tmp_path, episodes=f'episode_reference,reference,category,missing_from\nE1,YP1,missing,"{typed}"')
    assert Episode.objects.get().started_at.isoformat() == instant


CLOCKS_CHANGE = [
    ("2026-03-29T00:59", "2026-03-29T00:59:00+00:00"),
    ("2026-03-29T01:00", "does not exist in London"),
    ("2026-03-29T01:59:59", "does not exist in London"),
    ("2026-03-29T02:00", "2026-03-29T01:00:00+00:00"),
    ("2026-03-29T01:30Z", "2026-03-29T01:30:00+00:00"),
    ("2026-03-29T01:30+01:00", "2026-03-29T00:30:00+00:00"),
    ("2026-10-25T00:59", "2026-10-24T23:59:00+00:00"),
    ("2026-10-25T01:00", "happens twice in London"),
    ("2026-10-25T01:59:59", "happens twice in London"),
    ("2026-10-25T02:00", "2026-10-25T02:00:00+00:00"),
    ("2026-10-25T01:30+01:00", "2026-10-25T00:30:00+00:00"),
    ("2026-10-25T01:30+00:00", "2026-10-25T01:30:00+00:00"),
]


@pytest.mark.parametrize(("typed", "expected"), CLOCKS_CHANGE)
def test_a_wall_time_that_never_was_or_was_twice_needs_its_offset(tmp_path: Path, typed: str, expected: str) -> None:
    imported(tmp_path, episodes=episodes(f"E1,YP1,missing,{typed}"))
    if expected[0].isdigit():
        assert Episode.objects.get().started_at.isoformat() == expected
    else:
        assert expected in why(2, "episodes")
        assert "offset" in why(2, "episodes")


def test_a_second_open_episode_is_rejected_and_names_the_first(tmp_path: Path) -> None:
    imported(tmp_path, episodes=episodes("E1,YP1,missing,2026-11-01T20:30", "E2,YP1,away,2026-11-05T20:30"))
    assert why(3, "episodes") == "missing_from: A second open episode: E1 has been open since 1 Nov 2026, 20:30."


def test_an_overlap_with_an_earlier_line_is_rejected_and_names_it(tmp_path: Path) -> None:
    imported(
        tmp_path,
        episodes=episodes(
            "E1,YP1,missing,2026-11-05T20:30,,2026-11-06T08:00",
            "E2,YP1,missing,2026-11-05T10:00,,2026-11-05T20:31",
            "E3,YP1,missing,2026-11-06T08:00,,2026-11-06T09:00",
            "E4,YP1,missing,2026-11-06T08:30,,2026-11-06T08:30",
            "E5,YP1,missing,2026-11-05T10:00,,2026-11-05T20:30",
            "E6,YP2,missing,2026-11-05T10:00,,2026-11-05T20:30",
        ),
    )
    assert sorted(Episode.objects.values_list("reference", flat=True)) == ["E1", "E3", "E4", "E5", "E6"]
    assert why(3, "episodes") == (
        "missing_from: This overlaps with E1, which began 5 Nov 2026, 20:30 and ended 6 Nov 2026, 08:00."
    )


def test_overlaps_are_judged_on_the_end_on_record(tmp_path: Path) -> None:
    """Missing ends when found; away and curfew when back."""
    imported(
        tmp_path,
        episodes=episodes(
            "E1,YP1,missing,2026-11-05T20:00,2026-11-05T22:00,2026-11-06T08:00",
            "E2,YP1,missing,2026-11-05T23:00,,2026-11-06T07:00",
            "E3,YP2,away,2026-11-05T20:00,2026-11-05T22:00,2026-11-06T08:00",
            "E4,YP2,missing,2026-11-05T23:00,,2026-11-06T07:00",
        ),
    )
    assert sorted(Episode.objects.values_list("reference", flat=True)) == ["E1", "E2", "E3"]


def test_an_overlap_with_what_is_on_record_is_rejected(tmp_path: Path) -> None:
    ana = YoungPersonFactory(reference="YP1")
    EpisodeFactory(young_person=ana, reference="SR1", started_at=NOW - timedelta(hours=3))
    file = write_files(
        tmp_path,
        episodes=episodes("E1,YP1,missing,2026-11-23T08:00", "E2,YP1,missing,2026-11-22T08:00,,2026-11-22T09:00"),
    )
    take_in(file)
    assert why(2, "episodes") == "missing_from: A second open episode: SR1 has been open since 23 Nov 2026, 09:00."
    assert sorted(Episode.objects.values_list("reference", flat=True)) == ["E2", "SR1"]


def test_a_file_may_close_an_episode_and_open_the_next_in_any_order(tmp_path: Path) -> None:
    imported(tmp_path / "first", episodes=episodes("E1,YP1,missing,2026-11-01T20:30"))
    outcome = imported(
        tmp_path / "second",
        episodes=episodes(
            "E2,YP1,missing,2026-11-03T20:30", "E1,YP1,missing,2026-11-01T20:30,,2026-11-02T08:00,returned"
        ),
    )
    assert outcome.counts[-1] == "episodes.csv: 2 read, 1 added, 1 changed, 0 unchanged, 0 rejected"
    assert Episode.objects.open().get().reference == "E2"


def test_an_episode_whose_closing_is_rejected_still_stands_in_the_way(tmp_path: Path) -> None:
    imported(tmp_path / "first", episodes=episodes("E1,YP1,missing,2026-11-01T20:30"))
    imported(
        tmp_path / "second",
        episodes=episodes("E2,YP1,missing,2026-11-03T20:30", "E1,YP1,missing,2026-11-01T20:30,,2026-11-02T08:00,lost"),
    )
    assert "A second open episode: E1" in why(2, "episodes")
    assert Episode.objects.get().is_open


def test_an_episode_on_record_for_somebody_else_is_rejected(tmp_path: Path) -> None:
    imported(tmp_path / "first", episodes=episodes("E1,YP1,missing,2026-11-01T20:30"))
    imported(tmp_path / "second", episodes=episodes("E1,YP2,missing,2026-11-01T20:30"))
    assert why(2, "episodes") == "reference: This episode is on record for another young person."


def test_rows_that_lose_are_looked_at_again_with_what_stands_on_record() -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)

    def span(name: str, start: int, end: int | None) -> Span:
        return Span(noon + timedelta(hours=start), None if end is None else noon + timedelta(hours=end), name)

    first = Candidate(2, span("A", 0, 10))
    moved = Candidate(3, span("B", 5, 8), recorded=span("B", 20, 30))
    third = Candidate(4, span("C", 25, 26))
    fourth = Candidate(5, span("D", 30, None))
    assert {line: other.reference for line, other in losers([], [first, moved, third, fourth]).items()} == {
        3: "A",
        4: "B",
    }


def test_what_follows_from_an_episode_is_written_with_it(tmp_path: Path) -> None:
    imported(
        tmp_path,
        episodes=episodes(
            "E1,YP1,missing,2026-11-01T20:30,,2026-11-02T08:00,returned",
            "E2,YP1,missing,2026-11-20T20:30,,2026-11-20T21:00,returned",
            "E3,YP2,missing,2026-11-23T08:30",
        ),
    )
    ids = dict(Episode.objects.values_list("reference", "pk"))
    told = set(CaseEvent.objects.values_list("kind", "at", "source_key"))
    assert ("went_missing", datetime(2026, 11, 1, 20, 30, tzinfo=UTC), f"episode:{ids['E1']}") in told
    assert ("returned", datetime(2026, 11, 2, 8, 0, tzinfo=UTC), f"episode:{ids['E1']}") in told
    assert len(told) == 5
    grants = {grant.source_key: grant for grant in AccessGrant.objects.all()}
    assert set(grants) == {f"episode:{ids['E2']}", f"episode:{ids['E3']}"}
    assert grants[f"episode:{ids['E2']}"].until == datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
    assert grants[f"episode:{ids['E3']}"].until is None
    assert {grant.role for grant in grants.values()} == {"duty"}


def test_a_return_by_file_moves_the_end_of_what_duty_sees(tmp_path: Path) -> None:
    imported(tmp_path / "first", episodes=episodes("E1,YP1,missing,2026-11-23T08:30"))
    imported(tmp_path / "second", episodes=episodes("E1,YP1,missing,2026-11-23T08:30,,2026-11-23T09:00"))
    assert AccessGrant.objects.get().until == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    assert CaseEvent.objects.filter(kind="returned").get().at == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_the_change_of_clocks_is_looked_for_wherever_clocks_have_changed(tmp_path: Path) -> None:
    """Every hour since 1960: the short cut past the looking and the looking itself agree."""
    from django.db import connection

    from people.case_file import functions

    with connection.cursor() as cursor:
        for function in functions.ALL:
            cursor.execute(function)
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE pg_temp.case_file_times(hour) <> 1), "
            "count(*) FILTER (WHERE (pg_temp.case_file_times(hour) <> 1) <> "
            "(pg_temp.case_file_instant(to_char(hour, 'YYYY-MM-DD HH24:MI')) IS NULL)) "
            "FROM generate_series(timestamp '1960-01-01', timestamp '2037-12-31', interval '1 hour') AS hour"
        )
        hours, strange, wrong = cursor.fetchone()
    assert (hours > 600_000, strange > 140, wrong) == (True, True, 0)
