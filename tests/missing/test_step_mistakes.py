"""An offer or an attempt that was written down by mistake is struck out, and everything that counted it follows."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import (
    book_interview,
    cancel_booking,
    close_without_interview,
    hand_over_interview,
    mark_missed,
    merge_episodes,
    put_back_interview,
    record_attempt,
    record_offer,
    reopen_interview,
    unmerge_episodes,
    withdraw_attempt,
    withdraw_offer,
)
from missing.actions.queue import failed_attempts, why_not_hold
from missing.codes import BookingState, Outcome, Route, Source
from missing.holders import may_hold
from missing.interview_steps import steps_of
from missing.models import ContactAttempt, Episode, HarmTold, InterviewBooking, InterviewOffer, ReturnInterview
from people.history import events_of
from tests.declines import DECLINE
from tests.factories import HarmToldFactory, UserFactory
from tests.missing.test_merging_episodes import SPLIT, split
from tests.said import said

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHY = "It was another child"
__all__ = ["split"]


@pytest.fixture
def colleague(team):
    """Another social worker of the team, who may hold the interview."""
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Manpreet Gill")


def tried(actor, interview, at, **facts) -> ContactAttempt:
    return record_attempt(
        actor=actor, interview=interview, at=at, **({"method": "phone", "result": "no_answer"} | facts)
    )


def offered(actor, interview, offered_at, response="accepted") -> InterviewOffer:
    facts = {"method": "phone", "response": response, "offered_at": offered_at}
    return record_offer(actor=actor, interview=interview, **facts)


def missed(actor, interview, now) -> ContactAttempt:
    """Booked for an hour ago, by video, and they did not come."""
    book_interview(actor=actor, interview=interview, meets_at=now - HOUR, method="video", at=now - 2 * HOUR)
    return mark_missed(actor=actor, interview=interview, at=now)


def page_of(step) -> str:
    name = "withdraw_offer" if isinstance(step, InterviewOffer) else "withdraw_attempt"
    return reverse(f"missing:{name}", args=[step.interview.episode.reference, step.pk])


def test_who_wrote_it_strikes_it_out_and_it_stays_on_the_page(client, now, officer, interview) -> None:
    attempt, offer = tried(officer, interview, now), offered(officer, interview, now)
    client.force_login(officer)
    for step, shown in ((attempt, "Tried telephone: no answer."), (offer, "Offered by telephone: accepted.")):
        assert f'href="{page_of(step)}"' in client.get(interview.get_absolute_url()).text
        assert "Write what was wrong with it." in client.post(page_of(step), {"reason": ""}).text
        page = client.post(page_of(step), {"reason": WHY}, follow=True)
        assert f"<s><b>{shown}</b> </s>" in page.text
        assert page.text.count(f"Struck out by Priya Nair, today 12:00: {WHY}") >= 1
        assert f'href="{page_of(step)}"' not in page.text
        assert "struck out already" in said(client.get(page_of(step), follow=True))
        labels = events_of(type(step)).order_by("pgh_id").values_list("pgh_label", flat=True)
        assert list(labels) == ["insert", "update"]
    queue = client.get(reverse("missing:queue")).text
    assert "None yet" in queue
    assert "1 attempt" not in queue
    answer = client.get("/api/v1/interviews/E2/").json()
    assert (answer["offers"], answer["attempts"], answer["offered_at"]) == ([], [], None)


def test_whose_it_is_not_to_read_is_not_told_why(now, officer, interview, social_worker) -> None:
    withdraw_attempt(actor=officer, attempt=tried(officer, interview, now), reason="A secret")
    (step,) = steps_of(interview, social_worker, may_read=False)
    entry = step.as_entry()
    assert entry["is_struck_out"]
    assert "secret" not in str(entry)


def test_a_colleague_may_not_and_a_manager_may(client, now, officer, manager, colleague, interview) -> None:
    attempt = tried(colleague, interview, now)
    other = UserFactory(roles=[Role.SOCIAL_WORKER], teams=colleague.teams.all(), full_name="Al Hill")
    client.force_login(other)
    assert f'href="{page_of(attempt)}"' not in client.get(interview.get_absolute_url()).text
    page = client.post(page_of(attempt), {"reason": "I think not"})
    assert (
        "Manpreet Gill wrote this down. They, a manager or the Missing Returns Officer may strike it out." in page.text
    )
    assert "I think not" in page.text
    assert withdraw_attempt(actor=manager, attempt=attempt, reason=WHY).withdrawn_by == manager


def test_once_the_interview_is_closed_it_stays(client, now, officer, interview) -> None:
    attempt = tried(officer, interview, now)
    facts = {"outcome": Outcome.NOT_OFFERED_NO_CONTACT, "outcome_at": now, "reason": "No answer"}
    close_without_interview(actor=officer, interview=interview, **facts)
    client.force_login(officer)
    assert f'href="{page_of(attempt)}"' not in client.get(interview.get_absolute_url()).text
    with pytest.raises(ActionRefused, match="closed"):
        withdraw_attempt(actor=officer, attempt=attempt, reason=WHY)


def test_what_was_struck_out_closes_nothing(now, officer, interview) -> None:
    withdraw_attempt(actor=officer, attempt=tried(officer, interview, now), reason=WHY)
    withdraw_offer(actor=officer, offer=offered(officer, interview, now), reason=WHY)
    for outcome in (Outcome.NOT_OFFERED_NO_CONTACT, Outcome.ACCEPTED_NOT_DONE):
        with pytest.raises(ActionRefused):
            close_without_interview(
                actor=officer, interview=interview, outcome=outcome, outcome_at=now, reason="No answer"
            )


def test_two_failed_attempts_count_as_one_and_the_route_is_closed_again(
    client, now, officer, colleague, interview
) -> None:
    ReturnInterview.objects.update(route=Route.RETURNS_OFFICER)
    interview.refresh_from_db()
    tried(officer, interview, now - 2 * HOUR)
    second = tried(officer, interview, now)
    assert colleague in may_hold([interview])
    withdraw_attempt(actor=officer, attempt=second, reason=WHY)
    assert failed_attempts(interview) == 1
    assert "there is 1 so far" in (why_not_hold(interview, colleague) or "")
    assert colleague not in may_hold([interview])
    client.force_login(colleague)
    assert "For the Missing Returns Officer" in client.get(reverse("missing:queue")).text


def test_who_has_it_by_those_attempts_puts_it_back_first(now, officer, colleague, interview) -> None:
    ReturnInterview.objects.update(route=Route.RETURNS_OFFICER)
    attempts = [tried(officer, interview, now - n * HOUR) for n in range(3)]
    hand_over_interview(actor=officer, interview=interview, to=colleague)
    withdraw_attempt(actor=officer, attempt=attempts[0], reason=WHY)
    with pytest.raises(ActionRefused, match="Manpreet Gill may have this interview because of the failed attempts"):
        withdraw_attempt(actor=officer, attempt=attempts[1], reason=WHY)
    assert failed_attempts(interview) == 2
    put_back_interview(actor=officer, interview=interview)
    withdraw_attempt(actor=officer, attempt=attempts[1], reason=WHY)
    assert failed_attempts(interview) == 1


def test_when_it_was_offered_first_follows(now, officer, interview) -> None:
    def first():
        interview.refresh_from_db()
        return interview.offered_at

    later, early = offered(officer, interview, now - HOUR), offered(officer, interview, now - 3 * HOUR)
    assert first() == now - 3 * HOUR
    withdraw_offer(actor=officer, offer=early, reason=WHY)
    assert first() == now - HOUR
    withdraw_offer(actor=officer, offer=later, reason=WHY)
    assert first() is None


def test_what_a_case_file_says_of_the_offer_stands_again(now, officer, interview) -> None:
    interview.source, interview.offered_at = Source.IMPORTED, now - HOUR
    interview.save()
    offer = offered(officer, interview, now - 2 * HOUR)
    withdraw_offer(actor=officer, offer=offer, reason=WHY)
    interview.refresh_from_db()
    assert interview.offered_at == now - HOUR


def test_it_does_so_after_the_interview_was_closed_and_reopened(now, officer, manager, interview) -> None:
    interview.source, interview.offered_at = Source.IMPORTED, now - HOUR
    interview.save()
    offer = offered(officer, interview, now - 2 * HOUR)
    close_without_interview(
        actor=officer, interview=interview, outcome="declined", outcome_at=now - HOUR / 2, reason="No", **DECLINE
    )
    reopen_interview(actor=manager, interview=interview, why="She will talk")
    offer.refresh_from_db()
    withdraw_offer(actor=officer, offer=offer, reason=WHY)
    interview.refresh_from_db()
    assert interview.offered_at == now - HOUR


def test_a_time_before_they_were_back_is_not_booked_again(now, officer, interview) -> None:
    attempt = missed(officer, interview, now)
    Episode.objects.filter(pk=interview.episode_id).update(
        returned_at=now - HOUR / 2, found_at=None, end_recorded_at=now
    )
    ReturnInterview.objects.filter(pk=interview.pk).update(
        clock_starts_at=now - HOUR / 2, due_at=now - HOUR / 2 + timedelta(hours=72)
    )
    withdraw_attempt(actor=officer, attempt=attempt, reason=WHY)
    booking = InterviewBooking.objects.get()
    assert (booking.state, booking.why) == (BookingState.CANCELLED, "They were not back by then.")


def test_a_missed_booking_is_booked_again_as_it_was(client, now, officer, interview) -> None:
    attempt = missed(officer, interview, now)
    before = InterviewBooking.objects.get()
    client.force_login(officer)
    assert "Booked for today 11:00, by video: that stands again" in client.get(page_of(attempt)).text
    withdraw_attempt(actor=officer, attempt=attempt, reason=WHY)
    booking = InterviewBooking.objects.get()
    assert (booking.state, booking.attempt, booking.ended_at, booking.ended_by) == (
        BookingState.BOOKED,
        None,
        None,
        None,
    )
    assert (booking.meets_at, booking.method, booking.booked_at) == (before.meets_at, before.method, before.booked_at)
    assert "Was it held?" in client.get(interview.get_absolute_url()).text
    mark_missed(actor=officer, interview=interview)


def test_what_was_booked_since_stands(now, officer, interview) -> None:
    attempt = missed(officer, interview, now)
    later = book_interview(actor=officer, interview=interview, meets_at=now + HOUR, method="video")
    withdraw_attempt(actor=officer, attempt=attempt, reason=WHY)
    assert InterviewBooking.objects.standing_of(interview) == later
    assert InterviewBooking.objects.exclude(pk=later.pk).get().state == BookingState.MOVED


@pytest.mark.parametrize("came_from", ["queue", ""])
def test_one_press_too_many_is_taken_back_by_another(client, now, officer, interview, came_from) -> None:
    book_interview(actor=officer, interview=interview, meets_at=now - HOUR, method="video", at=now - 2 * HOUR)
    client.force_login(officer)
    page = client.post(reverse("missing:missed", args=["E2"]), {"from": came_from}, follow=True)
    attempt = ContactAttempt.objects.get()
    undo = reverse("missing:undo_missed", args=["E2", attempt.pk]) + ("?from=queue" if came_from else "")
    assert f'<form action="{undo}" method="post">' in page.text
    who = "Jude Farrow: written" if came_from else "Written"
    assert said(page) == f"{who} down as an attempt: no answer."
    back = client.post(undo, follow=True)
    assert "Jude Farrow: the attempt is struck out." in said(back)
    assert back.redirect_chain[0][0] == (reverse("missing:queue") if came_from else interview.get_absolute_url())
    assert "Was it held?" in back.text
    assert "struck out already" in said(client.post(undo, follow=True))


def test_of_two_episodes_made_one_and_two_again_offers_and_bookings_stay_true(
    now, officer, social_worker, split
) -> None:
    first, second = split
    for episode, hours in ((first, 1), (second, 2)):
        offered(officer, episode.interview, now - hours * HOUR / 8)
    attempt = missed_of(second, officer, now)
    book_interview(actor=officer, interview=first.interview, meets_at=now + HOUR, method="phone")
    book_interview(actor=officer, interview=second.interview, meets_at=now + 2 * HOUR, method="phone")
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    kept = ReturnInterview.objects.get(episode=first)
    attempt.refresh_from_db()
    assert attempt.interview == kept
    cancel_booking(actor=officer, interview=kept, why="Ill")
    withdraw_attempt(actor=officer, attempt=attempt, reason=WHY)
    assert InterviewBooking.objects.standing_of(kept) is None, "the other's was agreed later"
    for offer in kept.offers.all():
        withdraw_offer(actor=officer, offer=offer, reason=WHY)
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights after all")
    assert set(ReturnInterview.objects.values_list("offered_at", flat=True)) == {None}


def missed_of(episode, officer, now) -> ContactAttempt:
    interview = episode.interview
    at = now - timedelta(minutes=2)
    book_interview(actor=officer, interview=interview, meets_at=at, method="video", at=at - timedelta(minutes=1))
    return mark_missed(actor=officer, interview=interview, at=now)


@pytest.mark.parametrize("left_out", ["withdrawn_at", "withdrawn_by", "withdraw_reason"])
def test_time_name_and_reason_go_together(now, officer, interview, left_out) -> None:
    tried(officer, interview, now)
    offered(officer, interview, now)
    HarmToldFactory(episode=interview.episode)
    struck = {"withdrawn_at": now, "withdrawn_by": officer, "withdraw_reason": WHY}
    del struck[left_out]
    for model in (ContactAttempt, InterviewOffer, HarmTold):
        with pytest.raises(IntegrityError, match="withdrawn_with_name_and_reason"), transaction.atomic():
            model.objects.update(**struck)


def test_the_pages_keep_within_their_queries(client, now, officer, interview, django_assert_max_num_queries) -> None:
    attempts = [tried(officer, interview, now - n * HOUR) for n in range(3)]
    withdraw_attempt(actor=officer, attempt=attempts[0], reason=WHY)
    client.force_login(officer)
    for address in (interview.get_absolute_url(), reverse("missing:queue"), page_of(attempts[1])):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
