"""The page that closes an account lists every kind of work that is open with its user, and what becomes of it."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from missing.actions import book_interview, record_wish, take_interview
from missing.models import InterviewBooking, ReturnInterview
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
GOES_WITH = "They go with: "


@pytest.fixture
def leah() -> User:
    """From a commissioned service."""
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")


@pytest.fixture
def priya() -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Priya Nair")


def url(user: User) -> str:
    return f"/users/{user.pk}/deactivate/"


def pairs(html: str) -> dict[str, str]:
    """What is open with them: each kind, and the rest of its row."""
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", html, re.S)
    return {label: " ".join(re.sub(r"<[^>]+>", "", value).split()) for label, value in found}


def test_interviews_their_bookings_and_wishes_to_talk_to_them(signed_in, administrator, leah, priya) -> None:
    interview = ReturnInterviewFactory(episode=EpisodeFactory(returned=True))
    take_interview(actor=leah, interview=interview)
    soon = timezone.now() + timedelta(hours=1)
    book_interview(actor=leah, interview=interview, meets_at=soon, method="phone", late_is_known=True)
    record_wish(actor=priya, interview=interview, wished_interviewer=leah)
    client = signed_in(administrator)
    assert pairs(client.get(url(leah)).text) == {
        "Interviews given to them": "1 You say below who takes them on.",
        "Times booked for interviews given to them": f"1 {GOES_WITH}interviews given to them.",
        "Young people who asked to talk to them": "1 The wish stays on record. "
        "Whoever has the interview tells the young person.",
    }
    client.post(url(leah), {"why": "Left on Friday", "interviews_to": str(priya.pk)})
    assert ReturnInterview.objects.get().assigned_to == priya
    assert InterviewBooking.objects.standing().get().interview_id == interview.pk


def test_contacts_that_are_due_go_with_their_young_people(signed_in, administrator) -> None:
    worker = UserFactory(roles=[Role.SOCIAL_WORKER])
    past = EpisodeFactory(young_person=YoungPersonFactory(social_worker=worker), returned=True)
    ReturnInterviewFactory(episode=past, outcome="declined", contact_due_on=date(2026, 11, 30))
    assert pairs(signed_in(administrator).get(url(worker)).text) == {
        "Young people whose social worker they are": "1 You say below who takes them on.",
        "Contact due after a declined interview": f"1 {GOES_WITH}young people whose social worker they are.",
    }


def test_of_somebody_with_nothing_open_that_is_said(signed_in, administrator, django_assert_max_num_queries) -> None:
    client = signed_in(administrator)
    with django_assert_max_num_queries(12):
        page = client.get(url(UserFactory())).text
    assert "Nothing is open with them." in page
