"""`.venv/bin/python -m launch.run`: database, web server and worker together, until Ctrl-C."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from config.local_database import database_url, read_environment
from launch import PROJECT, checks, children, services
from launch.trouble import SAYS, Trouble, main, most_telling, say

LOOK_EVERY_SECONDS = 0.3
SECONDS_FOR_ANOTHER_TO_STOP = 8
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def command() -> int:
    begun = time.monotonic()
    os.umask(0o077)  # mail, logs and uploads are about children
    for number in SIGNALS:
        signal.signal(number, interrupt)
    data_dir = read_environment()
    port = checks.port_number(os.environ.setdefault("PORT", "8000"))
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    checks.check_room(data_dir, checks.free_bytes(data_dir), checks.ROOM_TO_RUN)
    with suppress(KeyboardInterrupt), only_one(data_dir, port):
        if children.end(children.read_records(data_dir / "run")):
            say("Ended what a killed start had left running")
        checks.check_port(port)
        with database_url():
            settle_environment(port, data_dir)
            prepare(data_dir)
            serve(port, data_dir, begun)
    return 0


def interrupt(number: int, frame: FrameType | None) -> None:
    """The first signal ends everything in order; those that follow must not break that off."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    say("\nStopping")
    raise KeyboardInterrupt


def settle_environment(port: int, data_dir: Path) -> None:
    """What a local copy wants different from a server; the environment has the last word."""
    os.environ.setdefault("STATIC_FROM_SOURCE", "1")  # the files as they are: no collectstatic to wait for
    os.environ.setdefault("SESSION_COOKIE_NAME", f"safe_return_session_{port}")  # browsers ignore the port in cookies
    os.environ.setdefault("MAIL_ALLOWED_DOMAINS", "northcliffe.example")  # the demo council's: can receive nothing
    (data_dir / "static").mkdir(exist_ok=True)


@contextmanager
def only_one(data_dir: Path, port: int) -> Iterator[None]:
    """One launcher for one DATA_DIR; one that is just stopping is waited for."""
    with (data_dir / "launcher").open("a+") as held:
        deadline = time.monotonic() + SECONDS_FOR_ANOTHER_TO_STOP
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    held.seek(0)
                    raise Trouble(
                        f"Safe Return already runs with this data ({held.read().strip()}): stop that one, "
                        "or set DATA_DIR and PORT for a second copy."
                    ) from None
                time.sleep(0.2)
        held.truncate(0)
        held.write(f"process {os.getpid()}, port {port}")
        held.flush()
        yield


def prepare(data_dir: Path) -> None:
    """Bring the database up to date and fill it the first time; what that says is shown as it comes.

    Raises Trouble: with its own last sentence where it has one, or else with where to read on.
    """
    done = subprocess.run(
        [sys.executable, "-m", "launch.prepare"],
        check=False,
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        if said and said[-1].startswith(SAYS):
            raise Trouble(said[-1].removeprefix(SAYS))
        log = data_dir / "log" / "prepare.log"
        log.parent.mkdir(mode=0o700, exist_ok=True)
        log.write_text(done.stderr)
        raise Trouble(f"Preparing the database did not work (“{most_telling(said)}”): see {log}.")


def serve(port: int, data_dir: Path, begun: float) -> None:
    web, worker = services.web(port=port, data_dir=data_dir), services.worker(port=port, data_dir=data_dir)
    try:
        web.start()
        worker.start()
        services.wait_until_it_answers(web, port)
        say(f"\nSafe Return is at http://localhost:{port} ({time.monotonic() - begun:.0f} s).")
        say(f"Ctrl-C stops it. Its data and logs are in {data_dir}.")
        watch = services.Watch(web, worker)
        parent = os.getppid()
        while not is_abandoned(parent):
            time.sleep(LOOK_EVERY_SECONDS)
            told = watch.look()
            if told:
                say(told)
    finally:
        children.end_children([web, worker])


def is_abandoned(parent: int) -> bool:
    """Whether the make that started this was killed: then nobody is left whose Ctrl-C would come through."""
    return "MAKELEVEL" in os.environ and os.getppid() != parent


if __name__ == "__main__":
    main(command)
