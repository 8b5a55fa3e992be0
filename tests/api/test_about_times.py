"""Any time may be approximate, over the API as on the pages."""

import pytest

from missing.models import Episode

JSON = {"content_type": "application/json"}


def test_a_report_says_which_times_are_about(program_of, worker, person) -> None:
    sent = {
        "young_person": "YP1",
        "category": "missing",
        "started_at": "2026-11-23T09:30:00Z",
        "started_is_approximate": True,
        "reported_to_police_at": "2026-11-23T10:00:00Z",
        "police_told_is_approximate": True,
    }
    shown = program_of(worker).post("/api/v1/episodes/", sent, **JSON).json()
    assert (shown["started_is_approximate"], shown["police_told_is_approximate"]) == (True, True)


def test_finding_and_return_say_it(program_of, worker, episode) -> None:
    program = program_of(worker)
    found = {"found_at": "2026-11-23T10:00:00Z", "found_is_approximate": True}
    assert program.post("/api/v1/episodes/E1/found/", found, **JSON).json()["found_is_approximate"] is True
    back = {"returned_at": "2026-11-23T11:00:00Z", "returned_is_approximate": True}
    shown = program.post("/api/v1/episodes/E1/return/", back, **JSON).json()
    assert (shown["found_is_approximate"], shown["returned_is_approximate"]) == (True, True)


def test_who_is_placed_elsewhere_was_found_about_then(program_of, worker, episode) -> None:
    sent = {"ended_how": "placed_elsewhere", "found_at": "2026-11-23T10:00:00Z", "found_is_approximate": True}
    shown = program_of(worker).post("/api/v1/episodes/E1/return/", sent, **JSON).json()
    assert (shown["found_is_approximate"], shown["returned_is_approximate"]) == (True, False)
    assert Episode.objects.get().clock_is_approximate


def test_a_line_of_the_log_says_it(program_of, worker, episode) -> None:
    sent = {"text": "Seen by the canal", "kind": "seen", "at": "2026-11-23T08:00:00Z", "is_approximate": True}
    line = program_of(worker).post("/api/v1/episodes/E1/log/", sent, **JSON).json()
    assert (line["at"], line["is_approximate"]) == ("2026-11-23T08:00:00+00:00", True)


def test_nothing_is_about_unless_it_is_said(program_of, worker, episode) -> None:
    program = program_of(worker)
    assert program.post("/api/v1/episodes/E1/log/", {"text": "Rang"}, **JSON).json()["is_approximate"] is False
    back = program.post("/api/v1/episodes/E1/return/", {"returned_at": "2026-11-23T11:00:00Z"}, **JSON).json()
    assert [name for name in back if name.endswith("is_approximate") and back[name]] == []


def test_a_time_of_the_log_that_has_not_come_is_refused_beside_its_key(program_of, worker, episode) -> None:
    sent = {"text": "Seen", "at": "2026-11-23T23:00:00Z"}
    answer = program_of(worker).post("/api/v1/episodes/E1/log/", sent, **JSON)
    assert answer.status_code == 409
    assert answer.json()["errors"] == [{"field": "at", "detail": "This time has not come yet."}]


@pytest.mark.parametrize(
    ("found_at", "fault"),
    [
        ("2026-11-23T23:00:00Z", [{"field": "found_at", "detail": "This time has not come yet."}]),
        (
            "2026-11-20T10:00:00Z",
            [{"field": "found_at", "detail": "They cannot be found before they went missing."}],
        ),
    ],
)
def test_a_time_of_finding_is_refused_beside_its_key(program_of, worker, episode, found_at: str, fault) -> None:
    answer = program_of(worker).post("/api/v1/episodes/E1/found/", {"found_at": found_at}, **JSON)
    assert (answer.status_code, answer.json()["errors"]) == (409, fault)


def test_a_refusal_names_no_key_that_cannot_be_sent(program_of, worker, episode) -> None:
    program = program_of(worker)
    sent = {"found_at": "2026-11-23T10:00:00Z"}
    assert program.post("/api/v1/episodes/E1/found/", sent, **JSON).status_code == 200
    again = program.post("/api/v1/episodes/E1/found/", sent, **JSON)
    assert (again.status_code, again.json()["detail"]) == (409, "Jude Farrow has been found already.")
    assert "errors" not in again.json()


@pytest.mark.parametrize("year", ["2062", "9999"])
def test_a_booking_of_another_year_is_refused(program_of, officer, interview, year: str) -> None:
    sent = {"meets_at": f"{year}-11-24T16:00:00Z", "method": "video", "late_is_known": True}
    answer = program_of(officer).post("/api/v1/interviews/E2/booking/", sent, **JSON)
    assert answer.status_code == 409
    assert answer.json()["errors"] == [
        {"field": "meets_at", "detail": "This is more than a year away. Look at the date."}
    ]


def test_a_line_of_long_before_the_episode_is_refused_beside_its_key(program_of, worker, episode) -> None:
    sent = {"text": "Seen", "at": "2026-11-20T10:00:00Z"}
    answer = program_of(worker).post("/api/v1/episodes/E1/log/", sent, **JSON)
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["field"] == "at"
    assert "more than a day before this began" in answer.json()["detail"]
