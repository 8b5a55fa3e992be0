"""Whole processes, and a database that restarts in the middle of an e-mail."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launch.postgres import Server
from tests.alerts.figures import report
from tests.alerts.mail_server import Mailbox
from tests.alerts.processes import Copy, wait_for

pytestmark = pytest.mark.processes
INTERVIEWS = 10


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A PostgreSQL that may be stopped without anybody else noticing, beside the data of the tests' own."""
    folder = Path(os.environ["DATA_DIR"]) / "own"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    server = Server(folder / "postgres", options=("fsync=off",))
    server.start()
    try:
        migrated = Copy(database=server.url, data_dir=folder / "data", email_url="smtp://127.0.0.1:1")
        done = migrated.run("manage.py", "migrate", "--verbosity", "0")
        assert done.returncode == 0, done.stderr
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture
def database(own_server: Server) -> str:
    """One of its own on that server, in place of the one beside the tests' own."""
    with psycopg.connect(own_server.url.replace("/postgres?", "/template1?"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS restarted WITH (FORCE)")
        connection.execute("CREATE DATABASE restarted TEMPLATE postgres")
    return own_server.url.replace("/postgres?", "/restarted?")


def test_the_database_restarts_in_the_middle_of_an_email(
    copy_at_rest: Copy, mailbox: Mailbox, own_server: Server
) -> None:
    """It ends every connection while one e-mail is on its way; the same worker goes on once it is back, or cron."""
    copy = copy_at_rest
    copy.seed(INTERVIEWS)
    is_back = threading.Event()
    broken_off: list[str] = []

    def restart() -> None:
        if len(mailbox.taken) == 2 * INTERVIEWS and not broken_off:
            broken_off.append(mailbox.taken[-1][0])
            own_server.stop()
            own_server.start()
            is_back.set()

    mailbox.on_taken = restart
    copy.set_to_work()
    wait_for(is_back.is_set, 90, every=copy.wake)
    wait_for(lambda: copy.stages() >= 3 * INTERVIEWS and not copy.waiting(), 90, every=copy.wake)
    what = f"Database restarted between the server's yes and our commit, {copy.transport}"
    report(what, copy, mailbox, stages=3 * INTERVIEWS, letters=3 * INTERVIEWS, broken_off=broken_off)
