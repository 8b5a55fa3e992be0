"""What /proc says of a process. A number alone proves nothing: the system gives it to another program later."""

from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Status:
    """`session` is the process that began the session; `started` counts the clock's ticks since the machine started."""

    state: str
    parent: int
    session: int
    started: int


def status(pid: int) -> Status | None:
    """None when there is no such process."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = text.rpartition(")")[2].split()  # the program's name, in brackets, may hold anything
    return Status(state=fields[0], parent=int(fields[1]), session=int(fields[3]), started=int(fields[19]))


def is_alive(pid: int) -> bool:
    """Whether it runs; one that has ended and waits to be counted (a zombie) does not."""
    found = status(pid)
    return found is not None and found.state not in "ZX"


def command_line(pid: int) -> list[str]:
    """The program and its arguments; empty when it has ended or is another user's to hide."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return []


def children(pid: int) -> list[int]:
    """Who was started by it and lives."""
    found = ((child, status(child)) for child in processes())
    return [child for child, said in found if said is not None and said.parent == pid and said.state not in "ZX"]


def processes() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
