"""The lists of strategy discussions: their own page, and home."""

from datetime import timedelta

import pytest

from accounts.rules import Role
from missing.actions import mark_harm_told
from missing.models import HarmTold, StrategyDiscussion
from people.models import YoungPerson
from tests.factories import (
    StrategyDiscussionFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)
from tests.missing.strategy import due_for_high_risk

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LIST = "/strategy-discussions/"


@pytest.fixture
def discussion(now, episode) -> StrategyDiscussion:
    return due_for_high_risk(episode, now)


@pytest.fixture
def harm(now, interview, officer, discussion) -> HarmTold:
    return mark_harm_told(actor=officer, interview=interview, what_was_told="He <b>hit</b> me.", by_whom="home")


def test_the_list_shows_what_is_due_first_and_counts(client, now, manager, team, discussion) -> None:
    late = StrategyDiscussionFactory(
        young_person=YoungPersonFactory(team=team), opened_at=now - 100 * HOUR, assigned_to=manager
    )
    StrategyDiscussionFactory(young_person=YoungPersonFactory(team=team), opened_at=now - 30 * HOUR, held=True)
    StrategyDiscussionFactory(young_person=YoungPersonFactory(team=team), opened_at=now - 30 * HOUR, declined=True)
    StrategyDiscussionFactory(young_person=YoungPersonFactory(team=team), opened_at=now - 800 * HOUR, held=True)
    StrategyDiscussionFactory(opened_at=now - 30 * HOUR)
    client.force_login(manager)
    page = client.get(LIST)
    assert [row["discussion"] for row in page.context["rows"]] == [late, discussion]
    assert [chip["count"] for chip in page.context["chips"]] == [2, 1, 1, 1, 1, 1]
    assert "High risk to the police" in page.text
    for show, count in (("late", 1), ("mine", 1), ("nobody", 1), ("held", 1), ("declined", 1), ("<x>", 2)):
        assert len(client.get(LIST, {"show": show}).context["rows"]) == count, show
    assert "section 47 enquiry" in client.get(LIST, {"show": "held"}).text


def test_a_restricted_one_is_counted_with_whom_to_ask_and_not_shown(client, manager, officer, discussion) -> None:
    UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Mo Keane")
    YoungPerson.objects.update(is_restricted=True)
    client.force_login(manager)
    page = client.get(LIST).text
    assert "1 restricted:" in page
    assert "Mo Keane" in page
    assert "Jude" not in page
    assert "Jude" not in client.get("/").text
    client.force_login(officer)
    assert "1 restricted" not in client.get(LIST).text
    assert client.get(discussion.get_absolute_url()).status_code == 404


def test_managers_and_the_director_have_it_in_their_navigation_and_at_home(client, manager, discussion) -> None:
    for user in (manager, UserFactory(roles=[Role.DIRECTOR]), UserFactory(roles=[Role.SERVICE_MANAGER])):
        client.force_login(user)
        home = client.get("/").text
        assert f'href="{LIST}"' in home
        assert "Strategy discussions due" in home
        assert "Jude Farrow" in home
    client.force_login(UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()]))
    assert "None is due of the young people you answer for." in client.get("/").text


@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.DIRECTOR, Role.HUB, Role.DUTY])
@pytest.mark.parametrize("address", [LIST, "/"])
def test_lists_take_twelve_queries_whatever_the_rows(
    client, now, team, role, address, discussion, harm, django_assert_max_num_queries
) -> None:
    user = UserFactory(roles=[role], teams=[team])
    for _ in range(12):
        StrategyDiscussionFactory(young_person=YoungPersonFactory(team=team), opened_at=now - HOUR, assigned_to=user)
    YoungPersonFactory(is_restricted=True)
    client.force_login(user)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200
