"""A copy of the application as programs of its own: its database, a broker, workers, or the command of cron."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis as client
from celery import Celery

from launch.proc import children

PROJECT = Path(__file__).resolve().parents[2]
TIMES_ON_RECORD = """
    SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
    WHERE data_type LIKE 'timestamp%' AND is_generated = 'NEVER' AND table_schema = 'public'
    AND table_name IN (
        'alerts_alert', 'alerts_alertstage', 'alerts_outgoingemail', 'missing_episode', 'missing_returninterview'
    )
    GROUP BY table_name
"""
Program = subprocess.Popen[bytes]
LAST_WORDS = 4_000
"""Characters of a program's log."""

RAISE, SEND = "alerts.tasks.raise_alerts", "alerts.tasks.send_outgoing_email"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def need_redis() -> None:
    """Without Redis a test of it is passed over; under `make test`, which installs it, it fails."""
    if shutil.which("redis-server"):
        return
    words = "Redis is not installed: as root, run `apt-get install redis-server`."
    if os.environ.get("EVERY_TEST"):
        pytest.fail(words)
    pytest.skip(words)


class Redis:
    """Debian's redis-server, keeping nothing on disk."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.answers, 10)

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def is_empty(self) -> bool:
        """Nobody is to be woken, and whoever was has done the work: until then it is kept as not acknowledged."""
        with client.Redis(port=self.port) as connection:
            return connection.exists("celery", "unacked") == 0

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process = None


class Copy:
    """Programs that share one database. `broker` is a URL; empty is the filesystem transport under `data_dir`.

    With `by_command` there is no broker at all, and `manage.py raise_alerts` does the work.
    """

    def __init__(self, *, database: str, data_dir: Path, email_url: str, broker: str = "") -> None:
        self.database, self.data_dir, self.broker = database, data_dir, broker
        data_dir.mkdir(parents=True, exist_ok=True)
        self.environ = {
            **os.environ,
            "DATABASE_URL": database,
            "DATA_DIR": str(data_dir),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "only-for-tests",
            "EMAIL_URL": email_url,
            "CELERY_BROKER_URL": broker or "filesystem://",
            "PYTHONPATH": str(PROJECT),
        }
        self.programs: list[Program] = []
        self.by_command = False
        self.kinds = ["interview"]
        self.transport = "redis" if broker else "filesystem"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], cwd=PROJECT, env=self.environ, capture_output=True, text=True, timeout=120
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def seed(self, number: int, *, first: int = 0, hours: float = 26, apart: int = 0, of_each: int = 1) -> None:
        """See tests/alerts/seed.py."""
        self.do("seed", number, first, hours, apart, of_each)

    def do(self, program: str, *arguments: object) -> None:
        """Run one of the programs beside this file."""
        done = self.run("-m", f"tests.alerts.{program}", *map(str, arguments))
        assert done.returncode == 0, done.stderr

    def start_worker(self, name: str = "one") -> Program:
        options = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--pool=solo", "--loglevel=WARNING"]
        return self._start(name, "-m", "celery", "-A", "config", "worker", f"--hostname={name}@localhost", *options)

    def start_worker_at_night(self) -> Program:
        """As `make run` starts it, a parent with two children: tests/alerts/worker_at_night.py."""
        program = self._start("night", "-m", "tests.alerts.worker_at_night", str(self.data_dir))
        wait_for(lambda: len(children(program.pid)) >= 2, 60)
        return program

    def start_beat(self, name: str) -> Program:
        """A clock of its own that wakes the worker each minute."""
        schedule = f"--schedule={self.data_dir / name}"
        return self._start(f"beat-{name}", "-m", "celery", "-A", "config", "beat", schedule, "--pidfile=")

    def set_to_work(self, name: str = "one") -> Program:
        """Start what does the work: a worker, to be woken, or the command, which does what is due and ends."""
        return self._start(name, "manage.py", "raise_alerts") if self.by_command else self.start_worker(name)

    def _start(self, name: str, *arguments: str) -> Program:
        with (self.data_dir / f"{name}.log").open("ab") as log:
            program = subprocess.Popen(
                [sys.executable, *arguments], cwd=PROJECT, env=self.environ, stdout=log, stderr=log
            )
        self.programs.append(program)
        return program

    def kill(self, program: subprocess.Popen[Any]) -> None:
        """As the kernel does when memory runs out."""
        program.send_signal(signal.SIGKILL)
        program.wait(10)
        if program in self.programs:
            self.programs.remove(program)

    def kill_children(self, program: Program) -> None:
        """The parent is held for as long as it takes, so that it starts no others before all are gone."""
        program.send_signal(signal.SIGSTOP)
        for child in children(program.pid):
            os.kill(child, signal.SIGKILL)

    def kill_all(self, program: Program) -> None:
        """The parent and its children, none of whom can start another or say goodbye."""
        self.kill_children(program)
        self.kill(program)

    def wake(self, *tasks: str) -> None:
        """What beat does each minute, or cron: it starts the command, here where the last one has ended."""
        if self.by_command:
            if all(program.poll() is not None for program in self.programs):
                self.set_to_work()
            return
        app = Celery(broker=self.broker or "filesystem://")
        app.conf.broker_transport_options = {"max_retries": 1, "interval_start": 0}  # a broker that is away is at once
        if not self.broker:
            queue = str(self.data_dir / "broker" / "queue")
            app.conf.broker_transport = "config.file_broker:Transport"
            app.conf.broker_transport_options = {
                "data_folder_in": queue,
                "data_folder_out": queue,
                "control_folder": str(self.data_dir / "broker" / "control"),
            }
        for task in tasks or (RAISE, SEND):
            app.send_task(task, expires=55, retry=False, ignore_result=True)
        app.close()

    def sweep(self, until: Callable[[], bool]) -> None:
        """Have what is due raised and sent: by the worker, woken each second, or by one run of the command."""
        if self.by_command:
            done = self.run("manage.py", "raise_alerts")
            assert until(), done.stdout + done.stderr
        else:
            self.wake()
            wait_for(until, 240, every=self.wake)

    def let_pass(self, *, hours: float) -> None:
        """So much time goes by: whatever is on record moves back. The jobs stay, so that none counts as late.

        It waits for what is being decided and holds back whatever follows: nobody counts from a time of before on to
        one of after. Where each of the two waits for the other, the database ends one; where it is this, it is done
        once more.
        """
        for _ in range(5):
            try:
                return self._move_back(hours * 3600)
            except psycopg.errors.DeadlockDetected:
                continue
        raise AssertionError("a sweep was always in the way")

    def _move_back(self, seconds: float) -> None:
        with psycopg.connect(self.database) as connection:
            connection.execute("SET session_replication_role = replica")  # no history, no trigger
            columns = connection.execute(TIMES_ON_RECORD).fetchall()
            connection.execute(f"LOCK TABLE {', '.join(table for table, _ in columns)}".encode())
            for table, names in columns:
                moved = ", ".join(f"{name} = {name} - make_interval(secs => %(secs)s)" for name in names)
                connection.execute(f"UPDATE {table} SET {moved}".encode(), {"secs": seconds})  # noqa: S608

    def hurry(self) -> None:
        """The next try of every e-mail is now."""
        with psycopg.connect(self.database) as connection:
            connection.execute("UPDATE alerts_outgoingemail SET next_try_at = now() WHERE sent_at IS NULL")

    def ask(self, question: str, *values: object) -> int:
        """One number out of the database."""
        with psycopg.connect(self.database) as connection:
            row = connection.execute(question.encode(), values or None).fetchone()
        return int(row[0]) if row else 0

    def stages(self) -> int:
        """Of the kinds that were seeded: a job that is late, because the hours went by at once, is none of theirs."""
        return self.ask("SELECT count(*) FROM alerts_alertstage WHERE kind = ANY(%s)", self.kinds)

    def told(self) -> int:
        """Stages that told somebody, and were not withdrawn."""
        return self.ask("SELECT count(*) FROM alerts_alertstage WHERE told > 0 AND withdrawn_at IS NULL")

    def waiting(self) -> int:
        return self.ask("SELECT count(*) FROM alerts_outgoingemail WHERE sent_at IS NULL AND withdrawn_at IS NULL")

    def emails(self) -> int:
        return self.ask("SELECT count(*) FROM alerts_outgoingemail WHERE withdrawn_at IS NULL")

    def letters(self) -> int:
        """Of the e-mails, how many carry the others: as many arrive."""
        carrying = "goes_with_id IS NULL AND sent_at IS NOT NULL"
        return self.ask(f"SELECT count(*) FROM alerts_outgoingemail WHERE {carrying}")  # noqa: S608

    def close(self) -> None:
        """End what is left, and print what each said last: it is read where a test failed."""
        for program in list(self.programs):
            self.kill(program)
        for log in sorted(self.data_dir.glob("*.log")):
            print(f"{log.name}: …{log.read_text(errors='replace')[-LAST_WORDS:]}")


def wait_for(condition: Callable[[], bool], seconds: float, *, every: Callable[[], None] = lambda: None) -> None:
    """Wait until it holds; `every` is done once a second meanwhile."""
    end, again = time.monotonic() + seconds, time.monotonic() + 1
    while not condition():
        assert time.monotonic() < end, f"it took longer than {seconds} seconds"
        if time.monotonic() > again:
            every()
            again = time.monotonic() + 1
        time.sleep(0.05)
