"""A room imports only from rooms below it, and lint says so when one does not."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.processes
def test_an_upward_import_fails_lint(tmp_path: Path) -> None:
    for room in ROOMS:
        shutil.copytree(PROJECT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    kept = lint(tmp_path)
    assert kept.returncode == 0, kept.stdout + kept.stderr

    with (tmp_path / "people" / "panels.py").open("a") as panels:
        panels.write("\nimport missing.models\n")
    broken = lint(tmp_path)
    assert broken.returncode == 1
    assert "people.panels -> missing.models" in broken.stdout
