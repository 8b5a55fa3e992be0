"""The bell, the page of alerts, the health page, and what monitors ask."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.rules import Role
from alerts.actions import queue_email, raise_alerts
from alerts.heartbeat import expect_jobs
from alerts.models import Alert, AlertStage, OutgoingEmail, ScheduledJob
from tests.alerts.conftest import DAY, Council
from tests.factories import UserFactory

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
    assert html.index("Return home interview overdue by 24 hours") < html.index("Return home interview due in 24 hours")
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
    assert client.get(f"/alerts/{alert.pk}/read/").status_code == 405


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


def test_the_health_page_shows_jobs_and_failed_mail_and_no_name(client: Client, council: Council) -> None:
    now = timezone.now()
    expect_jobs(at=now - 3 * DAY)
    ScheduledJob.objects.filter(name="raise alerts").update(succeeded_at=now, failed_at=now - DAY)
    ScheduledJob.objects.filter(name="tidy").update(succeeded_at=now - timedelta(hours=5), failed_at=now)
    email = queue_email(
        to=council.worker, kind="interview", reference="E1", subject="Subject", text="Text", dedupe_key="1"
    )
    OutgoingEmail.objects.update(tries=11, given_up_at=now, last_error="550 no such user", created_at=now - DAY)
    queue_email(to=council.worker, kind="weekly_email", subject="Subject", text="Text", dedupe_key="2", reference="W47")
    AlertStage.objects.create(kind="interview", subject_key="interview:1", stage="due", due_at=now, raised_at=now)
    client.force_login(council.administrator)
    with CaptureQueriesContext(connection) as queries:
        html = page(client, "/health/")
    assert len(queries) <= 12
    for words in (
        "4 late",
        "Failed last time",
        "On time",
        "550 no such user",
        "Given up",
        "1 alert had nobody to tell",
    ):
        assert words in html
    assert council.worker.full_name not in html
    assert council.worker.email not in html

    response = client.post(f"/health/email/{email.pk}/again/", follow=True)
    assert "It will be sent again within a minute." in response.content.decode()
    email.refresh_from_db()
    assert email.given_up_at is None
    OutgoingEmail.objects.filter(pk=email.pk).update(sent_at=now, tries=1)
    response = client.post(f"/health/email/{email.pk}/again/", follow=True)
    assert "has been sent or taken back" in response.content.decode()


def test_the_health_page_is_designed_for_a_good_day_too(client: Client) -> None:
    client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
    html = page(client, "/health/")
    assert "No job has run yet." in html
    assert "Every e-mail has left" in html


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_health_is_the_administrators(client: Client, role: Role) -> None:
    client.force_login(UserFactory(roles=[role]))
    assert client.get("/health/").status_code == 403
    assert client.post("/health/email/1/again/").status_code == 403


def test_a_monitor_needs_no_login_and_learns_no_detail(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for url in ("/healthz", "/healthz/jobs"):
        response = client.get(url)
        assert (response.status_code, response.content) == (200, b"ok")
    expect_jobs(at=timezone.now() - DAY)
    assert client.get("/healthz").status_code == 200
    response = client.get("/healthz/jobs")
    assert (response.status_code, response.content) == (503, b"not ok")

    def unreachable(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("no database")

    monkeypatch.setattr("alerts.views.health.connection.cursor", unreachable)
    assert client.get("/healthz").status_code == 503
