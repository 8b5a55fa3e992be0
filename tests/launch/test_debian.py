"""Packages of the system: root gets them, anybody else is told."""

import pytest

from launch import debian
from launch.trouble import Trouble

ABSENT = debian.Need("Pango", ("libpango-1.0-0",), lambda: False, "no PDF can be made")
PRESENT = debian.Need("Redis", ("redis-server",), lambda: True, "nothing")
SENTENCE = (
    "Pango is not installed, so no PDF can be made: as root, run `apt-get install libpango-1.0-0` and start again."
)


def test_without_root_it_goes_on_and_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert debian.provide([ABSENT, PRESENT], is_root=False) == [ABSENT]
    assert capsys.readouterr().out.strip() == SENTENCE


def test_root_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[str] = []
    need = debian.Need("Chromium", ("chromium", "fonts"), lambda: bool(there), "no browser tests")
    monkeypatch.setattr(debian, "install", there.extend)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert debian.provide([need, PRESENT], is_root=True) == []
    assert there == ["chromium", "fonts"]


def test_a_failed_installation_does_not_stop_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(packages: object) -> None:
        raise Trouble("Reading Debian's package lists did not work.")

    monkeypatch.setattr(debian, "install", fail)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert debian.provide([ABSENT], is_root=True) == [ABSENT]
    said = capsys.readouterr().out
    assert "package lists did not work" in said
    assert SENTENCE in said


def test_apt_is_never_asked_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[str], str]] = []
    monkeypatch.setattr(debian, "must", lambda command, **how: asked.append((command, how["env"]["DEBIAN_FRONTEND"])))
    debian.install(["redis-server", "chromium"])
    assert asked == [
        (["apt-get", "update", "-q"], "noninteractive"),
        (["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", "redis-server"], "noninteractive"),
    ]
