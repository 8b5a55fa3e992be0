"""Is this machine fit? Each check is given a fact and raises Trouble with the way out; `look` gathers the facts."""

import errno
import os
import re
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launch.trouble import Trouble

NODE = 20
NODE_FROM = (
    f"take Node {NODE} or newer from https://nodejs.org/en/download, unpack it and put its folder bin on the PATH "
    "(from Debian 13 on the packages nodejs and npm will do; those of Debian 12 are too old)"
)
# A full installation takes 0.4 GB, one with the tools for tests 0.8 GB; an empty database takes 0.1 GB.
ROOM_TO_INSTALL = 1_000_000_000
ROOM_TO_RUN = 200_000_000


@dataclass(frozen=True)
class Machine:
    """What matters about this machine before anything is installed."""

    node: str | None
    npm: str | None
    free_bytes: int
    can_write: bool


def look(project: Path) -> Machine:
    return Machine(
        node=version_of("node"),
        npm=version_of("npm"),
        free_bytes=free_bytes(project),
        can_write=os.access(project, os.W_OK | os.X_OK),
    )


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def version_of(program: str) -> str | None:
    """What `program --version` says, or None when there is no such program."""
    found = shutil.which(program)
    if found is None:
        return None
    said = subprocess.run([found, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return said.stdout.strip() if said.returncode == 0 else None


def check(machine: Machine, project: Path) -> None:
    check_node(machine.node, machine.npm)
    check_writable(project, machine.can_write)
    check_room(project, machine.free_bytes, ROOM_TO_INSTALL)


def check_node(node: str | None, npm: str | None) -> None:
    """Node builds the stylesheet; nothing of it runs afterwards."""
    if node is None:
        raise Trouble(f"Node is not installed: {NODE_FROM}.")
    major = re.match(r"v?(\d+)", node)
    if major is None or int(major[1]) < NODE:
        raise Trouble(f"Node {NODE} or newer is needed and this is {node}: {NODE_FROM}.")
    if npm is None:
        raise Trouble("npm is not installed: it comes with Node from nodejs.org (Debian has it as the package npm).")


def check_writable(folder: Path, can_write: bool) -> None:
    if not can_write:
        raise Trouble(f"You may not write in {folder}: make the folder yours (chown), or copy the project elsewhere.")


def check_room(folder: Path, free_bytes: int, needed: int) -> None:
    if free_bytes < needed:
        raise Trouble(
            f"The disk is nearly full: {folder} has {free_bytes // 1_000_000} MB left and "
            f"{needed // 1_000_000} MB are needed, so free some space or choose another disk."
        )


def port_number(text: str) -> int:
    """
    >>> port_number("8000")
    8000
    """
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Trouble(f"PORT is “{text}”: it must be a number from 1 to 65535.")
    return int(text)


def check_port(port: int) -> None:
    """Refuse a port that somebody listens at, or that is not ours to take.

    On both addresses that `localhost` may be: a browser would reach the other program at `::1` first.
    """
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            _bind(family, address, port)
        except PermissionError:
            why, another = "is the system's own", 8000
        except OSError as error:
            if family == socket.AF_INET6 and error.errno != errno.EADDRINUSE:
                continue  # this machine has no such address
            why, another = "is busy with another program", port + 1
        else:
            continue
        raise Trouble(f"Port {port} {why}: free it, or choose another port, as in `PORT={another} make run`.")


def _bind(family: socket.AddressFamily, address: str, port: int) -> None:
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((address, port))
