"""One e-mail handed to the mail server, and what came of it: the server's fault, the address's, or sent."""

import logging
import smtplib
from enum import Enum

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from alerts.delivery_reports import OUR_ID
from alerts.rules import one_line
from alerts.smtp import TURNED_AWAY, HungUp
from alerts.written import Written

log = logging.getLogger(__name__)


class Result(Enum):
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    SILENT = "the server fell silent at it"
    WITHDRAWN = "withdrawn"
    WAITS = "waits for its hour"
    ANOTHERS = "another process has it"


class ServerDown(Exception):
    """The mail server did not answer, or let us not in; nothing is lost, and the job has not succeeded."""


def hand_to_server(connection: BaseEmailBackend, address: str, message_id: str, mail: Written) -> tuple[Result, str]:
    """What came of it. Raises ServerDown where the server cannot be reached, whichever e-mail it is.

    Many a relay takes so many messages over one connection and no more: where one that was open already has ended, the
    e-mail is handed over once again by another.
    """
    message = _message(address, message_id, mail)
    was_open = _open(connection)
    try:
        try:
            connection.send_messages([message])
        except HungUp:
            if not was_open:
                raise
            close(connection)
            _open(connection)
            connection.send_messages([message])
    except (OSError, ValueError) as error:
        close(connection)
        return _what_came_of(error.why if isinstance(error, HungUp) else error)
    return Result.SENT, ""


def _open(connection: BaseEmailBackend) -> bool:
    """Whether it was open already; it is now."""
    try:
        return connection.open() is False
    except OSError as error:
        close(connection)
        raise ServerDown(_why_down(error)) from error


def _what_came_of(error: OSError | ValueError) -> tuple[Result, str]:
    """Raises ServerDown for what is no e-mail's own failure: it said nothing of whom it is to, nor of what is in it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return (Result.REFUSED if code >= 500 else Result.FAILED), _in_words(code, said)
    is_turned_away = isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == TURNED_AWAY
    if is_turned_away or isinstance(error, ConnectionRefusedError):
        raise ServerDown(_why_down(error)) from error
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return Result.FAILED, _in_words(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Result.REFUSED, one_line(f"The mail server cannot send it: {error}")
    if isinstance(error, OSError):
        return Result.SILENT, _no_answer(error)
    return Result.REFUSED, one_line(f"It cannot be written as an e-mail: {error}")


def _message(address: str, message_id: str, mail: Written) -> EmailMultiAlternatives:
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    headers[OUR_ID] = message_id
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[address], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def close(connection: BaseEmailBackend) -> None:
    """Say goodbye to the mail server, or find that it is gone."""
    try:
        connection.close()
    except OSError:
        log.info("The mail server was gone before it was said goodbye to")


def _why_down(error: Exception) -> str:
    """A refused login and a server without encryption are said as such."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return one_line(f"The mail server does not let us in: {_in_words(error.smtp_code, error.smtp_error)}")
    if isinstance(error, smtplib.SMTPResponseException):
        return one_line(f"The mail server turns us away: {_in_words(error.smtp_code, error.smtp_error)}")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return one_line(f"The mail server does not offer what EMAIL_URL asks of it: {error}")
    return _no_answer(error)


def _no_answer(error: Exception) -> str:
    return one_line(f"The mail server does not answer: {str(error) or type(error).__name__}")


def _in_words(code: int, said: bytes | str) -> str:
    return one_line(f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}")
