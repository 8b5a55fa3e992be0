"""The sweep: every stage that is due and not on record is recorded, and the people it tells are told.

Run each minute, by hand, twice at once or after a day's rest, it comes to the same: a stage is one row, unique on kind,
subject, stage and deadline, and its alerts and e-mails are written in the same transaction
(docs/decisions/alerts-by-stages.md).
"""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from alerts.actions.clearing import clear_what_is_over
from alerts.actions.telling import Done, tell
from alerts.actions.telling_others import stages_to_ask, tell_others
from alerts.hours import at_set_hours
from alerts.models import AlertStage
from alerts.recipients import Matter
from alerts.sources import AlertSource, all_sources, all_steps, source_of
from alerts.whom_else import stages_to_recheck, unread_when_the_office_closed
from people.lengths import counted

log = logging.getLogger(__name__)

BATCH = 100
"""Subjects in one transaction: little is done again after a kill, and nobody waits long for a row."""


@dataclass
class Raised:
    """What a sweep did. `failed` names what could not be raised this time; the next sweep tries again."""

    stages: int = 0
    alerts: int = 0
    emails: int = 0
    cleared: int = 0
    failed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        stages, alerts = counted(self.stages, "stage"), counted(self.alerts, "alert")
        cleared = f", {self.cleared} cleared" if self.cleared else ""
        return f"{stages} raised, {alerts}, {counted(self.emails, 'e-mail')} queued{cleared}"


class SweepIncomplete(Exception):
    """Some of it could not be raised. All the rest was; `raised` says what."""

    def __init__(self, raised: Raised) -> None:
        super().__init__(f"{raised}; not raised: {', '.join(raised.failed)}")
        self.raised = raised


def raise_alerts(*, at: datetime | None = None, stop: Callable[[], bool] = lambda: False) -> Raised:
    """Raise what is due at or before `at` (default: now). Returns what it did.

    `stop` is asked between transactions. One source or one record that fails keeps nothing else back; raises
    SweepIncomplete at the end, so that the job counts as failed.
    """
    now = at or timezone.now()
    raised = Raised()
    for name, step in all_steps():
        try:
            step(now)
        except Exception:
            log.exception("The sweep could not %s", name)
            raised.failed.append(name)
    sources = at_set_hours(all_sources())
    for source in sources:
        with _keeping_nothing_back(source, raised):
            raised.cleared += clear_what_is_over(source, now)
            _raise_source(source, now, raised, stop)
    others, by_night = stages_to_recheck(now), unread_when_the_office_closed(now)
    for source in sources:
        with _keeping_nothing_back(source, raised):
            _tell_others(source, others.get(source.kind, []), by_night.get(source.kind, []), now, raised)
    if raised.failed:
        raise SweepIncomplete(raised)
    return raised


def raise_one(kind: str, pk: int, *, at: datetime | None = None) -> None:
    """Raise what is due of one record now, as the sweep would a moment later: who made it happen sees who was told.

    It fails quietly, and does nothing where a sweep is just at it: the next sweep tells what is left.
    """
    source = source_of(kind)
    if source is None:
        return
    try:
        (source,) = at_set_hours([source])
        _raise_batch(source, at or timezone.now(), Raised(), 1, [], only=pk)
    except Exception:
        log.exception("The alert of %s:%s could not be raised at once", kind, pk)


def due_and_not_on_record(source: AlertSource, now: datetime) -> QuerySet[Any]:
    """The subjects whose latest due stage is not on record: the one question of the sweep.

    Only the latest is asked for, since all that are due are recorded together. What was cleared because its matter had
    ended is not on record any more once it stands again, but for what is told once.
    """
    stages = (
        AlertStage.objects.filter(withdrawn_at__isnull=True) if source.is_told_once else AlertStage.objects.standing()
    )
    on_record = stages.filter(
        kind=source.kind,
        subject_key=OuterRef("alert_key"),
        stage=OuterRef("alert_stage"),
        due_at=OuterRef("alert_due_at"),
    )
    return source.reached(now).filter(~Exists(on_record)).order_by("alert_due_at", "pk")


@contextmanager
def _keeping_nothing_back(source: AlertSource, raised: Raised) -> Iterator[None]:
    """What fails of one source is noted, and the next goes on."""
    try:
        yield
    except Exception:
        log.exception("The alerts of %s could not be raised", source.kind)
        if source.kind not in raised.failed:
            raised.failed.append(source.kind)


def _raise_source(source: AlertSource, now: datetime, raised: Raised, stop: Callable[[], bool]) -> None:
    failed: list[int] = []
    while not stop():
        try:
            if not _raise_batch(source, now, raised, BATCH, failed):
                return
        except Exception:
            log.exception("A batch of %s failed; going on one by one", source.kind)
            if not _raise_one_by_one(source, now, raised, failed):
                return


def _raise_one_by_one(source: AlertSource, now: datetime, raised: Raised, failed: list[int]) -> bool:
    """The batch that failed once more, a transaction each; whether anything was left to do."""
    pks = list(due_and_not_on_record(source, now).exclude(pk__in=failed).values_list("pk", flat=True)[:BATCH])
    for pk in pks:
        try:
            _raise_batch(source, now, raised, 1, failed, only=pk)
        except Exception:
            log.exception("The alert of %s:%s could not be raised", source.key, pk)
            failed.append(pk)
            raised.failed.append(f"{source.key}:{pk}")
    return bool(pks)


def _tell_others(
    source: AlertSource, stages: Collection[int], by_night: Collection[int], now: datetime, raised: Raised
) -> None:
    """Those and who came to the work, in one transaction; where that fails once more, a transaction each."""
    those = [*stages, *by_night]
    try:
        _count(tell_others(source, stages_to_ask(source, those, now), by_night, now), raised)
        return
    except Exception:
        log.exception("Whom else %s tells could not be told; going on one by one", source.kind)
    for pk, key in stages_to_ask(source, those, now).items():
        try:
            _count(tell_others(source, {pk: key}, by_night, now), raised)
        except Exception:
            log.exception("Whom else %s tells could not be told", key)
            raised.failed.append(key)


def _raise_batch(
    source: AlertSource, now: datetime, raised: Raised, size: int, without: list[int], only: int | None = None
) -> int:
    """One transaction: up to `size` subjects, locked so that nobody settles one meanwhile; how many stages.

    A subject that somebody else has locked is theirs for now, and the next sweep's.
    """
    with transaction.atomic():
        rows = due_and_not_on_record(source, now).exclude(pk__in=without)
        if only is not None:
            rows = rows.filter(pk=only)
        rows = rows.select_for_update(skip_locked=True, no_key=True, of=("self",))
        matters = [Matter.of(row, source, now) for row in rows.only("pk")[:size]]
        if not matters:
            return 0
        done = tell(source, matters, now)
    _count(done, raised)
    return done.stages


def _count(done: Done, raised: Raised) -> None:
    raised.stages += done.stages
    raised.alerts += done.alerts
    raised.emails += done.emails
