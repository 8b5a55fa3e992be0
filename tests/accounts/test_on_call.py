"""The rota of on-call managers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.actions import arrange_cover, change_user, close_account, close_ended_accounts, set_on_call
from accounts.actions.leaving import open_work_of
from accounts.models import OnCallWeek, User
from accounts.rules import MAY_BE_ON_CALL, Can, Role, roles_allow
from people.models import AccessGrant, YoungPerson
from tests.factories import AccessGrantFactory, UserFactory, YoungPersonFactory

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
        (NEXT_WEEK, {"roles": [Role.DIRECTOR]}, "is not a manager here"),
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
    assert "(optional)" not in page
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


def as_built(client: Client) -> dict[str, Any]:
    """What the page sends when nothing on it is touched."""
    form = client.get(reverse("change_on_call")).context["form"]
    return {name: form.initial[name] or "" for name in form.fields}


def test_what_somebody_else_has_set_since_the_page_was_built_stays(setter: User, manager: User, client: Client) -> None:
    client.force_login(setter)
    fields = as_built(client)
    set_on_call(actor=setter, weeks={NEXT_WEEK: manager})
    client.post(reverse("change_on_call"), fields | {"week_20261207": manager.pk})
    assert dict(OnCallWeek.objects.values_list("week", "manager")) == {
        NEXT_WEEK: manager.pk,
        date(2026, 12, 7): manager.pk,
    }


def test_where_both_chose_for_one_week_the_second_is_told_and_asked(
    setter: User, manager: User, client: Client
) -> None:
    other = UserFactory(full_name="Ada Finch", roles=[Role.TEAM_MANAGER])
    client.force_login(setter)
    fields = as_built(client) | {"week_20261130": other.pk}
    set_on_call(actor=setter, weeks={NEXT_WEEK: manager})
    page = client.post(reverse("change_on_call"), fields)
    assert "Somebody has put Ivo Marsh down for this week meanwhile." in page.text
    assert "Choose who it is to be, and save again." in page.text
    assert f'<option value="{other.pk}" selected>' in page.text
    assert OnCallWeek.objects.get().manager == manager
    form = page.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert f'name="week_20261130_before" value="{manager.pk}"' in page.text
    client.post(reverse("change_on_call"), again)
    assert OnCallWeek.objects.get().manager == other
    fields = as_built(client) | {"week_20261130": manager.pk}
    set_on_call(actor=setter, weeks={NEXT_WEEK: None})
    page = client.post(reverse("change_on_call"), fields)
    assert "Somebody has left this week to nobody meanwhile." in page.text


@pytest.mark.parametrize("role", sorted(MAY_BE_ON_CALL))
def test_duty_adds_to_a_manager_only_what_is_opened_by_giving_a_reason(role: Role) -> None:
    added = {can for can in Can if roles_allow([Role.DUTY], can) and not roles_allow([role], can)}
    assert added == {Can.OPEN_WITH_REASON}


@pytest.mark.parametrize("role", sorted(MAY_BE_ON_CALL))
def test_duty_opens_no_restricted_record_to_who_is_on_call(setter: User, role: Role) -> None:
    missing, restricted, other = YoungPersonFactory(), YoungPersonFactory(is_restricted=True), YoungPersonFactory()
    user = UserFactory(roles=[role])
    for person in (missing, restricted):
        AccessGrantFactory(young_person=person, role=Role.DUTY, reason=AccessGrant.Reason.DUTY)
    before = set(YoungPerson.objects.visible_to(fetched(user)))
    set_on_call(actor=setter, weeks={THIS_WEEK: user})
    on_call = fetched(user)
    after = set(YoungPerson.objects.visible_to(on_call))
    assert missing in after
    assert (restricted in after) == (restricted in before) == (role == Role.SERVICE_MANAGER)
    assert set(YoungPerson.objects.openable_with_reason_by(on_call)) == {missing, other}


def test_who_is_no_manager_any_more_is_not_on_call(setter: User, manager: User, client: Client) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK: manager})
    manager.groups.set(UserFactory(roles=[Role.ANALYST]).groups.all())
    for user in (fetched(manager), User.objects.get(pk=manager.pk)):
        assert not user.is_on_call
        assert user.roles == {Role.ANALYST}
    client.force_login(setter)
    page = client.get(reverse("on_call")).content.decode()
    assert page.count("is not a manager any more: choose somebody else") == 2
    assert "Nobody is on call: duty, the team and the service managers are told." in page


def test_a_manager_and_director_is_on_call_as_the_manager(setter: User) -> None:
    both = UserFactory(roles=[Role.TEAM_MANAGER, Role.DIRECTOR])
    set_on_call(actor=setter, weeks={THIS_WEEK: both})
    assert fetched(both).is_on_call


def test_saving_the_account_of_who_is_on_call_gives_them_no_role(
    setter: User, manager: User, client: Client, administrator: User
) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK: manager})
    client.force_login(administrator)
    page = client.get(reverse("user", args=[manager.pk]))
    assert page.context["form"].initial["roles"] == ["team_manager"]
    row = next(row for row in client.get(reverse("users")).context["users"] if row["user"] == manager)
    assert row["roles"] == ["Team manager"]
    change_user(
        actor=administrator,
        user=manager,
        full_name="Ivo Marsh",
        email=manager.email,
        roles=page.context["form"].initial["roles"],
        teams=[],
    )
    assert fetched(manager).held_roles == {Role.TEAM_MANAGER}


def test_the_first_page_says_that_they_are_on_call(setter: User, manager: User, client: Client) -> None:
    client.force_login(manager)
    assert "On call this week" not in client.get("/").content.decode()
    set_on_call(actor=setter, weeks={THIS_WEEK: manager})
    page = client.get(reverse("own_account")).content.decode()
    assert "On call this week" in page
    assert "Duty (emergency duty team, MASH)" not in page


def covered(manager: User, cover: User, first: date, last: date) -> None:
    arrange_cover(actor=manager, absent=manager, cover=cover, first_on=first, last_on=last)


def test_who_covers_for_who_is_on_call_is_on_call_that_day(setter: User, manager: User, client: Client) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK: manager})
    cover = UserFactory(full_name="Tess Boyle", phone="01632 960777", roles=[Role.TEAM_MANAGER])
    missing = YoungPersonFactory()
    AccessGrantFactory(young_person=missing, role=Role.DUTY, reason=AccessGrant.Reason.DUTY)
    assert not fetched(cover).is_on_call
    covered(manager, cover, NOW.date(), NOW.date())
    for user in (fetched(cover), User.objects.get(pk=cover.pk)):
        assert user.is_on_call
        assert missing in set(YoungPerson.objects.visible_to(user))
    assert fetched(manager).is_on_call, "the one who is away may still look"
    client.force_login(setter)
    page = client.get(reverse("on_call")).content.decode()
    assert "Ivo Marsh is away: <strong>Tess Boyle</strong> covers today" in page
    assert "01632 960777" in page
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert not fetched(cover).is_on_call


def test_who_covers_and_is_no_manager_is_not_on_call(setter: User, manager: User) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK: manager})
    cover = UserFactory(roles=[Role.TEAM_MANAGER])
    covered(manager, cover, NOW.date(), NOW.date())
    cover.groups.set(UserFactory(roles=[Role.SOCIAL_WORKER]).groups.all())
    assert not fetched(cover).is_on_call


def test_duty_of_the_week_is_not_asked_of_a_cover(setter: User, manager: User) -> None:
    """The roles held count: what somebody may do for a week says nothing of a cover that lasts longer."""
    set_on_call(actor=setter, weeks={THIS_WEEK: manager})
    cover = UserFactory(roles=[Role.TEAM_MANAGER])
    covered(manager, cover, NOW.date(), NOW.date() + timedelta(days=30))
    assert fetched(cover).covered_ids == {manager.pk}


def test_the_weeks_of_who_leaves_go_to_a_manager_or_to_nobody(
    setter: User, manager: User, administrator: User, client: Client
) -> None:
    OnCallWeek.objects.create(week=date(2026, 11, 16), manager=manager)
    set_on_call(actor=setter, weeks={THIS_WEEK: manager, NEXT_WEEK: manager})
    assert [(work.key, count) for work, count in open_work_of(manager)] == [("on_call_weeks", 2)]
    with pytest.raises(ActionRefused, match="Weeks on call: 2 would stay with them"):
        close_account(actor=administrator, user=manager, why="Left")
    client.force_login(administrator)
    url = f"/users/{manager.pk}/deactivate/"
    page = client.get(url).content.decode()
    assert "Weeks on call: 2. Who takes them on?" in page
    assert "To nobody, until somebody else is put down" in page
    said = client.post(url, {"why": "Left", "on_call_weeks_to": setter.pk}, follow=True).content.decode()
    assert f"Weeks on call: 2 with {setter} now." in said
    assert list(OnCallWeek.objects.values_list("manager", flat=True)) == [manager.pk, setter.pk, setter.pk]


def test_a_week_that_outlives_the_account_of_who_takes_it_goes_to_nobody(
    setter: User, manager: User, administrator: User
) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK: manager, NEXT_WEEK: manager})
    to = UserFactory(full_name="Ada Finch", roles=[Role.TEAM_MANAGER], ends_on=date(2026, 12, 2))
    closed = close_account(actor=administrator, user=manager, why="Left", hand_on={"on_call_weeks": to})
    ((_, _, handed_on),) = closed.moved
    assert (handed_on.given, handed_on.put_back) == (1, 1)
    assert handed_on.because == "Ada Finch leaves on 2 December, before it ends."
    assert OnCallWeek.objects.get().manager == to


def test_who_is_no_manager_takes_no_week(setter: User, manager: User, administrator: User) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK: manager})
    worker = UserFactory(full_name="Dana Whit", roles=[Role.SOCIAL_WORKER])
    with pytest.raises(ActionRefused, match="Dana Whit is not a manager here"):
        close_account(actor=administrator, user=manager, why="Left", hand_on={"on_call_weeks": worker})


def test_an_account_that_ends_by_itself_leaves_its_weeks_to_nobody(setter: User, manager: User) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK: manager})
    User.objects.filter(pk=manager.pk).update(ends_on=date(2026, 11, 25))
    assert not User.objects.get(pk=manager.pk).is_on_call
    close_ended_accounts()
    assert not OnCallWeek.objects.exists()


def test_the_page_takes_twelve_queries_however_many_weeks(
    setter: User, manager: User, client: Client, django_assert_max_num_queries: Any
) -> None:
    set_on_call(actor=setter, weeks={THIS_WEEK + timedelta(weeks=number): manager for number in range(12)})
    for _ in range(3):
        covered(manager, UserFactory(roles=[Role.TEAM_MANAGER]), NOW.date(), NOW.date())
    client.force_login(setter)
    with django_assert_max_num_queries(12):
        client.get(reverse("on_call"))
