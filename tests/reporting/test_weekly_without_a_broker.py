"""A Friday with neither worker nor broker: one line of cron, `manage.py raise_alerts` each minute."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import Service, User
from accounts.rules import Role
from alerts import wake
from alerts.models import ScheduledJob
from reporting.models import WeeklyEmail
from tests.factories import UserFactory
from tests.reporting.weekly import CUT_OFF, HOUR, LONG_AGO, TEN

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Whoever would wake a worker finds none."""

    def nobody(task: Any) -> None:
        raise ConnectionError(task.name)

    monkeypatch.setattr(wake, "_publish", nobody)


@pytest.fixture
def lead(service: Service) -> User:
    lead = UserFactory(full_name="Team Lead", roles=[Role.HUB])
    service.email_recipients.add(lead)
    User.objects.update(joined_at=CUT_OFF - HOUR)
    return lead


def cron(at: Any) -> str:
    said = StringIO()
    with time_machine.travel(at, tick=False):
        call_command("raise_alerts", stdout=said)
    return said.getvalue()


def weekly_emails() -> list[Any]:
    """Without those that say which job was late in a test's hours without cron."""
    return [message for message in mail.outbox if message.subject.startswith("Weekly missing e-mail")]


def test_the_weekly_email_is_built_and_sent_by_the_command_alone(lead: User) -> None:
    cron(CUT_OFF - 2 * MINUTE)
    assert "built" not in cron(CUT_OFF - MINUTE)
    said = cron(CUT_OFF)
    assert "build and send the weekly e-mail: 2026-W47: built as at Friday 20 November 2026 at 08:00." in said
    assert weekly_emails() == []
    assert "2026-W47: sent, 1 e-mail queued." in cron(TEN)
    (message,) = weekly_emails()
    assert message.to == [lead.email]
    cron(TEN + MINUTE)
    assert len(weekly_emails()) == 1


def test_every_job_of_the_schedule_is_done_in_a_day_and_none_is_late(lead: User, settings: Any) -> None:
    for hours in range(26):
        cron(CUT_OFF + hours * HOUR)
    assert set(ScheduledJob.objects.values_list("name", flat=True)) == set(settings.CELERY_BEAT_SCHEDULE)
    assert not ScheduledJob.objects.filter(succeeded_at=None).exists()
    assert not ScheduledJob.objects.late(CUT_OFF + 25 * HOUR).exists()


def test_what_the_worker_has_just_done_is_not_due(lead: User) -> None:
    cron(CUT_OFF - DAY)
    ScheduledJob.objects.update(started_at=TEN)
    cron(TEN + timedelta(seconds=30))
    assert not WeeklyEmail.objects.exists()


def test_cron_that_is_not_exact_leaves_no_minute_out(lead: User) -> None:
    cron(CUT_OFF - DAY)
    ScheduledJob.objects.update(started_at=CUT_OFF - timedelta(seconds=57))
    cron(CUT_OFF)
    assert WeeklyEmail.objects.exists()


def test_one_that_fails_is_said_and_stops_no_email(lead: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise RuntimeError("no such file")

    cron(LONG_AGO)
    monkeypatch.setattr("people.tasks.take_waiting_imports", fail)
    with pytest.raises(CommandError, match="Could not take on waiting imports: RuntimeError: no such file"):
        cron(TEN)
    assert len(weekly_emails()) == 1
    assert ScheduledJob.objects.get(name="take on waiting imports").failed_at == TEN
