"""How an interview ends without a talk, over the API: by the rules of the page, which are those of the action."""

import pytest

from missing.models import AskedParents, InterviewOffer, ReturnInterview
from missing.rules.outcomes import WAS_OFFERED, WHOM_FIRST

JSON = {"content_type": "application/json"}
AT = "/api/v1/interviews/E2/"
DECLINED = {
    "outcome": "declined",
    "outcome_at": "2026-11-23T11:30:00+00:00",
    "decline_reason": "no_trust",
    "asked": "not_yet",
}


def faults(answer) -> list[tuple[str, str]]:
    return [(fault["field"], fault["detail"]) for fault in answer.json().get("errors", [])]


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"decline_reason": "", "reason": "x"}, ("decline_reason", "Choose why they declined.")),
        ({"decline_reason": "wants_somebody_else"}, ("decline_reason", WHOM_FIRST)),
        ({"asked": ""}, ("asked", "Choose whether you asked parents or carers.")),
        ({"asked": "asked", "whom": "Ms Farrow, mother"}, ("said", "Write what they said.")),
        ({"asked": "not_asked"}, ("why_not", "Write why they are not asked.")),
        ({"outcome": "not_offered_other"}, ("reason", "Write the reason.")),
    ],
)
def test_what_the_page_refuses_is_refused(program_of, officer, interview, sent, fault) -> None:
    answer = program_of(officer).post(f"{AT}not-done/", DECLINED | sent, **JSON)
    assert (answer.status_code, faults(answer)) == (409, [fault])
    assert ReturnInterview.objects.get().outcome == ""


def test_who_asked_for_somebody_has_declined_once_that_is_on_record(program_of, officer, interview) -> None:
    ReturnInterview.objects.update(
        wished_name="Ms Bell, her teacher", wish_recorded_by=officer, wish_recorded_at="2026-11-23T11:00Z"
    )
    sent = DECLINED | {"decline_reason": "wants_somebody_else", "reason": "She could not come."}
    answer = program_of(officer).post(f"{AT}not-done/", sent, **JSON)
    assert answer.json()["reason"] == "Wants to talk to somebody else. She could not come."


def test_a_decline_says_why_and_what_parents_say(program_of, officer, interview) -> None:
    asked = {"asked": "asked", "whom": "Ms Farrow, mother", "said": "He was at his cousin’s."}
    answer = program_of(officer).post(f"{AT}not-done/", DECLINED | asked, **JSON)
    assert (answer.json()["reason"], answer.json()["contact_due_on"]) == ("Does not trust services.", "2026-11-30")
    assert AskedParents.objects.get().said == "He was at his cousin’s."


def test_not_asked_yet_leaves_it_to_be_asked(program_of, officer, interview) -> None:
    assert program_of(officer).post(f"{AT}not-done/", DECLINED, **JSON).json()["parents_asked"] == []


def offered(program, at: str, response: str) -> None:
    answer = program.post(f"{AT}offers/", {"method": "phone", "response": response, "offered_at": at}, **JSON)
    assert answer.status_code == 201


def test_it_did_not_come_to_nothing_before_it_was_accepted(program_of, officer, interview) -> None:
    program = program_of(officer)
    offered(program, "2026-11-23T11:30:00+00:00", "accepted")
    sent = {"outcome": "accepted_not_done", "outcome_at": "2026-11-23T11:00:00+00:00", "reason": "Not there"}
    answer = program.post(f"{AT}not-done/", sent, **JSON)
    assert (answer.status_code, faults(answer)) == (409, [("outcome_at", "They accepted it later, today 11:30.")])
    again = program.post(f"{AT}not-done/", sent | {"outcome_at": "2026-11-23T11:30:00+00:00"}, **JSON)
    assert again.status_code == 200


@pytest.mark.parametrize("outcome", ["not_offered_no_contact", "not_offered_other", "not_offered_missing_again"])
@pytest.mark.parametrize("response", ["accepted", "declined"])
def test_what_they_answered_was_offered(program_of, officer, interview, outcome: str, response: str) -> None:
    program = program_of(officer)
    offered(program, "2026-11-23T11:00:00+00:00", response)
    sent = {"outcome": outcome, "outcome_at": "2026-11-23T11:30:00+00:00", "reason": "No answer"}
    answer = program.post(f"{AT}not-done/", sent, **JSON)
    assert (answer.status_code, faults(answer)) == (409, [("outcome", WAS_OFFERED)])


def test_an_offer_without_an_answer_is_a_try(program_of, officer, interview) -> None:
    program = program_of(officer)
    offered(program, "2026-11-23T11:00:00+00:00", "no_response")
    sent = {"outcome": "not_offered_no_contact", "outcome_at": "2026-11-23T11:30:00+00:00", "reason": "No answer"}
    assert program.post(f"{AT}not-done/", sent, **JSON).status_code == 200
    assert InterviewOffer.objects.count() == 1
