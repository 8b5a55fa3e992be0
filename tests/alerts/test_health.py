"""The health page and what monitors ask: everything that is late is red, and nothing is told to who may not know."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import mark_address
from accounts.rules import Role
from alerts.actions import queue_email
from alerts.heartbeat import expect_jobs, note_end, note_start
from alerts.models import AlertStage, OutgoingEmail, ScheduledJob
from alerts.probes import Answer
from tests.alerts.conftest import DAY, HOUR, Council
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
TOKEN = "a long token of a monitor"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def broker(monkeypatch: pytest.MonkeyPatch) -> dict[str, Answer]:
    """What the broker answers; the tests of the question itself ask for real."""
    answers = {"broker": Answer(is_there=True, milliseconds=1, waiting=3)}
    monkeypatch.setattr("alerts.health.ask_broker", lambda: answers["broker"])
    return answers


@pytest.fixture
def token(settings: Any) -> None:
    settings.HEALTH_TOKEN = TOKEN


def all_on_time() -> None:
    expect_jobs()
    for name in django_settings.CELERY_BEAT_SCHEDULE:
        note_end(name, succeeded=True)


def installed(at: datetime) -> None:
    MigrationRecorder.Migration.objects.update(applied=at)


def page(client: Client, url: str = "/health/") -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


class TestPage:
    def test_it_says_that_the_worker_was_started_again(
        self, client: Client, council: Council, settings: Any, tmp_path: Path
    ) -> None:
        settings.DATA_DIR = tmp_path
        client.force_login(council.administrator)
        assert "The worker stopped" not in page(client)
        starts = tmp_path / "run" / "worker-started-again"
        starts.parent.mkdir()
        with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
            client.force_login(council.administrator)
            starts.write_text("2026-11-15T09:00:00+00:00\n2026-11-22T20:30:00+00:00\n2026-11-2")
            assert "The worker stopped and was started again yesterday 20:30. Why it stopped" in page(client)
            starts.write_text("2026-11-22T20:30:00+00:00\n2026-11-23T08:00:00+00:00\n")
            assert "started again today 08:00, and 2 times within 7 days. Why it stopped" in page(client)

    def test_it_shows_jobs_and_failed_mail_and_no_name(self, client: Client, council: Council) -> None:
        now = timezone.now()
        expect_jobs(at=now - 3 * DAY)
        ScheduledJob.objects.filter(name="raise alerts").update(succeeded_at=now, failed_at=now - DAY)
        ScheduledJob.objects.filter(name="tidy").update(succeeded_at=now - timedelta(hours=5), failed_at=now)
        email = queue_email(
            to=council.worker, kind="interview", reference="E1", subject="Subject", text="Text", dedupe_key="1"
        )
        OutgoingEmail.objects.update(tries=11, given_up_at=now, last_error="550 no such user", created_at=now - DAY)
        queue_email(to=council.worker, kind="weekly_email", subject="S", text="Text", dedupe_key="2", reference="W47")
        AlertStage.objects.create(kind="interview", subject_key="interview:1", stage="due", due_at=now, raised_at=now)
        client.force_login(council.administrator)
        with CaptureQueriesContext(connection) as queries:
            html = page(client)
        assert len(queries) <= 12
        words = ("4 late", "Failed last time", "On time", "550 no such user", "Given up", "1 alert had nobody to tell")
        for said in (*words, "Next due", "3 messages", "Broker (files)", "Database", "In 1 ms"):
            assert said in html
        assert council.worker.full_name not in html
        assert council.worker.email not in html

        response = client.post(f"/health/email/{email.pk}/again/", follow=True)
        assert "It will be sent again within a minute." in response.content.decode()
        email.refresh_from_db()
        assert email.given_up_at is None
        OutgoingEmail.objects.filter(pk=email.pk).update(sent_at=now, tries=1)
        response = client.post(f"/health/email/{email.pk}/again/", follow=True)
        assert "has been sent or taken back" in response.content.decode()

    def test_it_is_designed_for_a_good_day_too(self, client: Client) -> None:
        client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
        all_on_time()
        html = page(client)
        assert "No job has run yet." not in html
        assert "Every e-mail has left" in html
        assert "strip--alarm" not in html

    @pytest.mark.parametrize(("minutes", "late"), [(20, 0), (21, 4), (26 * 60, 6)])
    def test_a_worker_that_never_began_turns_it_red_once_its_jobs_should_have_run(
        self, client: Client, minutes: int, late: int
    ) -> None:
        """Counted from when the tables were last changed: a copy that was just made is not red."""
        installed(timezone.now() - minutes * MINUTE)
        client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
        html = page(client)
        assert "No job has run yet. Start the worker" in html
        assert html.count("Not run yet") == 6 - late
        assert (f"{late} late" in html) == bool(late)
        assert ("strip--alarm" in html) == bool(late)

    def test_an_alert_that_nobody_was_told_is_an_alarm(self, client: Client) -> None:
        all_on_time()
        now = timezone.now()
        client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
        AlertStage.objects.create(kind="still_missing", subject_key="episode:1", stage="h", due_at=now, raised_at=now)
        html = page(client)
        assert "strip--alarm" in html
        assert "1 alert had nobody to tell" in html

    @time_machine.travel("2026-11-26T09:00:00Z", tick=False)
    def test_each_job_says_when_it_last_succeeded_and_when_it_is_next_due(self, client: Client) -> None:
        all_on_time()
        client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
        html = page(client)
        assert "Today, 09:00" in html
        assert "Today, 09:01" in html
        assert "Tomorrow, 04:10" in html
        assert "Late from today 09:21" in html

    def test_it_says_how_often_each_ran_and_failed_in_a_day(self, client: Client) -> None:
        now = timezone.now()
        for ago, succeeded in ((30 * HOUR, False), (20 * HOUR, False), (2 * HOUR, True), (MINUTE, True)):
            note_start("send e-mail", now - ago)
            note_end("send e-mail", succeeded=succeeded, at=now - ago)
        client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
        html = page(client)
        assert "3 runs in 24 hours, 1 failed" in html
        assert html.count("in 24 hours") == 1

    @time_machine.travel("2026-11-26T09:00:00Z", tick=False)
    def test_a_job_that_has_never_run_is_not_said_to_be_on_time(self, client: Client) -> None:
        all_on_time()
        ScheduledJob.objects.update(succeeded_at=None)
        client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
        html = page(client)
        assert "Not run yet" in html
        assert '<span class="tag tag--green">On time</span>' not in html

    @pytest.mark.parametrize(("minutes", "is_red"), [(14, False), (15, True)])
    def test_mail_that_should_have_left_turns_it_red(
        self, client: Client, council: Council, minutes: int, is_red: bool
    ) -> None:
        all_on_time()
        at = timezone.now() - minutes * MINUTE
        queue_email(to=council.worker, kind="test", subject="S", text="Text", dedupe_key="1", at=at)
        queue_email(to=council.worker, kind="test", subject="S", text="T", dedupe_key="2", at=timezone.now() + DAY)
        client.force_login(council.administrator)
        html = page(client)
        assert ("strip--alarm" in html) == is_red
        assert f"Oldest: {minutes} minutes{', more than 15 minutes' if is_red else ''}" in html

    def test_how_late_is_late_is_the_councils_to_say(self, client: Client, council: Council, settings: Any) -> None:
        settings.EMAIL_LATE_MINUTES = 60
        at = timezone.now() - 59 * MINUTE
        queue_email(to=council.worker, kind="test", subject="S", text="Text", dedupe_key="1", at=at)
        client.force_login(council.administrator)
        assert "strip--alarm" not in page(client)

    def test_a_broker_that_does_not_answer_is_said_in_words(self, client: Client, broker: dict[str, Answer]) -> None:
        broker["broker"] = Answer(is_there=False, milliseconds=2000, said="No answer within 2 seconds")
        client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
        html = page(client)
        assert "Does not answer" in html
        assert "No answer within 2 seconds" in html
        assert "Not known" in html
        assert "strip--alarm" in html

    def test_mail_that_came_back_or_is_held_back_is_listed_to_be_sent_again(
        self, client: Client, council: Council
    ) -> None:
        now = timezone.now()
        came_back = queue_email(
            to=council.worker, kind="interview", reference="E1", subject="S", text="T", dedupe_key="1", at=now
        )
        OutgoingEmail.objects.update(sent_at=now, tries=1, bounced_at=now, bounce_said="550 no such user")
        mark_address(user=council.worker, address=council.worker.email, said="550 no such user", sent_at=now)
        held = queue_email(to=council.worker, kind="interview", reference="E2", subject="S", text="T", dedupe_key="2")
        client.force_login(council.administrator)
        html = page(client)
        words = ("Came back today", "550 no such user", "E1", "E2", "Held back", "Mail to this address comes back")
        for said in (*words, "E-mail to 1 user comes back, so none is sent to them; 1 e-mail waits"):
            assert said in html
        assert council.worker.full_name not in html
        for email in (came_back, held):
            client.post(f"/health/email/{email.pk}/again/")
            email.refresh_from_db()
            assert email in OutgoingEmail.objects.to_try(timezone.now())

    def test_mail_that_came_back_is_listed_for_two_weeks_and_while_its_matter_stands(self) -> None:
        now = timezone.now()
        queue_email(to="a@example.org", kind="test", subject="S", text="T", dedupe_key="1")
        OutgoingEmail.objects.update(sent_at=now, tries=1, bounced_at=now, bounce_said="550 no such user")
        assert OutgoingEmail.objects.did_not_arrive(now + 13 * DAY).exists()
        assert not OutgoingEmail.objects.did_not_arrive(now + 15 * DAY).exists()
        stage = AlertStage.objects.create(kind="k", subject_key="k:1", stage="s", due_at=now, raised_at=now)
        OutgoingEmail.objects.update(stage=stage)
        assert OutgoingEmail.objects.did_not_arrive(now).exists()
        AlertStage.objects.update(cleared_at=now)
        assert not OutgoingEmail.objects.did_not_arrive(now).exists()

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
    def test_it_is_the_administrators(self, client: Client, role: Role) -> None:
        client.force_login(UserFactory(roles=[role]))
        assert client.get("/health/").status_code == 403
        assert client.post("/health/email/1/again/").status_code == 403


class TestMonitors:
    def test_a_monitor_needs_no_login_and_learns_no_detail(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed(timezone.now())
        for url in ("/healthz", "/healthz/jobs"):
            response = client.get(url)
            assert (response.status_code, response.content) == (200, b"ok")
        expect_jobs(at=timezone.now() - DAY)
        assert client.get("/healthz").status_code == 200
        response = client.get("/healthz/jobs")
        assert (response.status_code, response.content) == (503, b"not ok")
        monkeypatch.setattr("alerts.health.ask_database", lambda: Answer(is_there=False, milliseconds=2000))
        for url in ("/healthz", "/healthz/jobs"):
            assert client.get(url).status_code == 503

    @pytest.mark.parametrize("what", ["never begun", "e-mail late", "e-mail given up", "nobody told"])
    def test_work_that_is_not_done_is_said_without_a_token(self, client: Client, what: str) -> None:
        now = timezone.now()
        installed(now - 22 * MINUTE)
        if what != "never begun":
            all_on_time()
            assert client.get("/healthz/jobs").status_code == 200
        if what.startswith("e-mail"):
            at = now - 16 * MINUTE
            queue_email(to="a@example.org", kind="test", subject="S", text="T", dedupe_key="1", at=at)
        if what == "e-mail given up":
            OutgoingEmail.objects.update(given_up_at=now, tries=4, last_error="550 no such user")
        if what == "nobody told":
            AlertStage.objects.create(kind="new_episode", subject_key="e:1", stage="s", due_at=now, raised_at=now)
        response = client.get("/healthz/jobs")
        assert (response.status_code, response.content) == (503, b"not ok")

    def test_with_the_token_it_is_told_everything(self, client: Client, council: Council, token: None) -> None:
        with time_machine.travel("2026-11-26T09:00:00Z", tick=False):
            all_on_time()
            response = client.get("/healthz", headers=BEARER)
        assert response.status_code == 200
        told = response.json()
        assert told["status"] == "ok"
        assert told["database"]["answers"] is True
        assert told["broker"] == {"kind": "files", "answers": True, "milliseconds": 1, "waiting": 3}
        assert told["jobs"][0] == {
            "name": "build and send the weekly e-mail",
            "last_success": "2026-11-26T09:00:00Z",
            "next_due": "2026-11-26T09:01:00Z",
            "late": False,
        }
        assert told["email"] == {
            "waiting": 0,
            "oldest_unsent_since": None,
            "late": False,
            "failing": 0,
            "given_up": 0,
            "held_back": 0,
            "came_back": 0,
        }
        assert told["alerts"] == {"nobody_told": 0}

    @pytest.mark.parametrize("what", ["job", "e-mail", "nobody told", "broker", "database"])
    def test_whatever_is_not_well_is_503(
        self, client: Client, token: None, monkeypatch: pytest.MonkeyPatch, broker: dict[str, Answer], what: str
    ) -> None:
        all_on_time()
        if what == "job":
            ScheduledJob.objects.filter(name="tidy").update(succeeded_at=timezone.now() - 2 * DAY)
        if what == "e-mail":
            at = timezone.now() - 16 * MINUTE
            queue_email(to="a@example.org", kind="test", subject="S", text="T", dedupe_key="1", at=at)
        if what == "nobody told":
            now = timezone.now()
            AlertStage.objects.create(kind="new_episode", subject_key="e:1", stage="s", due_at=now, raised_at=now)
        if what == "broker":
            broker["broker"] = Answer(is_there=False, milliseconds=2000)
        if what == "database":
            monkeypatch.setattr("alerts.health.ask_database", lambda: Answer(is_there=False, milliseconds=2000))
        response = client.get("/healthz", headers=BEARER)
        assert response.status_code == 503
        assert response.json()["status"] == "not ok"
        assert (response.json()["jobs"] is None) == (what == "database")

    @pytest.mark.parametrize("sent", ["Bearer wrong", "Bearer", f"Basic {TOKEN}", "", "Bearer ünknown"])
    def test_another_token_tells_nothing(self, client: Client, token: None, sent: str) -> None:
        for url in ("/healthz", "/metrics"):
            response = client.get(url, headers={"Authorization": sent})
            assert (response.status_code, response.content) == (401, b"not the token")
            assert response["WWW-Authenticate"] == "Bearer"
        assert client.get("/metrics").status_code == 401

    def test_where_no_token_is_set_none_is_good(self, client: Client) -> None:
        for sent in ("Bearer ", "Bearer", f"Bearer {TOKEN}"):
            assert client.get("/healthz", headers={"Authorization": sent}).status_code == 401
            assert client.get("/metrics", headers={"Authorization": sent}).status_code == 404


@pytest.mark.parametrize(("domains", "is_said"), [([], True), (["northcliffe.example"], False)])
def test_that_no_domain_may_be_mailed_names_is_said(
    council: Council, client: Client, settings: Any, domains: list[str], is_said: bool
) -> None:
    settings.MAIL_ALLOWED_DOMAINS = domains
    client.force_login(council.administrator)
    said = "The weekly e-mail goes out without names: no domain is set to which they may be mailed."
    assert (said in page(client)) is is_said
