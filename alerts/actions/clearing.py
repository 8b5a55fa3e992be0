"""Alerts end with their matter: dealt with, handed over, overtaken by a later stage, or given another deadline."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.sources import AlertSource, all_sources

KEY_GIVEN_UP = Concat(Value("before:"), Cast("pk", CharField()))
"""The key of an e-mail whose stage may be mailed once more to the same person."""

A_SLOW_SWEEP = timedelta(hours=1)
"""May have begun as long ago. What is raised further ahead was raised by a clock that was wrong."""


@transaction.atomic
def clear_alerts(*, kind: str, subject_key: str, at: datetime | None = None) -> int:
    """The matter is dealt with: its alerts leave the bell, what was not sent of it stays unsent. How many alerts.

    Called in the transaction of what deals with it. What nobody cleared, the next sweep does; what stands again, by
    whichever door, the sweep raises again.
    """
    return clear_alerts_about(kinds=[kind], subject_keys=[subject_key], at=at)


@transaction.atomic
def clear_alerts_about(*, kinds: Collection[str], subject_keys: Collection[str], at: datetime | None = None) -> int:
    """`clear_alerts` for many matters at once, of each of these kinds. How many alerts."""
    stages = AlertStage.objects.standing().filter(kind__in=kinds, subject_key__in=subject_keys)
    return end_stages(list(stages.values_list("pk", flat=True)), at or timezone.now(), cleared=True)


@transaction.atomic
def withdraw_alerts(*, subject_keys: Collection[str], at: datetime | None = None) -> int:
    """The records should not have been there: whatever was raised about them is taken back, of every kind.

    A matter that stands again is raised anew. How many alerts.
    """
    kinds = [source.kind for source in all_sources()]
    stages = AlertStage.objects.standing().filter(kind__in=kinds, subject_key__in=subject_keys)
    return end_stages(list(stages.values_list("pk", flat=True)), at or timezone.now(), cleared=False)


def clear_what_is_over(source: AlertSource, now: datetime) -> int:
    """Clear the stages of a source whose matter no longer stands, withdraw those of a deadline that was corrected.

    Also ends the alerts of somebody who held the work and no longer does. How many alerts.
    """
    ended: dict[bool, list[int]] = {True: [], False: []}
    for pk, has_another_deadline in over(source, now).values_list("pk", "has_another_deadline"):
        ended[has_another_deadline].append(pk)
    with transaction.atomic():
        count = end_stages(ended[False], now, cleared=True) + end_stages(ended[True], now, cleared=False)
    return count + _clear_former_holders(source, now)


def withdraw_other_deadlines(source: AlertSource, due_at: Mapping[str, datetime], now: datetime) -> None:
    """Withdraw what stands of these subjects for another deadline than `due_at`, by key.

    It was corrected since the sweep looked for what is over. Called with the subjects locked.
    """
    stages = AlertStage.objects.standing().filter(kind=source.kind, subject_key__in=list(due_at))
    rows = stages.values_list("pk", "subject_key", "due_at")
    end_stages([pk for pk, key, at in rows if at != due_at[key]], now, cleared=False)


def over(source: AlertSource, now: datetime) -> QuerySet[Any]:
    """The stages whose matter no longer stands, or stands with another deadline, and which of the two.

    What a later sweep has raised meanwhile is left to later ones: at `now` it may not have been due.
    """
    subjects = source.standing(now).filter(alert_key=OuterRef("subject_key"))
    return (
        AlertStage.objects.standing()
        .filter(~Exists(subjects.filter(alert_due_at=OuterRef("due_at"))), kind=source.kind)
        .exclude(raised_at__gt=now, raised_at__lte=now + A_SLOW_SWEEP)
        .annotate(has_another_deadline=Exists(subjects))
    )


def end_stages(stages: Collection[int], now: datetime, *, cleared: bool) -> int:
    """Clear or withdraw these stages, their alerts and the e-mails still unsent. How many alerts."""
    if not stages:
        return 0
    AlertStage.objects.standing().filter(pk__in=stages).update(**{"cleared_at" if cleared else "withdrawn_at": now})
    withdraw_emails(Q(stage__in=stages), now)
    return Alert.objects.standing().filter(stage__in=stages).update(cleared_at=now)


def withdraw_emails(which: Q, now: datetime) -> None:
    """Take back what has not been sent, given up or not. One on its way at this instant is locked, and let go."""
    rows = OutgoingEmail.objects.unsent().filter(which).select_for_update(skip_locked=True, of=("self",))
    with transaction.atomic():
        waiting = list(rows.values_list("pk", flat=True))
        OutgoingEmail.objects.filter(pk__in=waiting).update(withdrawn_at=now)


def let_be_mailed_again(source: AlertSource, subject_keys: Collection[str]) -> None:
    """Of what had ended and stands again: whoever was mailed of it has taken it for settled since.

    What was sent gives up its key, so that the stage may be mailed once more (docs/decisions/alerts-by-stages.md).
    """
    ended = AlertStage.objects.filter(kind=source.kind, subject_key__in=subject_keys, cleared_at__isnull=False)
    sent = OutgoingEmail.objects.filter(stage__in=list(ended.values_list("pk", flat=True)), sent_at__isnull=False)
    sent.filter(dedupe_key__startswith="alert:").update(dedupe_key=KEY_GIVEN_UP)


def let_be_written_anew(which: Q, now: datetime) -> None:
    """What is to be told again and never left: the e-mail that was taken back or given up makes room for another.

    The other says what is so now, to the address of now, under a Message-ID of its own: what the first once was to
    leave with may have left under its.
    """
    never_left = OutgoingEmail.objects.filter(which, sent_at__isnull=True)
    never_left = never_left.filter(Q(withdrawn_at__isnull=False) | Q(given_up_at__isnull=False))
    never_left.update(dedupe_key=KEY_GIVEN_UP, withdrawn_at=Coalesce("withdrawn_at", now))


def _clear_former_holders(source: AlertSource, now: datetime) -> int:
    if source.holder is None:
        return 0
    still = source.standing(now).filter(alert_key=OuterRef("stage__subject_key"), alert_holder=OuterRef("user"))
    former = Alert.objects.standing().filter(~Exists(still), stage__kind=source.kind, capacity=Alert.Capacity.HOLDER)
    pks = list(former.values_list("pk", "stage", "user"))
    for _, stage, user in pks:
        withdraw_emails(Q(stage=stage, to_user=user), now)
    return Alert.objects.filter(pk__in=[pk for pk, *_ in pks]).update(cleared_at=now)
