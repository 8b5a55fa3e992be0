"""A scheduled job that has not succeeded when it should have is seen, and somebody is told."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from celery import signals
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from alerts.actions import SweepIncomplete, raise_alerts
from alerts.health import Health
from alerts.heartbeat import expect_jobs, job_of, job_run, note_end, note_start, why_it_failed
from alerts.models import Alert, JobRun, OutgoingEmail, ScheduledJob
from alerts.outbox import ServerDown
from alerts.registrations import SWEEP
from alerts.tasks import send_outgoing_email
from people.models import YoungPerson
from tests.alerts.conftest import DAY, Council

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def late(at: datetime) -> set[str]:
    return set(ScheduledJob.objects.late(at).values_list("name", flat=True))


def test_every_job_of_the_schedule_is_expected_also_one_that_never_ran() -> None:
    expect_jobs(at=AT)
    assert set(ScheduledJob.objects.values_list("name", flat=True)) == set(settings.CELERY_BEAT_SCHEDULE)
    assert late(AT + 20 * MINUTE) == set()
    assert "send e-mail" in late(AT + 21 * MINUTE)
    assert "tidy" not in late(AT + DAY)
    assert "tidy" in late(AT + DAY + 2 * timedelta(hours=1))


def test_a_job_that_left_the_schedule_is_expected_no_more(settings: Any) -> None:
    expect_jobs(at=AT)
    settings.CELERY_BEAT_SCHEDULE = {}
    expect_jobs(at=AT)
    assert late(AT + 30 * DAY) == set()


def test_a_success_puts_it_off_and_a_failure_does_not() -> None:
    expect_jobs(at=AT)
    note_start("send e-mail", AT + 10 * MINUTE)
    note_end("send e-mail", succeeded=True, said="2 sent, 0 failed", at=AT + 10 * MINUTE)
    note_start("send e-mail", AT + 11 * MINUTE)
    note_end("send e-mail", succeeded=False, said="ServerDown", at=AT + 11 * MINUTE)
    assert "send e-mail" not in late(AT + 30 * MINUTE)
    assert "send e-mail" in late(AT + 31 * MINUTE)
    run = JobRun.objects.get()
    assert (run.runs, run.failures, run.succeeded, run.said) == (2, 1, False, "ServerDown")


def test_there_is_one_row_a_job_and_hour() -> None:
    for minutes in (0, 1, 59, 60):
        note_start("send e-mail", AT + minutes * MINUTE)
        note_end("send e-mail", succeeded=True, at=AT + minutes * MINUTE)
    assert [run.runs for run in JobRun.objects.order_by("period")] == [3, 1]


def test_runs_are_kept_for_ninety_days() -> None:
    for days in (0, 1, 91):
        note_start("tidy", AT + days * DAY)
        note_end("tidy", succeeded=True, at=AT + days * DAY)
    assert [run.period for run in JobRun.objects.order_by("period")] == [AT + DAY, AT + 91 * DAY]


def test_a_late_job_is_told_to_the_administrators_and_cleared_when_it_succeeds(council: Council) -> None:
    expect_jobs(at=AT)
    note_end(SWEEP, succeeded=True, at=AT + 24 * MINUTE)
    raise_alerts(at=AT + 25 * MINUTE)
    alerts = Alert.objects.standing().filter(stage__reference="send e-mail")
    assert [alert.user for alert in alerts] == [council.administrator]
    assert "/health/" in OutgoingEmail.objects.filter(reference="send e-mail").get().text

    note_end("send e-mail", succeeded=True, at=AT + 26 * MINUTE)
    raise_alerts(at=AT + 27 * MINUTE)
    assert not alerts.all().exists()

    note_end(SWEEP, succeeded=True, at=AT + 50 * MINUTE)
    raise_alerts(at=AT + 26 * MINUTE + 25 * MINUTE)
    assert alerts.all().count() == 1, "late once more, told once more"


def test_a_slow_sweep_takes_back_nothing_that_a_later_one_has_raised(council: Council) -> None:
    expect_jobs(at=AT)
    raise_alerts(at=AT + 21 * MINUTE)
    told = OutgoingEmail.objects.filter(kind="late_job")
    assert told.count() == 1
    raise_alerts(at=AT + 20 * MINUTE)
    raise_alerts(at=AT + 22 * MINUTE)
    assert told.count() == 1
    assert Alert.objects.standing().filter(stage__kind="late_job").count() == 1
    note_end(SWEEP, succeeded=True, at=AT + 23 * MINUTE)
    raise_alerts(at=AT + 24 * MINUTE)
    assert told.filter(reference=SWEEP, withdrawn_at=None).count() == 0


def test_when_no_job_ran_for_a_while_one_alert_says_so_and_not_one_for_each(council: Council) -> None:
    expect_jobs(at=AT)
    ScheduledJob.objects.update(succeeded_at=AT)
    raise_alerts(at=AT + 40 * MINUTE)
    assert [email.reference for email in OutgoingEmail.objects.filter(kind="late_job")] == [SWEEP]

    note_end(SWEEP, succeeded=True, at=AT + 40 * MINUTE)
    ScheduledJob.objects.exclude(name="tidy").update(succeeded_at=AT + 40 * MINUTE)
    ScheduledJob.objects.filter(name="tidy").update(succeeded_at=AT - 2 * DAY)
    raise_alerts(at=AT + 41 * MINUTE)
    standing = Alert.objects.standing().filter(stage__kind="late_job")
    assert [alert.stage.reference for alert in standing] == ["tidy"], "what is late still"


def test_a_sweep_that_fails_hides_no_other_job(council: Council) -> None:
    expect_jobs(at=AT)
    ScheduledJob.objects.update(succeeded_at=AT)
    note_end(SWEEP, succeeded=False, said="SweepIncomplete: no", at=AT + 39 * MINUTE)
    raise_alerts(at=AT + 40 * MINUTE)
    told = set(OutgoingEmail.objects.filter(kind="late_job").values_list("reference", flat=True))
    assert {SWEEP, "send e-mail"} <= told


def test_what_a_database_says_of_a_row_is_not_put_before_an_administrator(council: Council, client: Client) -> None:
    expect_jobs(at=AT)
    person = council.young_person(first_name="Zebedee", last_name="Quillfeather")
    with pytest.raises(IntegrityError), job_run(SWEEP), transaction.atomic():
        YoungPerson.objects.filter(pk=person.pk).update(died_on=date(1900, 1, 1))
    assert ScheduledJob.objects.get(name=SWEEP).said == "IntegrityError. What it said is in the log."
    client.force_login(council.administrator)
    assert "Zebedee" not in client.get("/health/").text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ServerDown("The mail server does not answer."), "ServerDown: The mail server does not answer."),
        (ConnectionRefusedError("refused"), "ConnectionRefusedError: refused"),
        (KeyError("Zebedee"), "KeyError. What it said is in the log."),
    ],
)
def test_an_error_of_our_own_or_of_the_system_is_said_in_its_words(error: Exception, said: str) -> None:
    assert why_it_failed(error) == said


def test_a_job_run_by_hand_keeps_the_same_heartbeat() -> None:
    with job_run("send e-mail", AT) as run:
        run.said = "2 sent"
    with pytest.raises(ZeroDivisionError), job_run("send e-mail", AT + MINUTE):
        raise ZeroDivisionError
    job = ScheduledJob.objects.get(name="send e-mail")
    assert (job.succeeded_at, job.failed_at) == (AT, AT + MINUTE)


def test_the_worker_says_itself_when_a_scheduled_task_begins_and_ends() -> None:
    task = send_outgoing_email
    signals.task_prerun.send(sender=task, task=task)
    signals.task_success.send(sender=task, result="1 sent")
    assert ScheduledJob.objects.get(name="send e-mail").said == "1 sent"
    signals.task_failure.send(sender=task, exception=ValueError("no"))
    assert ScheduledJob.objects.get(name="send e-mail").said == "ValueError. What it said is in the log."
    assert JobRun.objects.get().runs == 2


def test_a_task_that_is_on_no_schedule_keeps_no_heartbeat() -> None:
    assert job_of("celery.backend_cleanup") == ""
    note_end("", succeeded=True)
    assert not ScheduledJob.objects.exists()


def test_the_command_says_what_it_did_and_may_run_twice(council: Council) -> None:
    council.interview(back=datetime(2026, 1, 5, 9, tzinfo=UTC))
    said = StringIO()
    call_command("raise_alerts", stdout=said)
    call_command("raise_alerts", stdout=said)
    assert said.getvalue().splitlines() == [
        "4 stages raised, 3 alerts, 3 e-mails queued, 3 sent, 0 failed.",
        "0 stages raised, 0 alerts, 0 e-mails queued, 0 sent, 0 failed.",
    ]
    assert ScheduledJob.objects.filter(succeeded_at__isnull=False).count() == 2


def test_the_command_fails_aloud(council: Council, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    council.interview(back=datetime(2026, 1, 5, 9, tzinfo=UTC))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match="does not answer"):
        call_command("raise_alerts", stdout=StringIO())

    def incomplete() -> None:
        from alerts.actions import Raised

        raise SweepIncomplete(Raised(failed=["interview:7"]))

    monkeypatch.setattr("alerts.actions.raise_alerts", incomplete)
    with pytest.raises(CommandError, match="interview:7"):
        call_command("raise_alerts", stdout=StringIO())


@pytest.mark.parametrize("finds_it_out", [False, True])
def test_a_clock_that_was_ahead_hides_no_job_that_stands_still(finds_it_out: bool) -> None:
    """Nothing has run since it went right again, or the sweep alone."""
    expect_jobs(at=AT - DAY)
    ahead = AT + 30 * DAY
    ScheduledJob.objects.update(started_at=ahead, succeeded_at=ahead, failed_at=ahead)
    if finds_it_out:
        expect_jobs(at=AT)
        assert late(AT) == set()
        assert not {job.has_failed for job in Health(AT).jobs if job.has_failed}
    assert late(AT + 2 * DAY) == set(settings.CELERY_BEAT_SCHEDULE)
    assert {job.name for job in Health(AT + 2 * DAY).jobs if job.is_late} == set(settings.CELERY_BEAT_SCHEDULE)


def test_a_success_that_lies_ahead_is_none_to_the_health_page() -> None:
    expect_jobs(at=AT - DAY)
    ScheduledJob.objects.update(succeeded_at=AT + 30 * DAY)
    assert {job.succeeded_at for job in Health(AT).jobs} == {None}


def test_clocks_that_differ_by_seconds_make_no_job_late() -> None:
    expect_jobs(at=AT - 3 * DAY)
    ScheduledJob.objects.update(succeeded_at=AT + timedelta(seconds=10))
    assert late(AT) == set()
    expect_jobs(at=AT)
    assert set(ScheduledJob.objects.values_list("succeeded_at", flat=True)) == {AT + timedelta(seconds=10)}
