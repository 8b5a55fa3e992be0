"""Whatever is wrong with the machine is one sentence with a way out."""

import ast
import socket
from pathlib import Path

import pytest

from launch import PROJECT, checks, too_old
from launch.trouble import Trouble, in_words, most_telling

HERE = Path("/srv/safe-return")


@pytest.mark.parametrize(
    ("node", "npm", "says"),
    [
        (None, None, "Node is not installed: take Node 20 or newer from https://nodejs.org/"),
        (
            "v18.19.0",
            "9.2.0",
            "Node 20 or newer is needed and this is v18.19.0: take Node 20 or newer from https://nodejs",
        ),
        ("v18.19.0", "9.2.0", "those of Debian 12 are too old"),
        ("strange", "9.2.0", "Node 20 or newer is needed"),
        ("v20.20.2", None, "npm is not installed"),
    ],
)
def test_node_or_npm_missing_or_too_old(node: str | None, npm: str | None, says: str) -> None:
    with pytest.raises(Trouble, match=says):
        checks.check_node(node, npm)


def test_an_old_python_can_read_what_tells_it_so() -> None:
    ast.parse((PROJECT / "launch" / "__init__.py").read_text(), feature_version=(3, 7))
    assert "Python 3.11 or newer is needed and this is 3.9: try `make run PYTHON=python3.11`" in too_old((3, 9, 2))


def test_a_full_disk() -> None:
    with pytest.raises(Trouble, match="nearly full: /srv/safe-return has 12 MB left and 1000 MB are needed"):
        checks.check_room(HERE, 12_345_678, checks.ROOM_TO_INSTALL)


def test_a_folder_that_may_not_be_written() -> None:
    with pytest.raises(Trouble, match="You may not write in /srv/safe-return"):
        checks.check_writable(HERE, can_write=False)


def test_a_fit_machine_passes() -> None:
    fit = checks.Machine(node="v20.20.2", npm="11.19.1", free_bytes=2_000_000_000, can_write=True)
    checks.check(fit, HERE)


def test_this_machine_is_looked_at(tmp_path: Path) -> None:
    assert checks.look(tmp_path).can_write
    assert checks.version_of("no-such-program") is None


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none(text: str) -> None:
    with pytest.raises(Trouble, match="must be a number from 1 to 65535"):
        checks.port_number(text)


@pytest.mark.parametrize(("family", "address"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_a_busy_port_names_another(family: socket.AddressFamily, address: str) -> None:
    """Whichever address of `localhost` it is busy at."""
    try:
        busy = socket.create_server((address, 0), family=family)
    except OSError:
        pytest.skip("this machine has no such address")
    with busy:
        port = busy.getsockname()[1]
        with pytest.raises(
            Trouble, match=f"Port {port} is busy with another program: free it, .* `PORT={port + 1} make"
        ):
            checks.check_port(port)
    checks.check_port(port)


def test_errors_of_the_system_become_sentences() -> None:
    assert "disk is full" in in_words(OSError(28, "No space left on device"))
    assert in_words(OSError(5, "Input/output error", "/srv/x")) == (
        "The computer said “Input/output error”: see to that and start again (at /srv/x)."
    )


def test_the_most_telling_line_of_a_long_failure() -> None:
    assert most_telling(["npm error code ENOSPC"]) == "the disk is full"
    assert most_telling(["one", "two"]) == "two"
    assert (
        most_telling(["Traceback (most recent call last):", "errors = check()", "ValueError: why"]) == "ValueError: why"
    )
    assert most_telling([]) == "it said nothing"
