"""A database beside the tests' own, for what several tests only look at."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from tests.databases import copied_database


@contextmanager
def another_database(suffix: str) -> Iterator[None]:
    """All of this process, servers' threads too, use a fresh one, copied from the tests' own while that is empty."""
    own = connection.settings_dict["NAME"]
    with copied_database(suffix) as copy:
        connection.settings_dict["NAME"] = copy
        try:
            yield
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = own


@contextmanager
def live_server() -> Iterator[str]:
    """The address of a server of the application in a thread, for as long as several tests need it."""
    server = LiveServer("localhost")
    try:
        yield server.url
    finally:
        server.stop()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
