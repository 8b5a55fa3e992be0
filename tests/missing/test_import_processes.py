"""The command as a process: its exit status, and killed in the middle of an import."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from launch import PROJECT
from tests.bench.make_case_file import made
from tests.databases import address_of, copied_database

pytestmark = pytest.mark.processes
TABLES = "people_youngperson people_careperiod people_placement missing_episode missing_returninterview"


@pytest.fixture
def database(db: None) -> Iterator[str]:
    with copied_database("import") as name:
        yield address_of(name)


def start(database: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "import_case_file", *arguments]
    environ = os.environ | {"DATABASE_URL": database}
    return subprocess.Popen(
        command, cwd=PROJECT, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run(database: str, *arguments: str) -> tuple[int, str, str]:
    process = start(database, *arguments)
    out, error = process.communicate(timeout=300)
    return process.returncode, out, error


def rows(database: str) -> dict[str, int]:
    with psycopg.connect(database) as server:
        return {name: server.execute(f"SELECT count(*) FROM {name}".encode()).fetchone()[0] for name in TABLES.split()}  # noqa: S608


def test_a_killed_import_is_finished_by_running_it_again(database: str, tmp_path: Path) -> None:
    list(made(tmp_path / "case", 1_500, 10, datetime.now(UTC)))
    killed = start(database, str(tmp_path / "case"))
    deadline = time.monotonic() + 240
    while not rows(database)["missing_episode"]:
        assert killed.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    half = rows(database)
    status, out, error = run(database, str(tmp_path / "case"))
    assert status in (0, 1), error
    last = dict(line.split(".csv: ") for line in out.splitlines() if line.endswith(" rejected") and ".csv: " in line)
    assert last["young_people"] == "1500 read, 0 added, 0 changed, 1500 unchanged, 0 rejected"
    whole = rows(database)
    assert whole["missing_episode"] > half["missing_episode"] > 0
    assert whole["missing_returninterview"] > 0
    status, again, _ = run(database, str(tmp_path / "case"))
    assert " 0 added, 0 changed," in again
    assert rows(database) == whole
    assert "changed, 0 unchanged" not in again


def test_the_exit_status_tells_whether_anything_was_rejected(database: str, tmp_path: Path) -> None:
    good = "reference,first_name,last_name,date_of_birth\nYP1,Ana,Marsh,2010-03-07\n"
    (tmp_path / "young_people.csv").write_text(good)
    assert run(database, str(tmp_path))[0] == 0
    (tmp_path / "young_people.csv").write_text(good + "YP2,Ben,,2010-03-07\n")
    assert run(database, str(tmp_path))[0] == 1
    status, out, error = run(database, str(tmp_path / "nowhere"))
    assert (status, out) == (2, "")
    assert error.strip().splitlines()[-1].endswith("There is no file or folder " + str(tmp_path / "nowhere") + ".")
    assert "Traceback" not in error
