"""Every address of the application, walked by those who may not go there.

A new address is walked by itself. One that takes something new in its path fails here until `Records` says what to put
there: so nobody can forget it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.access import declared, public, requires
from accounts.middleware import DeclaredAccessMiddleware, is_api, is_open
from accounts.models import User
from accounts.rules import ROLES_THAT_CAN, Can, Role
from missing.models import InterviewCopy, ReturnInterview
from tests.factories import (
    CarePeriodFactory,
    CourtOrderFactory,
    EpisodeFactory,
    HarmToldFactory,
    OtherNameFactory,
    PersonAroundFactory,
    PersonToldFactory,
    PhotographFactory,
    PlacementFactory,
    RecordMergeFactory,
    ReturnInterviewFactory,
    SupportInPlaceFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

PUBLIC = {
    "account_change_password",
    "account_confirm_email",
    "account_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "account_set_password",
    "account_signup",
    "not_offered",
    "alerts:healthz",
    "alerts:healthz_jobs",
    "alerts:metrics",
}
"""Views that need no login of ours. The account ones are allauth's and look after themselves."""


@dataclass(frozen=True)
class Address:
    name: str
    view: Callable[..., Any]
    takes: frozenset[str]

    def __str__(self) -> str:
        return self.name

    def url(self, records: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={name: records[name] for name in self.takes})


def addresses(
    resolver: URLResolver | None = None, before: str = "", takes: frozenset[str] = frozenset()
) -> Iterator[Address]:
    for pattern in (resolver or get_resolver()).url_patterns:
        taken = takes | frozenset(pattern.pattern.converters) | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{before}{pattern.namespace}:" if pattern.namespace else before, taken)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name"
            yield Address(f"{before}{pattern.name}", pattern.callback, taken)


ALL = list(addresses())
OURS = [address for address in ALL if address.name not in PUBLIC]

OF_A_YOUNG_PERSON = {
    "reference",
    "other",
    "merge",
    "episode",
    "other_episode",
    "care_period",
    "placement",
    "person_around",
    "court_order",
    "other_name",
    "support",
    "told",
    "copy",
    "intelligence",
    "follow_up",
    "discussion",
    "harm",
}
OF_NOBODY = {
    "user",
    "team",
    "service",
    "key",
    "pk",
    "ending",
    "week",
    "run",
    "token",
    "section",
    "recipient",
    "kind",
    "stage",
}
OF_THE_API = [address for address in OURS if is_api(address.view)]
PAGES = [address for address in OURS if not is_api(address.view)]
OF_RECORDS = [address for address in OURS if address.takes & OF_A_YOUNG_PERSON]


OF_ANYBODY = {"missing:log_episode_for", "people:open_with_reason"}
"""Whoever logs episodes may log one for anybody, and duty may ask to open anybody's, but not a restricted record."""


def others(address: Address) -> frozenset[Role]:
    """The roles that may use the address and do not see every team by their role."""
    return unnamed(address) - {Role.RETURNS_OFFICER, Role.HUB}


def unnamed(address: Address) -> frozenset[Role]:
    """The roles that may use the address and see restricted records only where they are named."""
    return ROLES_THAT_CAN[declared(address.view) or Can.USE_OWN_ACCOUNT] - {Role.SERVICE_MANAGER, Role.DIRECTOR}


def records(*, is_restricted: bool = False) -> dict[str, Any]:
    """Something for whatever an address takes, of a team of its own, with nothing open that anybody may see."""
    person = YoungPersonFactory(is_restricted=is_restricted)
    episode = EpisodeFactory(young_person=person, returned=True)
    a_month_before = episode.started_at - timedelta(days=30)
    interview = ReturnInterviewFactory(episode=episode)
    PhotographFactory(young_person=person)
    harm = HarmToldFactory(episode=episode)
    return {
        "reference": person.reference,
        "other": YoungPersonFactory(is_restricted=is_restricted).reference,
        "merge": RecordMergeFactory(kept=person).pk,
        "episode": episode.reference,
        "other_episode": EpisodeFactory(young_person=person, started_at=a_month_before, returned=True).reference,
        "told": PersonToldFactory(episode=episode).pk,
        "care_period": CarePeriodFactory(young_person=person).pk,
        "placement": PlacementFactory(young_person=person).pk,
        "person_around": PersonAroundFactory(young_person=person).pk,
        "court_order": CourtOrderFactory(young_person=person).pk,
        "other_name": OtherNameFactory(young_person=person).pk,
        "support": SupportInPlaceFactory(young_person=person).pk,
        "discussion": harm.triggers.get().discussion.reference,
        "harm": harm.pk,
        "user": UserFactory().pk,
        "team": TeamFactory().pk,
        "service": TeamFactory().service_id,
        "pk": 0,
        "run": 0,
        "token": 0,
        "key": "episodes",
        "ending": "completed",
        "section": "account",
        "recipient": "police",
        "kind": "interview",
        "stage": "due",
        "copy": _copy(interview).pk,
        "intelligence": interview.intelligence.create(
            what="A car", sent_to="Locate", by=UserFactory(), sent_at=timezone.now()
        ).pk,
        "follow_up": interview.follow_ups.create(
            what="Ring", owner=UserFactory(), due_on=date(2026, 12, 1), by=UserFactory(), recorded_at=timezone.now()
        ).pk,
        "week": "2026-W47",
    }


def _copy(interview: ReturnInterview) -> InterviewCopy:
    return interview.copies.create(
        recipient="police", recipient_name="Locate", sections=["where"], by=UserFactory(), shared_at=timezone.now()
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
