"""The launcher with real gunicorn, Celery and PostgreSQL. Each test has a copy of one prepared data folder."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launch.children import read_records
from tests.launch.copies import FIRST_START_SECONDS, Copy, alive, duplicate, wait_until

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """A data folder as the first start leaves it."""
    folder = Path(os.environ["DATA_DIR"]) / "p0"
    shutil.rmtree(folder, ignore_errors=True)
    copy = Copy(folder).start().wait_until_ready(FIRST_START_SECONDS)
    assert copy.stop() == 0
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def make_copy(prepared: Path) -> Iterator[Callable[..., Copy]]:
    made: list[Copy] = []

    def make(**options: str) -> Copy:
        made.append(Copy(duplicate(prepared, prepared.with_name(f"p{len(made) + 1}")), **options))
        return made[-1]

    yield make
    for copy in made:
        if copy.process is not None and not copy.has_ended():
            copy.stop()
        assert not copy.processes()
        shutil.rmtree(copy.data_dir)
        copy.output.unlink(missing_ok=True)


def test_it_serves_the_sign_in_page_soon_after_the_second_start(make_copy: Callable[..., Copy]) -> None:
    copy = make_copy().start().wait_until_ready()
    status, page = copy.get("/account/login/")
    assert status == 200
    assert "<form" in page
    assert 1 < copy.processor_seconds() < 20  # two cores do that in ten seconds, if nobody else wants them


def test_nothing_is_left_running_after_ctrl_c(make_copy: Callable[..., Copy]) -> None:
    copy = make_copy().start().wait_until_ready()
    # The database; gunicorn and its two; Celery, its two and its clock
    wait_until(lambda: len(copy.processes()) >= 8, 60, "everything started")
    running = copy.processes()
    assert copy.stop() == 0
    assert not alive(running)
    assert not list((copy.data_dir / "run").iterdir())


def test_a_polite_kill_ends_it_as_well(make_copy: Callable[..., Copy]) -> None:
    copy = make_copy().start().wait_until_ready()
    running = copy.processes()
    copy.send(signal.SIGTERM)
    copy.wait()
    assert not alive(running)


def test_a_start_after_kill_9_ends_what_was_left_and_works(make_copy: Callable[..., Copy]) -> None:
    copy = make_copy().start().wait_until_ready()
    left = {pid for record in read_records(copy.data_dir / "run") for pid in record.processes()}
    copy.send(signal.SIGKILL)
    copy.wait()
    assert alive(left) == left
    copy.start().wait_until_ready()
    assert "Ended what a killed start had left running" in copy.said()
    assert not alive(left)
    assert copy.get("/account/login/")[0] == 200


def test_it_mends_itself_after_everything_was_killed(make_copy: Callable[..., Copy]) -> None:
    copy = make_copy().start().wait_until_ready()
    running = copy.processes()
    copy.send(signal.SIGKILL)
    copy.wait()
    for pid in running:
        if alive({pid}):
            os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not alive(running), 5, "everything killed")
    copy.start().wait_until_ready()
    assert copy.get("/account/login/")[0] == 200


def test_two_copies_run_side_by_side(make_copy: Callable[..., Copy]) -> None:
    one, other = make_copy().start(), make_copy().start()
    one.wait_until_ready()
    other.wait_until_ready()
    assert not one.processes() & other.processes()
    assert one.stop() == 0
    assert other.get("/account/login/")[0] == 200


def test_a_second_start_with_the_same_data_is_refused_in_a_sentence(make_copy: Callable[..., Copy]) -> None:
    first = make_copy().start().wait_until_ready()
    second = Copy(first.data_dir)
    second.output = first.output.with_suffix(".second")
    assert second.start().wait() == 1
    assert f"already runs with this data (process {first.process.pid}, port {first.port})" in second.said()
    assert "Traceback" not in second.said()
    second.output.unlink()
    assert first.get("/account/login/")[0] == 200


def test_a_busy_port_is_refused_in_a_sentence(make_copy: Callable[..., Copy]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        copy = make_copy(port=port).start()
        assert copy.wait() == 1
    assert copy.said().startswith(f"Safe Return: Port {port} is busy")
    assert len(copy.said().splitlines()) == 1


def test_a_worker_that_dies_is_started_again(make_copy: Callable[..., Copy]) -> None:
    copy = make_copy().start().wait_until_ready()
    record = copy.data_dir / "run" / "worker.json"
    before = record.read_text()
    old = next(each for each in read_records(record.parent) if "celery" in each.command)
    was_running = set(old.processes())
    os.kill(old.pid, signal.SIGKILL)
    wait_until(lambda: record.read_text() not in ("", before), 20, "another worker")
    assert "The worker stopped" in copy.said()
    assert not alive(was_running)


def test_without_its_web_server_it_stops_and_says_so(make_copy: Callable[..., Copy]) -> None:
    copy = make_copy().start().wait_until_ready()
    running = copy.processes()
    web = next(each for each in read_records(copy.data_dir / "run") if "gunicorn" in each.command)
    os.kill(web.pid, signal.SIGKILL)
    assert copy.wait() == 1
    assert "The web server stopped" in copy.said()
    assert not alive(running)


def test_it_stops_when_the_make_that_started_it_is_killed(make_copy: Callable[..., Copy]) -> None:
    copy = make_copy(MAKELEVEL="1").start("sh", "-c", '"$@"; true', "sh").wait_until_ready()
    running = copy.processes()
    copy.send(signal.SIGKILL)
    copy.wait()
    wait_until(lambda: not alive(running), 30, "everything ended")


def test_a_lone_command_leaves_the_running_database_alone(make_copy: Callable[..., Copy]) -> None:
    copy = make_copy().start().wait_until_ready()
    running = copy.processes()
    subprocess.run(
        [".venv/bin/python", "manage.py", "showmigrations"], env=copy.environ, check=True, capture_output=True
    )
    assert alive(running) == running
    assert copy.get("/account/login/")[0] == 200
