"""What stops a command, said in words that the person who typed it can act on."""

import errno
import subprocess
import sys
from collections.abc import Callable
from typing import NoReturn

FULL = {errno.ENOSPC, errno.EDQUOT}
NO_FOLDER = {errno.EEXIST, errno.ENOTDIR}
SAYS = "Safe Return: "


class Trouble(Exception):
    """What is wrong and the way out, in one sentence. Shown alone, never under a traceback."""


def say(words: str) -> None:
    """Print a line at once, also when the output is a pipe."""
    print(words, flush=True)


def in_words(error: OSError) -> str:
    """An error of the operating system as a sentence with a way out.

    >>> in_words(OSError(28, "No space left on device", "/srv/var"))
    'The disk is full: free some space and start again (at /srv/var).'
    >>> in_words(PermissionError(13, "Permission denied", "/srv/var"))
    'Permission denied: make it yours, or choose another folder (at /srv/var).'
    """
    at = f" (at {error.filename})" if error.filename else ""
    if error.errno in FULL:
        return f"The disk is full: free some space and start again{at}."
    if isinstance(error, PermissionError):
        return f"Permission denied: make it yours, or choose another folder{at}."
    if error.errno in NO_FOLDER:
        return f"A file stands where a folder is needed: move it, or choose another folder{at}."
    if error.errno == errno.ENAMETOOLONG:
        return f"The name is too long for this disk: choose a shorter one{at}."
    return f"The computer said “{error.strerror or error}”: see to that and start again{at}."


def main(command: Callable[[], int | None]) -> NoReturn:
    """Run `command` and leave with its exit status; trouble is one sentence and status 1."""
    try:
        sys.exit(command() or 0)
    except Trouble as trouble:
        sentence = str(trouble)
    except OSError as error:
        sentence = in_words(error)
    except KeyboardInterrupt:
        sys.exit(130)
    print(f"{SAYS}{sentence}", file=sys.stderr, flush=True)
    sys.exit(1)


def must(command: list[str], *, doing: str, way_out: str, **options: object) -> str:
    """Run `command` quietly and return what it printed; on failure, Trouble with the last line it said."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, **options)  # type: ignore[call-overload]
    if done.returncode:
        said = [line.strip() for line in f"{done.stdout}\n{done.stderr}".splitlines() if line.strip()]
        raise Trouble(f"{doing} did not work (“{most_telling(said)}”): {way_out}.")
    return str(done.stdout)


def most_telling(lines: list[str]) -> str:
    """The end of a traceback, or else the first line that speaks of an error, or the last line.

    >>> most_telling(["reading", "ERROR: No matching distribution found", "see the log"])
    'ERROR: No matching distribution found'
    """
    if any("No space left on device" in line or "ENOSPC" in line for line in lines):
        return "the disk is full"
    if any(line.startswith("Traceback") for line in lines):
        return next(line for line in reversed(lines) if line)
    for line in lines:
        if any(word in line.lower() for word in ("error", "fatal", "failed")):
            return line
    return lines[-1] if lines else "it said nothing"
