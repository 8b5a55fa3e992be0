"""The local database: started under DATA_DIR when no DATABASE_URL names another (docs/decisions/local-database.md).

Whoever uses it holds a shared lock on a file; the last one out stops the server. The system drops a lock with the
process that held it, so a killed process is never counted and the next one out still sees that it is the last.
"""

import atexit
import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import environ

from launch import PROJECT
from launch.keys import kept_secret_key
from launch.postgres import Server
from launch.trouble import Trouble


def read_environment() -> Path:
    """Take in `.env`, where the environment says nothing itself, and return DATA_DIR as a full path.

    A relative one is within the project, wherever the command is given. Raises Trouble for a file that is not text.
    """
    file = PROJECT / ".env"
    try:
        environ.Env.read_env(file, encoding="utf-8-sig")  # some editors put a mark before the first line
    except UnicodeDecodeError as error:
        raise Trouble(f"This file is not UTF-8 text: save it as UTF-8 and start again (at {file}).") from error
    folder = (PROJECT / (os.environ.get("DATA_DIR") or "var")).expanduser().resolve()
    os.environ["DATA_DIR"] = str(folder)
    return folder


@contextmanager
def running(data_dir: Path, options: tuple[str, ...] = ()) -> Iterator[str]:
    """Start or join the server under `data_dir` and yield its DATABASE_URL; stop it when nobody else uses it.

    It is stopped as well where the start itself is broken off (Ctrl-C): the server would go on without its starter.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    server = Server(data_dir / "postgres", options)
    with (data_dir / "database.users").open("a") as users:
        owner = os.getpid()
        try:
            with gate(data_dir):
                fcntl.flock(users, fcntl.LOCK_SH)
                if server.pid() is None:
                    server.start()
            yield server.url
        finally:
            if os.getpid() == owner:  # a forked child that ends is not a user that leaves
                with gate(data_dir):
                    leave(users, server)


def leave(users: IO[str], server: Server) -> None:
    """Give up the lock; being able to have it alone means being the last one out."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    server.stop()


@contextmanager
def gate(data_dir: Path) -> Iterator[None]:
    """One process at a time decides whether to start or stop."""
    with (data_dir / "database.gate").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextmanager
def database_url(options: tuple[str, ...] = ()) -> Iterator[None]:
    """See to it that DATABASE_URL is set, for this process and those that it starts.

    With no database named this is a local copy, which also keeps a SECRET_KEY of its own. Anything served from a
    database that somebody chose needs a key that somebody chose.
    """
    data_dir = read_environment()
    if is_set("DATABASE_URL"):
        yield
        return
    with running(data_dir, options) as url:
        os.environ["DATABASE_URL"] = url
        if not is_set("SECRET_KEY"):
            with gate(data_dir):
                os.environ["SECRET_KEY"] = kept_secret_key(data_dir)
        yield


def ensure_database_url(options: tuple[str, ...] = ()) -> None:
    """The same for as long as this process lives."""
    stack = ExitStack()
    stack.enter_context(database_url(options))
    atexit.register(stack.close)


def is_set(name: str) -> bool:
    """Whether settings will find a value, in the variable itself or in the file that NAME_FILE points to."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))
