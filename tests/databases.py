"""Databases beside the tests' own: copied from it while it is empty, seen by other processes, dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import psycopg
from django.db import connection

SEND_AWAY = b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


@contextmanager
def copied_database(suffix: str) -> Iterator[str]:
    """A copy of the tests' own database; its name.

    Nobody may be connected to what is copied. The thread of a live server stays connected for as long as a browser
    keeps its line open, so whoever is there yet is sent away.
    """
    own = connection.settings_dict["NAME"]
    assert own.startswith("test_"), "the tests' own database is not set up"
    name = f"{own}_{suffix}"
    connection.close()
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(SEND_AWAY, [own])
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{own}"'.encode())
        try:
            yield name
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def send_all_away() -> None:
    """Nobody is connected to the tests' own database, nor will be: it is about to be dropped."""
    own = connection.settings_dict["NAME"]
    assert own.startswith("test_"), "the tests' own database is not set up"
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{own}" WITH ALLOW_CONNECTIONS false'.encode())
        server.execute(SEND_AWAY, [own])


def address_of(name: str) -> str:
    """The `DATABASE_URL` of a database beside the tests' own."""
    settings = connection.settings_dict
    host = str(settings["HOST"] or settings["OPTIONS"].get("host", ""))
    return f"postgres://postgres@/{name}?host={quote(host, safe='/')}"
