"""Database and broker are asked quickly, and a job says at which London hour it is next due."""

import json
import socket
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from celery import Celery
from celery.schedules import crontab
from django.db.backends.postgresql.base import DatabaseWrapper

from alerts import probes
from alerts.due import next_due
from alerts.probes import Answer, ask_broker, ask_database
from tests.alerts.processes import Redis, need_redis


def test_the_database_is_asked_by_a_connection_of_its_own() -> None:
    answer = ask_database()
    assert answer.is_there
    assert answer.said == ""


def test_a_database_that_is_gone_is_said_so_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"host": "127.0.0.1", "port": 1, "user": "u", "password": "secret", "dbname": "d"}
    monkeypatch.setattr(DatabaseWrapper, "get_connection_params", lambda self: wrong)
    answer = ask_database()
    assert not answer.is_there
    assert "secret" not in answer.said


def test_files_that_wait_are_counted(settings: Any, tmp_path: Path) -> None:
    for name in ("1_a.celery.msg", "2_b.celery.msg", "3_c.other.msg"):
        (tmp_path / name).write_text(json.dumps({}))
    options = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path)}
    assert at_broker("filesystem://", options) == Answer(True, 0, waiting=2)


def test_the_list_in_redis_is_measured() -> None:
    need_redis()
    server = Redis()
    server.start()
    try:
        assert at_broker(server.url).waiting == 0
        with redis.Redis(port=server.port) as client:
            client.lpush("celery", "one", "two")
        assert at_broker(server.url).waiting == 2
    finally:
        server.stop()
    answer = at_broker(server.url)
    assert (answer.is_there, answer.waiting) == (False, None)
    assert "refused" in answer.said


def test_nobody_waits_for_a_broker_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        started = time.monotonic()
        answer = at_broker(f"redis://:secret@127.0.0.1:{silent.getsockname()[1]}/0")
        assert time.monotonic() - started < 4
    assert (answer.is_there, answer.waiting) == (False, None)
    assert "secret" not in answer.said


def at_broker(url: str, options: dict[str, str] | None = None) -> Answer:
    with pytest.MonkeyPatch.context() as patch:
        app = Celery(broker=url, set_as_current=False)
        app.conf.broker_transport_options = options or {}
        patch.setattr(probes, "current_app", app)
        answer = ask_broker()
        app.close()
    return Answer(answer.is_there, 0, answer.waiting, answer.said)


@pytest.mark.parametrize(
    ("when", "after", "expected"),
    [
        (600.0, "2026-11-26T09:00:00+00:00", "2026-11-26T09:10:00+00:00"),
        (timedelta(hours=1), "2026-11-26T09:00:00+00:00", "2026-11-26T10:00:00+00:00"),
        (crontab(hour=4, minute=10), "2026-11-26T04:10:00+00:00", "2026-11-27T04:10:00+00:00"),
        (crontab(hour=4, minute=10), "2026-11-26T04:09:59+00:00", "2026-11-26T04:10:00+00:00"),
        (crontab(hour=4, minute=10), "2026-03-28T12:00:00+00:00", "2026-03-29T03:10:00+00:00"),
        (crontab(hour=4, minute=10), "2026-10-24T12:00:00+00:00", "2026-10-25T04:10:00+00:00"),
        (crontab(day_of_week="sun", hour=9, minute=0), "2026-11-26T09:00:00+00:00", "2026-11-29T09:00:00+00:00"),
        (crontab(day_of_week="fri", hour=9, minute=0), "2026-11-27T10:00:00+00:00", "2026-12-04T09:00:00+00:00"),
        (crontab(day_of_month=29, month_of_year=2, hour=9, minute=0), "2026-11-26T09:00:00Z", "2028-02-29T09:00:00Z"),
        (crontab(minute="*/20"), "2026-11-26T23:45:00+00:00", "2026-11-27T00:00:00+00:00"),
    ],
)
def test_a_job_is_next_due_at_its_london_hour_across_clock_changes(when: Any, after: str, expected: str) -> None:
    assert next_due(when, datetime.fromisoformat(after)) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(("asked_for", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_without_redis_make_test_fails_and_others_pass_over_it(
    monkeypatch: pytest.MonkeyPatch, asked_for: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("EVERY_TEST", asked_for)
    with pytest.raises(outcome, match="apt-get install redis-server"):
        need_redis()
