"""The pages of bookings, wishes and outcomes: they work, say what is wrong beside it, and keep what was typed."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.rules import Role
from missing.actions import (
    book_interview,
    complete_interview,
    mark_missed,
    take_interview,
)
from missing.models import ContactAttempt, InterviewBooking
from tests.factories import EpisodeFactory, OtherNameFactory, UserFactory
from tests.said import said

HOUR = timedelta(hours=1)


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


def address(name):
    return reverse(f"missing:{name}", args=["E2"])


def test_a_time_is_booked_shown_moved_and_cancelled(client, officer, interview):
    client.force_login(officer)
    typed = {"meets_at": "Thu 16:00", "method": "video", "interpreter": "Krio, Mr Kamara", "late_is_known": "on"}
    page = client.post(address("book"), typed, follow=True)
    assert "Booked for Thu 26 Nov, 16:00, by video. The interview is yours now." in said(page)
    assert "Interpreter: Krio, Mr Kamara." in page.text
    assert "Change the booking" in page.text
    queue = client.get(reverse("missing:queue"))
    assert "Booked Thu 26 Nov, 16:00, by video." in queue.text
    assert "None yet" not in queue.text
    assert "Booked <b>1</b>" in queue.text
    assert "Jude Farrow" in client.get(reverse("missing:queue"), {"show": "booked"}).text
    assert "Booked Thu 26 Nov, 16:00" in client.get(reverse("home")).text
    assert "Thu 26 Nov, 16:00, by video" in client.get(reverse("missing:queue_csv")).content.decode()
    assert "26 Nov 2026 16:00" in client.get(address("book")).text
    page = client.post(address("book"), typed | {"meets_at": "tomorrow 10:30"}, follow=True)
    assert "moved to another time" in page.text
    assert "Write why it is cancelled" in client.post(address("cancel_booking"), {"why": ""}).text
    page = client.post(address("cancel_booking"), {"why": "Exam that day"}, follow=True)
    assert "cancelled" in said(page)
    assert "Exam that day" in page.text
    assert client.get(address("cancel_booking")).status_code == 302


def test_a_booking_that_cannot_be_is_said_beside_it_with_everything_typed_still_there(client, officer, interview):
    client.force_login(officer)
    page = client.post(address("book"), {"meets_at": "1 Nov 2026 10:00", "method": "video", "place": "Library"})
    assert "This time has passed. Write when it will be." in page.text
    assert 'value="Library"' in page.text
    page = client.post(address("book"), {"meets_at": "tomorrow 10:00", "method": "face_to_face", "interpreter": "Krio"})
    assert "Write where you will meet." in page.text
    assert 'value="Krio"' in page.text


def test_what_is_typed_ahead_is_read_back(client, now, officer):
    client.force_login(officer)
    ahead = reverse("missing:understood_time_to_come")
    assert client.get(ahead, {"meets_at": "Thu 4pm"}).text.strip() == "Thu 26 Nov, 16:00"
    assert '<span class="understood--not">11:00 today has passed' in client.get(ahead, {"meets_at": "11:00"}).text
    assert client.get(ahead, {"meets_at": "1 Nov 2026 10:00"}).text.strip() == (
        '<span class="understood--not">Sun 1 Nov, 10:00 has passed.</span>'
    )
    assert client.get(ahead, {"meets_at": ""}).text.strip() == ""


def test_a_booking_whose_time_has_passed_asks_and_one_press_makes_it_an_attempt(client, now, officer, interview):
    book_interview(actor=officer, interview=interview, meets_at=now - HOUR, method="video", at=now - 2 * HOUR)
    client.force_login(officer)
    queue = client.get(reverse("missing:queue"))
    assert "Was it held?" in queue.text
    assert "They did not come" in queue.text
    page = client.get(interview.get_absolute_url())
    assert "Booked for today 11:00, by video. Nothing is on record of it yet." in page.text
    page = client.post(address("missed"), {"from": "queue"}, follow=True)
    assert "Jude Farrow: written down as an attempt: no answer." in said(page)
    assert "1 attempt: no answer, video call, today 11:00" in page.text
    assert "Was it held?" not in page.text
    assert ContactAttempt.objects.count() == 1
    assert "Nothing is booked" in said(client.post(address("missed"), follow=True))


def test_their_wish_is_written_down_shown_and_lets_their_own_worker_take_it(client, officer, social_worker, interview):
    client.force_login(officer)
    page = client.post(address("wish"), {"wished_interviewer": social_worker.pk, "wished_name": "Ms Lowe"})
    assert "not both" in page.text
    assert 'value="Ms Lowe"' in page.text
    page = client.post(address("wish"), {"wished_interviewer": social_worker.pk}, follow=True)
    assert "Dana Whit, their own social worker" in page.text
    assert "They asked for Dana Whit, their own social worker." in client.get(address("close")).text
    client.force_login(social_worker)
    assert "is yours now" in said(client.post(address("take"), follow=True))
    page = client.post(address("wish"), {"wished_interviewer": "", "wished_name": ""}, follow=True)
    assert "nobody in particular" in said(page)


def test_the_name_that_they_go_by_stands_wherever_they_are_met(client, officer, interview, episode):
    OtherNameFactory(young_person=episode.young_person, name="Jay", is_in_use=True)
    client.force_login(officer)
    pages = [address(name) for name in ("interview", "book", "complete")]
    pages += [reverse("missing:record_section", args=["E2", "before"]), episode.get_absolute_url()]
    for page in [*pages, reverse("missing:queue")]:
        assert "Known as <b>Jay</b>" in client.get(page).text, page


@pytest.mark.parametrize("name", ["book", "wish", "close", "parents", "contact", "not_required", "reopen"])
def test_another_teams_worker_finds_nothing_and_no_role_is_refused(
    client, manager, other_worker, analyst, interview, name
):
    client.force_login(manager)
    assert client.get(address(name)).status_code == 200
    other_manager = UserFactory(roles=[Role.TEAM_MANAGER])
    client.force_login(other_manager)
    assert client.get(address(name)).status_code == 404
    client.force_login(analyst)
    assert client.get(address(name)).status_code == 403


@pytest.mark.parametrize("name", ["book", "wish", "close", "parents", "contact", "not_required", "reopen", "interview"])
def test_each_page_takes_twelve_queries_at_most(
    client, now, manager, officer, interview, episode, django_assert_max_num_queries, name
):
    book_interview(actor=officer, interview=interview, meets_at=now - HOUR, method="video", at=now - 2 * HOUR)
    client.force_login(manager)
    client.get(address(name))
    with django_assert_max_num_queries(9 if name == "interview" else 12):
        assert client.get(address(name)).status_code == 200


def test_a_booking_is_kept_when_the_young_person_goes_again(client, officer, interview, episode, now):
    book_interview(actor=officer, interview=interview, meets_at=now + HOUR, method="video")
    client.force_login(officer)
    text = client.get(reverse("missing:queue")).text
    assert "Missing now" in text
    assert "Booked today 13:00, by video." in text
    assert InterviewBooking.objects.standing().exists()


def test_a_time_after_the_deadline_is_said_beside_it_and_booked_once_that_is_known(client, officer, interview):
    client.force_login(officer)
    assert "It is due by Wed 25 Nov, 12:00." in client.get(address("book")).text
    late = {"meets_at": "Thu 16:00", "method": "video", "place": "Their room", "interpreter": ""}
    page = client.post(address("book"), late)
    said_beside = page.context["form"].errors["meets_at"]
    assert said_beside == [
        "This is after the deadline, Wed 25 Nov, 12:00. Choose an earlier time, or say that you know it."
    ]
    assert "Book it though it is after the deadline" in page.text
    assert "Their room" in page.text
    assert not InterviewBooking.objects.exists()
    page = client.post(address("book"), late | {"late_is_known": "on", "method": "face_to_face", "place": ""})
    assert "Write where you will meet." in page.text
    assert "Book it though it is after the deadline" in page.text
    page = client.post(address("book"), late | {"late_is_known": "on"}, follow=True)
    assert "Booked for Thu 26 Nov, 16:00, by video." in said(page)


def test_the_deadline_itself_is_in_time_and_nothing_is_asked_once_it_has_passed(client, now, officer, interview):
    client.force_login(officer)
    typed = {"meets_at": "25 Nov 2026 12:00", "method": "video", "place": "", "interpreter": ""}
    assert "Booked for" in said(client.post(address("book"), typed, follow=True))
    with time_machine.travel(interview.due_at + HOUR, tick=False):
        client.force_login(officer)
        assert "It was due by today 12:00: any time from now on is late." in client.get(address("book")).text
        page = client.post(address("book"), typed | {"meets_at": "tomorrow 10:00"}, follow=True)
        assert "Booked for tomorrow 10:00, by video." in said(page)


def test_nobody_is_asked_whether_a_child_came_who_is_missing(client, now, officer, interview, young_person) -> None:
    agreed = {"meets_at": now + HOUR, "method": "video", "late_is_known": True}
    book_interview(actor=officer, interview=interview, **agreed)
    gone = EpisodeFactory(young_person=young_person, started_at=now + HOUR / 2, reference="E9")
    with time_machine.travel(now + 2 * HOUR, tick=False):
        client.force_login(officer)
        for page in (client.get(reverse("missing:queue")).text, client.get(interview.get_absolute_url()).text):
            assert "They did not come" not in page
            assert "Was it held?" not in page
        gone.started_at = gone.missing_from = gone.recorded_at = now + 1.5 * HOUR
        gone.save()
        for page in (client.get(reverse("missing:queue")).text, client.get(interview.get_absolute_url()).text):
            assert "They did not come" in page


def test_an_overdue_interview_of_somebody_missing_keeps_its_words_apart(client, now, officer, interview, young_person):
    take_interview(actor=officer, interview=interview)
    EpisodeFactory(young_person=young_person, started_at=now, reference="E9")
    with time_machine.travel(now + 72 * HOUR, tick=False):
        client.force_login(officer)
        assert "overdue</strong></span>. <span>" in client.get(reverse("home")).text


def test_that_a_time_is_late_is_said_with_what_else_is_wrong(client, officer, interview) -> None:
    client.force_login(officer)
    page = client.post(address("book"), {"meets_at": "Fri 16:00"}).text
    assert "Choose how you will talk." in page
    assert "This is after the deadline" in page
    assert "Book it though it is after the deadline" in page
    assert not InterviewBooking.objects.exists()


def test_who_closes_an_interview_is_told_whom_the_booking_brings(client, now, officer, interview) -> None:
    agreed = {"meets_at": now + HOUR, "method": "video", "interpreter": "Krio, Mr Kamara"}
    book_interview(actor=officer, interview=interview, **agreed)
    client.force_login(officer)
    typed = {"outcome": "declined", "decline_reason": "other", "asked": "not_yet", "outcome_at": "now"}
    page = client.post(address("close"), typed | {"reason": "Does not want to."}, follow=True)
    assert "What was booked for today 13:00, by video is cancelled." in said(page)
    assert "Tell who expects it, and the interpreter: Krio, Mr Kamara." in said(page)


@pytest.mark.parametrize("name", ["take", "put_back", "missed", "add_offer", "add_attempt"])
def test_an_address_that_is_only_pressed_leads_back_when_it_is_opened(client, officer, interview, name) -> None:
    client.force_login(officer)
    assert client.get(address(name)).url == interview.get_absolute_url()
    interview.refresh_from_db()
    assert interview.assigned_to is None


def test_the_undo_of_a_missed_booking_leads_back_when_it_is_opened(client, now, officer, interview) -> None:
    book_interview(actor=officer, interview=interview, meets_at=now - HOUR, method="video", at=now - 2 * HOUR)
    attempt = mark_missed(actor=officer, interview=interview)
    client.force_login(officer)
    assert client.get(reverse("missing:undo_missed", args=["E2", attempt.pk])).url == interview.get_absolute_url()
    attempt.refresh_from_db()
    assert attempt.withdrawn_at is None


def test_how_a_recorded_one_is_corrected_stands_on_its_pages(client, now, officer, manager, interview) -> None:
    facts = {"outcome_at": now, "method": "video", "independence": "independent", "account": "I was at the quay."}
    complete_interview(actor=officer, interview=interview, **facts)
    pages = (interview.get_absolute_url(), address("interview_record"))
    ways = ((officer, "A team manager or service manager can reopen the interview"), (manager, address("reopen")))
    for user, words in ways:
        client.force_login(user)
        for page in pages:
            shown = client.get(page).text
            assert "Is something in it wrong, or have they told you more?" in shown
            assert words in shown
