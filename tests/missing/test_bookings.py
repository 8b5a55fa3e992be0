"""A time for an interview: booked, moved, cancelled, missed; and whom the young person asks for."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import (
    book_interview,
    cancel_booking,
    close_without_interview,
    complete_interview,
    correct_times,
    mark_missed,
    record_wish,
    take_interview,
)
from missing.codes import AttemptResult, BookingState, Independence, Method, Outcome, Route
from missing.holders import may_be_wished, may_hold
from missing.models import ContactAttempt, Episode, InterviewBooking, ReturnInterview
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def booking(now, officer, interview):
    return book_interview(
        actor=officer,
        interview=interview,
        meets_at=now + 4 * HOUR,
        method="video",
        interpreter="Krio, Mr Kamara",
        at=now,
    )


def states():
    return [booking.state for booking in InterviewBooking.objects.order_by("pk")]


def test_who_books_an_interview_of_nobodys_has_it_from_then_on(booking, officer, interview):
    interview.refresh_from_db()
    assert interview.assigned_to == officer
    assert str(booking) == "Booked for today 16:00, by video"


def test_a_manager_of_the_team_may_book_what_another_holds(now, booking, officer, interview, team):
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    book_interview(actor=manager, interview=interview, meets_at=now + 5 * HOUR, method="phone")
    interview.refresh_from_db()
    assert interview.assigned_to == officer


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"hours": 0}, "This time has passed"),
        ({"hours": -2}, "This time has passed"),
        ({"method": Method.FACE_TO_FACE}, "Write where you will meet"),
        ({"method": Method.FACE_TO_FACE, "place": "  "}, "Write where you will meet"),
    ],
)
def test_what_cannot_be_booked_is_said(now, officer, interview, facts, words):
    meets_at = now + facts.pop("hours", 3) * HOUR
    with pytest.raises(ActionRefused, match=words):
        book_interview(actor=officer, interview=interview, **({"meets_at": meets_at, "method": "video"} | facts))


def test_a_booking_is_moved_by_another_and_one_stands(now, booking, officer, interview):
    with pytest.raises(ActionRefused, match="Nothing was changed"):
        book_interview(
            actor=officer, interview=interview, meets_at=booking.meets_at, method="video", interpreter="Krio, Mr Kamara"
        )
    book_interview(actor=officer, interview=interview, meets_at=now + 6 * HOUR, method="face_to_face", place="School")
    assert states() == [BookingState.MOVED, BookingState.BOOKED]


def test_the_database_lets_one_booking_stand(now, booking, officer, interview):
    facts = {"interview": interview, "meets_at": now + HOUR, "method": "video", "booked_by": officer, "booked_at": now}
    with pytest.raises(IntegrityError, match="one_standing_booking_an_interview"), transaction.atomic():
        InterviewBooking.objects.create(**facts)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"method": "face_to_face"}, "booking_face_to_face_has_a_place"),
        ({"state": "cancelled"}, "booking_cancelled_says_why"),
        ({"state": "moved", "ended_at": None}, "booking_stands_until_it_ended"),
        ({"state": "held"}, "booking_held_or_missed_after_its_time"),
        ({"state": "missed"}, "booking_"),
    ],
)
def test_the_database_keeps_a_booking_true(now, officer, interview, facts, constraint):
    known = {"meets_at": now + HOUR, "method": "video", "booked_by": officer, "booked_at": now, "ended_at": now}
    known |= {"state": "booked", "ended_at": None} if "state" not in facts else {}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        InterviewBooking.objects.create(interview=interview, **known | facts)


def test_a_booking_is_cancelled_with_why_and_the_interview_stays_to_do(booking, officer, interview):
    with pytest.raises(ActionRefused, match="Write why it is cancelled"):
        cancel_booking(actor=officer, interview=interview, why=" ")
    cancel_booking(actor=officer, interview=interview, why="Exam that day")
    assert states() == [BookingState.CANCELLED]
    interview.refresh_from_db()
    assert interview.is_to_do
    with pytest.raises(ActionRefused, match="Nothing is booked"):
        cancel_booking(actor=officer, interview=interview, why="Again")


def test_what_was_booked_for_a_time_before_they_were_back_is_cancelled(booking, now, officer, interview):
    """It turned out that they came back later: they cannot have missed it, and no attempt was made."""
    later = booking.meets_at + HOUR
    times = {"started_at": interview.episode.started_at, "returned_at": later}
    correct_times(actor=officer, episode=interview.episode, reason="The home rang. " * 30, at=later + HOUR, **times)
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED
    assert booking.why.startswith("The times of E2 were corrected. The home rang.")
    assert len(booking.why) == 300
    with pytest.raises(ActionRefused, match="Nothing is booked"):
        mark_missed(actor=officer, interview=interview, at=later + HOUR)
    assert not ContactAttempt.objects.exists()


def test_a_booking_before_they_were_back_is_no_attempt(booking, officer, interview):
    """As a case file that moves the return may leave it."""
    later = booking.meets_at + HOUR
    Episode.objects.update(returned_at=later, found_at=None, end_recorded_at=later)
    ReturnInterview.objects.update(clock_starts_at=later, due_at=later + 72 * HOUR)
    with pytest.raises(ActionRefused, match="This is before they came back"):
        mark_missed(actor=officer, interview=interview, at=booking.meets_at + 2 * HOUR)


def test_a_missed_booking_becomes_an_attempt_of_its_time(booking, officer, interview):
    with pytest.raises(ActionRefused, match="has not come yet"):
        mark_missed(actor=officer, interview=interview)
    attempt = mark_missed(actor=officer, interview=interview, at=booking.meets_at + HOUR)
    assert (attempt.attempted_at, attempt.result) == (booking.meets_at, AttemptResult.NO_ANSWER)
    booking.refresh_from_db()
    assert (booking.state, booking.attempt) == (BookingState.MISSED, attempt)
    with pytest.raises(ActionRefused, match="Nothing is booked"):
        mark_missed(actor=officer, interview=interview)
    assert ContactAttempt.objects.count() == 1


def test_missed_because_they_were_missing_again_is_no_failed_attempt(booking, officer, interview, young_person):
    EpisodeFactory(young_person=young_person, started_at=booking.meets_at - HOUR)
    attempt = mark_missed(actor=officer, interview=interview, at=booking.meets_at + HOUR)
    assert attempt.result == AttemptResult.MISSING_AGAIN


def test_who_does_not_have_the_interview_books_nothing(now, booking, interview, team):
    colleague = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team])
    with pytest.raises(ActionRefused, match="Priya Nair has this interview"):
        book_interview(actor=colleague, interview=interview, meets_at=now + HOUR, method="video")


def done(at, **facts):
    known = {
        "outcome_at": at,
        "method": "video",
        "independence": Independence.INDEPENDENT,
        "account": "Was at a friend’s.",
    }
    return known | facts


def test_a_held_interview_ends_its_booking_as_held(booking, officer, interview):
    at = booking.meets_at + HOUR
    complete_interview(actor=officer, interview=interview, **done(booking.meets_at), at=at)
    assert states() == [BookingState.HELD]


def test_one_that_is_held_before_the_time_booked_is_not_called_off(now, booking, officer, interview):
    complete_interview(actor=officer, interview=interview, **done(now), at=now + HOUR)
    booking.refresh_from_db()
    assert (booking.state, booking.why) == (BookingState.HELD_EARLY, "")


def test_a_booking_of_one_that_another_conversation_settles_is_not_called_off(now, booking, officer, interview):
    again = EpisodeFactory(
        young_person=interview.episode.young_person, started_at=now - 3 * HOUR, returned_at=now - HOUR
    )
    later = ReturnInterviewFactory(episode=again)
    talk = done(booking.meets_at)
    complete_interview(actor=officer, interview=later, covers=[interview], at=booking.meets_at + HOUR, **talk)
    assert states() == [BookingState.HELD]


def test_a_booking_of_an_interview_that_is_closed_ends_and_says_so(now, booking, officer, interview):
    close_without_interview(
        actor=officer, interview=interview, outcome=Outcome.DECLINED, outcome_at=now, reason="Rang to say no", **DECLINE
    )
    booking.refresh_from_db()
    assert (booking.state, booking.why) == (
        BookingState.CANCELLED,
        "The interview was closed: declined by the young person.",
    )


@pytest.mark.parametrize("route", [Route.INDEPENDENT, Route.RETURNS_OFFICER])
def test_their_own_worker_may_when_they_ask_for_them_and_is_not_independent(
    now, officer, social_worker, interview, route
):
    interview.route = route
    interview.save()
    with pytest.raises(ActionRefused, match=r"own social worker|Missing Returns Officer interviews"):
        take_interview(actor=social_worker, interview=interview)
    assert not may_hold([interview]).filter(pk=social_worker.pk).exists()
    record_wish(actor=officer, interview=interview, wished_interviewer=social_worker)
    interview.refresh_from_db()
    assert may_hold([interview]).filter(pk=social_worker.pk).exists()
    take_interview(actor=social_worker, interview=interview)
    with pytest.raises(ActionRefused, match="is not independent"):
        complete_interview(actor=social_worker, interview=interview, **done(now))
    closed = complete_interview(
        actor=social_worker, interview=interview, **done(now, independence=Independence.CASE_HOLDER)
    )
    assert closed.outcome == Outcome.COMPLETED


@pytest.mark.parametrize("how", ["chosen", "typed"])
def test_their_own_worker_is_recorded_as_just_that(now, officer, social_worker, interview, how):
    who = {"interviewer": social_worker} if how == "chosen" else {"interviewer_name": " dana  Whit, social worker"}
    for independence in (Independence.INDEPENDENT, Independence.NOT_CASE_HOLDER, Independence.CASE_HOLDER):
        with pytest.raises(ActionRefused, match="unless the young person asked for them"):
            complete_interview(actor=officer, interview=interview, **done(now, independence=independence, **who))
    record_wish(actor=officer, interview=interview, wished_name="Dana Whit")
    with pytest.raises(ActionRefused, match="Choose “Their own social worker”"):
        complete_interview(
            actor=officer, interview=interview, **done(now, independence=Independence.NOT_CASE_HOLDER, **who)
        )
    closed = complete_interview(
        actor=officer, interview=interview, **done(now, independence=Independence.CASE_HOLDER, **who)
    )
    assert (closed.wished_interviewer, closed.interviewer, closed.interviewer_name) == (
        social_worker,
        social_worker,
        "",
    )


def test_a_wish_is_written_down_by_who_has_the_interview(officer, social_worker, team, interview):
    with pytest.raises(ActionRefused, match="This is their own social worker"):
        record_wish(actor=social_worker, interview=interview, wished_interviewer=social_worker)
    colleague = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team])
    with pytest.raises(ActionRefused, match="for somebody else to write down") as refused:
        record_wish(actor=colleague, interview=interview, wished_interviewer=colleague)
    assert refused.value.field == "wished_interviewer"
    assert record_wish(actor=colleague, interview=interview, wished_name="Ms Lowe").wish_recorded_by == colleague
    take_interview(actor=officer, interview=interview)
    for actor in (social_worker, colleague):
        with pytest.raises(ActionRefused, match="Priya Nair has this interview"):
            record_wish(actor=actor, interview=interview, wished_interviewer=social_worker)
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    assert record_wish(actor=manager, interview=interview, wished_interviewer=social_worker).wish_recorded_by == manager


def test_a_wish_is_for_one_person_and_can_be_taken_back(now, officer, social_worker, interview):
    with pytest.raises(ActionRefused, match="not both"):
        record_wish(actor=officer, interview=interview, wished_interviewer=social_worker, wished_name="Ms Lowe")
    wished = record_wish(actor=officer, interview=interview, wished_name="Ms Lowe, form tutor")
    assert (wished.wished_name, wished.wish_recorded_by) == ("Ms Lowe, form tutor", officer)
    done_by_her = done(now, independence=Independence.CASE_HOLDER, interviewer_name="ms lowe, form tutor")
    taken_back = record_wish(actor=officer, interview=interview)
    assert (taken_back.wished_name, taken_back.wish_recorded_at) == ("", None)
    with pytest.raises(ActionRefused, match="unless the young person asked for them"):
        complete_interview(actor=officer, interview=interview, **done_by_her)
    record_wish(actor=officer, interview=interview, wished_name="Ms Lowe, form tutor")
    complete_interview(actor=officer, interview=interview, **done_by_her)
    with pytest.raises(ActionRefused, match="closed: completed"):
        record_wish(actor=officer, interview=interview, wished_name="Somebody")


def test_whom_they_may_choose_are_those_who_interview_and_on_a_restricted_record_those_named(
    officer, social_worker, other_worker, interview, young_person
):
    assert set(may_be_wished(interview)) == {officer, social_worker}
    young_person.is_restricted = True
    young_person.save()
    interview.refresh_from_db()
    assert not may_be_wished(interview).exists()
