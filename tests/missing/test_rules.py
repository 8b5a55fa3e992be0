"""The pure rules of bookings and outcomes, each with the words of its refusal."""

from datetime import UTC, datetime, timedelta

import pytest

from missing.codes import AttemptResult, ContactMethod, Independence, Method, NotRequired, Outcome, Route
from missing.rules import (
    asks_whether_held,
    result_of_a_missed_booking,
    why_contact_is_not_enough,
    why_not_close_as,
    why_not_independent,
    why_not_interview,
    why_required,
)

NOW = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "asks"), [(-1, True), (0, True), (1, False)])
def test_a_booking_is_asked_about_from_its_time_on(minutes, asks):
    assert asks_whether_held(NOW + timedelta(minutes=minutes), NOW) is asks


@pytest.mark.parametrize(
    ("method", "was_missing", "result"),
    [
        (Method.FACE_TO_FACE, False, AttemptResult.NOT_PRESENT),
        (Method.OTHER, False, AttemptResult.NOT_PRESENT),
        (Method.PHONE, False, AttemptResult.NO_ANSWER),
        (Method.VIDEO, False, AttemptResult.NO_ANSWER),
        (Method.VIDEO, True, AttemptResult.MISSING_AGAIN),
    ],
)
def test_a_missed_booking_is_the_attempt_that_it_was(method, was_missing, result):
    assert result_of_a_missed_booking(method, was_missing=was_missing) == result


@pytest.mark.parametrize("route", [Route.INDEPENDENT, Route.RETURNS_OFFICER])
def test_whom_they_ask_for_may_interview_their_own_worker_too(route):
    who = {"route": route, "is_returns_officer": False, "is_own_worker": True, "failed_attempts": 0}
    assert why_not_interview(**who) is not None
    assert why_not_interview(**who, is_wished=True) is None


def test_their_own_worker_is_told_that_a_wish_would_change_it():
    refusal = why_not_interview(
        route=Route.INDEPENDENT, is_returns_officer=False, is_own_worker=True, failed_attempts=0
    )
    assert refusal is not None
    assert "unless the young person asks for them" in refusal


def test_a_wish_makes_nobody_independent_and_no_carer_an_interviewer():
    own = {"is_own_worker": True, "route": Route.INDEPENDENT, "failed_attempts": 0, "is_wished": True}
    assert why_not_independent(Independence.CASE_HOLDER, **own) is None
    for other in (Independence.INDEPENDENT, Independence.NOT_CASE_HOLDER, Independence.OTHER):
        assert "is not independent" in (why_not_independent(other, **own) or "")
    assert "A carer cannot" in (why_not_independent(Independence.CARER, **own) or "")


def test_the_team_that_answers_for_their_care_is_not_independent_of_it() -> None:
    colleague = {"is_own_worker": False, "is_of_their_team": True, "is_wished": True, "route": "", "failed_attempts": 0}
    refusal = why_not_independent(Independence.INDEPENDENT, **colleague)
    assert (
        refusal == "Their own team is not independent of their care. Choose “From the council, not their own worker”."
    )
    assert why_not_independent(Independence.NOT_CASE_HOLDER, **colleague) is None


@pytest.mark.parametrize(
    ("method", "is_out_of_area", "words"),
    [
        (ContactMethod.VISIT, False, None),
        (ContactMethod.VISIT, True, None),
        (ContactMethod.PHONE, True, None),
        (ContactMethod.VIDEO, True, None),
        (ContactMethod.PHONE, False, "In the city a visit is expected"),
        (ContactMethod.VIDEO, None, "In the city a visit is expected"),
        (ContactMethod.OTHER, False, "In the city a visit is expected"),
        (ContactMethod.OTHER, True, "Out of the city a telephone or video call is the least"),
    ],
)
def test_a_contact_after_a_decline_is_a_visit_or_out_of_the_city_at_least_a_call(method, is_out_of_area, words):
    refusal = why_contact_is_not_enough(method, is_out_of_area=is_out_of_area)
    assert refusal is None if words is None else refusal is not None and words in refusal


@pytest.mark.parametrize(
    ("why", "age", "was_missing", "words"),
    [
        (NotRequired.LEFT_COUNTRY, 15, True, None),
        (NotRequired.TURNED_18, 18, True, None),
        (NotRequired.TURNED_18, None, True, None),
        (NotRequired.TURNED_18, 17, True, "They are 17"),
        (NotRequired.AWAY_OR_CURFEW, 15, False, None),
        (NotRequired.AWAY_OR_CURFEW, 15, True, "They were missing, so the interview is due"),
    ],
)
def test_an_interview_is_required_unless_the_facts_say_otherwise(why, age, was_missing, words):
    refusal = why_required(why, age=age, was_missing=was_missing)
    assert refusal is None if words is None else refusal is not None and words in refusal


def test_that_they_died_is_on_record_first():
    facts = {"age": 15, "was_missing": True}
    assert "Their death is not on record" in (why_required(NotRequired.DIED, **facts) or "")
    assert why_required(NotRequired.DIED, **facts, has_died=True) is None


def test_what_was_accepted_was_offered():
    facts = {"has_gone_again": False, "was_tried": True, "was_accepted": True}
    assert why_not_close_as(Outcome.ACCEPTED_NOT_DONE, **facts) is None


@pytest.mark.parametrize(
    ("outcome", "has_gone_again", "was_tried", "words"),
    [
        (Outcome.NOT_OFFERED_MISSING_AGAIN, False, True, "have not gone missing since"),
        (Outcome.NOT_OFFERED_MISSING_AGAIN, True, False, None),
        (Outcome.NOT_OFFERED_NO_CONTACT, False, False, "No attempt is on record"),
        (Outcome.NOT_OFFERED_NO_CONTACT, False, True, None),
        (Outcome.DECLINED, False, False, None),
        (Outcome.ACCEPTED_NOT_DONE, False, True, "No offer that they accepted is on record"),
    ],
)
def test_an_ending_must_agree_with_what_is_on_record(outcome, has_gone_again, was_tried, words):
    refusal = why_not_close_as(outcome, has_gone_again=has_gone_again, was_tried=was_tried)
    assert refusal is None if words is None else refusal is not None and words in refusal
