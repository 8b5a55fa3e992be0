"""A mail server that ends the connection after so many messages, or says what no database keeps, delays nobody."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alerts.models import OutgoingEmail
from alerts.outbox import send_outgoing_email
from tests.alerts.test_outbox import queue

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BUSY = "421 4.7.0 too many messages"
HANGS_UP = b""


class Relay:
    """Speaks SMTP on loopback, and ends each connection after `messages` with `at`: a reply 421 there, or no word.

    `refusal` is what it says to the address of who is called bad. `taken` are the addresses of what it took,
    `connections` how often it was called.
    """

    def __init__(self, listening: socket.socket, messages: int, at: str) -> None:
        self.listening, self.messages, self.at = listening, messages, at
        self.taken: list[str] = []
        self.connections = 0
        self.refusal = HANGS_UP

    def run(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                self.connections += 1
                with client, suppress(OSError):
                    self.answer(client)

    def answer(self, client: socket.socket) -> None:
        lines, taken, address = client.makefile("rb"), 0, ""
        client.sendall(b"220 here\r\n")
        for line in lines:
            word = line[:4].decode().upper()
            if word == self.at and taken >= self.messages:
                client.sendall(f"{BUSY}\r\n".encode())
                return
            if word == "QUIT":
                client.sendall(b"221 bye\r\n")
                return
            if word == "RCPT":
                address = line.decode().partition("<")[2].partition(">")[0]
                refusal = self.refusal if address.startswith("bad") else b"250 ok"
                if refusal == HANGS_UP:
                    return
                client.sendall(refusal + b"\r\n")
            elif word == "DATA":
                client.sendall(b"354 go\r\n")
                while next(lines) != b".\r\n":
                    pass
                self.taken.append(address)
                taken += 1
                client.sendall(b"250 taken\r\n")
                if not self.at and taken >= self.messages:
                    return
            else:
                client.sendall(b"250 ok\r\n")


@contextmanager
def relay(settings: Any, messages: int = 1000, at: str = "") -> Iterator[Relay]:
    settings.EMAIL_BACKEND = "alerts.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
        started = Relay(listening, messages, at)
        threading.Thread(target=started.run, daemon=True).start()
        yield started
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("at", ["", "MAIL", "RCPT", "DATA"], ids=["hangs up", "421 at MAIL", "at RCPT", "at DATA"])
@pytest.mark.parametrize("messages", [1, 5])
def test_a_relay_that_takes_so_many_messages_a_connection_is_called_again(
    settings: Any, messages: int, at: str
) -> None:
    for number in range(20):
        queue(f"a{number}@example.org", str(number), at=AT)
    with relay(settings, messages, at) as server:
        assert str(send_outgoing_email(at=AT)) == "20 sent, 0 failed"
    assert len(server.taken) == len(set(server.taken)) == 20
    assert server.connections <= 20 // messages + 1
    assert set(OutgoingEmail.objects.values_list("tries", flat=True)) == {1}


def test_one_that_turns_everybody_away_costs_no_email_a_try(settings: Any) -> None:
    for name in "ab":
        queue(f"{name}@example.org", name, at=AT)
    with relay(settings, 0, "MAIL") as server:
        assert send_outgoing_email(at=AT).trouble == f"The mail server turns us away: {BUSY}"
    assert server.connections == 1
    assert set(OutgoingEmail.objects.values_list("tries", "last_error")) == {(0, "")}


def test_one_that_is_too_busy_for_an_address_costs_that_email_alone_a_try(settings: Any) -> None:
    for name in ("bad", "good"):
        queue(f"{name}@example.org", name, at=AT)
    with relay(settings) as server:
        server.refusal = BUSY.encode()
        assert str(send_outgoing_email(at=AT)) == "1 sent, 1 failed"
    assert OutgoingEmail.objects.failing().get().last_error == BUSY


@pytest.mark.parametrize("names", [("bad", "good"), ("good", "bad", "better")])
def test_a_server_that_hangs_up_at_one_email_by_a_new_connection_too_keeps_no_other_back(
    settings: Any, names: tuple[str, ...]
) -> None:
    """It may be the e-mail: it has its try, and the run goes on."""
    for name in names:
        queue(f"{name}@example.org", name, at=AT)
    with relay(settings) as server:
        assert str(send_outgoing_email(at=AT)) == f"{len(names) - 1} sent, 1 failed"
    assert sorted(server.taken) == sorted(f"{name}@example.org" for name in names if name != "bad")
    assert OutgoingEmail.objects.failing().get().last_error.startswith("The mail server does not answer: ")


def test_what_the_database_cannot_keep_of_a_reply_is_left_out_and_stops_nothing(settings: Any) -> None:
    for name in ("bad", "good", "better"):
        queue(f"{name}@example.org", name, at=AT)
    with relay(settings) as server:
        server.refusal = b"550 5.1.1 no such user \x00\xff here"
        assert str(send_outgoing_email(at=AT)) == "2 sent, 1 failed"
    assert OutgoingEmail.objects.failing().get().last_error == "550 5.1.1 no such user \N{REPLACEMENT CHARACTER} here"


@pytest.mark.parametrize("said", ["550 no\x00 login", "\ud800"])
def test_what_the_server_says_as_it_lets_nobody_in_stops_nothing(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Any) -> None:
        raise OSError(said)

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse)
    queue("a@example.org")
    trouble = send_outgoing_email(at=AT).trouble
    assert "\x00" not in trouble
    assert trouble.encode()
