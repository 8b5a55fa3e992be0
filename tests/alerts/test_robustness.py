"""One bad record, one bad source or a broker that is down keeps nothing else back."""

import socket
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from accounts.rules import Role
from alerts import outbox, sources, wake
from alerts.actions import SweepIncomplete, raise_alerts, telling
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.recipients import Matter
from alerts.tasks import after_seconds, send_outgoing_email
from alerts.tasks import raise_alerts as raise_alerts_task
from missing import alert_sources
from missing.actions import hand_over_interview
from tests.alerts.conftest import BACK, DAY, DUE, Council
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
publish = wake._publish


def test_a_record_that_cannot_be_raised_keeps_no_other_back(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = council.interview(), council.interview()

    def path(reference: str) -> str:
        if reference == bad.episode.reference:
            raise ValueError("no page")
        return f"/interviews/{reference}/"

    source = sources.source_of("interview")
    monkeypatch.setattr(alert_sources, "interview_page", path)
    monkeypatch.setitem(sources._sources, "interview", replace(source, path=path))
    with pytest.raises(SweepIncomplete) as caught:
        raise_alerts(at=DUE - DAY)
    assert caught.value.raised.failed == [f"interview:{bad.pk}"]
    assert AlertStage.objects.get().subject_key == f"interview:{good.pk}"


def test_what_cannot_be_told_to_who_came_to_the_work_keeps_no_other_back(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = council.interview(), council.interview()
    raise_alerts(at=DUE)
    holders = UserFactory(roles=[Role.INTERVIEWER]), UserFactory(roles=[Role.INTERVIEWER])
    for interview, holder in zip((bad, good), holders, strict=True):
        hand_over_interview(actor=council.officer, interview=interview, to=holder, at=DUE + MINUTE)
    write = telling.stage_emails

    def fails_for_one(source: sources.AlertSource, pk: int, matter: Matter, *rest: Any) -> Any:
        if matter.reference == bad.episode.reference:
            raise ValueError("it cannot be written")
        return write(source, pk, matter, *rest)

    monkeypatch.setattr(telling, "stage_emails", fails_for_one)
    with pytest.raises(SweepIncomplete) as caught:
        raise_alerts(at=DUE + MINUTE)
    assert caught.value.raised.failed == [f"interview:{bad.pk}"]
    assert list(Alert.objects.standing().filter(user__in=holders).values_list("user", flat=True)) == [holders[1].pk]
    monkeypatch.setattr(telling, "stage_emails", write)
    raise_alerts(at=DUE + 2 * MINUTE)
    assert Alert.objects.standing().filter(user=holders[0]).exists()


def test_a_source_that_fails_keeps_no_other_back(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(now: object) -> Any:
        raise RuntimeError("no such index")

    council.interview()
    bad = sources.AlertSource("bad", "Bad", "bad", (), fail, deadline=None, reference=None, path=str)
    monkeypatch.setattr(sources, "_sources", {"bad": bad} | sources._sources)
    with pytest.raises(SweepIncomplete, match="bad"):
        raise_alerts(at=DUE - DAY)
    assert AlertStage.objects.count() == 1


def test_stages_out_of_order_are_refused_at_once() -> None:
    stages = alert_sources.INTERVIEW.stages
    with pytest.raises(ValueError, match="order"):
        sources.AlertSource("x", "X", "x", stages[::-1], lambda now: None, None, None, str)  # type: ignore[arg-type, return-value]


def test_an_hour_of_sweeps_without_a_broker_loses_nothing_and_doubles_nothing(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something falls due each minute, the waking fails each time, and each sweep is run twice."""

    def no_broker(task: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(wake, "_publish", no_broker)
    for number in range(60):
        council.interview(back=BACK + number * MINUTE)
    for number in range(61):
        for _ in range(2):
            raise_alerts(at=DUE + number * MINUTE)
            outbox.send_outgoing_email(at=DUE + number * MINUTE)
    assert AlertStage.objects.filter(stage="due", is_overtaken=False).count() == 60
    assert AlertStage.objects.count() == 60 * 2, "and the stage before, 24 hours earlier"
    keys = [(message.to[0], message.message()["Message-ID"]) for message in mail.outbox]
    assert len(keys) == len(set(keys)) == OutgoingEmail.objects.filter(sent_at__isnull=False).count()
    told = OutgoingEmail.objects.filter(to_user=council.manager, subject="Return home interview due now")
    assert told.count() == 60


def test_a_sweep_ends_when_it_is_told_to(council: Council) -> None:
    council.interview()
    assert raise_alerts(at=DUE, stop=after_seconds(0)).stages == 0


def test_the_task_wakes_the_sender_when_there_is_something_to_send(
    council: Council, nobody_to_wake: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    council.interview(back=DUE - 365 * DAY, alerts_from=DUE - 365 * DAY)
    with django_capture_on_commit_callbacks(execute=True):
        assert "4 stages raised" in raise_alerts_task()
    assert nobody_to_wake == ["alerts.tasks.send_outgoing_email"]
    assert send_outgoing_email() == "3 sent, 0 failed"


@pytest.mark.parametrize("answers", [False, True], ids=["refused", "silent"])
def test_a_broker_that_is_down_delays_a_page_by_two_seconds_once(answers: bool) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        if answers:
            listening.listen()
        app = raise_alerts_task.app
        wake._quiet_until = 0.0
        before = app.conf.broker_url, app.conf.broker_write_url
        app.conf.broker_url = app.conf.broker_write_url = f"redis://127.0.0.1:{listening.getsockname()[1]}/0"
        options = app.conf.broker_transport_options
        app.conf.broker_transport_options = {}
        try:
            began = time.monotonic()
            publish(raise_alerts_task)
            first = time.monotonic() - began
            publish(raise_alerts_task)
            second = time.monotonic() - began - first
        finally:
            app.conf.broker_url, app.conf.broker_write_url = before
            app.conf.broker_transport_options = options
            quiet, wake._quiet_until = wake._quiet_until, 0.0
    assert quiet > 0, "it did fail"
    assert first < 4  # a second to connect and one to answer, and room for a busy machine
    assert second < 0.1
