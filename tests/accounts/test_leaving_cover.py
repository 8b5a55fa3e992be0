"""Who leaves while they cover for somebody: the cover ends with the account, and who can arrange another is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.actions import arrange_cover, close_account
from accounts.actions.cover import hand_on_covers
from accounts.actions.leaving import close_ended_accounts
from accounts.models import Cover, MovedWork, Team, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(db: None) -> Team:
    return TeamFactory()


@pytest.fixture
def absent(team: Team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Dana Whit")


@pytest.fixture
def lloyd(team: Team) -> User:
    return UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Lloyd Baptiste")


@pytest.fixture
def cover(absent: User, lloyd: User) -> Cover:
    today = timezone.localdate()
    return arrange_cover(actor=absent, absent=absent, cover=lloyd, first_on=today, last_on=today + timedelta(days=20))


def said_of(cover: Cover) -> str:
    return f"Cover for Dana Whit from {cover.first_on:%-d %B} to {cover.last_on:%-d %B} has ended: arrange another"


def url(user: User) -> str:
    return f"/users/{user.pk}/deactivate/"


def test_it_is_listed_with_what_becomes_of_it_and_nobody_is_asked_who_takes_it(
    signed_in, administrator, lloyd, cover
) -> None:
    page = signed_in(administrator).get(url(lloyd))
    assert "Colleagues for whom they cover" in page.text
    assert "The cover ends. Who is away and their manager are told to arrange another." in page.text
    assert [*page.context["form"].fields] == ["why"]


def test_it_ends_with_the_account(signed_in, administrator, lloyd, cover) -> None:
    page = signed_in(administrator).post(url(lloyd), {"why": "Left"}, follow=True)
    assert "Colleagues for whom they cover: 1 ended." in page.text
    assert not User.objects.get(pk=lloyd.pk).is_active
    assert Cover.objects.get().ended_at
    assert not Cover.objects.today().exists()


def test_who_is_away_and_the_managers_of_their_teams_are_told(signed_in, administrator, team, absent, lloyd, cover):
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Mia Manager")
    UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()])
    UserFactory(roles=[Role.SERVICE_MANAGER])
    close_account(actor=administrator, user=lloyd, why="Left")
    assert set(MovedWork.objects.values_list("told", "other", "what", "why")) == {
        (told.pk, lloyd.pk, said_of(cover), "left") for told in (absent, manager)
    }
    raise_alerts()
    assert {alert.user for alert in Alert.objects.filter(stage__kind="work_came")} == {absent, manager}
    assert {alert.because for alert in Alert.objects.all()} == {said_of(cover)}, (
        "in the bell, which may name a colleague"
    )
    assert said_of(cover) in signed_in(manager).get("/alerts/").text
    assert not any("Dana Whit" in email.text + email.html for email in OutgoingEmail.objects.all())
    page = signed_in(manager).get("/account/moved-work/").text
    assert "Came to you from Lloyd Baptiste" in page
    assert said_of(cover) in page


def test_where_the_team_has_no_manager_a_service_manager_is_told_else_who_closes_accounts(
    administrator, absent, lloyd, cover
) -> None:
    other = UserFactory(roles=[Role.ADMINISTRATOR])
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    close_account(actor=administrator, user=lloyd, why="Left")
    assert set(MovedWork.objects.values_list("told", flat=True)) == {absent.pk, service_manager.pk}
    MovedWork.objects.all().delete()
    User.objects.filter(pk=service_manager.pk).update(is_active=False)
    today = timezone.localdate()
    nia = UserFactory(roles=[Role.SOCIAL_WORKER])
    arrange_cover(actor=absent, absent=absent, cover=nia, first_on=today, last_on=today)
    close_account(actor=administrator, user=nia, why="Left")
    assert set(MovedWork.objects.values_list("told", flat=True)) == {absent.pk, other.pk}, "who did it knows"


def test_of_somebody_who_manages_the_team_the_service_managers_are_told(administrator, team, lloyd) -> None:
    away, stands_in = (UserFactory(roles=[Role.TEAM_MANAGER], teams=[team]) for _ in range(2))
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    today = timezone.localdate()
    arrange_cover(actor=away, absent=away, cover=stands_in, first_on=today, last_on=today)
    close_account(actor=administrator, user=stands_in, why="Left")
    assert set(MovedWork.objects.values_list("told", flat=True)) == {away.pk, service_manager.pk}


def test_it_ends_with_an_account_whose_last_day_is_past(absent, lloyd, cover) -> None:
    User.objects.filter(pk=lloyd.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    close_ended_accounts()
    assert not Cover.objects.not_over().exists()
    assert MovedWork.objects.filter(told=absent, what=said_of(cover)).exists()


def test_cover_that_is_over_is_not_listed(signed_in, administrator, absent, lloyd, cover) -> None:
    Cover.objects.update(first_on=date(2026, 1, 1), last_on=date(2026, 1, 2))
    assert "Nothing is open with them." in signed_in(administrator).get(url(lloyd)).text
    close_account(actor=administrator, user=lloyd, why="Left")
    assert not MovedWork.objects.exists()


def test_only_who_closes_accounts_ends_them_so(absent, lloyd, cover) -> None:
    with pytest.raises(PermissionDenied):
        hand_on_covers(lloyd, None, absent, timezone.now())
