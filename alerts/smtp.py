"""The mail server, asked with a limit: whoever answers a byte at a time is given up as soon as whoever is silent.

The socket's own time-out begins anew with each byte that comes. Here the limit (`EMAIL_TIMEOUT`, in seconds) is on the
whole: once on connecting with the login, once on each e-mail. And a server that ends the connection before it was
handed anything of an e-mail is told apart from one that may have it.
"""

import io
import smtplib
import time
from typing import Any

from django.core.mail.backends import smtp
from django.core.mail.message import EmailMessage

CHUNK_BYTES = 16384

TURNED_AWAY = 421
"""The server's reply that it ends the connection: too many messages, too many connections, closing down (RFC 5321)."""


class HungUp(OSError):
    """The server ended the connection and has not taken the e-mail. `why` is what was raised."""

    def __init__(self, why: OSError) -> None:
        super().__init__(str(why))
        self.why = why


class _Deadline(smtplib.SMTP):
    """By when the server has to have answered; every wait is cut to what is left until then."""

    ends_at: float | None = None
    may_have_it = False

    def begin(self, seconds: float | None) -> None:
        self.ends_at = None if seconds is None else time.monotonic() + seconds
        self.may_have_it = False

    def hurry(self) -> None:
        """Raises TimeoutError when the time is over."""
        if self.ends_at is None or self.sock is None:
            return
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("it was too slow")
        self.sock.settimeout(left)

    def has_hung_up(self) -> bool:
        """It ended the connection before it was handed what the e-mail says, and not we, because the time was over."""
        is_over = self.ends_at is not None and time.monotonic() >= self.ends_at
        return self.sock is None and not self.may_have_it and not is_over

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.may_have_it = True
        return super().data(msg)

    def connect(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if isinstance(self.timeout, int | float):
            self.begin(self.timeout)
        return super().connect(*args, **kwargs)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(_Hurried(self))
        return super().getreply()

    def send(self, s: Any) -> None:
        whole = memoryview(s.encode(self.command_encoding) if isinstance(s, str) else s)
        for start in range(0, len(whole), CHUNK_BYTES):
            self.hurry()
            super().send(whole[start : start + CHUNK_BYTES])


class _Hurried(io.RawIOBase):
    """What comes from the server, as a file."""

    def __init__(self, server: _Deadline) -> None:
        self.server, self.sock = server, server.sock  # as it is after STARTTLS

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.server.hurry()
        return self.sock.recv_into(buffer) if self.sock else 0


class _Plain(_Deadline, smtplib.SMTP):
    pass


class _Secure(_Deadline, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's own, with the limit on the whole. Opening says hello as well: what fails there is the server's."""

    connection: _Deadline | None

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Secure if self.use_ssl else _Plain

    def open(self) -> bool | None:
        is_new = super().open()
        if is_new and self.connection is not None:
            self.connection.ehlo_or_helo_if_needed()
        return is_new

    def _send(self, email_message: EmailMessage) -> bool:
        """Raises HungUp where the server ended the connection and has not taken it."""
        if self.connection is not None:
            self.connection.begin(self.timeout)
        try:
            return bool(super()._send(email_message))  # type: ignore[misc]  # left out of the type stubs
        except OSError as error:
            was_told = getattr(error, "smtp_code", None) == TURNED_AWAY
            if was_told or (self.connection is not None and self.connection.has_hung_up()):
                raise HungUp(error) from error
            raise
