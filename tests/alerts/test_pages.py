"""The bell and the page of alerts."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage
from tests.alerts.conftest import DAY, Council
from tests.factories import EpisodeFactory, StrategyDiscussionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def overdue(council: Council) -> Council:
    """Three interviews overdue by more than a day, one due in less than a day, told to officer and manager."""
    now = timezone.now()
    for _ in range(3):
        council.interview(back=now - 4 * DAY - timedelta(hours=2))
    council.interview(
        back=now - 3 * DAY + timedelta(hours=5),
        young_person=council.young_person(first_name="<b>O'Neil</b>", last_name="Marsh"),
    )
    raise_alerts()
    return council


def page(client: Client, url: str = "/alerts/") -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_says_what_who_and_when_overdue_first(client: Client, overdue: Council) -> None:
    client.force_login(overdue.officer)
    html = page(client)
    assert html.index("Return home interview overdue by 24 hours") < html.index(
        "Return home interview due within 24 hours"
    )
    assert "Overdue by 1 day 2 hours" in html
    assert "&lt;b&gt;O&#x27;Neil&lt;/b&gt; Marsh" in html
    assert "/interviews/E" in html


def test_the_bell_counts_what_is_to_read(client: Client, overdue: Council) -> None:
    client.force_login(overdue.officer)
    assert "Alerts <b>4</b>" in page(client)
    alert = Alert.objects.filter(user=overdue.officer).first()
    response = client.post(f"/alerts/{alert.pk}/read/", {"here": "/alerts/?page=1"})
    assert response.url == "/alerts/?page=1"
    assert "Alerts <b>3</b>" in page(client)
    assert page(client, "/alerts/?show=all").count("Mark as read<span") == 3


def test_all_are_read_at_once_but_for_what_came_since(client: Client, overdue: Council) -> None:
    client.force_login(overdue.officer)
    seen = Alert.objects.filter(user=overdue.officer).order_by("-pk")[1]
    client.post("/alerts/read/", {"up_to": seen.pk})
    assert Alert.objects.unread().filter(user=overdue.officer).count() == 1
    client.post("/alerts/read/", {"up_to": "x", "here": "https://elsewhere.example/alerts/"})
    assert Alert.objects.unread().filter(user=overdue.officer).count() == 0
    assert "You have read everything." in page(client)
    assert "Nothing needs you now." not in page(client, "/alerts/?show=all")


def test_what_was_raised_anew_since_the_page_was_built_stays_to_be_read(client: Client, overdue: Council) -> None:
    """It has the id that it had: of an interview that was closed and opened again, say."""
    client.force_login(overdue.officer)
    fields = client.get("/alerts/").context["read_all_fields"]
    sent = {field["name"]: field["value"] for field in fields}
    again = Alert.objects.filter(user=overdue.officer).earliest("pk")
    latest = Alert.objects.filter(user=overdue.officer).latest("created_at")
    Alert.objects.filter(pk=again.pk).update(created_at=latest.created_at + timedelta(minutes=1))
    client.post("/alerts/read/", sent)
    assert list(Alert.objects.unread().filter(user=overdue.officer)) == [again]
    client.post("/alerts/read/", {"up_to": "9" * 18, "raised_by": "2026-11-20"})
    assert not Alert.objects.unread().filter(user=overdue.officer).exists()


def test_the_way_back_leads_nowhere_else(client: Client, overdue: Council) -> None:
    client.force_login(overdue.officer)
    for here in ("https://elsewhere.example/alerts/", "//elsewhere.example", "/health/", ""):
        assert client.post("/alerts/read/", {"here": here}).url == "/alerts/"


def test_somebody_elses_alert_cannot_be_read_nor_found(client: Client, overdue: Council) -> None:
    client.force_login(overdue.outsider)
    alert = Alert.objects.filter(user=overdue.officer).first()
    assert client.post(f"/alerts/{alert.pk}/read/").status_code == 404
    assert "You have read everything." in page(client)
    assert "Nothing needs you now." in page(client, "/alerts/?show=all")
    assert client.get(f"/alerts/{alert.pk}/read/").url == "/alerts/"


def test_an_administrator_sees_the_team_and_not_the_case(client: Client, council: Council) -> None:
    for user in (council.officer, council.worker, council.manager, council.service_manager):
        user.is_active = False
        user.save()
    interview = council.interview(back=timezone.now() - 3 * DAY)
    raise_alerts()
    client.force_login(council.administrator)
    html = page(client)
    assert council.team.name in html
    assert interview.episode.reference not in html
    assert interview.episode.young_person.first_name not in html


@pytest.mark.parametrize("url", ["/alerts/", "/alerts/?show=all"])
def test_the_page_takes_no_more_queries_for_more_rows(client: Client, overdue: Council, url: str) -> None:
    client.force_login(overdue.officer)
    with CaptureQueriesContext(connection) as queries:
        page(client, url)
    assert len(queries) <= 12, [query["sql"][:90] for query in queries]
    few = len(queries)
    for _ in range(60):
        overdue.interview(back=timezone.now() - 4 * DAY)
    raise_alerts()
    with CaptureQueriesContext(connection) as queries:
        html = page(client, url)
    assert len(queries) <= few
    assert "1 to 50 of 64 alerts" in html


def test_each_heading_is_true_when_the_page_is_read(client: Client, overdue: Council) -> None:
    """An interview due in hours is told of as due; once its time is over it stands with the overdue, told or not."""
    council = overdue
    discussion = StrategyDiscussionFactory(young_person=council.young_person(), opened_at=timezone.now() - DAY)
    EpisodeFactory(young_person=council.young_person(), started_at=timezone.now() - timedelta(hours=2))
    raise_alerts()
    manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    for stage in AlertStage.objects.filter(is_overtaken=False):
        Alert.objects.get_or_create(stage=stage, user=manager, defaults={"created_at": timezone.now()})
    client.force_login(manager)
    groups = groups_of(client)
    assert list(groups) == ["Missing and harm", "Overdue", "Due, or waiting"]
    assert {row.stage.kind for row in groups["Missing and harm"]} == {"new_episode"}
    assert len(groups["Overdue"]) == 3
    assert {row.stage.subject_key for row in groups["Due, or waiting"]} >= {f"strategy:{discussion.pk}"}
    due = next(row.stage for row in groups["Due, or waiting"] if row.stage.kind == "interview")
    with time_machine.travel(due.due_at, tick=False):
        client.force_login(manager)
        assert len(groups_of(client)["Overdue"]) == 3
    with time_machine.travel(due.due_at + timedelta(minutes=1), tick=False):
        client.force_login(manager)
        assert due in [row.stage for row in groups_of(client)["Overdue"]]


def groups_of(client: Client) -> dict[str, list]:
    return {group["title"]: group["rows"] for group in client.get("/alerts/").context["groups"]}
