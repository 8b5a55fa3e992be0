"""interviews.csv: what goes on record, what is rejected, and the interviews that no file speaks of."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection

from accounts.rules import Role
from missing.actions import book_interview
from missing.codes import Route
from missing.imports.derived import ROUTE
from missing.models import ReturnInterview
from missing.rules import interview_route
from people.models import CaseEvent
from tests.case_files import imported, why
from tests.factories import UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EPISODES = """episode_reference,reference,category,missing_from,found_at,returned_at,ended_how
    E1,YP1,missing,2026-11-01T20:30,,2026-11-02T08:00,returned
    E2,YP1,missing,2026-11-03T20:30,,2026-11-03T23:00,returned
    E3,YP1,missing,2026-11-19T20:30,,2026-11-19T23:00,returned
    E4,YP1,away,2026-11-20T20:30,,2026-11-20T23:00,
    E5,YP1,missing,2026-11-21T20:30,2026-11-21T22:00,,
    E6,YP1,missing,2026-11-22T20:30,,,
    E7,YP2,missing,2026-11-01T20:30,2026-11-02T08:00,,died
    E8,YP2,curfew,2026-11-03T20:30,,2026-11-03T22:00,"""
EVERY = "episode_reference,outcome,outcome_at,offered_at,method,interviewer,independence,reason,covered_by,contact_on"
EVERY += ",contact_method"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def interviews(columns: str, *rows: str) -> str:
    return "\n".join([f"episode_reference,{columns}", *rows])


def interview(reference: str) -> ReturnInterview:
    return ReturnInterview.objects.get(episode__reference=reference)


def test_every_column_of_an_interview_goes_on_record(tmp_path: Path) -> None:
    jo = UserFactory(email="jo@northcliffe.example")
    imported(
        tmp_path,
        episodes=EPISODES,
        interviews=f"""{EVERY}
            E1,completed,2026-11-03T10:00,2026-11-02T09:00,video,Jo@northcliffe.example,independent,,,,
            E2,completed,2026-11-05T10:00,,face_to_face,Jo Bloggs,not_case_holder,,,,
            E3,declined,2026-11-20T10:00,,,,,Does not want to,,2026-11-22,visit""",
    )
    one, two, three = interview("E1"), interview("E2"), interview("E3")
    assert (one.clock_starts_at, one.due_at) == (
        datetime(2026, 11, 2, 8, 0, tzinfo=UTC),
        datetime(2026, 11, 5, 8, 0, tzinfo=UTC),
    )
    assert (one.outcome, one.outcome_at) == ("completed", datetime(2026, 11, 3, 10, 0, tzinfo=UTC))
    assert (one.interviewer, one.interviewer_name, one.method) == (jo, "", "video")
    assert (one.source, one.alerts_from, one.outcome_recorded_at) == ("imported", NOW, NOW)
    assert (two.interviewer, two.interviewer_name, two.independence) == (None, "Jo Bloggs", "not_case_holder")
    assert (three.reason, three.contact.contact_on, three.contact.method) == (
        "Does not want to",
        date(2026, 11, 22),
        "visit",
    )
    assert three.contact_due_on is None


def test_missing_and_ended_without_a_row_is_still_to_do_and_nothing_else_is(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES)
    to_do = dict(ReturnInterview.objects.values_list("episode__reference", "outcome"))
    assert to_do == {"E1": "", "E2": "", "E3": "", "E7": "not_required"}
    assert interview("E7").reason == "died"


def test_what_fell_due_more_than_7_days_before_the_import_is_to_settle(tmp_path: Path) -> None:
    imported(
        tmp_path,
        episodes="""episode_reference,reference,category,missing_from,returned_at
            E1,YP1,missing,2026-11-10T20:30,2026-11-13T11:59:59
            E2,YP2,missing,2026-11-10T20:30,2026-11-13T12:00""",
        interviews="episode_reference,outcome\nE1,\nE2,",
    )
    assert interview("E1").is_to_settle is True
    assert interview("E2").is_to_settle is False
    assert list(ReturnInterview.objects.to_settle()) == [interview("E1")]


def test_found_and_not_yet_back_has_an_interview_only_where_the_file_gives_one(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES, interviews="episode_reference,outcome\nE5,")
    assert (interview("E5").clock_starts_at, interview("E5").due_at, interview("E5").outcome) == (None, None, "")


def test_found_and_not_back_is_to_mend_while_the_file_says_so(tmp_path: Path) -> None:
    words = "To mend: {} found and not back: no interview falls due until returned_at or ended_how is given."
    header, *rows = EPISODES.splitlines()
    again = "E9,YP2,missing,2026-11-05T20:30,2026-11-05T22:00,,"
    away = "E10,YP2,away,2026-11-07T20:30,2026-11-07T22:00,,"
    one, two = words.format("1 missing episode says"), words.format("2 missing episodes say")
    assert imported(tmp_path, episodes=EPISODES).said(one)
    assert imported(tmp_path, "--dry-run", episodes="\n".join([header, *rows, again, away])).said(two)
    rejected = again.replace("11-05T22:00", "13-05T22:00")
    assert imported(tmp_path, episodes="\n".join([header, *rows, rejected])).said(one)
    ended = EPISODES.replace("2026-11-21T22:00,,", "2026-11-21T22:00,,hospital")
    assert not imported(tmp_path, episodes=ended).said("not back")
    assert interview("E5").due_at is not None


REJECTED = {
    "unknown": ("E99,,,,,", "episode_reference: “E99” is not an episode on record"),
    "choice": ("E1,done,,,,", "outcome: “done” is not one of completed, declined"),
    "before the clock": ("E1,completed,2026-11-02T07:59,,,", "interview's clock started (2 Nov 2026, 08:00)."),
    "after now": ("E1,completed,2026-11-23T12:01,,,", "outcome_at: This is after now."),
    "to do with a time": ("E1,,2026-11-03T10:00,,,", "outcome_at: An interview that is still to do has no time"),
    "not back": ("E6,completed,2026-11-23T10:00,,,", "outcome_at: Their return is not on record"),
    "covered by unknown": ("E1,covered_by_later,,E99,,", "covered_by: “E99” is not an episode on record"),
    "covered by another's": ("E1,covered_by_later,,E7,,", "covered_by: This episode is of another young person."),
    "covered by itself": ("E1,covered_by_later,,E1,,", "covered_by: An interview does not cover itself."),
    "covered by none": ("E1,covered_by_later,,E4,,", "covered_by: That episode has no interview, and none is due."),
    "covers wrongly": ("E1,completed,,E2,,", "covered_by: Only an interview with the outcome covered_by_later"),
    "contact to come": ("E1,declined,,,2026-11-24,visit", "contact_on: This is after now."),
    "contact without day": ("E1,declined,,,,visit", "contact_method: A contact needs its day"),
    "contact method": ("E1,declined,,,2026-11-20,letter", "contact_method: “letter” is not one of"),
}


@pytest.mark.parametrize(("row", "words"), REJECTED.values(), ids=REJECTED)
def test_a_row_that_cannot_be_true_is_rejected_and_the_interview_is_still_to_do(
    tmp_path: Path, row: str, words: str
) -> None:
    columns = "outcome,outcome_at,covered_by,contact_on,contact_method"
    outcome = imported(tmp_path, episodes=EPISODES, interviews=interviews(columns, row, "E2,completed,,,,"))
    assert words in why(2, "interviews")
    assert interview("E1").outcome == ""
    assert interview("E2").outcome == "completed"
    assert outcome.counts[-1] == "interviews.csv: 2 read, 1 added, 0 changed, 0 unchanged, 1 rejected"


def test_a_row_of_a_rejected_episode_is_rejected(tmp_path: Path) -> None:
    imported(
        tmp_path,
        episodes="episode_reference,reference,category,missing_from\nE1,YP1,missing,2027-01-01T10:00",
        interviews="episode_reference,outcome\nE1,",
    )
    assert "“E1” is not an episode on record, nor one accepted from this file." in why(2, "interviews")


def test_an_outcome_at_the_very_start_of_the_clock_is_taken(tmp_path: Path) -> None:
    outcome = imported(
        tmp_path, episodes=EPISODES, interviews=interviews("outcome,outcome_at", "E1,completed,2026-11-02T08:00")
    )
    assert outcome.status == 0


def test_covered_interviews_are_linked_also_to_one_that_no_row_speaks_of(tmp_path: Path) -> None:
    imported(
        tmp_path,
        episodes=EPISODES,
        interviews=interviews(
            "outcome,covered_by", "E1,covered_by_later,E2", "E4,covered_by_later,e3", "E3,completed,"
        ),
    )
    assert interview("E1").covered_by == interview("E2")
    assert interview("E4").covered_by == interview("E3")
    assert (
        imported(
            tmp_path,
            episodes=EPISODES,
            interviews=interviews(
                "outcome,covered_by", "E1,covered_by_later,E2", "E4,covered_by_later,e3", "E3,completed,"
            ),
        ).counts[-1]
        == "interviews.csv: 3 read, 0 added, 0 changed, 3 unchanged, 0 rejected"
    )


def test_rejecting_one_cover_rejects_what_it_covers(tmp_path: Path) -> None:
    rows = ("E8,covered_by_later,E99", "E7,covered_by_later,E8")
    imported(tmp_path, episodes=EPISODES, interviews=interviews("outcome,covered_by", *rows))
    assert "E99" in why(2, "interviews")
    assert "That episode has no interview" in why(3, "interviews")


def test_what_a_form_would_have_required_is_counted_and_never_rejected(tmp_path: Path) -> None:
    outcome = imported(
        tmp_path,
        episodes=EPISODES,
        interviews=interviews("outcome", "E1,completed", "E2,completed", "E3,declined", "E4,covered_by_later"),
    )
    assert outcome.status == 0
    for words in (
        "To mend: 2 completed interviews without interviewer.",
        "To mend: 2 completed interviews without method.",
        "To mend: 2 completed interviews without independence.",
        "To mend: 4 interviews without the time of the outcome.",
        "To mend: 1 interview without the reason of the outcome.",
        "To mend: 1 covered interview without the one that covers.",
    ):
        assert outcome.said(words)


def test_a_closed_interview_is_told_to_the_rooms_above_at_its_time(tmp_path: Path) -> None:
    rows = interviews("outcome,outcome_at", "E1,completed,2026-11-03T10:00", "E2,completed,")
    imported(tmp_path, episodes=EPISODES, interviews=rows)
    event = CaseEvent.objects.get(kind="interview_closed")
    assert (event.source_key, event.at) == (f"interview:{interview('E1').pk}", datetime(2026, 11, 3, 10, 0, tzinfo=UTC))


def test_an_interview_that_an_earlier_import_opened_is_filled_by_a_later_file(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES)
    outcome = imported(tmp_path, interviews=interviews("outcome,outcome_at", "E1,completed,2026-11-03T10:00", "E2,,"))
    assert outcome.counts[-1] == "interviews.csv: 2 read, 0 added, 1 changed, 1 unchanged, 0 rejected"
    assert interview("E1").outcome == "completed"


def test_a_return_corrected_by_file_moves_the_interviews_clock(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES)
    later = EPISODES.replace("2026-11-19T23:00", "2026-11-20T01:00")
    outcome = imported(tmp_path, episodes=later)
    assert outcome.counts[-1] == "episodes.csv: 8 read, 0 added, 1 changed, 7 unchanged, 0 rejected"
    assert interview("E3").due_at == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_a_return_after_the_interview_on_record_is_rejected(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES, interviews=interviews("outcome,outcome_at", "E1,completed,2026-11-02T10:00"))
    (tmp_path / "interviews.csv").unlink()
    imported(tmp_path, episodes=EPISODES.replace("2026-11-02T08:00,returned", "2026-11-02T11:00,returned"))
    assert why(2, "episodes") == "returned_at: Their interview on record was before that."


def test_the_route_in_sql_is_the_rule(tmp_path: Path) -> None:
    ours, theirs = YoungPersonFactory(), YoungPersonFactory(responsible_authority="Walsall")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.young_person_id, e.is_out_of_area, e.distance_miles, {ROUTE} FROM (SELECT * FROM "  # noqa: S608
            "unnest(%s) AS young_person_id, unnest(ARRAY[true, false, NULL]) AS is_out_of_area, "
            "unnest(ARRAY[0, 19.9, 20.0, 20.1, NULL]::numeric[]) AS distance_miles) AS e",
            [[ours.pk, theirs.pk]],
        )
        rows = cursor.fetchall()
    assert len(rows) == 30
    for pk, is_out, miles, route in rows:
        kind = (ours if pk == ours.pk else theirs).kind_of_record
        assert Route(route) == interview_route(is_out_of_area=is_out, distance_miles=miles, kind_of_record=kind)


def test_nothing_before_the_import_is_due_to_alert(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES)
    assert set(ReturnInterview.objects.values_list("alerts_from", flat=True)) == {NOW}
    assert interview("E3").due_at < NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("outcome", "state", "why"),
    [("completed", "held_early", ""), ("declined", "cancelled", "A case file says how the interview ended.")],
)
def test_what_was_booked_ends_as_the_file_says(tmp_path: Path, outcome: str, state: str, why: str) -> None:
    imported(tmp_path, episodes=EPISODES)
    officer = UserFactory(roles=[Role.RETURNS_OFFICER])
    book_interview(actor=officer, interview=interview("E3"), meets_at=NOW + timedelta(hours=4), method="video")
    imported(tmp_path, interviews=interviews("outcome,outcome_at", f"E3,{outcome},2026-11-22T10:00"))
    booking = interview("E3").bookings.get()
    assert (booking.state, booking.why) == (state, why)
