"""The tests' databases are copied from one that was migrated once, for as long as the migrations stay the same.

Running every migration takes most of a minute, each test process needs a database of its own, and what comes out is
always the same. The copy is named after the migrations' text: another text, another copy.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from django.apps import apps
from django.db import connection

from launch import PROJECT
from tests.databases import address_of

PREFIX = "migrated_"


def copy_from_migrated() -> None:
    """Have Django copy the tests' database from the migrated one, making that first where there is none."""
    with (Path(os.environ["DATA_DIR"]) / "migrated.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        name = PREFIX + _digest()
        with psycopg.connect(address_of("postgres"), autocommit=True) as server:
            there = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
            if name not in there:
                _make(server, name, there)
    connection.settings_dict["TEST"]["TEMPLATE"] = name


def _make(server: psycopg.Connection, name: str, there: set[str]) -> None:
    """Under another name until it is whole; what earlier migrations had made goes."""
    draft = f"making_{name}"
    for old in [draft, *(other for other in there if other.startswith(PREFIX))]:
        server.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)'.encode())
    server.execute(f'CREATE DATABASE "{draft}"'.encode())
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": address_of(draft)},
        check=True,
    )
    server.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"'.encode())


def _digest() -> str:
    """Of every migration there is, and of the roles, which are written after the last of them."""
    digest = hashlib.sha256((PROJECT / "accounts" / "rules.py").read_bytes())
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.label}/{migration.name}\n".encode() + migration.read_bytes())
    return digest.hexdigest()[:16]
