"""The local database: shared, stopped by the last one out, and mended after a crash."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config import local_database
from config.local_database import running
from launch import PROJECT, postgres
from launch.keys import kept_secret_key
from launch.postgres import Server
from launch.trouble import Trouble
from tests.launch.copies import alive, free_port, wait_until

FAST = ("fsync=off", "shared_buffers=16MB")
HOLD = (
    "from pathlib import Path; import sys, time; from config.local_database import running\n"
    f"with running(Path(sys.argv[1]), {FAST!r}): print('in', flush=True); sys.stdin.read()"
)


@pytest.fixture
def data_dir() -> Iterator[Path]:
    folder = Path(os.environ["DATA_DIR"]) / f"d{os.getpid()}"
    folder.mkdir(mode=0o700)
    yield folder
    Server(folder / "postgres").stop()
    shutil.rmtree(folder)


def answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def hold(data_dir: Path) -> subprocess.Popen[str]:
    """Another process that uses the database until its input is closed."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data_dir)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in other.stdout:
        if line == "in\n":
            break
    return other


def let_go(other: subprocess.Popen[str]) -> None:
    other.communicate(timeout=30)


def test_it_runs_while_it_is_used_and_keeps_what_is_stored(data_dir: Path) -> None:
    server = Server(data_dir / "postgres")
    with running(data_dir, FAST) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'here' AS word")
    assert server.pid() is None
    with running(data_dir, FAST) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("here",)
    assert server.folder.stat().st_mode & 0o777 == 0o700


def test_the_last_one_out_stops_it(data_dir: Path) -> None:
    server = Server(data_dir / "postgres")
    with running(data_dir, FAST):
        pid = server.pid()
        other = hold(data_dir)
    assert server.pid() == pid
    let_go(other)
    assert server.pid() is None


def test_one_who_joined_leaves_it_running(data_dir: Path) -> None:
    with running(data_dir, FAST) as url:
        let_go(hold(data_dir))
        assert answers(url)


def test_a_killed_process_is_not_counted(data_dir: Path) -> None:
    other = hold(data_dir)
    other.kill()
    let_go(other)
    server = Server(data_dir / "postgres")
    pid = server.pid()
    assert pid is not None
    with running(data_dir, FAST) as url:
        assert server.pid() == pid
        assert answers(url)
    assert server.pid() is None


def test_a_killed_server_is_started_again(data_dir: Path) -> None:
    server = Server(data_dir / "postgres")
    other = hold(data_dir)
    pid = server.pid()
    os.kill(pid, signal.SIGKILL)
    other.kill()
    let_go(other)
    wait_until(lambda: not alive({pid}), 5, "the server killed")
    with running(data_dir, FAST) as url:
        assert answers(url)


def test_a_pid_file_that_names_another_program_is_seen_through(data_dir: Path) -> None:
    with running(data_dir, FAST):
        pass
    stale = data_dir / "postgres" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{data_dir / 'postgres'}\n")
    with running(data_dir, FAST) as url:
        assert answers(url)


def test_a_server_that_refuses_its_settings_is_a_sentence(data_dir: Path) -> None:
    with (
        pytest.raises(
            Trouble, match=r"The local database did not start \(“.*no_such_setting.*”\): see .*postgres\.log"
        ),
        running(data_dir, ("fsync=off", "no_such_setting=1")),
    ):
        pass


def test_a_start_that_is_broken_off_leaves_no_server(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: set[int] = set()

    def interrupt(server: Server) -> bool:
        begun.add(postgres._started[server.folder].pid)
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "is_ready", interrupt)
    with pytest.raises(KeyboardInterrupt), running(data_dir, FAST):
        pass
    assert begun
    assert not alive(begun)
    monkeypatch.undo()
    with running(data_dir, FAST) as url:
        assert answers(url)


def test_a_start_that_is_broken_off_leaves_the_server_that_others_use(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = hold(data_dir)
    server = Server(data_dir / "postgres")
    pid = server.pid()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Server, "pid", raise_interrupt)
        with running(data_dir, FAST):
            pass
    assert server.pid() == pid
    let_go(other)
    assert server.pid() is None


def raise_interrupt(server: Server) -> None:
    raise KeyboardInterrupt


@pytest.mark.processes
@pytest.mark.parametrize("command", [["-m", "launch.run"], ["manage.py", "check"]], ids=["run", "manage.py"])
def test_ctrl_c_while_the_database_starts_ends_it_too(data_dir: Path, command: list[str]) -> None:
    named = {"DATA_DIR": str(data_dir), "DATABASE_URL": "", "SECRET_KEY": "", "PORT": str(free_port())}
    output: dict[str, int] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    started = subprocess.Popen([sys.executable, *command], cwd=PROJECT, env=os.environ | named, **output)
    pid_file = data_dir / "postgres" / "postmaster.pid"
    wait_until(lambda: pid_file.exists() and pid_file.read_text(), 60, "the database starts")
    pid = int(pid_file.read_text().split()[0])
    started.send_signal(signal.SIGINT)
    said = started.communicate(timeout=60)[0].decode()
    assert "Traceback" not in said
    assert not alive({pid})


def test_a_half_made_database_is_made_again(data_dir: Path) -> None:
    (data_dir / "postgres.new").mkdir()
    (data_dir / "postgres.new" / "PG_VERSION").write_text("18")
    with running(data_dir, FAST) as url:
        assert answers(url)


def test_a_data_folder_of_another_user_is_a_sentence(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(data_dir, FAST):
        pass
    uid = (data_dir / "postgres").stat().st_uid
    with pytest.raises(Trouble, match="belongs to another user"):
        Server(data_dir / "postgres")._check_owner(uid + 1)


def test_a_path_too_long_for_a_socket_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="too long for the database's socket"), running(tmp_path / ("d" * 100)):
        pass


def test_a_named_database_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/safe_return")
    monkeypatch.setattr(local_database, "running", lambda *_: pytest.fail("started a database"))
    with local_database.database_url():
        assert os.environ["DATABASE_URL"] == "postgres://db.example/safe_return"


def test_without_the_package_the_sentence_names_both_ways_out(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    monkeypatch.setattr("launch.postgres.importlib.util.find_spec", lambda name: None)
    with pytest.raises(Trouble, match="set DATABASE_URL, or run `make setup`"), running(data_dir):
        pass


def test_the_secret_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    key = kept_secret_key(tmp_path)
    assert len(key) >= 50
    assert kept_secret_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


READ = (
    "import os, sys; from pathlib import Path; from config import local_database\n"
    "local_database.PROJECT = Path(sys.argv[1]); local_database.read_environment(); print(os.environ['AUTHORITY_NAME'])"
)
"""In a process of its own: the tests read no `.env`."""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            b'AUTHORITY_NAME="D\xfan Laoghaire"\n',
            "launch.trouble.Trouble: This file is not UTF-8 text: save it as UTF-8",
        ),
        ("\ufeffAUTHORITY_NAME=Northcliffe\n".encode(), "Northcliffe"),
    ],
)
def test_an_env_file_of_any_editor(tmp_path: Path, written: bytes, said: str) -> None:
    """One that is not UTF-8 is refused in words; a mark before the first line is no part of it."""
    (tmp_path / ".env").write_bytes(written)
    environ = {name: value for name, value in os.environ.items() if name != "AUTHORITY_NAME"}
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)],
        cwd=PROJECT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert said in (done.stdout if "Northcliffe" in said else done.stderr)
