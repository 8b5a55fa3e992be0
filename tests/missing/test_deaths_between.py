"""A death that is taken back: what was voided meanwhile, and the times that were booked, are as they were too."""

from datetime import timedelta

import pytest
from django.urls import reverse

from missing.actions import (
    book_interview,
    cancel_booking,
    record_death,
    take_death_back,
    take_interview,
    unvoid_episode,
    void_episode,
)
from missing.codes import BookingState
from missing.models import Episode, InterviewBooking, ReturnInterview
from missing.queue import counts
from people.models import AccessGrant, CaseEvent, YoungPerson

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WRONG = "Wrong child"


def die(actor, young_person, now, **facts) -> None:
    record_death(actor=actor, young_person=young_person, died_on=now.date(), **facts)


def live(actor, young_person, at=None) -> None:
    take_death_back(actor=actor, young_person=YoungPerson.objects.get(pk=young_person.pk), why=WRONG, at=at)


class TestVoidedBetween:
    def test_the_interview_is_to_do_when_the_episode_is_put_back(
        self, now, social_worker, manager, officer, interview, young_person
    ) -> None:
        take_interview(actor=officer, interview=interview)
        die(social_worker, young_person, now)
        void_episode(actor=manager, episode=interview.episode, reason=WRONG)
        live(manager, young_person, at=now + HOUR)
        assert not ReturnInterview.objects.to_do().exists()
        assert not AccessGrant.objects.current().filter(user=officer, reason="interview").exists()
        assert not CaseEvent.objects.exists()
        unvoid_episode(actor=manager, episode=interview.episode, reason="It was right", at=now + 2 * HOUR)
        interview.refresh_from_db()
        assert (interview.outcome, interview.reason, interview.assigned_to) == ("", "", officer)
        assert counts(officer, now)["mine"] == 1
        assert AccessGrant.objects.get(user=officer, reason="interview").until is None

    def test_who_was_missing_is_missing_when_the_episode_is_put_back(
        self, now, social_worker, manager, episode, young_person
    ) -> None:
        die(social_worker, young_person, now, found_at=now - HOUR)
        void_episode(actor=manager, episode=Episode.objects.get(pk=episode.pk), reason=WRONG)
        live(manager, young_person, at=now + HOUR)
        assert not Episode.objects.open().exists()
        unvoid_episode(actor=manager, episode=episode, reason="They are missing", at=now + 2 * HOUR)
        assert list(Episode.objects.missing_now()) == [episode]
        again = Episode.objects.get(pk=episode.pk)
        assert (again.ended_how, again.found_at, again.end_recorded_at) == ("", None, None)
        interview = ReturnInterview.objects.get()
        assert (interview.outcome, interview.due_at) == ("", None)
        texts = list(again.log.values_list("text", flat=True))
        assert any("The death was recorded wrongly and is taken back." in text for text in texts)


class TestBooked:
    @pytest.fixture
    def booked(self, now, officer, interview) -> InterviewBooking:
        meets_at = now + 4 * HOUR
        return book_interview(actor=officer, interview=interview, meets_at=meets_at, method="phone", at=now - HOUR)

    def test_a_time_that_is_still_to_come_stands_again_and_the_manager_reads_whom_to_tell(
        self, client, now, social_worker, manager, officer, young_person, booked
    ) -> None:
        die(social_worker, young_person, now)
        assert InterviewBooking.objects.get().state == BookingState.CANCELLED
        client.force_login(manager)
        url = reverse("missing:take_death_back", args=[young_person.reference])
        page = client.post(url, {"why": WRONG}, follow=True).text
        booking = InterviewBooking.objects.get()
        assert (booking.state, booking.why, booking.ended_at, booking.ended_by) == ("booked", "", None, None)
        assert "Booked again: today 16:00, with Priya Nair. Tell them that it stands." in page
        assert counts(officer, now)["booked"] == 1

    def test_a_time_that_has_passed_meanwhile_stays_cancelled_and_is_said(
        self, client, now, social_worker, manager, young_person, booked
    ) -> None:
        die(social_worker, young_person, now)
        InterviewBooking.objects.update(meets_at=now - HOUR / 2)
        client.force_login(manager)
        url = reverse("missing:take_death_back", args=[young_person.reference])
        page = client.post(url, {"why": WRONG}, follow=True).text
        assert InterviewBooking.objects.get().state == BookingState.CANCELLED
        assert "Was booked for today 11:30, with Priya Nair: that has passed. A new time has to be agreed." in page

    def test_what_was_cancelled_before_stays_so(self, now, social_worker, manager, officer, interview, booked):
        cancel_booking(actor=officer, interview=interview, why="Ill", at=now)
        die(social_worker, interview.episode.young_person, now, at=now + HOUR)
        live(manager, interview.episode.young_person, at=now + 2 * HOUR)
        assert InterviewBooking.objects.get().why == "Ill"

    def test_of_an_episode_that_was_voided_meanwhile_it_stands_when_it_is_put_back(
        self, now, social_worker, manager, officer, interview, young_person, booked
    ) -> None:
        die(social_worker, young_person, now)
        void_episode(actor=manager, episode=interview.episode, reason=WRONG)
        live(manager, young_person, at=now + HOUR)
        assert counts(officer, now)["booked"] == 0
        unvoid_episode(actor=manager, episode=interview.episode, reason="It was right", at=now + 2 * HOUR)
        assert counts(officer, now)["booked"] == 1
