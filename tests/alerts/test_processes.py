"""Whole processes, killed, doubled and cut off: no stage is lost or raised twice.

An e-mail may come twice only where the kill fell between the server's taking it and our commit, and then under the same
Message-ID. The figures are printed (`-s`) and kept in docs/reliability.md.
"""

import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from launch.postgres import Server
from tests.alerts.processes import Copy, Mailbox, Redis, wait_for

pytestmark = pytest.mark.processes
PER_INTERVIEW_STAGES = 3  # 24 hours before, due, 24 hours overdue: all due at once, the last told
PER_INTERVIEW_EMAILS = 3  # holder, returns officer, team manager
INTERVIEWS = 30
ALL_AT_ONCE, KILLS = 1_000, 10


@contextmanager
def a_server_of_its_own() -> Iterator[Server]:
    """A PostgreSQL that may be stopped without anybody else noticing, beside the data of the tests' own."""
    folder = Path(os.environ["DATA_DIR"]) / "own"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    server = Server(folder / "postgres", options=("fsync=off",))
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def is_done(copy: Copy, interviews: int) -> bool:
    return copy.stages() >= interviews * PER_INTERVIEW_STAGES and copy.waiting() == 0


def report(what: str, copy: Copy, mailbox: Mailbox, interviews: int, kills: int = 0) -> None:
    """Print and judge: nothing lost, no stage twice, no e-mail twice but by a kill."""
    stages, emails = interviews * PER_INTERVIEW_STAGES, interviews * PER_INTERVIEW_EMAILS
    lost, mails_lost = stages - copy.stages(), copy.letters() - len(set(mailbox.taken))
    print(
        f"\n{what}: {interviews} interviews, {kills} kills:"
        f" {lost} of {stages} stages lost, {copy.stages_twice()} twice;"
        f" {emails} e-mails in {copy.letters()}, of which {mails_lost} lost, {mailbox.twice} twice"
    )
    assert (lost, copy.stages_twice(), mails_lost) == (0, 0, 0)
    assert mailbox.twice <= kills
    assert copy.emails() == emails


@pytest.mark.parametrize("transport", ["redis", "filesystem"])
def test_a_worker_killed_at_random_points(
    make_copy: Callable[[str], Copy], mailbox: Mailbox, transport: str, request: pytest.FixtureRequest
) -> None:
    """A thousand due at once; the kills fall anywhere in the raising of the stages and the sending of the e-mails."""
    copy = make_copy(request.getfixturevalue("redis").url if transport == "redis" else "")
    copy.seed(ALL_AT_ONCE)
    dice = random.Random()
    for _ in range(KILLS):
        worker = copy.start_worker()
        before = copy.stages() + len(mailbox.taken)
        copy.wake()
        wait_for(lambda before=before: copy.stages() + len(mailbox.taken) > before, 180, every=copy.wake)  # type: ignore[misc]
        time.sleep(dice.uniform(0, 0.6))
        copy.kill(worker)
    assert not is_done(copy, ALL_AT_ONCE), "the kills fell while there was work"
    copy.start_worker()
    wait_for(lambda: is_done(copy, ALL_AT_ONCE), 900, every=copy.wake)
    report(f"Worker killed at random, {transport}", copy, mailbox, ALL_AT_ONCE, KILLS)


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


@pytest.mark.parametrize("taken", [False, True], ids=["before the server took it", "after the server took it"])
def test_killed_in_the_middle_of_an_email(make_copy: Callable[[str], Copy], mailbox: Mailbox, taken: bool) -> None:
    """No broker at all: the command is killed between claim and send, and between the server's yes and our commit."""
    copy = make_copy("")
    copy.seed(4)
    running = copy.start("manage.py", "raise_alerts")

    def kill() -> bool:
        if len(mailbox.taken) < 5 or running.poll() is not None:
            return False
        copy.kill(running)
        return True

    if taken:
        mailbox.on_taken = kill
    else:
        mailbox.drops_it = kill
    running.communicate(timeout=60)
    assert running.returncode == -9
    said = copy.run("manage.py", "raise_alerts").stdout
    assert f"{12 - 5 + taken} sent, 0 failed." in said
    report(f"Command killed {'after' if taken else 'before'} the server took it", copy, mailbox, 4, 1)
    assert mailbox.twice == taken


def test_two_workers_and_many_sweeps_at_once(make_copy: Callable[[str], Copy], mailbox: Mailbox, redis: Redis) -> None:
    copy = make_copy(redis.url)
    copy.seed(INTERVIEWS)
    for name in ("one", "two"):
        copy.start_worker(name)
    by_hand = [copy.start("manage.py", "raise_alerts") for _ in range(2)]
    for _ in range(4):
        copy.wake()
    wait_for(lambda: is_done(copy, INTERVIEWS), 60, every=copy.wake)
    for command in by_hand:
        out, error = command.communicate(timeout=60)
        assert command.returncode == 0, out + error
    report("Two workers, two commands, four sweeps at once", copy, mailbox, INTERVIEWS)


def test_two_beats_at_once(make_copy: Callable[[str], Copy], mailbox: Mailbox, redis: Redis) -> None:
    """Each wakes the worker for every job of every minute."""
    copy = make_copy(redis.url)
    copy.seed(INTERVIEWS)
    copy.start_worker()
    for name in ("one", "two"):
        copy.start_beat(name)
    wait_for(lambda: is_done(copy, INTERVIEWS), 150)
    report("Two beats at once", copy, mailbox, INTERVIEWS)


def test_the_database_restarts_in_the_middle_of_an_email(
    tmp_path: Path, mailbox_and_url: tuple[Mailbox, str], redis: Redis
) -> None:
    """It ends every connection while one e-mail is on its way; the same worker goes on once it is back."""
    mailbox, email_url = mailbox_and_url
    with a_server_of_its_own() as server:
        copy = Copy(database=server.url, data_dir=tmp_path / "data", email_url=email_url, broker=redis.url)
        assert copy.run("manage.py", "migrate", "--verbosity", "0").returncode == 0
        copy.seed(INTERVIEWS)
        is_down, is_back = threading.Event(), threading.Event()

        def restart() -> None:
            if len(mailbox.taken) == 20 and not is_down.is_set():
                is_down.set()
                server.stop()
                server.start()
                is_back.set()

        mailbox.on_taken = restart
        copy.start_worker()
        try:
            wait_for(is_back.is_set, 90, every=copy.wake)
            wait_for(lambda: is_done(copy, INTERVIEWS), 90, every=copy.wake)
            report("Database restarted between the server's yes and our commit", copy, mailbox, INTERVIEWS, kills=1)
        finally:
            copy.close()


def test_the_broker_stops_and_comes_back(make_copy: Callable[[str], Copy], mailbox: Mailbox, redis: Redis) -> None:
    copy = make_copy(redis.url)
    copy.seed(10)
    copy.start_worker()
    wait_for(lambda: is_done(copy, 10), 60, every=copy.wake)
    redis.stop()
    copy.seed(10, first=10)
    began = time.monotonic()
    by_hand = copy.run("manage.py", "raise_alerts")
    assert "30 stages raised, 30 alerts, 30 e-mails queued, 30 sent, 0 failed." in by_hand.stdout, by_hand.stderr
    assert time.monotonic() - began < 30
    copy.seed(10, first=20)
    redis.start()
    wait_for(lambda: is_done(copy, 30), 60, every=copy.wake)
    report("Broker stopped and back", copy, mailbox, 30)


def test_a_mail_server_that_refuses_one_then_all_then_keeps_silent(
    make_copy: Callable[[str], Copy], mailbox: Mailbox
) -> None:
    copy = make_copy("")
    copy.seed(2)
    mailbox.refused = {"manager@northcliffe.example"}
    first = copy.run("manage.py", "raise_alerts").stdout
    assert "6 e-mails queued, 4 sent, 2 failed." in first

    copy.seed(2, first=2)
    mailbox.refuses_all = True
    assert "6 e-mails queued, 0 sent, 6 failed." in copy.run("manage.py", "raise_alerts").stdout

    mailbox.refuses_all, mailbox.refused = False, set()
    copy.hurry()
    mailbox.silent.set()
    began = time.monotonic()
    silent = copy.run("manage.py", "raise_alerts")
    assert "0 sent, 1 failed." in silent.stdout
    assert silent.returncode == 1
    assert 10 <= time.monotonic() - began < 40, "the limit is ten seconds of silence"

    mailbox.silent.clear()
    copy.hurry()
    assert "8 sent, 0 failed." in copy.run("manage.py", "raise_alerts").stdout
    report("Mail server refusing one, all, silent", copy, mailbox, 4)
