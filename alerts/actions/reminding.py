"""An alert put off until tomorrow, and how it comes back."""

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

BATCH = 500


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
    stays put off, and comes back once it goes on.
    """
    back = 0
    while number := _bring_back(now):
        back += number
    return back


@transaction.atomic
def _bring_back(now: datetime) -> int:
    due = Alert.objects.put_off().filter(~is_paused(now), remind_at__lte=now)
    due = due.select_for_update(skip_locked=True, of=("self",))
    alerts = list(due.select_related("stage__young_person__team", "user")[:BATCH])
    readers = set(MorningReader.objects.values_list("user", flat=True))
    emails = [
        reminder_email(alert, source, alert.stage.what, alert.user_id in readers, now)
        for alert in alerts
        if alert.user.is_here and (source := source_of(alert.stage.kind))
    ]
    OutgoingEmail.objects.bulk_create(emails, ignore_conflicts=True)
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(read_at=None, remind_at=None)
    return len(alerts)
