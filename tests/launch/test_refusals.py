"""What is refused at the door, each in a sentence and without a traceback."""

import os
import subprocess
import sys

from launch import PROJECT


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
    assert "SECRET_KEY is not set" in refused("manage.py", "check", **named)
    assert "SECRET_KEY is not: set it too" in refused("-m", "launch.run", **named)


def test_a_port_that_is_no_number() -> None:
    assert refused("-m", "launch.run", PORT="http") == (
        "Safe Return: PORT is “http”: it must be a number from 1 to 65535."
    )


def test_a_data_folder_that_cannot_be_made() -> None:
    assert "Safe Return: " in refused("-m", "launch.run", DATABASE_URL="", DATA_DIR="/proc/nowhere")
    assert "Safe Return: " in refused("manage.py", "check", DATABASE_URL="", DATA_DIR="/proc/nowhere")
