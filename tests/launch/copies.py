"""A whole copy of the application, started as a person would start it, with data and a port of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from launch import PROJECT
from launch.children import read_records
from launch.postgres import Server
from launch.proc import is_alive
from launch.services import ASK

FIRST_START_SECONDS = 300
START_SECONDS = 120
STOP_SECONDS = 60


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_until(condition, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"after {seconds} s still not: {what}"
        time.sleep(0.05)


class Copy:
    def __init__(self, data_dir: Path, *, port: int | None = None, **environ: str) -> None:
        self.data_dir, self.port = data_dir, port or free_port()
        self.output = data_dir.with_suffix(".out")
        nothing_inherited = {
            "DATABASE_URL": "",
            "SECRET_KEY": "",
            "EMAIL_URL": "",
            "CELERY_BROKER_URL": "filesystem://",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "PYTEST_", "MAKE"))}
        self.environ = kept | nothing_inherited | {"DATA_DIR": str(data_dir), "PORT": str(self.port)} | environ
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *through: str) -> "Copy":
        with self.output.open("wb") as output:
            command = [*through, sys.executable, "-m", "launch.run"]
            self.process = subprocess.Popen(
                command, cwd=PROJECT, env=self.environ, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        return self

    def said(self) -> str:
        return self.output.read_text()

    def wait_until_ready(self, seconds: float = START_SECONDS) -> "Copy":
        wait_until(lambda: "Safe Return is at" in self.said() or self.has_ended(), seconds, f"ready: {self.said()}")
        assert not self.has_ended(), self.said()
        return self

    def has_ended(self) -> bool:
        assert self.process is not None
        return self.process.poll() is not None

    def wait(self, seconds: float = STOP_SECONDS) -> int:
        assert self.process is not None
        return self.process.wait(seconds)

    def send(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def stop(self) -> int:
        self.send(signal.SIGINT)
        return self.wait()

    def processes(self) -> set[int]:
        """Everything that runs for this copy, but for the launcher."""
        database = Server(self.data_dir / "postgres").pid()
        children = {pid for record in read_records(self.data_dir / "run") for pid in record.processes()}
        return children | ({database} if database else set())

    def get(self, path: str) -> tuple[int, str]:
        with ASK.open(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()

    def processor_seconds(self) -> float:
        """What it has used so far, with what has ended: the same however busy the machine is."""
        assert self.process is not None
        return sum(map(processor_seconds, {self.process.pid, *self.processes()}))


def processor_seconds(pid: int) -> float:
    """Of a process and of the children it has waited for, from the fields of proc_pid_stat(5)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def duplicate(source: Path, target: Path) -> Path:
    """The data folder again, owners and modes included: quicker than making it anew."""
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
    return target


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if is_alive(pid)}
