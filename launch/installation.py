"""The virtual environment, the pinned packages, Node's modules and the stylesheet: made when missing or out of date.

A stamp beside what was made holds a hash of what it was made from, so the second time is quick.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from launch import PROJECT
from launch.trouble import must, say

OFFLINE = "check the connection (or the package registry that is set for this machine) and start again"
TO_RUN = ("runtime", "local")
TO_DEVELOP = (*TO_RUN, "dev")


def fingerprint(paths: Iterable[Path], *also: str) -> str:
    """One hash over the contents of the files, in order, and the words."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    for word in also:
        digest.update(word.encode())
    return digest.hexdigest()


def is_current(stamp: Path, print_: str) -> bool:
    return stamp.is_file() and stamp.read_text() == print_


@contextmanager
def one_at_a_time(project: Path = PROJECT) -> Iterator[None]:
    """Wait until nobody else installs in this folder. The system drops the lock with the process that holds it."""
    with (project / ".installing").open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  another start is installing in this folder: waiting for it")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def environment_python(project: Path = PROJECT) -> Path:
    return project / ".venv" / "bin" / "python"


def works(python: Path) -> bool:
    """Whether its Python starts and finds its packages.

    It is a link to the system's. When that becomes a newer one (Debian's python3 does), the link still leads to a
    Python, which looks for packages in the folder of its own version and finds none.
    """
    if not python.exists():
        return False
    tried = subprocess.run([python, "-c", "import pip"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return tried.returncode == 0


def make_environment(project: Path = PROJECT) -> None:
    python = environment_python(project)
    if not works(python):
        say("  making .venv")
        venv.create(python.parent.parent, clear=True, with_pip=True)


def install_pins(lists: Iterable[str], project: Path = PROJECT) -> None:
    """Install the named lists of requirements/, every file checked against its hash."""
    python = environment_python(project)
    for name in lists:
        pins = project / "requirements" / f"{name}.txt"
        stamp = python.parent.parent / f".installed-{name}"
        print_ = fingerprint([pins], sys.version)
        if is_current(stamp, print_):
            continue
        say(f"  installing {pins.relative_to(project)}")
        # Not compiled: most modules are never imported, and compiling them all takes longer than fetching them.
        # Without dependencies: the lists are whole, and pip would go looking for a newer release of one that another
        # asks for with an extra ("coverage[toml]"), find it, and refuse it for having no hash here.
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
        must(
            [*pip, "--no-compile", "--no-deps", "--require-hashes", "-r", str(pins)],
            doing="Installing Python packages",
            way_out=OFFLINE,
        )
        stamp.write_text(print_)


def install_node_modules(project: Path = PROJECT) -> None:
    stamp = project / "node_modules" / ".installed"
    print_ = fingerprint([project / "package.json", project / "package-lock.json"])
    if not is_current(stamp, print_):
        say("  installing node_modules")
        npm = ["npm", "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]
        must(npm, doing="Installing Node packages", way_out=OFFLINE, cwd=project)
        stamp.write_text(print_)


def build_assets(project: Path = PROJECT) -> None:
    """The build itself sees whether anything has changed."""
    build = ["npm", "run", "--silent", "build"]
    way_out = "see what `npm run build` says"
    said = must(build, doing="Building the stylesheet", way_out=way_out, cwd=project, env=dict(os.environ))
    if said.strip():
        say(f"  {said.strip()}")
