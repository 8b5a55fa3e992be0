"""Can the database live in this folder? PostgreSQL will not run as root, so another user must get there.

Only the project's own folders are ever opened, and only to be passed through (o+x), never to be listed or read.
"""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from launch.trouble import Trouble

SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes; Linux holds the path in 108, the last of which is a zero


def check_socket_path(folder: Path) -> None:
    """Refuse a folder in which the database could not make its socket, or clients not name it."""
    over = len(os.fsencode(folder / SOCKET)) - LONGEST_SOCKET_PATH
    if over > 0:
        raise Trouble(
            f"The path {folder} is {over} characters too long for the database's socket: "
            "move the project to a shorter path, or set DATA_DIR to one."
        )
    if "," in str(folder):
        raise Trouble(f"The path {folder} has a comma, which the database cannot take: choose a DATA_DIR without one.")


def may_enter(status: os.stat_result, uid: int, gid: int) -> bool:
    """Whether the user may pass through a folder with this owner and mode. Access lists are not looked at."""
    if uid == status.st_uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if gid == status.st_gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def open_the_way(folder: Path, *, uid: int, gid: int, own: Iterable[Path], user: str) -> None:
    """Let the user reach `folder`: open the project's own folders on the way (o+x), stop at anybody else's.

    Everything is looked at before anything is changed.
    """
    folder = folder.resolve()
    owned = [path.resolve() for path in own]
    closed = [step for step in (*reversed(folder.parents), folder) if not may_enter(step.stat(), uid, gid)]
    for step in closed:
        if not any(step == path or path in step.parents for path in owned):
            raise Trouble(
                f"The folder {step} is closed to {user}, the user that the database runs as when root starts it: "
                f"run `chmod o+x {step}`, move the project, or start it as an ordinary user."
            )
    for step in closed:
        step.chmod(stat.S_IMODE(step.stat().st_mode) | stat.S_IXOTH)
