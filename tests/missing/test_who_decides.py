"""Decisions and handing over need somebody who may open the record: that they logged the episode is not enough."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from missing.actions import (
    accept_contact,
    close_without_interview,
    hand_over_interview,
    mark_not_required,
    pass_to_placing_council,
    put_back_interview,
    record_contact,
    record_wish,
    reopen_interview,
    take_from_placing_council,
    take_interview,
)
from missing.models import Episode, ReturnInterview
from people.models import YoungPerson
from tests.declines import DECLINE
from tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
RING = r"Only somebody who may open Jude Farrow’s record may {}\. Ring Dana Whit"


@pytest.fixture
def stranger(interview: ReturnInterview) -> User:
    """The manager of another team, who logged the episode."""
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()], full_name="Mo Ellis")
    Episode.objects.update(logged_by=manager)
    return manager


def test_who_may_not_open_it_decides_nothing(stranger, manager, interview, now) -> None:
    with pytest.raises(ActionRefused, match=RING.format("decide that no interview is required")):
        mark_not_required(actor=stranger, interview=interview, why="left_country", reason="Gone")
    for settle in (pass_to_placing_council, take_from_placing_council):
        with pytest.raises(ActionRefused, match=RING.format("say whose interview this is")):
            settle(actor=stranger, interview=interview)
    close_without_interview(
        actor=manager, interview=interview, outcome="declined", outcome_at=now, reason="No", **DECLINE
    )
    with pytest.raises(ActionRefused, match=RING.format("reopen this interview")):
        reopen_interview(actor=stranger, interview=interview, why="It was held")
    YoungPerson.objects.update(date_of_birth=now.date() - timedelta(days=15 * 365))
    contact = record_contact(actor=manager, interviews=[interview], contact_on=now.date(), method="phone")
    with pytest.raises(ActionRefused, match=RING.format("accept this contact")):
        accept_contact(actor=stranger, contact=contact, because="Enough")
    interview.refresh_from_db()
    assert (interview.outcome, interview.contact) == ("declined", None)


def test_nor_do_they_take_it_from_a_colleague(client, stranger, officer, interview) -> None:
    taken = take_interview(actor=officer, interview=interview)
    with pytest.raises(ActionRefused, match=RING.format("put it back")):
        put_back_interview(actor=stranger, interview=taken)
    with pytest.raises(ActionRefused, match=RING.format("hand it over")):
        hand_over_interview(actor=stranger, interview=taken, to=stranger)
    with pytest.raises(ActionRefused, match="Priya Nair has this interview"):
        record_wish(actor=stranger, interview=taken, wished_interviewer=stranger)
    client.force_login(stranger)
    page = client.get("/interviews/E2/")
    assert page.status_code == 200
    assert not any(page.context[f"may_{what}"] for what in ("put_back", "hand_over", "say_not_required", "reopen"))
    answer = client.post("/interviews/E2/not-required/", {"why": "left_country", "reason": "Gone"})
    assert "Only somebody who may open Jude Farrow’s record" in answer.text


def test_whose_record_it_is_does(client, manager, officer, social_worker, interview) -> None:
    taken = take_interview(actor=officer, interview=interview)
    client.force_login(manager)
    page = client.get("/interviews/E2/")
    assert all(page.context[f"may_{what}"] for what in ("put_back", "hand_over", "say_not_required"))
    assert put_back_interview(actor=manager, interview=taken).assigned_to is None
    assert mark_not_required(actor=manager, interview=interview, why="left_country", reason="Gone").outcome
    assert not reopen_interview(actor=manager, interview=interview, why="They are back").outcome
    with pytest.raises(ActionRefused, match="Nobody has it, so you cannot put it back"):
        put_back_interview(actor=social_worker, interview=interview)
