"""Whole processes, doubled, and a broker that stops: no stage is lost or told twice, no e-mail comes twice.

The figures are printed (`-s`) and kept in docs/reliability.md.
"""

import time
from collections.abc import Callable

import pytest

from tests.alerts.figures import report
from tests.alerts.mail_server import Mailbox
from tests.alerts.processes import Copy, Redis, wait_for

pytestmark = pytest.mark.processes
STAGES, EMAILS = 3, 3
"""Of one interview: 24 hours before, due, 24 hours overdue, the last told; to holder, returns officer, team manager."""

INTERVIEWS = 30


def is_done(copy: Copy, interviews: int) -> bool:
    return copy.stages() >= interviews * STAGES and copy.waiting() == 0


def test_two_at_work_and_many_sweeps_at_once(copy_at_rest: Copy, mailbox: Mailbox) -> None:
    """Two workers, two commands beside them and four wakings; without a broker four commands."""
    copy = copy_at_rest
    copy.seed(INTERVIEWS)
    for name in ("one", "two"):
        copy.set_to_work(name)
    by_hand = [copy.start("manage.py", "raise_alerts") for _ in range(2)]
    for _ in range(4):
        copy.wake()
    wait_for(lambda: is_done(copy, INTERVIEWS), 60, every=copy.wake)
    for command in by_hand:
        out, error = command.communicate(timeout=60)
        assert command.returncode == 0, out + error
    what = f"Two at work, two commands, four sweeps at once, {copy.transport}"
    report(what, copy, mailbox, stages=INTERVIEWS * STAGES, letters=INTERVIEWS * EMAILS)


@pytest.mark.parametrize("copy_at_rest", ["redis", "filesystem"], indirect=True)
def test_two_beats_at_once(copy: Copy, mailbox: Mailbox) -> None:
    """Each wakes the worker for every job of every minute. Without a broker it is two commands at once, as above."""
    copy.seed(INTERVIEWS)
    for name in ("one", "two"):
        copy.start_beat(name)
    wait_for(lambda: is_done(copy, INTERVIEWS), 150)
    what = f"Two beats at once, {copy.transport}"
    report(what, copy, mailbox, stages=INTERVIEWS * STAGES, letters=INTERVIEWS * EMAILS)


def test_half_a_message_ends_no_worker(make_copy: Callable[[str], Copy], mailbox: Mailbox) -> None:
    """A file of the broker that somebody has begun to write and not finished."""
    copy = make_copy("")
    copy.seed(1)
    half = copy.data_dir / "broker" / "queue" / "1_half.celery.msg"
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_text('{"body": "W1tdLCB7')
    worker = copy.start_worker()
    wait_for(lambda: is_done(copy, 1), 60, every=copy.wake)
    assert worker.poll() is None
    assert half.exists()


def test_the_broker_stops_and_comes_back(make_copy: Callable[[str], Copy], mailbox: Mailbox, redis: Redis) -> None:
    copy = make_copy(redis.url)
    copy.seed(10)
    copy.start_worker()
    wait_for(lambda: is_done(copy, 10), 60, every=copy.wake)
    wait_for(redis.is_empty, 60)
    redis.stop()
    copy.seed(10, first=10)
    began = time.monotonic()
    by_hand = copy.run("manage.py", "raise_alerts")
    assert "30 stages raised, 30 alerts, 30 e-mails queued, 30 sent, 0 failed." in by_hand.stdout, by_hand.stderr
    assert time.monotonic() - began < 30
    copy.seed(10, first=20)
    redis.start()
    wait_for(lambda: is_done(copy, 30), 60, every=copy.wake)
    report("Broker stopped and back", copy, mailbox, stages=30 * STAGES, letters=30 * EMAILS)
