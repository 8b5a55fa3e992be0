"""Paths and zips that cannot be read are said in one sentence; rejects are written where they were asked for."""

import lzma
import os
import stat
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest

from people.case_file.rejects import check_can_be_written, write_rejects
from people.case_file.report import Rejected
from people.case_file.source import Unusable
from people.case_file.waiting import take_waiting_imports
from people.models import ImportRun, YoungPerson
from tests.case_files import YOUNG_PEOPLE, take_in, write_files

pytestmark = pytest.mark.django_db
MANY = YOUNG_PEOPLE + "".join(f"YP{number},Ana {number * 7919},Marsh,2010-03-07\n" for number in range(3, 3_000))
DAMAGED = {
    "deflated": (zipfile.ZIP_DEFLATED, b"\xff" * 40),
    "lzma": (zipfile.ZIP_LZMA, b"\xff" * 40),
    "bzip2": (zipfile.ZIP_BZIP2, b"\xff" * 40),
    "as if encrypted": (zipfile.ZIP_STORED, b""),
}


def damaged(path: Path, method: int, bytes_over: bytes) -> Path:
    """A zip with some bytes in the middle of its file written over; without any, one that says it is encrypted."""
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("young_people.csv", MANY)
    held = bytearray(path.read_bytes())
    middle = len(held) // 2 if method != zipfile.ZIP_LZMA else 60
    held[middle : middle + len(bytes_over)] = bytes_over
    if not bytes_over:
        held[6] |= 1
        held[held.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(held)
    return path


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_zip_is_exit_status_2_in_one_sentence(tmp_path: Path, kind: str) -> None:
    outcome = take_in(damaged(tmp_path / "case.zip", *DAMAGED[kind]))
    assert outcome.status == 2
    assert "cannot be read" in outcome.printed
    assert "\n" not in outcome.printed.strip()
    assert not YoungPerson.objects.exists()


def test_a_zip_whose_list_of_files_is_damaged_is_exit_status_2(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("young_people.csv", YOUNG_PEOPLE)
        archive.writestr(".", "nothing")
    assert take_in(path).status == 0
    held = bytearray(path.read_bytes())
    held[held.rindex(b"PK\x05\x06") + 16] = 255
    path.write_bytes(held)
    outcome = take_in(path)
    assert outcome.status == 2
    assert "cannot be read" in outcome.printed


@pytest.mark.django_db(transaction=True)
def test_a_damaged_zip_handed_in_by_browser_is_called_unusable(tmp_path: Path) -> None:
    path = damaged(tmp_path / "case.zip", *DAMAGED["deflated"])
    run = ImportRun.objects.create(name="case.zip", path=str(path), state=ImportRun.State.CHECKING)
    take_waiting_imports()
    run.refresh_from_db()
    assert run.state == ImportRun.State.UNUSABLE
    assert run.notes[0].startswith("young_people.csv cannot be read from the zip")


def test_a_path_too_long_is_exit_status_2(tmp_path: Path) -> None:
    outcome = take_in(tmp_path / ("x" * 300))
    assert outcome.status == 2
    assert outcome.printed.endswith("cannot be read: File name too long.")


def test_a_folder_that_may_not_be_read_is_exit_status_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    outcome = take_in(tmp_path)
    assert (outcome.status, outcome.printed) == (2, f"{tmp_path} cannot be read: Permission denied.")


REJECTED = [Rejected("young_people.csv", 2, "first_name", "This is needed.", {"reference": "YP1"})]
WRITTEN = "file,line,column,message\nyoung_people.csv,2,first_name,This is needed.\n"


def write(path: Path) -> None:
    check_can_be_written(path)
    assert write_rejects(path, [], REJECTED) == 1


def test_rejects_go_to_what_a_link_points_to(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    kept, link = tmp_path / "there" / "kept.csv", tmp_path / "rejects.csv"
    link.symlink_to(kept)
    for _ in range(2):
        write(link)
        assert link.is_symlink()
        assert kept.read_text() == WRITTEN
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["kept.csv", "rejects.csv", "there"]


def test_who_may_read_the_rejects_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    path.touch(mode=0o600)
    path.chmod(0o600)
    write(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_rejects_are_written_into_a_pipe_and_leave_it_one(tmp_path: Path) -> None:
    pipe, came = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: came.append(pipe.read_text()))
    reader.start()
    write(pipe)
    reader.join(10)
    assert came == [WRITTEN]
    assert pipe.is_fifo()


def test_rejects_do_not_go_to_the_file_that_holds_what_the_command_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said.txt"
    with said.open("w") as file:
        monkeypatch.setattr("people.case_file.rejects.OWN_OUTPUT", (file.fileno(),))
        with pytest.raises(Unusable, match="which is where this command says what it did"):
            check_can_be_written(said)


@pytest.mark.parametrize("name", ["loop", "x" * 300, "folder", "nowhere/rejects.csv", "file/rejects.csv"])
def test_rejects_that_have_no_place_are_exit_status_2_before_anything_is_done(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    case_file = write_files(tmp_path / "case", young_people=YOUNG_PEOPLE)
    outcome = take_in(case_file, "--rejects", str(tmp_path / name))
    assert outcome.status == 2
    assert "The rejects cannot be written to" in outcome.printed
    assert not YoungPerson.objects.exists()


def test_the_lzma_of_the_tests_is_damaged_indeed(tmp_path: Path) -> None:
    path = damaged(tmp_path / "case.zip", *DAMAGED["lzma"])
    with zipfile.ZipFile(path) as archive, pytest.raises(lzma.LZMAError):
        archive.read("young_people.csv")
