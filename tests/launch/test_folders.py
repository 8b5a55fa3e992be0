"""Where the database can live, and which folders may be opened for it."""

import os
import stat
from pathlib import Path

import pytest

from launch.folders import LONGEST_SOCKET_PATH, SOCKET, check_socket_path, may_enter, open_the_way
from launch.trouble import Trouble

NOBODY = 65534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def parent(tmp_path: Path) -> Path:
    """A folder all of whose parents count as open, whoever runs the tests."""
    for folder in (tmp_path, *tmp_path.parents):
        if not may_enter(folder.stat(), NOBODY, NOBODY):
            folder.chmod(mode(folder) | stat.S_IXOTH)
    return tmp_path


def test_the_longest_socket_path_that_works_is_accepted_and_the_next_is_not() -> None:
    room = LONGEST_SOCKET_PATH - len(f"/{SOCKET}")
    check_socket_path(Path("/" + "d" * (room - 1)))
    with pytest.raises(Trouble, match="is 1 characters too long for the database's socket: move the project"):
        check_socket_path(Path("/" + "d" * room))


def test_a_comma_in_the_path_is_refused() -> None:
    with pytest.raises(Trouble, match="has a comma"):
        check_socket_path(Path("/srv/a,b"))


def test_a_closed_folder_of_our_own_is_opened_to_pass_through_and_no_more(parent: Path) -> None:
    project = parent / "project"
    data = project / "var"
    data.mkdir(parents=True, mode=0o700)
    project.chmod(0o700)
    open_the_way(data, uid=NOBODY, gid=NOBODY, own=[project], user="the-database")
    assert (mode(project), mode(data)) == (0o701, 0o701)


def test_somebody_elses_closed_folder_is_a_sentence_and_nothing_is_changed(parent: Path) -> None:
    home = parent / "home"
    project = home / "project"
    project.mkdir(parents=True)
    home.chmod(0o700)
    project.chmod(0o700)
    with pytest.raises(Trouble, match=f"The folder {home} is closed to the-database.*chmod o.x {home}"):
        open_the_way(project, uid=NOBODY, gid=NOBODY, own=[project], user="the-database")
    assert (mode(home), mode(project)) == (0o700, 0o700)


def test_who_may_enter(tmp_path: Path) -> None:
    tmp_path.chmod(0o710)
    status = tmp_path.stat()
    assert may_enter(status, os.geteuid(), NOBODY)
    assert may_enter(status, NOBODY, status.st_gid)
    assert not may_enter(status, NOBODY, NOBODY)
