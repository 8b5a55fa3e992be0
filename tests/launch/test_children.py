"""Only what the launcher itself started is ever ended."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alerts.probes import worker_starts
from launch import proc
from launch.children import Child, Record, end, end_children, read_records
from launch.services import Watch
from launch.trouble import Trouble
from tests.launch.copies import wait_until

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf'); time.sleep(60)"]


@pytest.fixture
def make_child(tmp_path: Path) -> Iterator:
    made: list[Child] = []

    def make(command: list[str], name: str = "one") -> Child:
        child = Child(name, command, data_dir=tmp_path, cwd=tmp_path)
        made.append(child)
        child.start()
        # A program that has just begun has no command line yet, for a moment that a busy machine makes long.
        wait_until(lambda: child.has_ended() or child.record.processes() != [], 10, "beginning")
        return child

    yield make
    end_children(made)


def test_a_child_is_recorded_found_and_ended(make_child, tmp_path: Path) -> None:
    child = make_child(SLEEP)
    (record,) = read_records(tmp_path / "run")
    assert record.processes() == [child.process.pid]
    assert end([record]) == 1
    assert record.processes() == []


def test_one_that_will_not_listen_is_ended_after_the_grace(make_child) -> None:
    child = make_child([DEAF[0], "-u", *DEAF[1:]])
    wait_until(lambda: "deaf" in child.log.read_text(), 10, "ignoring the signal")
    assert end([child.record], grace_seconds=0.2) == 1
    assert child.process.wait() == -9


def test_a_number_that_now_belongs_to_another_program_is_left_alone(make_child) -> None:
    record = make_child(SLEEP).record
    assert end([replace(record, started=record.started - 1)]) == 0
    assert end([replace(record, command=["other"])]) == 0
    assert record.processes() == [record.pid]


def test_a_process_in_no_session_of_ours_is_left_alone() -> None:
    stranger = subprocess.Popen(SLEEP)
    status = proc.status(stranger.pid)
    assert Record(stranger.pid, status.started, SLEEP).processes() == []
    stranger.kill()
    stranger.wait()


def test_a_record_cut_short_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "half.json").write_text('{"pid": 12')
    (tmp_path / "other.json").write_text('{"pid": 12}')
    (tmp_path / "whole.json").write_text(json.dumps(asdict(Record(12, 34, ["x"]))))
    assert read_records(tmp_path) == [Record(12, 34, ["x"])]


def test_the_worker_is_started_again_with_growing_pauses_and_it_is_kept_when(
    make_child, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings
) -> None:
    settings.DATA_DIR = tmp_path
    now = [1000.0]
    monkeypatch.setattr("launch.services.time.monotonic", lambda: now[0])
    web, worker = make_child(SLEEP, "web"), make_child([sys.executable, "-c", "print('ValueError: no')"], "worker")
    watch = Watch(web, worker)
    for pause in (1, 2, 4):
        worker.process.wait()
        assert f"(“ValueError: no”) and starts again in {pause} s" in watch.look()
        assert watch.look() is None
        assert worker.has_ended()
        now[0] += pause
        watch.look()
    starts = worker_starts(datetime.now(UTC) - timedelta(minutes=1))
    assert len(starts) == 3


def test_a_worker_that_never_stopped_was_never_started_again(tmp_path: Path, settings) -> None:
    settings.DATA_DIR = tmp_path
    assert worker_starts(datetime.now(UTC) - timedelta(days=7)) == []


def test_without_the_web_server_there_is_trouble(make_child) -> None:
    web, worker = (
        make_child([sys.executable, "-c", "raise SystemExit('Error: no')"], "web"),
        make_child(SLEEP, "worker"),
    )
    web.process.wait()
    with pytest.raises(Trouble, match="The web server stopped"):
        Watch(web, worker).look()
