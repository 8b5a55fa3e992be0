"""The rota of on-call managers."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.actions import set_on_call
from accounts.models import OnCallWeek, User
from accounts.rules import Can, Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
THIS_WEEK, NEXT_WEEK = date(2026, 11, 23), date(2026, 11, 30)


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def setter() -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER])


@pytest.fixture
def manager() -> User:
    return UserFactory(full_name="Ivo Marsh", roles=[Role.TEAM_MANAGER], phone="01632 960001")


def fetched(user: User) -> User:
    return User.objects.with_access().get(pk=user.pk)


def test_who_is_on_call_is_on_duty_for_the_week_and_no_longer(setter: User, manager: User) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK: manager})
    assert fetched(manager).holds(Role.DUTY)
    assert manager.can(Can.OPEN_WITH_REASON), "also as fetched without its access"
    with time_machine.travel(datetime(2026, 11, 30, 9, 0, tzinfo=UTC), tick=False):
        assert not fetched(manager).holds(Role.DUTY)
    assert not fetched(setter).holds(Role.DUTY)


def test_a_week_is_given_to_another_or_to_nobody(setter: User, manager: User) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK: manager, NEXT_WEEK: manager})
    set_on_call(actor=setter, weeks={THIS_WEEK: setter, NEXT_WEEK: None})
    assert list(OnCallWeek.objects.values_list("week", "manager")) == [(THIS_WEEK, setter.pk)]


@pytest.mark.parametrize(
    ("week", "facts", "words"),
    [
        (date(2026, 11, 24), {}, "begins on a Monday"),
        (date(2026, 11, 16), {}, "This week is over"),
        (NEXT_WEEK, {"roles": [Role.SOCIAL_WORKER]}, "is not a manager here"),
        (NEXT_WEEK, {"is_active": False}, "is not a manager here"),
        (NEXT_WEEK, {"ends_on": date(2026, 12, 2)}, "leaves on 2 December, before it ends"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_week(setter: User, week: date, facts: Any, words: str) -> None:
    somebody = UserFactory(**{"roles": [Role.TEAM_MANAGER]} | facts)
    with pytest.raises(ActionRefused, match=words) as refused:
        set_on_call(actor=setter, weeks={week: somebody})
    assert refused.value.field == f"week_{week:%Y%m%d}"


def test_the_database_holds_the_monday(manager: User) -> None:
    with pytest.raises(IntegrityError, match="on_call_week_begins_on_a_monday"), transaction.atomic():
        OnCallWeek.objects.create(week=date(2026, 11, 24), manager=manager)


def test_the_pages(setter: User, manager: User, client: Client) -> None:
    client.force_login(setter)
    assert "Nobody is down for this week" in client.get(reverse("on_call")).content.decode()
    page = client.get(reverse("change_on_call")).content.decode()
    assert "Mon 23 Nov to Mon 30 Nov, this week" in page
    said = client.post(reverse("change_on_call"), {"week_20261123": manager.pk}, follow=True).content.decode()
    assert "The rota is saved." in said
    assert "Ivo Marsh" in said
    assert "01632 960001" in said
    worker = UserFactory(roles=[Role.SOCIAL_WORKER])
    client.force_login(worker)
    assert "Ivo Marsh" in client.get(reverse("on_call")).content.decode()
    assert client.get(reverse("change_on_call")).status_code == 403


def test_what_was_chosen_stays_where_one_week_is_refused(setter: User, manager: User, client: Client) -> None:
    leaver = UserFactory(full_name="Ada Finch", roles=[Role.TEAM_MANAGER], ends_on=date(2026, 12, 2))
    client.force_login(setter)
    page = client.post(
        reverse("change_on_call"), {"week_20261123": manager.pk, "week_20261130": leaver.pk}
    ).content.decode()
    assert "Ada Finch leaves on 2 December, before it ends." in page
    assert f'<option value="{manager.pk}" selected>' in page
    assert not OnCallWeek.objects.exists()
