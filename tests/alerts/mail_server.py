"""An SMTP server on loopback for the tests with whole processes: what it has taken, and how it misbehaves."""

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.alerts.processes import free_port

TELLS = re.compile(r"^(.+)\n\n?Reference: (\S+)\n(.+: .+)$", re.MULTILINE)
"""One alert in the text of an e-mail (templates/alerts/email): what it tells, the reference, the deadline."""


class Mailbox:
    """What a mail server has taken, and how it behaves. `texts` are what it has read, by Message-ID.

    `taken` are Message-ID and address of each, in their order. With no `connections` it has read all that was sent.
    `drops_it` is asked before an e-mail is taken, `on_taken` is called after and before the client hears of it.
    """

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.connections = 0
        self.texts: dict[str, set[str]] = {}
        self.refused: set[str] = set()
        self.refuses_all = False
        self.silent = threading.Event()
        self.on_taken: Callable[[], object] = lambda: None
        self.drops_it: Callable[[], bool] = lambda: False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.refuses_all or address in self.refused:
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.drops_it():
            return "451 not taken"
        while self.silent.is_set():
            await asyncio.sleep(0.1)
            if not session.peer or server.transport is None or server.transport.is_closing():
                return "451 gone"
        message = message_from_bytes(envelope.content)
        plain = next(part for part in message.walk() if part.get_content_type() == "text/plain")
        text = plain.get_payload(decode=True).decode(plain.get_content_charset()).replace("\r\n", "\n")
        self.texts.setdefault(message["Message-ID"], set()).add(text)
        self.taken += [(message["Message-ID"], address) for address in envelope.rcpt_tos]
        self.on_taken()
        return "250 taken"

    @property
    def again(self) -> Counter[str]:
        """How many more copies than one came of an e-mail, by Message-ID."""
        return Counter(message_id for message_id, _ in self.taken) - Counter({key for key, _ in self.taken})

    @property
    def told(self) -> dict[tuple[str, ...], set[str]]:
        """What was read by whom: address, what it tells, reference and deadline; with the Message-IDs that told it."""
        told: dict[tuple[str, ...], set[str]] = {}
        for message_id, address in self.taken:
            for text in self.texts[message_id]:
                for words in TELLS.findall(text):
                    told.setdefault((address, *words), set()).add(message_id)
        return told

    @property
    def stages_twice(self) -> int:
        """How often somebody was told of a stage that another e-mail, not a copy of it, had told them of."""
        return sum(len(message_ids) - 1 for message_ids in self.told.values())


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Session(self.handler, **self.SMTP_kwargs)


class _Session(SMTP):
    def connection_made(self, transport: Any) -> None:
        self.event_handler.connections += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.event_handler.connections -= 1


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, str]]:
    """A real SMTP server on loopback; yields its mailbox and EMAIL_URL."""
    mailbox = Mailbox()
    controller = _Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield mailbox, f"smtp://127.0.0.1:{controller.port}"
    finally:
        mailbox.silent.clear()
        controller.stop()
