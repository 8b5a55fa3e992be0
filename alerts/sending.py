"""One e-mail handed to the mail server: claimed, sent, and what came of it written down (alerts/outbox.py)."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from alerts.before_sending import write_anew
from alerts.delivery_reports import OUR_ID
from alerts.emails import hide_from_the_mailbox
from alerts.grouping import as_one, form_group
from alerts.models import Alert, OutgoingEmail, Pace
from alerts.rules import pause_before_next_try
from alerts.run import Run
from alerts.written import Written
from people.search import service_managers_to_ring

log = logging.getLogger(__name__)

ACCOUNT_CLOSED = "Their account is closed."
TRIED = ("address", "tries", "last_error", "is_in_doubt", "next_try_at", "sent_at", "given_up_at")


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


def send_next(connection: BaseEmailBackend, now: datetime, run: Run) -> Result | None:
    """Send the next that is due, with those that leave together with it. None when there is nothing to send.

    Raises ServerDown, in words, where no e-mail could have left: none has lost a try.
    """
    email = run.next_email(now)
    if email is None:
        return None
    if email.pace != Pace.AT_ONCE and email.to_user_id and email.grouped_at is None and not form_group(email, now):
        return Result.WAITS
    first = email.goes_with_id or email.pk
    result = _send_group(connection, first, now, run)
    if result is Result.ANOTHERS:
        run.anothers.add(first)
    if result is Result.SENT:
        run.note_sent(now)
    return result


@transaction.atomic
def _send_group(connection: BaseEmailBackend, first: int, now: datetime, run: Run) -> Result:
    """The e-mail of that id and those that go with it: locked through the SMTP call, all or none marked as sent.

    Whoever has the first locked has them all. It lends its Message-ID also where it was itself taken back meanwhile.
    """
    rows = OutgoingEmail.objects.select_for_update(skip_locked=True, of=("self",))
    head = rows.filter(pk=first).first()
    if head is None:
        return Result.ANOTHERS
    group = OutgoingEmail.objects.waiting().filter(Q(pk=first) | Q(goes_with=first)).select_for_update(of=("self",))
    waiting = list(group.select_related("to_user", "stage__young_person").order_by("created_at", "pk"))
    emails = _without_withdrawn(waiting, now)
    if not emails:
        return Result.WITHDRAWN if waiting else Result.ANOTHERS
    for email in emails:
        if email.stage and email.to_user:
            email.address = email.to_user.email  # an alert names nobody: it may follow who has another address by now
        elif email.stage:
            _hide_what_was_restricted(email)
    if said := write_anew(emails[0]):
        result = Result.FAILED
    else:
        result, said = _hand_to_server(connection, emails[0].address, head.message_id, as_one(emails))
    if result is Result.SILENT:
        if run.is_server_to_blame:
            raise ServerDown(said)
        run.note_silence(emails[0].address)
    for email in emails:
        email.tries, email.last_error = email.tries + 1, said
        email.is_in_doubt = result is not Result.SENT and not run.sent
        if result is Result.SENT:
            email.sent_at = now
        else:
            _write_next_try(email, result, now)
    OutgoingEmail.objects.bulk_update(emails, TRIED)
    if result is not Result.SENT:
        run.failed.update(email.pk for email in emails)
    return result


def _hide_what_was_restricted(email: OutgoingEmail) -> None:
    """A mailbox is nobody's own: what it was about may have been restricted while the e-mail waited."""
    person = email.stage.young_person if email.stage else None
    if person and person.is_restricted and not email.facts["hides_the_case"]:
        team = person.team.name if person.team else ""
        hide_from_the_mailbox(email, team, service_managers_to_ring())


def _without_withdrawn(emails: Sequence[OutgoingEmail], now: datetime) -> list[OutgoingEmail]:
    """Those that are still to be sent. The others are taken back, with why."""
    visible = _visible_stages(emails)
    left = []
    for email in emails:
        if reason := _why_not_to_send(email, visible):
            email.withdrawn_at, email.last_error = now, reason
            email.save(update_fields=["withdrawn_at", "last_error"])
        else:
            left.append(email)
    return left


def _visible_stages(emails: Sequence[OutgoingEmail]) -> set[int]:
    """The stages of which the person, who is the same for all, has an alert that stands and is theirs to see."""
    stages = {email.stage_id for email in emails if email.stage_id}
    user_id = next((email.to_user_id for email in emails), None)
    if not stages or user_id is None:
        return set()
    user = User.objects.with_access().get(pk=user_id)
    return set(Alert.objects.visible_to(user).standing().filter(stage__in=stages).values_list("stage", flat=True))


def _why_not_to_send(email: OutgoingEmail, visible: set[int]) -> str:
    if email.to_user and not email.to_user.is_here:
        return ACCOUNT_CLOSED
    if email.stage and (email.stage.withdrawn_at or email.stage.cleared_at):
        return "What it was about has been dealt with."
    if email.stage and email.stage.young_person and email.stage.young_person.died_on:
        return "Nothing is told about them any more."
    if email.stage and email.to_user and email.stage_id not in visible:
        return "It is not theirs to know any more, or a later alert took its place."
    return ""


def _hand_to_server(connection: BaseEmailBackend, address: str, message_id: str, mail: Written) -> tuple[Result, str]:
    """What came of it. Raises ServerDown where the server cannot be reached, whichever e-mail it is."""
    try:
        connection.open()
    except OSError as error:
        close(connection)
        raise ServerDown(_why_down(error)) from error
    try:
        connection.send_messages([_message(address, message_id, mail)])
    except smtplib.SMTPRecipientsRefused as error:
        close(connection)
        code, said = next(iter(error.recipients.values()))
        return (Result.REFUSED if code >= 500 else Result.FAILED), _in_words(code, said)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        close(connection)
        return Result.FAILED, _in_words(error.smtp_code, error.smtp_error)
    except ConnectionRefusedError as error:
        close(connection)
        raise ServerDown(_why_down(error)) from error
    except smtplib.SMTPNotSupportedError as error:
        return Result.REFUSED, f"The mail server cannot send it: {error}"[:300]
    except OSError as error:
        close(connection)
        return Result.SILENT, f"The mail server does not answer: {str(error) or type(error).__name__}"[:300]
    except ValueError as error:
        return Result.REFUSED, f"It cannot be written as an e-mail: {error}"[:300]
    return Result.SENT, ""


def _write_next_try(email: OutgoingEmail, result: Result, now: datetime) -> None:
    pause = pause_before_next_try(email.tries, refused=result is Result.REFUSED)
    if pause is None:
        email.given_up_at = now
        log.error("E-mail %s (%s %s) is given up after %s tries", email.pk, email.kind, email.reference, email.tries)
    else:
        email.next_try_at = now + pause


def _message(address: str, message_id: str, mail: Written) -> EmailMultiAlternatives:
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    headers[OUR_ID] = message_id
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[address], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _why_down(error: OSError) -> str:
    """A refused login and a server without encryption are said as such."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"The mail server does not let us in: {_in_words(error.smtp_code, error.smtp_error)}"[:300]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"The mail server turns us away: {_in_words(error.smtp_code, error.smtp_error)}"[:300]
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return f"The mail server does not offer what EMAIL_URL asks of it: {error}"[:300]
    return f"The mail server does not answer: {str(error) or type(error).__name__}"[:300]


def close(connection: BaseEmailBackend) -> None:
    """Say goodbye to the mail server, or find that it is gone."""
    try:
        connection.close()
    except OSError:
        log.info("The mail server was gone before it was said goodbye to")


def _in_words(code: int, said: bytes | str) -> str:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(words.split())}"[:300]
