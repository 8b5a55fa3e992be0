"""Who manages a service says who gets its weekly e-mail; what they changed is kept."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.actions import name_weekly_recipients
from accounts.models import Service, User
from accounts.rules import Role
from tests.factories import ServiceFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> Service:
    return ServiceFactory(name="Children in care")


@pytest.fixture
def manager(service: Service) -> User:
    user = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Yasmin Qureshi")
    service.managers.add(user)
    return user


@pytest.fixture
def lead() -> User:
    return UserFactory(full_name="Team Lead")


def address(service: Service) -> str:
    return reverse("reporting:weekly_recipients", args=[service.pk])


def test_a_manager_says_who_gets_it_and_it_is_kept_who_said_so(
    client: Client, service: Service, manager: User, lead: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(manager)
    assert address(service) in client.get(reverse("reporting:weekly_emails")).text
    assert "Nothing yet." in client.get(address(service)).text
    page = client.post(address(service), {"email_recipients": [lead.pk]}, follow=True)
    assert "Who gets the weekly e-mail of Children in care is saved." in page.text
    assert list(service.email_recipients.all()) == [lead]
    client.post(address(service), {})
    assert not service.email_recipients.exists()
    with django_assert_max_num_queries(12):
        page = client.get(address(service))
    (taken, put) = page.context["changes"]
    assert (put["title"], put["who"]) == ("Team Lead gets it.", "Yasmin Qureshi")
    assert (taken["title"], taken["who"]) == ("Team Lead gets it no more.", "Yasmin Qureshi")


def test_what_an_administrator_changed_is_kept_too(client: Client, service: Service, manager: User, lead: User) -> None:
    client.force_login(UserFactory(roles=[Role.ADMINISTRATOR], full_name="Ada Fry"))
    form = {"name": service.name, "managers": [manager.pk], "email_recipients": [lead.pk]}
    client.post(reverse("service", args=[service.pk]), form)
    client.force_login(manager)
    assert "Ada Fry" in client.get(address(service)).text


def test_a_choice_that_cannot_be_is_said_beside_it(client: Client, service: Service, manager: User) -> None:
    client.force_login(manager)
    page = client.post(address(service), {"email_recipients": [0]})
    assert page.status_code == 200
    assert "There is a problem" in page.text
    assert not service.email_recipients.exists()


def test_another_service_is_not_found_and_other_roles_are_refused(
    client: Client, service: Service, manager: User, lead: User
) -> None:
    other = ServiceFactory(name="Family help")
    client.force_login(manager)
    assert client.get(address(other)).status_code == 404
    with pytest.raises(ActionRefused, match="for whoever manages the service, or an administrator"):
        name_weekly_recipients(actor=manager, service=other, email_recipients=[lead])
    client.force_login(UserFactory(roles=[Role.RETURNS_OFFICER]))
    assert client.get(address(service)).status_code == 403


def test_beside_each_name_stand_the_role_the_address_and_what_they_get(
    client: Client, service: Service, manager: User, settings: Any
) -> None:
    settings.MAIL_ALLOWED_DOMAINS = ["northcliffe.example"]
    UserFactory(roles=[Role.TEAM_MANAGER], full_name="Of Elsewhere", email="of@northcliffe.example")
    UserFactory(roles=[Role.HUB], full_name="Out Side", email="out@partner.example")
    team = TeamFactory(service=service)
    UserFactory(roles=[Role.INTERVIEWER], full_name="From Charity", email="from@northcliffe.example", teams=[team])
    User.objects.filter(pk=manager.pk).update(email="yasmin@northcliffe.example")
    client.force_login(manager)
    page = client.get(address(service)).text
    assert "Service manager. Initials and details." in page
    assert "Team manager. Numbers and a link alone: does not work in this service, or opens no records." in page
    assert "Interviewer. Numbers and a link alone: opens single records, not those of a service." in page
    assert "Numbers and a link alone: out@partner.example is not at an address for details." in page
