"""Installing twice does the work once."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from launch import PROJECT, installation
from launch.trouble import Trouble, must


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("requirements", ".venv/bin", "node_modules"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "requirements" / "runtime.txt").write_text("django==5.2.19\n")
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "package-lock.json").write_text("{}")
    return tmp_path


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    commands: list[list[str]] = []
    monkeypatch.setattr(installation, "must", lambda command, **how: commands.append(command) or "")
    return commands


def test_pins_are_installed_once_and_again_when_they_change(project: Path, ran: list[list[str]]) -> None:
    installation.install_pins(["runtime"], project)
    installation.install_pins(["runtime"], project)
    assert len(ran) == 1
    assert {"--no-deps", "--require-hashes"} <= set(ran[0])
    (project / "requirements" / "runtime.txt").write_text("django==5.2.20\n")
    installation.install_pins(["runtime"], project)
    assert len(ran) == 2


def test_the_lists_are_whole() -> None:
    # They are installed without looking for what each package needs.
    subprocess.run([sys.executable, "-m", "pip", "check"], check=True, capture_output=True)


def test_node_modules_are_installed_once_and_again_when_the_lock_changes(project: Path, ran: list[list[str]]) -> None:
    installation.install_node_modules(project)
    installation.install_node_modules(project)
    assert [command[:2] for command in ran] == [["npm", "ci"]]
    (project / "package-lock.json").write_text('{"lockfileVersion": 3}')
    installation.install_node_modules(project)
    assert len(ran) == 2


def test_what_failed_is_tried_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*command: object, **how: object) -> None:
        raise Trouble("offline")

    monkeypatch.setattr(installation, "must", fail)
    for _ in range(2):
        with pytest.raises(Trouble, match="offline"):
            installation.install_pins(["runtime"], project)


def test_an_environment_whose_python_is_gone_does_not_work(project: Path) -> None:
    python = installation.environment_python(project)
    (python.parent / "pip").touch()
    python.symlink_to("/no/such/python")
    assert not installation.works(python)


def test_an_environment_of_another_version_of_python_does_not_work(tmp_path: Path) -> None:
    # As it is once the system's python3 is a newer one: both programs are there, the packages in another folder.
    python = installation.environment_python(tmp_path)
    venv.create(tmp_path / ".venv", symlinks=True, with_pip=False)
    (python.parent / "pip").touch()
    assert python.exists()
    assert not installation.works(python)
    assert installation.works(Path(sys.executable))


def test_a_second_start_waits_until_the_first_has_installed(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; import sys; from launch.installation import one_at_a_time\n"
        "with one_at_a_time(Path(sys.argv[1])): print('in')"
    )
    command = [sys.executable, "-u", "-c", code, str(tmp_path)]
    with installation.one_at_a_time(tmp_path):
        second = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert "another start is installing in this folder: waiting for it" in second.stdout.readline()
        assert second.poll() is None
    assert second.communicate(timeout=30)[0] == "in\n"


def test_a_failed_program_is_a_sentence_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(
        Trouble, match=r"^Installing did not work \(“ERROR: no such package”\): check the connection\.$"
    ):
        must(
            ["sh", "-c", "echo ERROR: no such package >&2; exit 1"], doing="Installing", way_out="check the connection"
        )
