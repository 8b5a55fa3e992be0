"""Every address of the application: what it takes, whose records it is about, and who may use it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.access import declared
from accounts.middleware import is_api
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
    "line",
    "offer",
    "attempt",
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
    started, back = episode.started_at, interview.clock_starts_at
    written = {"by": UserFactory(), "recorded_at": timezone.now()}
    PhotographFactory(young_person=person)
    harm = HarmToldFactory(episode=episode)
    return {
        "reference": person.reference,
        "other": YoungPersonFactory(is_restricted=is_restricted).reference,
        "merge": RecordMergeFactory(kept=person).pk,
        "episode": episode.reference,
        "other_episode": EpisodeFactory(young_person=person, started_at=a_month_before, returned=True).reference,
        "told": PersonToldFactory(episode=episode).pk,
        "line": episode.log.create(text="Rang", at=started, by=UserFactory(), recorded_at=started).pk,
        "offer": interview.offers.create(offered_at=back, method="phone", response="thinking", **written).pk,
        "attempt": interview.attempts.create(attempted_at=back, method="phone", result="no_answer", **written).pk,
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
