"""An alert put off until tomorrow, and how it comes back."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.actions.clearing import withdraw_emails
from alerts.emails import reminder_email
from alerts.models import Alert, MorningReader, OutgoingEmail
from alerts.paused import is_paused
from alerts.rules import tomorrow_morning
from alerts.sources import source_of
from people.lengths import counted

log = logging.getLogger(__name__)

BATCH = 500


class RemindersLeft(Exception):
    """Some of what was put off could not come back. All the rest has; what is left the next sweep tries again."""


@transaction.atomic
def remind_tomorrow(*, actor: User, alert: Alert, at: datetime | None = None) -> datetime:
    """Take the alert from the actor's bell until 07:30 tomorrow in London; when it comes back.

    Missing and harm are not put off. Raises ActionRefused for those, and for what has been dealt with meanwhile.
    """
    require(actor, Can.USE_OWN_ACCOUNT)
    at = at or timezone.now()
    alert = Alert.objects.select_for_update(of=("self",)).select_related("stage").get(pk=alert.pk, user=actor)
    if alert.cleared_at:
        raise ActionRefused("This has been dealt with meanwhile.")
    if alert.stage.is_at_once:
        raise ActionRefused("Missing and harm are not put off. Mark it as read once you have seen to it.")
    alert.remind_at = tomorrow_morning(at)
    alert.read_at = alert.read_at or at
    alert.save(update_fields=["remind_at", "read_at"])
    withdraw_emails(Q(stage=alert.stage, to_user=actor), at)  # the reminder takes the place of what still waits
    return alert.remind_at


@transaction.atomic
def show_now(*, actor: User, alert: Alert) -> None:
    """Take back that it was put off: it is in the actor's bell again at once, and no e-mail says so tomorrow.

    Of one that is back already nothing changes. Raises ActionRefused for what has been dealt with meanwhile.
    """
    require(actor, Can.USE_OWN_ACCOUNT)
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk, user=actor)
    if alert.cleared_at:
        raise ActionRefused("This has been dealt with meanwhile.")
    if alert.remind_at is not None:
        alert.remind_at = alert.read_at = None
        alert.save(update_fields=["remind_at", "read_at"])


def bring_back_reminders(now: datetime) -> int:
    """Put back into the bell what was put off until `now` or before, with an e-mail. How many.

    A step of the sweep, a transaction a batch; run twice at once, each comes back once. Of a matter that is paused it
    stays put off, and comes back once it goes on. One whose e-mail cannot be written stays put off as well and keeps
    none of the others back; raises RemindersLeft at the end, so that the sweep counts as failed.
    """
    back = 0
    left: set[int] = set()
    while number := _bring_back(now, left):
        back += number
    if left:
        raise RemindersLeft(f"{counted(len(left), 'alert')} that had been put off could not be brought back")
    return back


@transaction.atomic
def _bring_back(now: datetime, left: set[int]) -> int:
    """One batch, without those `left`; whose e-mail cannot be written is put there. How many were looked at."""
    due = Alert.objects.put_off().filter(~is_paused(now), remind_at__lte=now).exclude(pk__in=left)
    due = due.select_for_update(skip_locked=True, of=("self",))
    alerts = list(due.select_related("stage__young_person__team", "user")[:BATCH])
    readers = set(MorningReader.objects.values_list("user", flat=True))
    emails = []
    for alert in alerts:
        try:
            with transaction.atomic():
                emails += _emails_of(alert, alert.user_id in readers, now)
        except Exception:
            log.exception("The reminder of alert %s could not be written", alert.pk)
            left.add(alert.pk)
    OutgoingEmail.objects.bulk_create(emails, ignore_conflicts=True)
    back = [alert.pk for alert in alerts if alert.pk not in left]
    Alert.objects.filter(pk__in=back).update(read_at=None, remind_at=None)
    return len(alerts)


def _emails_of(alert: Alert, in_the_morning: bool, now: datetime) -> list[OutgoingEmail]:
    """None to who has left, nor of what no room tells of any more."""
    source = source_of(alert.stage.kind)
    if source is None or not alert.user.is_here:
        return []
    return [reminder_email(alert, source, alert.stage.what, in_the_morning, now)]
