"""The few Debian packages that pip and npm cannot bring. Root installs them; anybody else is told what is missing."""

import ctypes.util
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from launch.trouble import Trouble, must, say


@dataclass(frozen=True)
class Need:
    """Something the system must have, the packages that bring it, and what cannot be done without it."""

    what: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]
    without: str


def program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def library(*names: str) -> Callable[[], bool]:
    return lambda: all(ctypes.util.find_library(name) for name in names)


PANGO = Need(
    "Pango",
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation"),
    library("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"),
    "no PDF can be made",
)
CHROMIUM = Need("Chromium", ("chromium", "fonts-liberation"), program("chromium"), "the browser tests cannot run")
REDIS = Need("Redis", ("redis-server",), program("redis-server"), "Celery cannot be tested with Redis")
VENV = Need(
    "Python's venv",
    (f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",),
    lambda: importlib.util.find_spec("ensurepip") is not None,
    "nothing can be installed",
)
TO_RUN = (PANGO,)
TO_TEST = (PANGO, CHROMIUM, REDIS)


def missing(needs: Iterable[Need]) -> list[Need]:
    return [need for need in needs if not need.is_there()]


def sentence(need: Need) -> str:
    """What is missing, what that means, and the way out."""
    return (
        f"{need.what} is not installed, so {need.without}: "
        f"as root, run `apt-get install {' '.join(need.packages)}` and start again."
    )


def provide(needs: Iterable[Need], *, is_root: bool | None = None) -> list[Need]:
    """Install what is missing when root; return what is missing still, having said so."""
    wanted = missing(needs)
    if not wanted:
        return []
    if (os.geteuid() == 0 if is_root is None else is_root) and shutil.which("apt-get"):
        try:
            install([package for need in wanted for package in need.packages])
        except Trouble as trouble:
            say(f"  {trouble}")
        importlib.invalidate_caches()
        wanted = missing(wanted)
    for need in wanted:
        say(f"  {sentence(need)}")
    return wanted


def install(packages: Iterable[str]) -> None:
    """apt-get without a question; the lists are fetched anew, since a bare machine has none."""
    names = sorted(set(packages))
    say(f"  installing from Debian: {', '.join(names)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    way_out = f"install {' '.join(names)} yourself and start again"
    must(["apt-get", "update", "-q"], doing="Reading Debian's package lists", way_out=way_out, env=environ)
    apt = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *names]
    must(apt, doing="Installing Debian packages", way_out=way_out, env=environ)
