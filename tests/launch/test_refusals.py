"""What is refused at the door, each in a sentence and without a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launch import PROJECT
from tests.launch.copies import free_port


def refused(*command: str, **environ: str) -> str:
    said = subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    return said.stderr.strip()


def test_a_database_of_ones_own_needs_a_key_of_ones_own() -> None:
    named = {"DATABASE_URL": "postgres://db.example/safe_return", "SECRET_KEY": ""}
    assert refused("manage.py", "check", **named).startswith("Safe Return: SECRET_KEY is not set: set it in the")
    # Also where somebody has copied .env.example, which says DEBUG=off.
    assert refused("-m", "launch.run", DEBUG="off", **named).startswith("Safe Return: SECRET_KEY is not set: set it in")


@pytest.mark.processes
def test_a_database_that_is_not_there() -> None:
    named = {"DATABASE_URL": f"postgres://me@127.0.0.1:{free_port()}/safe_return"}
    for command in (["manage.py", "migrate"], ["-m", "launch.run"]):
        said = refused(*command, **named)
        assert said.startswith("Safe Return: The database cannot be reached (“connection")
        assert "127.0.0.1" in said
        assert said.endswith("Connection refused”): start it, or put DATABASE_URL right.")


@pytest.mark.processes
def test_a_setting_that_will_not_do() -> None:
    wrong = {"AUTHORITY_HUB_FIRST_DAY": "22/02/2021"}
    says = "Safe Return: AUTHORITY_HUB_FIRST_DAY is “22/02/2021”: write a day, year first, like 2021-02-22."
    assert refused("manage.py", "raise_alerts", **wrong) == says
    assert refused("-m", "launch.run", **wrong) == says
    assert refused("manage.py", "check", DATABASE_URL="sqlite:x.db").startswith("Safe Return: DATABASE_URL must be the")
    says = "Safe Return: AUTHORITY_CITY_POSTCODE is “ZZ99 9ZZ”, which is not a known postcode: write one in the middle"
    assert refused("-m", "launch.run", AUTHORITY_CITY_POSTCODE="ZZ99 9ZZ").startswith(says)


def test_a_port_that_is_no_number() -> None:
    assert refused("-m", "launch.run", PORT="http") == (
        "Safe Return: PORT is “http”: it must be a number from 1 to 65535."
    )


def test_a_data_folder_that_cannot_be_made() -> None:
    assert "Safe Return: " in refused("-m", "launch.run", DATABASE_URL="", DATA_DIR="/proc/nowhere")
    assert "Safe Return: " in refused("manage.py", "check", DATABASE_URL="", DATA_DIR="/proc/nowhere")


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    says = f"Safe Return: A file stands where a folder is needed: move it, or choose another folder (at {file})."
    assert refused("-m", "launch.run", DATABASE_URL="", DATA_DIR=str(file)) == says
    assert refused("manage.py", "check", DATABASE_URL="", DATA_DIR=str(file)) == says
    long = str(tmp_path / ("d" * 300))
    assert "name is too long for this disk: choose a" in refused("-m", "launch.run", DATABASE_URL="", DATA_DIR=long)
