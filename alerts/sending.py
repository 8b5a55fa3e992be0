"""One e-mail handed to the mail server: claimed, sent, and what came of it written down (alerts/outbox.py)."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.core.mail.backends.base import BaseEmailBackend
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from accounts.models import User
from alerts.before_sending import is_written_anew, write_anew
from alerts.emails import hide_from_the_mailbox
from alerts.grouping import as_one, form_group, let_paused_wait
from alerts.handing_over import Result, ServerDown, close, hand_to_server
from alerts.models import Alert, OutgoingEmail, Pace
from alerts.password_links import why_it_works_no_more
from alerts.rules import pause_before_next_try
from alerts.run import Run
from people.search import service_managers_to_ring

log = logging.getLogger(__name__)

ACCOUNT_CLOSED = "Their account is closed."
TRIED = ("tries", "last_error", "is_in_doubt", "next_try_at", "sent_at", "given_up_at")


def send_next(connection: BaseEmailBackend, now: datetime, run: Run) -> Result | None:
    """Send the next that is due, with those that leave together with it. None when there is nothing to send.

    A fault of ours at one e-mail is that one's failure, and keeps no other back. Raises ServerDown, in words, where no
    e-mail could have left: none has lost a try. So it is with a database that goes away.
    """
    email = run.next_email(now)
    if email is None:
        return None
    first = email.goes_with_id or email.pk
    try:
        if email.pace != Pace.AT_ONCE and email.to_user_id and email.grouped_at is None and not form_group(email, now):
            return Result.WAITS
        result = _send_group(connection, first, now, run)
    except (ServerDown, OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("E-mail %s (%s %s) could not be sent", email.pk, email.kind, email.reference)
        close(connection)  # however far it had come with this one
        _note_fault(first, error, now, run)
        return Result.FAILED
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
    standing = _without_withdrawn(waiting, now)
    if not standing:
        return Result.WITHDRAWN if waiting else Result.ANOTHERS
    emails = let_paused_wait(standing, head, now)
    if not emails:
        return Result.WAITS
    if _follow_the_account(emails) and not OutgoingEmail.objects.to_leave().filter(pk__in=[e.pk for e in emails]):
        return Result.WAITS
    for email in emails:
        if email.stage and not email.to_user:
            _hide_what_was_restricted(email)
    if said := write_anew(emails[0]):
        result = Result.FAILED
    else:
        result, said = hand_to_server(connection, emails[0].address, head.message_id, as_one(emails))
    if result is Result.SILENT:
        if run.is_server_to_blame:
            raise ServerDown(said)
        run.note_silence(emails[0].address)
    _note_try(emails, result, said, now, run)
    return result


@transaction.atomic
def _note_fault(first: int, error: Exception, now: datetime, run: Run) -> None:
    """That this e-mail, and what goes with it, could not be sent; this run leaves it alone, whatever can be noted."""
    run.anothers.add(first)
    group = OutgoingEmail.objects.waiting().filter(Q(pk=first) | Q(goes_with=first))
    said = f"It could not be sent: {type(error).__name__}. What it said is in the log."
    _note_try(list(group.select_for_update(skip_locked=True, of=("self",))), Result.FAILED, said, now, run)


def _note_try(emails: Sequence[OutgoingEmail], result: Result, said: str, now: datetime, run: Run) -> None:
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


def _follow_the_account(emails: Sequence[OutgoingEmail]) -> bool:
    """Give them the address that the account has by now; whether that is another for any of them.

    An alert names nobody, and what is written anew says what may go there. Anything else stays with its address.
    """
    moved = [
        email
        for email in emails
        if email.to_user and email.address != email.to_user.email and (email.stage or is_written_anew(email))
    ]
    for email in moved:
        email.address = email.to_user.email  # type: ignore[union-attr]
    OutgoingEmail.objects.bulk_update(moved, ["address"])
    return bool(moved)


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
        if reason := _why_not_to_send(email, visible, now):
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


def _why_not_to_send(email: OutgoingEmail, visible: set[int], now: datetime) -> str:
    if email.to_user and not email.to_user.is_here:
        return ACCOUNT_CLOSED
    if said := why_it_works_no_more(email, now):
        return said
    if email.stage and (email.stage.withdrawn_at or email.stage.cleared_at):
        return "What it was about has been dealt with."
    if email.stage and email.stage.young_person and email.stage.young_person.died_on:
        return "Nothing is told about them any more."
    if email.stage and email.to_user and email.stage_id not in visible:
        return "It is not theirs to know any more, or a later alert took its place."
    return ""


def _write_next_try(email: OutgoingEmail, result: Result, now: datetime) -> None:
    pause = pause_before_next_try(email.tries, refused=result is Result.REFUSED)
    if pause is None:
        email.given_up_at = now
        log.error("E-mail %s (%s %s) is given up after %s tries", email.pk, email.kind, email.reference, email.tries)
    else:
        email.next_try_at = now + pause
