"""Who may not open the record writes down a return, and not a death: with a death everything about the child ends."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import record_death, record_return, report_missing, take_interview
from missing.codes import Category, EndedHow
from missing.models import Episode, StrategyDiscussion
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

HOUR = timedelta(hours=1)
REFUSED = "Only somebody who may open Jude Farrow’s record may write down that they died. Ring Dana Whit"


@pytest.fixture
def manager(team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Tess Boyle", phone="01632 960104")


@pytest.fixture
def gone(now, social_worker, manager, young_person) -> Episode:
    """Missing for 30 hours, and told of to everybody who must know."""
    episode = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 30 * HOUR
    )
    raise_alerts(at=now)
    return episode


def test_neither_the_page_nor_the_api_lets_another_team_s_worker_record_a_death(
    client: Client, now, other_worker, young_person, gone
) -> None:
    told = set(Alert.objects.standing().values_list("pk", flat=True))
    client.force_login(other_worker)
    page = client.post(f"/episodes/{gone}/return/", {"how": "died", "found_at": "11:00", "note": "By the canal."})
    (words,) = page.context["form"].errors["how"]
    assert words == f"{REFUSED} or Tess Boyle on 01632 960104."
    assert "By the canal." in page.text
    answer = client.post(
        f"/api/v1/episodes/{gone}/return/",
        {"ended_how": "died", "found_at": "2026-11-23T11:00:00+00:00"},
        content_type="application/json",
    )
    assert (answer.status_code, REFUSED in answer.json()["detail"]) == (409, True)
    young_person.refresh_from_db()
    gone.refresh_from_db()
    assert (young_person.died_on, gone.is_open) == (None, True)
    assert told
    assert set(Alert.objects.standing().values_list("pk", flat=True)) == told
    assert StrategyDiscussion.objects.open().exists()


def test_the_page_says_so_before_it_is_pressed_to_those_alone(
    client: Client, social_worker, other_worker, gone
) -> None:
    for user, is_told in ((other_worker, True), (social_worker, False)):
        client.force_login(user)
        assert (REFUSED in client.get(f"/episodes/{gone}/return/").text) is is_told


def test_nor_do_the_actions(now, other_worker, young_person, gone) -> None:
    with pytest.raises(ActionRefused, match=REFUSED):
        record_return(actor=other_worker, episode=gone, ended_how=EndedHow.DIED, found_at=now - HOUR)
    with pytest.raises(ActionRefused, match=REFUSED):
        record_death(actor=other_worker, young_person=young_person, died_on=now.date(), found_at=now - HOUR)
    at_home = YoungPersonFactory(first_name="Kit", last_name="Lowe", team=None)
    with pytest.raises(ActionRefused, match="Ring the service manager"):
        record_death(actor=other_worker, young_person=at_home, died_on=now.date())


def test_they_record_the_return_all_the_same(client: Client, now, other_worker, gone) -> None:
    client.force_login(other_worker)
    client.post(f"/episodes/{gone}/return/", {"how": "returned", "returned_at": "11:00"})
    gone.refresh_from_db()
    assert gone.ended_how == EndedHow.RETURNED


def test_who_may_open_it_for_another_reason_may_record_the_death(now, other_worker, officer, young_person) -> None:
    """Duty while they are missing, an interview that was given to them, a role for the whole service."""
    past = EpisodeFactory(young_person=young_person, started_at=now - 90 * HOUR, returned=True)
    take_interview(actor=other_worker, interview=ReturnInterviewFactory(episode=past))
    record_death(actor=other_worker, young_person=young_person, died_on=now.date())
    young_person.refresh_from_db()
    assert young_person.died_on == now.date()
