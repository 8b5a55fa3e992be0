"""Reading what a mail server says of an e-mail that it could not deliver (RFC 3464). Pure: no database, no network.

Anybody may write to the mailbox, so nothing here is believed on its own: who reads it matches `quotes` with the
Message-IDs that we sent (alerts/actions/bounces.py). What is not such a report comes to nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message

OUR_ID = "X-Safe-Return-ID"
"""The Message-ID once more, for the report of a relay that has put its own in the place of ours."""

MESSAGE_ID = re.compile(r"<[^<>\s@]{1,80}@[^<>\s@]{1,80}>")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
REPLY = re.compile(r"\b([245])\d\d\b")
SAID_AT_MOST, PARTS_AT_MOST, QUOTED_AT_MOST = 300, 50, 10


@dataclass(frozen=True)
class Failure:
    """That one e-mail was not delivered to one address.

    `quotes` are the Message-IDs that the report gives for it, surest first; `status` is the enhanced code (`5.1.1`),
    empty where none is given.
    """

    quotes: tuple[str, ...]
    address: str
    status: str
    said: str

    @property
    def is_permanent(self) -> bool:
        """Whether the server will not take it later either; where it gives no enhanced code, its reply code says."""
        code = self.status or (found.group(0) if (found := REPLY.search(self.said)) else "")
        return code.startswith("5")

    @property
    def blames_address(self) -> bool:
        """Whether the address is at fault (unknown, closed, full, no such domain) and not this e-mail or a setting.

        One that was taken for spam (5.7) or is too large (5.2.3) says nothing of the next. RFC 3463, 3.2 to 3.8.

        >>> [Failure((), "", status, "").blames_address for status in ("5.1.1", "5.2.2", "5.2.3", "5.4.4", "5.7.1")]
        [True, True, False, True, False]
        """
        if not self.is_permanent:
            return False
        _, subject, detail = self.status.split(".") if self.status else ("5", "0", "0")
        return subject in {"0", "1"} or (subject == "2" and detail != "3") or (subject, detail) == ("4", "4")


def failures_in(raw: bytes) -> list[Failure]:
    """The failures that a message reports; none where it is not a delivery report, or says delayed or delivered."""
    message = message_from_bytes(raw)
    parts = list(_parts(message))
    quotes = tuple(dict.fromkeys(_quoted(message, parts)))[:QUOTED_AT_MOST]
    found = []
    for part in parts:
        if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list):
            blocks: list[Message] = part.get_payload()  # type: ignore[assignment]
            found += [_failure(block, quotes) for block in blocks if _field(block, "Action").lower() == "failed"]
    return found


def _failure(block: Message, quotes: tuple[str, ...]) -> Failure:
    said = _without_type(_field(block, "Diagnostic-Code"))
    status = STATUS.search(_field(block, "Status")) or STATUS.search(said)
    code = status.group(0) if status else ""
    address = _without_type(_field(block, "Original-Recipient") or _field(block, "Final-Recipient"))
    return Failure(quotes, address.lower(), code, (said or code or "No reason given")[:SAID_AT_MOST])


def _quoted(report: Message, parts: list[Message]) -> Iterator[str]:
    """The Message-IDs of the e-mail that came back: from its own headers, then from the threading of the report."""
    returned = [headers for part in parts if (headers := _returned(part)) is not None]
    for header in (OUR_ID, "Message-ID"):
        for headers in returned:
            yield from MESSAGE_ID.findall(_field(headers, header))
    for header in ("In-Reply-To", "References"):
        yield from MESSAGE_ID.findall(_field(report, header))


def _returned(part: Message) -> Message | None:
    """What is given back of the e-mail: all of it, or its headers."""
    kind, payload = part.get_content_type(), part.get_payload()
    if kind == "message/rfc822" and isinstance(payload, list) and payload:
        return payload[0] if isinstance(payload[0], Message) else None
    if kind in {"text/rfc822-headers", "message/rfc822-headers"}:
        text = part.get_payload(decode=True)
        return message_from_string(text.decode(errors="replace") if isinstance(text, bytes) else str(payload))
    return None


def _parts(message: Message) -> Iterator[Message]:
    """The parts of the report, without those of the e-mail that it gives back; so many and no more."""
    payload = message.get_payload()
    if message.get_content_maintype() != "multipart" or not isinstance(payload, list):
        return
    for part in payload[:PARTS_AT_MOST]:
        if isinstance(part, Message):
            yield part
            if part.get_content_maintype() == "multipart":
                yield from list(_parts(part))[:PARTS_AT_MOST]


def _field(message: Message, name: str) -> str:
    """One line, whatever the header holds; without what the database cannot keep."""
    value = str(message.get(name, "")).replace("\x00", "")
    return " ".join(value.encode("utf-8", "replace").decode().split())


def _without_type(value: str) -> str:
    """`rfc822; a@example.org` and `smtp; 550 5.1.1 no such user` without the word before the semicolon."""
    kind, semicolon, rest = value.partition(";")
    return (rest if semicolon and kind.strip().replace("-", "").isalnum() else value).strip()
