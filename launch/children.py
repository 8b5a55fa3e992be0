"""Programs that the launcher starts, and the ones that a killed launcher left behind.

Each has a session of its own, so that Ctrl-C reaches the launcher alone, and a record on disk. A record is believed
only when /proc shows the same number, start and command line: nothing else is ever ended.
"""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from launch import proc
from launch.trouble import most_telling

GRACE_SECONDS = 10.0


@dataclass(frozen=True)
class Record:
    """A program as it was when it had just been started."""

    pid: int
    started: int
    command: list[str]

    def processes(self) -> list[int]:
        """The program and what it forked (its session and command line are theirs too), if they run."""
        leader = proc.status(self.pid)
        if leader is not None and leader.started != self.started:
            return []
        return [pid for pid in proc.processes() if self._is_ours(pid)]

    def _is_ours(self, pid: int) -> bool:
        found = proc.status(pid)
        return (
            found is not None
            and found.session == self.pid
            and found.started >= self.started
            and found.state not in "ZX"
            and proc.command_line(pid) == self.command
        )


def read_records(folder: Path) -> list[Record]:
    """Those that can be read: a record cut short by a full disk or a power cut names nobody."""
    records = []
    for path in sorted(folder.glob("*.json")):
        try:
            records.append(Record(**json.loads(path.read_text())))
        except (ValueError, TypeError):
            continue
    return records


def end(records: Iterable[Record], grace_seconds: float = GRACE_SECONDS) -> int:
    """Ask all to finish, then insist; return how many processes there were.

    Only the first of each is asked, since it ends the ones that it forked; where it is gone, they are asked.
    """
    groups = [(record, record.processes()) for record in records]
    for record, pids in groups:
        for pid in [record.pid] if record.pid in pids else pids:
            send(pid, signal.SIGTERM)
    deadline = time.monotonic() + grace_seconds
    while any(record.processes() for record, pids in groups if pids):
        if time.monotonic() > deadline:
            for record, _ in groups:
                for pid in record.processes():
                    send(pid, signal.SIGKILL)
        time.sleep(0.05)
    return sum(len(pids) for _, pids in groups)


def send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


class Child:
    """A program that runs as long as the launcher does, its output in a file."""

    def __init__(self, name: str, command: list[str], *, data_dir: Path, cwd: Path) -> None:
        self.name, self.command, self.cwd = name, command, cwd
        self.log = data_dir / "log" / f"{name}.log"
        self.record_path = data_dir / "run" / f"{name}.json"
        self.record: Record | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0

    def start(self) -> None:
        """Start it, or start it again, with nothing left of the one before: two clocks would tick."""
        if self.record is not None:
            end([self.record])
        elif self.log.exists():
            self.log.replace(self.log.with_suffix(".previous.log"))
        for path in (self.log, self.record_path):
            path.parent.mkdir(mode=0o700, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.cwd, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        status = proc.status(self.process.pid)
        self.record = Record(self.process.pid, status.started if status else 0, self.command)
        self.record_path.write_text(json.dumps(asdict(self.record)))
        self.started_at = time.monotonic()

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def last_words(self) -> str:
        lines = [line.strip() for line in self.log.read_text(errors="replace").splitlines()[-40:] if line.strip()]
        return most_telling(lines)


def end_children(children: Iterable[Child]) -> None:
    begun = list(children)
    end(child.record for child in begun if child.record)
    for child in begun:
        if child.process is not None:
            child.process.wait()
            child.record_path.unlink(missing_ok=True)
