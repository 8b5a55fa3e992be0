"""Every address of the application, walked by those who may not go there.

A new address is walked by itself. One that takes something new in its path fails here until `records` in
tests/addresses.py says what to put there: so nobody can forget it.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.access import declared, public, requires
from accounts.middleware import DeclaredAccessMiddleware, is_api, is_open
from accounts.models import User
from accounts.rules import ROLES_THAT_CAN, Can, Role
from tests.addresses import (
    ALL,
    OF_A_YOUNG_PERSON,
    OF_ANYBODY,
    OF_NOBODY,
    OF_RECORDS,
    OF_THE_API,
    OURS,
    PAGES,
    PUBLIC,
    Address,
    others,
    records,
    unnamed,
)
from tests.factories import (
    TeamFactory,
    UserFactory,
)


def test_every_address_says_who_may_use_it() -> None:
    for address in ALL:
        assert is_open(address.view) == (address.name in PUBLIC), address
        assert is_open(address.view) or isinstance(declared(address.view), Can), address


def test_what_an_address_takes_is_known_here() -> None:
    allauths = {"uidb36"}
    unknown = {address.name: address.takes - OF_A_YOUNG_PERSON - OF_NOBODY - allauths for address in ALL}
    assert not {name: takes for name, takes in unknown.items() if takes}


@pytest.mark.django_db
def test_a_program_that_is_nobody_is_told_so(client: Client) -> None:
    known = records()
    for address in OF_THE_API:
        for headers in ({}, {"Authorization": "Bearer srt_made-up"}):
            for response in both(client, address.url(known), headers=headers):
                assert response.status_code == 401, address
                assert response["Content-Type"] == "application/problem+json", address
                assert response["WWW-Authenticate"] == "Bearer", address


@pytest.mark.django_db
def test_who_is_not_signed_in_goes_to_sign_in(client: Client) -> None:
    known = records()
    for address in PAGES:
        for response in both(client, address.url(known)):
            assert response.status_code == 302, address
            assert response["Location"].startswith(reverse("account_login")), address


@pytest.mark.django_db
def test_roles_that_may_not_are_refused(client: Client) -> None:
    known = records()
    for can, wanted in by(lambda address: declared(address.view)).items():
        assert can is not None
        for roles in ([], sorted(set(Role) - ROLES_THAT_CAN[can])):
            client.force_login(UserFactory(roles=roles))
            for address in wanted:
                assert {response.status_code for response in both(client, address.url(known))} == {403}, address


@pytest.mark.django_db
def test_another_teams_record_is_not_there(client: Client) -> None:
    known = records()
    for roles, wanted in by(others).items():
        client.force_login(UserFactory(roles=roles, teams=[TeamFactory()]))
        for address in wanted:
            if roles and address in OF_RECORDS and address.name not in OF_ANYBODY:
                not_there(client, address, known, opens_by_reason=Role.DUTY in roles)


@pytest.mark.django_db
def test_a_restricted_record_is_not_there_for_who_is_not_named(client: Client) -> None:
    known = records(is_restricted=True)
    for roles, wanted in by(unnamed).items():
        client.force_login(UserFactory(roles=roles, teams=[TeamFactory()]))
        for address in wanted:
            if roles and address in OF_RECORDS:
                not_there(client, address, known)


def not_there(client: Client, address: Address, known: dict[str, Any], *, opens_by_reason: bool = False) -> None:
    """Neither to read nor to change; an address that only reads, or only changes, may say that instead.

    `opens_by_reason` is for duty, who is led to where the reason is given.
    """
    answers = both(client, address.url(known))
    statuses = {404 if opens_by_reason and asks_why(answer, known) else answer.status_code for answer in answers}
    assert 404 in statuses, address
    assert statuses <= {404, 405}, address


def asks_why(answer: HttpResponse, known: dict[str, Any]) -> bool:
    return answer.headers.get("Location") == reverse("people:open_with_reason", args=[known["reference"]])


@pytest.mark.django_db
def test_the_own_teams_record_is_there(client: Client) -> None:
    """Without this, the walk above could pass with an address that leads nowhere for anybody."""
    known = records()
    client.force_login(UserFactory(roles=list(Role)))
    for address in OF_RECORDS:
        assert client.get(address.url(known)).status_code in (200, 204, 302, 405), address


BY_THE_PAGE_ITSELF = {
    "draft",
    "missing:keep_section",
    "missing:record_printed",
    "missing:copy_printed",
    "missing:intelligence_printed",
}
"""Sent while somebody types or prints, by the page and never by a button: nobody is led there after signing in."""


@pytest.mark.django_db
def test_a_button_pressed_after_a_time_out_leads_back_to_where_it_is(client: Client) -> None:
    """Signing in again opens the address that the button sent to; that is never an empty page."""
    known = records()
    client.force_login(UserFactory(roles=list(Role)))
    for address in set(PAGES) & set(OURS):
        refused = client.get(address.url(known)).status_code == 405
        assert refused == (address.name in BY_THE_PAGE_ITSELF), address


@pytest.mark.django_db
def test_who_was_shut_out_while_signed_in_goes_to_sign_in(client: Client) -> None:
    known, user = records(), UserFactory(roles=list(Role))
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    for address in OURS:
        assert client.get(address.url(known)).status_code == (401 if is_api(address.view) else 302), address


def both(client: Client, url: str, **options: Any) -> list[Any]:
    """What the address answers to who reads and to who changes."""
    return [client.get(url, **options), client.post(url, **options)]


def by(key: Callable[[Address], Any]) -> dict[Any, list[Address]]:
    """The addresses by what they have in common: one user walks them all."""
    found = defaultdict(list)
    for address in OURS:
        found[key(address)].append(address)
    return found


class TestDoor:
    """The door itself, with views that were never put on an address."""

    def serve(self, view: Callable[..., HttpResponse], user: object) -> HttpResponse | None:
        request = RequestFactory().get("/somewhere/?x=1")
        request.user = user  # type: ignore[assignment]
        return DeclaredAccessMiddleware(view).process_view(request, view, (), {})

    @pytest.mark.django_db
    def test_a_view_that_declares_nothing_is_refused_to_everybody(self) -> None:
        def forgotten(request: HttpRequest) -> HttpResponse:
            return HttpResponse("secret")

        assert not is_open(forgotten)
        assert declared(forgotten) is None
        with pytest.raises(PermissionDenied, match="has not said who may see it"):
            self.serve(forgotten, UserFactory(roles=list(Role)))

    def test_a_public_view_needs_nobody(self) -> None:
        assert self.serve(public(lambda request: HttpResponse()), object()) is None

    def test_others_send_to_sign_in_and_back(self) -> None:
        response = self.serve(requires(Can.SEE_RECORDS)(lambda request: HttpResponse()), object())
        assert response is not None
        assert response["Location"] == "/account/login/?next=/somewhere/%3Fx%3D1"

    @pytest.mark.django_db
    def test_a_class_may_declare_for_its_view(self) -> None:
        class View:
            requires = Can.SEE_FIGURES

        def view(request: HttpRequest) -> HttpResponse:
            return HttpResponse()

        view.view_class = View  # type: ignore[attr-defined]
        assert declared(view) is Can.SEE_FIGURES
        assert self.serve(view, UserFactory(roles=[Role.ANALYST])) is None
        with pytest.raises(PermissionDenied, match="does not let you see the figures"):
            self.serve(view, UserFactory(roles=[Role.SOCIAL_WORKER]))
