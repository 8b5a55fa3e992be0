"""A restricted child shows to nobody whom the record does not name: neither name, nor initials, nor reference.

One child with all that puts a child on a page (missing now, an interview overdue, one on record, alerts, a strategy
discussion, the weekly e-mail), five people who must not learn of them, and every place where they could. Each place is
also opened by a service manager, who does see them, or for a child who is not restricted, so that each can fail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.html import strip_tags

from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from missing.actions import take_interview
from missing.models import InterviewRecord
from missing.queue import KEYS
from people.actions.restriction import restrict_record
from people.models import YoungPerson
from reporting.actions import build_weekly_email, send_weekly_email
from reporting.measures import BY_KEY
from reporting.measures.endings import Ending
from reporting.weeks import Week
from tests.factories import (
    EpisodeFactory,
    HarmToldFactory,
    PlacementFactory,
    ReturnInterviewFactory,
    TeamFactory,
    UserFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db

CUT_OFF = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NOW = CUT_OFF + timedelta(hours=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAMES = re.compile("xanthippe|quellmalz|xq-7319", re.IGNORECASE)
INITIALS = re.compile(r"\bX\. ?Q\b|\bXQ\b(?!-7319)|\bX Q\b")
HTMX = {"HX-Request": "true", "HX-Target": "person-results"}


@dataclass(frozen=True)
class Council:
    """Who must not learn of the child, who does, and another child of the team, whom all of them see."""

    child: YoungPerson
    other: YoungPerson
    service_manager: User
    named: User
    strangers: dict[str, User]


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def make_council(*, is_restricted: bool) -> Council:
    """The child and what is on record of them. Whoever is told, is told."""
    team = TeamFactory(name="Care Team North")
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Sue Service")
    named = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Nia Named")
    strangers = {
        "social worker of another team": UserFactory(roles=[Role.SOCIAL_WORKER], teams=[TeamFactory()]),
        "worker of the team, not named": UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team]),
        "interviewer from outside": UserFactory(roles=[Role.INTERVIEWER]),
        "returns officer": UserFactory(roles=[Role.RETURNS_OFFICER]),
        "analyst": UserFactory(roles=[Role.ANALYST]),
    }
    team.service.managers.add(service_manager)
    team.service.email_recipients.add(service_manager, *strangers.values())
    about = {"team": team, "date_of_birth": date(2011, 2, 3)}
    child = YoungPersonFactory(first_name="Xanthippe", last_name="Quellmalz", reference="XQ-7319", **about)
    other = YoungPersonFactory(first_name="Kayden", last_name="Marsh", reference="YP00096", **about)
    for person in (child, other):
        PlacementFactory(young_person=person, postcode="WV1 1AA", provider_name="Ash House")
    if is_restricted:
        restrict_record(actor=service_manager, young_person=child, interviewer=named)
        child.refresh_from_db()
    _put_on_record(child, "E70")
    given = ReturnInterviewFactory(episode=EpisodeFactory(young_person=other, started_at=NOW - 2 * DAY, returned=True))
    take_interview(actor=strangers["interviewer from outside"], interview=given)
    raise_alerts()
    email, _ = build_weekly_email(week=Week(2026, 47), at=CUT_OFF)
    send_weekly_email(actor=service_manager, email=email)
    return Council(child, other, service_manager, named, strangers)


def _put_on_record(child: YoungPerson, episodes: str) -> None:
    past = EpisodeFactory(young_person=child, started_at=NOW - 7 * DAY, returned=True, reference=f"{episodes}2")
    ReturnInterviewFactory(episode=past)
    held = EpisodeFactory(young_person=child, started_at=NOW - 9 * DAY, returned=True, reference=f"{episodes}3")
    done = ReturnInterviewFactory(episode=held, outcome="completed", account="It is loud there.")
    InterviewRecord.objects.create(interview=done, limits_told=True, recorded_at=NOW)
    HarmToldFactory(episode=held, interview=done)
    raise_alerts()  # of the interview that is overdue: they pause while the child is missing again
    EpisodeFactory(young_person=child, started_at=NOW - 30 * HOUR, reference=f"{episodes}1")


@pytest.fixture
def council(db: None) -> Council:
    return make_council(is_restricted=True)


def leaks(text: str) -> list[str]:
    """What of the child is in the text or the page, its title and its attributes included."""
    return NAMES.findall(text) + INITIALS.findall(strip_tags(text))


def got(client: Client, url: str, **headers: str) -> str:
    response = client.get(url, headers=headers)
    assert response.status_code in (200, 302, 403, 404), url
    return response.content.decode()


LISTS = [
    "/",
    "/alerts/",
    "/alerts/?show=all",
    "/missing-now/",
    "/strategy-discussions/",
    "/strategy-discussions/?show=all",
    "/weekly-email/",
    "/weekly-email/2026-W47/",
    "/weekly-email/2026-W47/send/",
    "/figures/",
    "/account/me/",
    "/account/cover/",
    "/young-people/drafts/",
    *(f"{page}?show={key}" for page in ("/interviews/", "/interviews.csv") for key in sorted(KEYS)),
    *(f"/figures/{key}/?part={part}" for key in BY_KEY for part in ("", "rest", "all")),
    *(f"/figures/how-interviews-ended/{ending}/" for ending in Ending.values),
]
TYPED = ["xanth", "quellm", "3 Feb 2011", "03/02/2011", "Xanthipe Quelmalz", "xq-731"]
SEARCHES = [
    "/young-people/search/?q={}",
    "/episodes/new/?q={}",
    "/young-people/YP00096/merge/?q={}",
    "/young-people/YP00096/identity/?q={}",
]
FORMS = ["/episodes/new/YP00096/", "/young-people/YP00096/merge/", "/young-people/YP00096/identity/"]
OWN = [
    "/young-people/XQ-7319/",
    "/young-people/XQ-7319/details/",
    "/young-people/XQ-7319/around/",
    "/young-people/XQ-7319/police-page/",
    "/young-people/XQ-7319/named/",
    "/young-people/XQ-7319/history/",
    "/young-people/XQ-7319/readers/",
    "/young-people/XQ-7319/open/",
    "/young-people/YP00096/merge/XQ-7319/",
    "/episodes/new/XQ-7319/",
    "/episodes/E701/",
    "/episodes/E701/told/",
    "/episodes/E701/history/",
    "/interviews/E702/",
    "/interviews/E702/record/",
    "/interviews/E703/record/whole/",
    "/interviews/E703/record/whole/pdf/",
    "/interviews/E703/sharing/",
    "/api/v1/young-people/XQ-7319/",
    "/api/v1/episodes/E701/",
    "/api/v1/interviews/E702/",
]
API = ["/api/v1/young-people/", "/api/v1/episodes/", "/api/v1/interviews/"]


def looked_for_with_them(client: Client, typed: str) -> str:
    """The form that logs somebody else, looking for who is missing with them."""
    response = client.post("/episodes/new/YP00096/", {"look": "1", "find_other": typed, "started_at": "now"})
    assert response.status_code in (200, 403, 404)
    return response.content.decode().replace(typed, "")


def places(client: Client) -> Iterator[tuple[str, str]]:
    """Every place where the child could show, with what this user gets there. What they typed is theirs."""
    for url in [*LISTS, *FORMS, *API]:
        yield url, got(client, url)
    for search in SEARCHES:
        for typed in TYPED:
            for headers in ({}, HTMX):
                yield search.format(typed), got(client, search.format(typed), **headers).replace(typed, "")
    for typed in TYPED:
        yield f"together: {typed}", looked_for_with_them(client, typed)


STRANGERS = (
    "social worker of another team",
    "worker of the team, not named",
    "interviewer from outside",
    "returns officer",
    "analyst",
)


@pytest.mark.parametrize("who", STRANGERS)
def test_nothing_of_them_shows_in_any_list_form_search_figure_or_api(
    client: Client, council: Council, who: str
) -> None:
    client.force_login(council.strangers[who])
    for place, text in places(client):
        assert leaks(text) == [], (who, place)


@pytest.mark.parametrize("who", STRANGERS)
def test_their_own_pages_and_pdf_are_not_found(client: Client, council: Council, who: str) -> None:
    client.force_login(council.strangers[who])
    for url in OWN:
        response = client.get(url)
        assert response.status_code in (403, 404), (who, url)
        assert leaks(response.content.decode().replace(url, "")) == [], (who, url)
    discussion = council.child.strategy_discussions.get()
    assert client.get(discussion.get_absolute_url()).status_code in (403, 404)


def test_no_alert_and_no_e_mail_of_them_goes_to_who_may_not_know(council: Council) -> None:
    strangers = list(council.strangers.values())
    assert not Alert.objects.filter(user__in=strangers, stage__young_person=council.child).exists()
    for email in OutgoingEmail.objects.filter(to_user__in=strangers):
        assert leaks(f"{email.subject} {email.text}") == leaks(email.html) == [], email.subject
        assert "E70" not in email.text + email.html
    assert OutgoingEmail.objects.filter(to_user__in=strangers).exists()  # the weekly one


def test_the_weekly_e_mail_counts_them_for_everybody(client: Client, council: Council) -> None:
    """It is read in inboxes, so not even a service manager is named the child in it."""
    weekly = OutgoingEmail.objects.filter(subject__startswith="Weekly")
    for email in weekly:
        assert leaks(f"{email.subject} {email.text}") == leaks(email.html) == []
    of_their_service = weekly.filter(text__contains=f"Weekly missing e-mail: {council.child.team.service}\n")
    assert {email.to_user for email in of_their_service} == {council.service_manager, *council.strangers.values()}
    for email in of_their_service:
        assert "Missing at the cut-off: 1\n" in email.text
        assert "restricted: ask" in email.text or "numbers" in email.text


def test_who_is_restricted_after_it_was_built_is_taken_out_of_the_weekly_page(client: Client, db: None) -> None:
    council = make_council(is_restricted=False)
    client.force_login(council.service_manager)
    assert leaks(got(client, "/weekly-email/2026-W47/"))
    YoungPerson.objects.filter(pk=council.child.pk).update(is_restricted=True)
    assert leaks(got(client, "/weekly-email/2026-W47/")) == []


SHOWN_TO_A_SERVICE_MANAGER = [
    "/missing-now/",
    "/strategy-discussions/",
    "/interviews/?show=all",
    "/interviews/?show=overdue",
    "/interviews.csv?show=all",
    "/figures/missing_now/",
    "/figures/how-interviews-ended/completed/",
    "/young-people/search/?q=xanth",
    "/young-people/search/?q=xq-731",
    "/episodes/new/?q=quellm",
    "/young-people/YP00096/merge/?q=xanth",
    "/episodes/new/YP00096/",
    *API,
]


class TestThatItCanFail:
    """The same places show the child to whom they may."""

    def test_a_service_manager_sees_them_there(self, client: Client, council: Council) -> None:
        client.force_login(council.service_manager)
        for url in SHOWN_TO_A_SERVICE_MANAGER:
            assert leaks(got(client, url)), url
        assert leaks(looked_for_with_them(client, "xanth"))

    def test_who_is_named_is_told_in_alerts_and_e_mails(self, client: Client, council: Council) -> None:
        told = Alert.objects.filter(user=council.named, stage__young_person=council.child)
        assert set(told.values_list("stage__kind", flat=True)) >= {"new_episode", "interview"}
        client.force_login(council.named)
        assert leaks(got(client, "/alerts/"))
        # An e-mail names the episode alone, whoever gets it.
        assert OutgoingEmail.objects.filter(to_user=council.named, text__contains="E702").exists()

    def test_and_opens_their_pages(self, client: Client, council: Council) -> None:
        client.force_login(council.service_manager)
        for url in OWN:
            if not url.endswith(("/pdf/", "/open/")):
                assert client.get(url).status_code in (200, 302), url

    @pytest.mark.parametrize("who", ["worker of the team, not named", "returns officer"])
    def test_a_child_who_is_not_restricted_shows_to_them_too(self, client: Client, db: None, who: str) -> None:
        council = make_council(is_restricted=False)
        client.force_login(council.strangers[who])
        assert client.get("/episodes/E701/").status_code == 200
        for url in (
            "/missing-now/",
            "/interviews/?show=all",
            "/young-people/search/?q=xanth",
            "/episodes/new/YP00096/",
        ):
            assert leaks(got(client, url)), url
