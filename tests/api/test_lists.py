"""A list holds what tells one from another; the record is read one at a time, and each reading is written down."""

import pytest

from people.models import ReadLog, YoungPerson

LISTS = {
    "young-people/": {
        "reference",
        "first_name",
        "last_name",
        "age",
        "birthday_is",
        "team",
        "social_worker",
        "kind_of_record",
        "restricted",
    },
    "episodes/": {
        "reference",
        "young_person",
        "category",
        "started_at",
        "started_is_approximate",
        "missing_from",
        "missing_from_is_approximate",
        "found_at",
        "found_is_approximate",
        "returned_at",
        "returned_is_approximate",
        "ended_how",
        "ended_at",
        "clock_starts_at",
        "police_risk",
        "team",
        "social_worker",
    },
    "interviews/": {
        "episode",
        "young_person",
        "clock_starts_at",
        "due_at",
        "route",
        "assigned_to",
        "booked_for",
        "offered_at",
        "outcome",
        "outcome_at",
        "contact_due_on",
        "contact_on",
    },
}
"""No birthday, postcode, ethnicity, story, reason or note: nothing that a line of the read log would be owed for."""


@pytest.mark.parametrize("path", LISTS)
def test_a_list_gives_nobodys_whole_record(program_of, worker, episode, interview, path: str) -> None:
    rows = program_of(worker).get(f"/api/v1/{path}").json()["results"]
    assert rows
    for row in rows:
        assert set(row) == LISTS[path]
    assert not ReadLog.objects.exists()


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("young-people/YP1/", {"date_of_birth", "home_postcode", "ethnicity"}),
        ("episodes/E1/", {"circumstances", "reported_by", "legal_status"}),
        ("interviews/E2/", {"reason", "offers", "attempts", "bookings"}),
    ],
)
def test_the_whole_is_asked_for_one_at_a_time_and_written_down(
    program_of, worker, person, episode, interview, path: str, more: set[str]
) -> None:
    shown = program_of(worker).get(f"/api/v1/{path}").json()
    assert more <= set(shown)
    read = ReadLog.objects.get()
    assert (read.user, read.young_person) == (worker, person)


def test_what_a_change_answers_is_written_down_too(program_of, officer, person, interview) -> None:
    tried = {"method": "phone", "result": "no_answer"}
    program = program_of(officer)
    assert program.post("/api/v1/interviews/E2/attempts/", tried, content_type="application/json").status_code == 201
    assert ReadLog.objects.get().page == "api:interview_attempts"
    sent = {"young_person": "YP1", "category": "missing", "started_at": "2026-11-23T09:30:00+00:00"}
    assert program.post("/api/v1/episodes/", sent, content_type="application/json").status_code == 201
    assert {read.page for read in ReadLog.objects.all()} == {"api:interview_attempts", "api:episodes"}


def test_a_line_says_when_they_meet(program_of, worker, interview, now) -> None:
    program = program_of(worker)
    assert program.get("/api/v1/interviews/").json()["results"][0]["booked_for"] is None
    sent = {"meets_at": "2026-11-24T16:00:00Z", "method": "video"}
    program.post("/api/v1/interviews/E2/booking/", sent, content_type="application/json")
    assert program.get("/api/v1/interviews/").json()["results"][0]["booked_for"] == "2026-11-24T16:00:00+00:00"


def test_the_age_stands_in_for_the_birthday(program_of, worker, person) -> None:
    row = program_of(worker).get("/api/v1/young-people/").json()["results"][0]
    assert row["age"] == YoungPerson.objects.get().age


@pytest.mark.parametrize("path", LISTS)
def test_a_cursor_that_names_no_place_in_the_list_is_refused(program_of, worker, episode, interview, path: str) -> None:
    program = program_of(worker)
    program.raise_request_exception = False
    assert program.get(f"/api/v1/{path}?cursor=cD1hYmM=").status_code == 404
