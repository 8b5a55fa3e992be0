"""A team that is left without a manager is warned of before and after, and marked among the teams."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Team, User
from accounts.rules import Role
from tests.factories import TeamFactory, UserFactory
from tests.said import said

pytestmark = pytest.mark.django_db
BEFORE = "Gareth Bowen is the only team manager of Care Leavers."
CLOSING = "Care Leavers has no team manager once Gareth Bowen is shut out."
AFTER = "Care Leavers has no team manager now."


@pytest.fixture
def team(db: None) -> Team:
    return TeamFactory(name="Care Leavers")


@pytest.fixture
def gareth(team: Team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Gareth Bowen")


def typed(user: User, **facts: object) -> dict[str, object]:
    kept = {"full_name": user.full_name, "email": user.email, "roles": ["team_manager"]}
    return kept | {"teams": [team.pk for team in user.teams.all()]} | facts


def test_who_closes_the_account_is_warned_before_and_after(signed_in, administrator, gareth) -> None:
    client = signed_in(administrator)
    assert CLOSING in client.get(f"/users/{gareth.pk}/deactivate/").text
    assert AFTER in said(client.post(f"/users/{gareth.pk}/deactivate/", {"why": "Left"}, follow=True))


@pytest.mark.parametrize("change", [{"roles": ["social_worker"]}, {"teams": []}])
def test_so_is_who_takes_the_role_or_the_team_away(signed_in, administrator, gareth, change) -> None:
    client = signed_in(administrator)
    assert BEFORE in client.get(f"/users/{gareth.pk}/").text
    assert AFTER in said(client.post(f"/users/{gareth.pk}/", typed(gareth, **change), follow=True))
    assert BEFORE not in client.get(f"/users/{gareth.pk}/").text


def test_a_last_day_is_said_to_leave_the_team_without_one(signed_in, administrator, gareth) -> None:
    last = timezone.localdate() + timedelta(days=5)
    page = signed_in(administrator).post(f"/users/{gareth.pk}/", typed(gareth, ends_on=f"{last}"), follow=True)
    assert f"Care Leavers has no team manager after {last:%-d %B %Y}, the last day of Gareth Bowen." in said(page)


def test_nothing_is_said_where_somebody_else_manages_it_too(signed_in, administrator, team, gareth) -> None:
    other = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team])
    client = signed_in(administrator)
    assert "no team manager" not in said(client.post(f"/users/{gareth.pk}/", typed(gareth), follow=True))
    assert "team manager" not in client.get(f"/users/{gareth.pk}/deactivate/").text
    assert "no team manager" not in said(client.post(f"/users/{gareth.pk}/deactivate/", {"why": "Left"}, follow=True))
    assert CLOSING.replace("Gareth Bowen", other.full_name) in client.get(f"/users/{other.pk}/deactivate/").text


@pytest.mark.parametrize(
    ("manager", "is_marked"),
    [({}, False), ({"is_active": False}, True), ({"roles": [Role.SOCIAL_WORKER]}, True), ({"teams": []}, True)],
)
def test_the_page_of_teams_marks_it(signed_in, administrator, team, manager, is_marked) -> None:
    UserFactory(**{"roles": [Role.TEAM_MANAGER], "teams": [team]} | manager)
    page = signed_in(administrator).get("/teams/").text
    assert ("No team manager" in page) is is_marked
