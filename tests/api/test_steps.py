"""Bookings, one conversation for several, what follows a decline, and a placing council's word, over the API."""

from datetime import timedelta

import pytest
import time_machine

from missing.codes import Outcome
from missing.models import AskedParents, InterviewBooking, ReturnInterview, SocialWorkContact
from people.codes import KindOfRecord
from tests.factories import EpisodeFactory, ReturnInterviewFactory, YoungPersonFactory

JSON = {"content_type": "application/json"}
AT = "/api/v1/interviews/E2/"
DONE = {
    "outcome_at": "2026-11-23T11:00:00Z",
    "method": "video",
    "independence": "independent",
    "account": "Stayed with a friend.",
    "limits_told": True,
    "harm_told": "no",
}


def faults(answer) -> list[dict[str, str]]:
    assert answer.status_code == 409, answer.content
    return answer.json()["errors"]


@pytest.fixture
def earlier(person, now) -> ReturnInterview:
    """They were away before, and nobody has talked with them about it."""
    before = EpisodeFactory(
        young_person=person, started_at=now - timedelta(hours=60), returned_at=now - timedelta(hours=50), reference="E0"
    )
    return ReturnInterviewFactory(episode=before)


@pytest.fixture
def declined(interview, now) -> ReturnInterview:
    ReturnInterview.objects.filter(pk=interview.pk).update(
        outcome=Outcome.DECLINED,
        outcome_at=now - timedelta(hours=3),
        outcome_recorded_at=now - timedelta(hours=3),
        reason="Said no",
        contact_due_on="2026-11-30",
    )
    return interview


def test_a_time_is_booked_moved_and_taken_back(program_of, officer, interview) -> None:
    program = program_of(officer)
    agreed = {"meets_at": "2026-11-24T16:00:00Z", "method": "face_to_face", "place": "The library", "interpreter": ""}
    booked = program.post(f"{AT}booking/", agreed, **JSON)
    assert booked.status_code == 201, booked.content
    assert booked.json()["booked_for"] == "2026-11-24T16:00:00+00:00"
    assert booked.json()["assigned_to"] == officer.email
    moved = program.post(f"{AT}booking/", agreed | {"meets_at": "2026-11-24T17:00:00Z"}, **JSON).json()
    assert [booking["state"] for booking in moved["bookings"]] == ["booked", "moved"]
    back = program.post(f"{AT}booking/cancelled/", {"why": "Exam that day"}, **JSON)
    assert back.status_code == 200
    assert back.json()["bookings"][0]["why"] == "Exam that day"
    assert back.json()["booked_for"] is None


def test_who_did_not_come_is_an_attempt(program_of, officer, interview, now) -> None:
    program = program_of(officer)
    program.post(f"{AT}booking/", {"meets_at": "2026-11-23T13:00:00Z", "method": "phone"}, **JSON)
    early = program.post(f"{AT}booking/missed/", {}, **JSON)
    assert early.status_code == 409
    assert early.json()["detail"] == "Its time has not come yet. Change the booking or cancel it."
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        missed = program.post(f"{AT}booking/missed/", {"note": "Rang twice."}, **JSON)
    assert missed.status_code == 200
    attempt = {name: missed.json()["attempts"][0][name] for name in ("attempted_at", "note")}
    assert attempt == {"attempted_at": "2026-11-23T13:00:00+00:00", "note": "Rang twice."}
    assert InterviewBooking.objects.get().state == "missed"


@pytest.mark.parametrize(
    ("path", "sent", "fault"),
    [
        (
            "booking/",
            {"meets_at": "2026-11-23T11:00:00Z", "method": "phone"},
            ("meets_at", "This time has passed. Record the interview, or the attempt, where it was tried."),
        ),
        (
            "booking/",
            {"meets_at": "2026-11-24T11:00:00Z", "method": "face_to_face"},
            ("place", "Write where you will meet."),
        ),
        ("booking/cancelled/", {"why": "Ill"}, (None, "Nothing is booked.")),
        ("booking/missed/", {}, (None, "Nothing is booked.")),
        (
            "parents/",
            {"asked": "asked"},
            (None, "Parents or carers are asked after an interview that was declined; this one was not."),
        ),
        (
            "contacts/",
            {"contact_on": "2026-11-23", "method": "visit"},
            (None, "A contact follows an interview that was declined; this one was not."),
        ),
        (
            "they-told/",
            {"outcome": "completed", "outcome_at": "2026-11-23T11:00:00Z", "told_by": "A. Hall"},
            (None, "This interview is ours. Record it as such."),
        ),
        (
            "not-done/",
            {
                "outcome": "declined",
                "outcome_at": "9999-12-31T23:59:59+00:00",
                "decline_reason": "none_given",
                "asked": "not_yet",
            },
            ("outcome_at", "This time has not come yet."),
        ),
    ],
)
def test_what_may_not_happen_is_refused_in_the_words_of_the_page(
    program_of, officer, interview, path: str, sent: dict[str, str], fault: tuple[str | None, str]
) -> None:
    answer = program_of(officer).post(f"{AT}{path}", sent, **JSON)
    assert answer.status_code == 409, answer.content
    field, words = fault
    assert answer.json()["detail"] == words
    assert answer.json().get("errors", []) == ([{"field": field, "detail": words}] if field else [])


def test_one_conversation_settles_several(program_of, officer, interview, earlier) -> None:
    answer = program_of(officer).post(f"{AT}completed/", DONE | {"covers": ["E0"]}, **JSON)
    assert answer.status_code == 200, answer.content
    assert answer.json()["covers"] == ["E0"]
    earlier.refresh_from_db()
    assert (earlier.outcome, earlier.covered_by) == (Outcome.COVERED_BY_LATER, interview)


def test_what_is_not_theirs_to_see_cannot_be_covered(program_of, worker, interview, earlier) -> None:
    ReturnInterviewFactory(episode=EpisodeFactory(returned=True, reference="E7"))
    answer = program_of(worker).post(f"{AT}completed/", DONE | {"covers": ["E0", "E7", "E8"]}, **JSON)
    assert answer.status_code == 400
    words = "There is no such interview, or it is not for you: E7, E8."
    assert answer.json()["errors"] == [{"field": "covers", "detail": words}]
    assert not ReturnInterview.objects.exclude(outcome="").exists()


def test_what_the_page_does_not_let_be_covered_is_refused_by_its_key(program_of, officer, interview, earlier) -> None:
    someone = YoungPersonFactory()
    ReturnInterviewFactory(episode=EpisodeFactory(young_person=someone, returned=True, reference="E7"))
    program = program_of(officer)
    other = program.post(f"{AT}completed/", DONE | {"covers": ["E7"]}, **JSON)
    assert faults(other) == [{"field": "covers", "detail": "One conversation is with one young person."}]
    later = program.post("/api/v1/interviews/E0/completed/", DONE | {"covers": ["E2"]}, **JSON)
    assert faults(later)[0]["detail"].startswith("E2 is the later episode.")


def test_after_a_decline_parents_are_asked(program_of, officer, declined) -> None:
    program = program_of(officer)
    without = program.post(f"{AT}parents/", {"asked": "asked", "whom": "Ms Farrow, mother"}, **JSON)
    assert faults(without) == [{"field": "said", "detail": "Write what they said."}]
    without = program.post(f"{AT}parents/", {"asked": "not_asked"}, **JSON)
    assert faults(without) == [{"field": "why_not", "detail": "Write why they are not asked."}]
    sent = {"asked": "asked", "whom": "Ms Farrow, mother", "said": "He was at his cousin's."}
    answer = program.post(f"{AT}parents/", sent, **JSON)
    assert answer.status_code == 201, answer.content
    assert answer.json()["parents_asked"][0]["whom"] == "Ms Farrow, mother"
    assert "cousin" not in answer.content.decode()
    assert AskedParents.objects.get().said == "He was at his cousin's."


def test_a_contact_settles_all_that_had_been_declined_by_then(program_of, worker, declined, earlier, now) -> None:
    ReturnInterview.objects.filter(pk=earlier.pk).update(
        outcome=Outcome.DECLINED,
        outcome_at=now - timedelta(hours=40),
        outcome_recorded_at=now,
        reason="Said no",
        contact_due_on="2026-11-27",
    )
    answer = program_of(worker).post(f"{AT}contacts/", {"contact_on": "2026-11-23", "method": "visit"}, **JSON)
    assert answer.status_code == 201, answer.content
    assert (set(answer.json()["settles"]), answer.json()["not_enough_because"]) == ({"E0", "E2"}, None)
    assert not ReturnInterview.objects.contact_due().exists()
    assert program_of(worker).get(AT).json()["contact_on"] == "2026-11-23"


def test_a_lesser_contact_is_on_record_and_says_why_it_settles_nothing(program_of, worker, declined) -> None:
    answer = program_of(worker).post(f"{AT}contacts/", {"contact_on": "2026-11-23", "method": "phone"}, **JSON)
    assert answer.status_code == 201
    assert answer.json()["settles"] == []
    assert "manager" in answer.json()["not_enough_because"]
    assert SocialWorkContact.objects.count() == 1


def test_what_the_placing_council_says_is_written_down(program_of, officer, team, now) -> None:
    theirs = YoungPersonFactory(
        team=team, kind_of_record=KindOfRecord.OTHER_COUNCIL, responsible_authority="Walsall", reference="YP3"
    )
    past = EpisodeFactory(young_person=theirs, started_at=now - timedelta(hours=30), returned=True, reference="E3")
    ReturnInterviewFactory(episode=past)
    program, address = program_of(officer), "/api/v1/interviews/E3/they-told/"
    sent = {"outcome": "declined", "outcome_at": "2026-11-23T11:00:00Z", "told_by": "A. Hall, social worker"}
    assert faults(program.post(address, sent, **JSON)) == [
        {"field": "reason", "detail": "Write the reason that they gave."}
    ]
    answer = program.post(address, sent | {"reason": "Did not want to", "method": "phone"}, **JSON)
    assert answer.status_code == 200, answer.content
    shown = {name: answer.json()[name] for name in ("outcome", "told_by", "method", "contact_due_on")}
    assert shown == {
        "outcome": "declined",
        "told_by": "A. Hall, social worker",
        "method": "",
        "contact_due_on": None,
    }
    again = program.post(address, sent | {"outcome": "completed", "method": "video", "reason": "x"}, **JSON).json()
    assert (again["outcome"], again["method"], again["reason"]) == ("completed", "video", "")
    ours = program.post("/api/v1/interviews/E3/offers/", {"method": "phone", "response": "accepted"}, **JSON)
    assert ours.json()["detail"].startswith("Walsall looks after them and holds this interview.")
