"""A week that nobody is on call stands on the rota, and is warned of to who keeps it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.actions import set_on_call
from accounts.models import OnCallWeek, User
from accounts.rota import nobody_on_call_soon, rota
from accounts.rules import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
MONDAY, WEEK = date(2026, 11, 23), timedelta(weeks=1)
NEITHER = "Nobody is on call this week, nor in the week from Mon 30 Nov."
NOT_NEXT = "Nobody is on call in the week from Mon 30 Nov, 09:00."


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def keeper(db: None) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Yasmin Ali")


def put_down(keeper: User, *numbers: int) -> None:
    set_on_call(actor=keeper, weeks={MONDAY + number * WEEK: keeper for number in numbers})


@pytest.mark.parametrize(("down", "shown"), [((), 5), ((0, 2), 5), ((0, 7), 8)])
def test_every_week_has_a_row_to_the_last_that_somebody_is_down_for(keeper, down, shown) -> None:
    put_down(keeper, *down)
    rows = rota(NOW)
    assert [row.week for row in rows] == [MONDAY + number * WEEK for number in range(shown)]
    assert [number for number, row in enumerate(rows) if row.on_call] == list(down)


def test_the_page_names_nobody_where_there_is_nobody(client: Client, keeper: User) -> None:
    put_down(keeper, 0, 2)
    client.force_login(UserFactory(roles=[Role.DUTY]))
    page = client.get(reverse("on_call")).text
    assert page.count('<strong class="late">Nobody</strong>') == 3
    assert "Mon 30 Nov" in page


@pytest.mark.parametrize(
    ("down", "words"),
    [
        ((), NEITHER),
        ((1,), "Nobody is on call this week, until Mon 30 Nov, 09:00."),
        ((0,), NOT_NEXT),
        ((0, 1), ""),
    ],
)
def test_who_keeps_the_rota_is_warned_on_their_first_page(client, keeper, administrator, down, words) -> None:
    put_down(keeper, *down)
    for user in (keeper, administrator):
        client.force_login(user)
        page = client.get("/").text
        assert words in page
        assert ("Put somebody down" in page) is bool(words)
    client.force_login(UserFactory(roles=[Role.TEAM_MANAGER]))
    assert "Nobody is on call" not in client.get("/").text


def test_whoever_is_down_and_has_left_or_is_no_manager_any_more_counts_for_nobody(keeper) -> None:
    put_down(keeper, 0, 1)
    assert nobody_on_call_soon(NOW) == ""
    gone = UserFactory(roles=[Role.TEAM_MANAGER], is_active=False)
    OnCallWeek.objects.filter(week=MONDAY + WEEK).update(manager=gone)
    assert nobody_on_call_soon(NOW) == NOT_NEXT
    keeper.groups.clear()
    assert nobody_on_call_soon(NOW) == NEITHER
