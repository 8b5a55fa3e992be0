"""The one table of who may do what."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from accounts.access import ActionRefused, require, signed_in
from accounts.models import User
from accounts.role_words import ROLE_WORDS, words_for
from accounts.rules import ROLES_THAT_CAN, Can, Role, roles_allow
from tests.factories import UserFactory


def test_every_permission_says_who_holds_it() -> None:
    assert set(ROLES_THAT_CAN) == set(Can)
    assert all(ROLES_THAT_CAN.values())


def test_every_role_is_told_what_it_is_for() -> None:
    assert set(ROLE_WORDS) == set(Role)
    assert [label for label, _ in words_for(frozenset({"duty", "social_worker"}))] == [
        "Social worker",
        "Duty (emergency duty team, MASH)",
    ]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.DATA_MANAGER, Role.ADMINISTRATOR])
def test_roles_without_case_work_open_no_record(role: Role) -> None:
    for can in (Can.FIND_YOUNG_PEOPLE, Can.SEE_RECORDS, Can.SEE_MISSING_NOW, Can.LOG_EPISODES, Can.EDIT_RECORDS):
        assert not roles_allow([role], can)


def test_an_unknown_role_may_nothing() -> None:
    assert not any(roles_allow(["caretaker"], can) for can in Can)


@pytest.mark.django_db
def test_the_door_of_an_action_says_what_the_role_does_not_let(worker: User) -> None:
    require(worker, Can.LOG_EPISODES)
    with pytest.raises(PermissionDenied, match="Your role does not let you manage users and teams"):
        require(worker, Can.MANAGE_USERS)


@pytest.mark.django_db
def test_who_has_left_may_nothing_whatever_their_roles() -> None:
    left = UserFactory(roles=list(Role), is_active=False)
    assert not any(left.can(can) for can in Can)
    assert left.holds(Role.DUTY)


@pytest.mark.django_db
def test_the_user_of_a_request_is_somebody_who_signed_in(worker: User) -> None:
    request = RequestFactory().get("/")
    request.user = worker
    assert signed_in(request) is worker
    request.user = object()  # type: ignore[assignment]
    with pytest.raises(PermissionDenied):
        signed_in(request)


def test_a_refusal_says_its_words_and_its_field() -> None:
    refused = ActionRefused("Not so.", field="name")
    assert (str(refused), refused.message, refused.field) == ("Not so.", "Not so.", "name")


@pytest.mark.django_db
def test_roles_and_teams_come_with_the_user_in_one_query(worker: User, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        user = User.objects.with_access().get(pk=worker.pk)
        assert user.can(Can.LOG_EPISODES)
        assert user.team_ids == frozenset()
