"""The mailbox to which e-mail that could not be delivered comes back, read by IMAP.

A message is fetched without being marked as read, and marked once what it says is committed: a process killed in
between reads it again, which changes nothing.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

SECONDS = 10
"""For each answer of the server."""

BYTES_READ = 262_144
"""Of one message. A report says what it has to say before it gives the e-mail back."""

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class MailboxTrouble(Exception):
    """The mailbox cannot be read, in words for an administrator; never with the password."""


class MessageTrouble(Exception):
    """The server does not give out, or does not mark, this one message."""


@dataclass(frozen=True)
class Address:
    """Where the mailbox is: `imaps://user:password@host:993/INBOX`, user and password percent-encoded."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    has_tls: bool = True

    @classmethod
    def of(cls, url: str) -> "Address":
        """Raises MailboxTrouble for an address that is none, and for one without TLS on another machine."""
        parts = urlsplit(url)
        has_tls = parts.scheme == "imaps"
        if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
            raise MailboxTrouble("BOUNCE_MAILBOX is not of the form imaps://user:password@host/INBOX.")
        if not has_tls and parts.hostname not in LOOPBACK:
            raise MailboxTrouble("BOUNCE_MAILBOX: the password would be sent in the open. Use imaps://.")
        return cls(
            host=parts.hostname,
            port=parts.port or (993 if has_tls else 143),
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.strip("/")) or "INBOX",
            has_tls=has_tls,
        )


class Mailbox:
    """An open mailbox. What goes wrong with it is MailboxTrouble, with one message MessageTrouble."""

    def __init__(self, imap: imaplib.IMAP4) -> None:
        self._imap = imap

    def unread(self) -> list[str]:
        """The ids of the messages that nobody has read, oldest first."""
        (found,) = self._ask("SEARCH", "UNSEEN")[:1] or [b""]
        return (found or b"").decode().split()

    def read(self, uid: str) -> bytes:
        """The beginning of one message, which stays unread; empty where it is gone."""
        for part in self._ask("FETCH", uid, f"(BODY.PEEK[]<0.{BYTES_READ}>)"):
            if isinstance(part, tuple):
                return bytes(part[1])
        return b""

    def mark_read(self, uid: str) -> None:
        self._ask("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")

    def _ask(self, command: str, *arguments: str) -> list[Any]:
        with _in_words():
            answer, data = self._imap.uid(command, *arguments)
        if answer != "OK":
            raise MessageTrouble(f"The mailbox of e-mail that came back answered {answer} to {command}.")
        return list(data)


@contextmanager
def open_mailbox(url: str) -> Iterator[Mailbox]:
    """Sign in and choose the folder; sign out afterwards. Raises MailboxTrouble."""
    address = Address.of(url)
    with _in_words():
        imap = _connect(address)
    try:
        with _in_words():
            imap.login(address.user, address.password)
            quoted = re.sub(r'(["\\])', r"\\\1", address.folder)
            answer, _ = imap.select(f'"{quoted}"')
        if answer != "OK":
            raise MailboxTrouble(f"There is no folder “{address.folder}” in the mailbox of e-mail that came back.")
        yield Mailbox(imap)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            imap.logout()


def _connect(address: Address) -> imaplib.IMAP4:
    if not address.has_tls:
        return imaplib.IMAP4(address.host, address.port, timeout=SECONDS)
    secure = ssl.create_default_context()
    return imaplib.IMAP4_SSL(address.host, address.port, ssl_context=secure, timeout=SECONDS)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except imaplib.IMAP4.error as error:
        raise MailboxTrouble(f"The mailbox of e-mail that came back refuses: {str(error)[:200]}") from error
    except (OSError, UnicodeError) as error:
        said = str(error) or type(error).__name__
        raise MailboxTrouble(f"The mailbox of e-mail that came back does not answer: {said[:200]}") from error
