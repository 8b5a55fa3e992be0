"""Outgoing e-mail: a row first, sent afterwards, one transaction each (docs/decisions/work-is-a-row-first.md).

The row stays locked through the SMTP call, and the outcome is written in the same transaction. A process killed before
the server took the mail has sent nothing and the row is free again; killed after that and before the commit, the mail
leaves twice, under the same Message-ID. That is the only way to a second copy.
"""

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.before_sending import write_anew
from alerts.delivery_reports import OUR_ID
from alerts.emails import new_message_id
from alerts.grouping import Mail, as_one, others_to_tell_with, waits_until
from alerts.models import OutgoingEmail
from alerts.rules import pause_before_next_try

log = logging.getLogger(__name__)

ACCOUNT_CLOSED = "Their account is closed."
SENT_AGAIN = ("given_up_at", "tries", "next_try_at", "asked_again_at", "sent_at", "bounced_at", "bounce_said")


class Result(Enum):
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    SERVER_DOWN = "server down"
    WITHDRAWN = "withdrawn"
    WAITS = "waits for its hour"


class ServerDown(Exception):
    """The mail server did not answer; nothing is lost, and the job has not succeeded."""


@dataclass
class Sent:
    """What a run did. `failed` are tries, whether they will be tried again or not."""

    sent: int = 0
    failed: int = 0
    withdrawn: int = 0
    server_is_down: bool = False

    def __str__(self) -> str:
        return f"{self.sent} sent, {self.failed} failed"

    def refuse_silence(self) -> None:
        """Raise ServerDown when the run ended because the mail server does not answer."""
        if self.server_is_down:
            raise ServerDown(f"{self}: the mail server does not answer. What waits is sent by the next run.")


@transaction.atomic
def queue_email(
    *,
    to: User | str,
    kind: str,
    subject: str,
    text: str,
    html: str = "",
    dedupe_key: str,
    reference: str = "",
    at: datetime | None = None,
) -> OutgoingEmail:
    """Write down one e-mail to one person, to be sent at or after `at` (default: now). Idempotent on `dedupe_key`.

    To be called in the transaction of its cause; wake the worker with `alerts.wake.wake_sender()`. Somebody whose
    account is closed is not mailed: the row is kept as withdrawn. `reference` is what an administrator may see of it.
    """
    at = at or timezone.now()
    user, address = (to, to.email) if isinstance(to, User) else (None, to)
    is_closed = user is not None and not user.is_here
    email = OutgoingEmail(
        message_id=new_message_id(),
        dedupe_key=dedupe_key,
        to_user=user,
        address=address,
        kind=kind,
        reference=reference,
        subject=" ".join(subject.split()),
        text=text,
        html=html,
        created_at=timezone.now(),
        next_try_at=at,
        withdrawn_at=timezone.now() if is_closed else None,
        last_error=ACCOUNT_CLOSED if is_closed else "",
    )
    OutgoingEmail.objects.bulk_create([email], ignore_conflicts=True)
    return OutgoingEmail.objects.get(dedupe_key=dedupe_key)


@transaction.atomic
def send_again(*, actor: User, email: OutgoingEmail, at: datetime | None = None) -> OutgoingEmail:
    """Try an e-mail anew that was given up, came back or is waiting, also where mail to its address comes back.

    An alert goes to the address that the person has by now. Raises ActionRefused when it has left.
    """
    require(actor, Can.SEE_HEALTH)
    at = at or timezone.now()
    email = OutgoingEmail.objects.select_for_update(of=("self",)).get(pk=email.pk)
    if email.withdrawn_at or (email.sent_at and not email.bounced_at):
        raise ActionRefused("This e-mail has been sent or taken back meanwhile.")
    email.given_up_at, email.tries, email.next_try_at, email.asked_again_at = None, 0, at, at
    email.sent_at, email.bounced_at, email.bounce_said = None, None, ""
    email.save(update_fields=SENT_AGAIN)
    return email


def send_outgoing_email(*, at: datetime | None = None, stop: Callable[[], bool] = lambda: False) -> Sent:
    """Send what is to be sent at or before `at` (default: now), one after the other, and say what came of it.

    A mail server that does not answer ends the run after one e-mail: the others lose no try, and the next run begins
    with them. `stop` is asked between e-mails.
    """
    done = Sent()
    connection = get_connection()  # silent for EMAIL_TIMEOUT, it counts as down
    try:
        while not stop():
            result = _send_next(connection, at or timezone.now())
            if result is None:
                break
            done.sent += result is Result.SENT
            done.withdrawn += result is Result.WITHDRAWN
            done.failed += result in {Result.REFUSED, Result.FAILED, Result.SERVER_DOWN}
            if result is Result.SERVER_DOWN:
                done.server_is_down = True
                break
    finally:
        _close(connection)
    return done


@transaction.atomic
def _send_next(connection: BaseEmailBackend, now: datetime) -> Result | None:
    """Claim one, send it, write down what came of it: all in one transaction. None when there is nothing to send."""
    claim = OutgoingEmail.objects.to_try(now).select_for_update(skip_locked=True, of=("self",))
    email = claim.select_related("to_user", "stage__young_person").first()
    if email is None:
        return None
    if _is_withdrawn(email):
        return Result.WITHDRAWN
    if until := waits_until(email, now):
        email.next_try_at = until
        email.save(update_fields=["next_try_at"])
        return Result.WAITS
    together = [email, *(other for other in others_to_tell_with(email, now) if not _is_withdrawn(other))]
    if email.stage and email.to_user:
        email.address = email.to_user.email  # an alert names nobody: it may follow who has another address by now
    email.tries += 1
    if why_not := write_anew(email):
        result, email.last_error = Result.FAILED, why_not
    else:
        result, email.last_error = _hand_to_server(connection, email, as_one(together))
    if result is Result.SENT:
        _write_sent(together, now)
    else:
        _write_next_try(email, result, now)
        email.save(update_fields=["address", "tries", "last_error", "next_try_at", "given_up_at"])
    return result


def _write_sent(together: list[OutgoingEmail], now: datetime) -> None:
    """The first carried what all of them tell."""
    first, *others = together
    for email in together:
        email.sent_at = now
    for other in others:
        other.sent_with, other.tries = first, other.tries + 1
    OutgoingEmail.objects.bulk_update(together, ["address", "tries", "last_error", "sent_at", "sent_with"])


def _is_withdrawn(email: OutgoingEmail) -> bool:
    """Take it back where there is a reason not to send it; whether there was."""
    reason = _why_not_to_send(email)
    if not reason:
        return False
    email.withdrawn_at, email.last_error = timezone.now(), reason
    email.save(update_fields=["withdrawn_at", "last_error"])
    return True


def _why_not_to_send(email: OutgoingEmail) -> str:
    if email.to_user and not email.to_user.is_here:
        return ACCOUNT_CLOSED
    if email.stage and (email.stage.withdrawn_at or email.stage.cleared_at):
        return "What it was about has been dealt with."
    if email.stage and email.stage.young_person and email.stage.young_person.died_on:
        return "Nothing is told about them any more."
    return ""


def _hand_to_server(connection: BaseEmailBackend, email: OutgoingEmail, mail: Mail) -> tuple[Result, str]:
    try:
        connection.open()
        connection.send_messages([_message(email, mail)])
    except smtplib.SMTPRecipientsRefused as error:
        _close(connection)
        code, said = next(iter(error.recipients.values()))
        return (Result.REFUSED if code >= 500 else Result.FAILED), _in_words(code, said)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        _close(connection)
        return Result.FAILED, _in_words(error.smtp_code, error.smtp_error)
    except OSError as error:
        _close(connection)
        return Result.SERVER_DOWN, f"The mail server does not answer: {str(error) or type(error).__name__}"[:300]
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


def _message(email: OutgoingEmail, mail: Mail) -> EmailMultiAlternatives:
    headers = {"Message-ID": email.message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    headers[OUR_ID] = email.message_id
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[email.address], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError:
        log.info("The mail server was gone before it was said goodbye to")


def _in_words(code: int, said: bytes | str) -> str:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(words.split())}"[:300]
