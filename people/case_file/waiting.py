"""Case files handed in by browser, taken up one after another: checked first, and once confirmed taken in."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.db import InterfaceError, OperationalError
from django.db.models import Q
from django.utils import timezone

from people.case_file.source import Unusable
from people.case_file.taking import AnotherIsRunning, alone, judged, keep, write
from people.case_file.uploads import discard
from people.models import ImportRun, RejectedRow

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)
"""How long rejected rows, and files that nobody took in, are kept."""

State = ImportRun.State


def take_waiting_imports() -> int:
    """Take up every run that waits, and return how many. A run that says it is under way, while nobody holds the lock,
    was killed: it is taken up again. Another import under way leaves them for the next minute.
    """
    done = 0
    try:
        with alone():
            while run := _next():
                _take(run)
                done += 1
    except AnotherIsRunning:
        log.info("Another import is running; the next minute looks again.")
    return done


def tidy_imports(at: datetime | None = None) -> int:
    """Delete rejected rows and files that are older than 7 days; returns how many rows."""
    before = (at or timezone.now()) - KEPT
    old = ImportRun.objects.filter(started_at__lt=before)
    for run in old.exclude(path="").exclude(state__in=[State.WAITING, State.RUNNING]):
        discard(run)
        if run.state in (State.CHECKING, State.CHECKED):
            run.state = State.GIVEN_UP
        run.path = ""
        run.save(update_fields=["path", "state"])
    rows, _ = RejectedRow.objects.filter(Q(run__in=old.filter(finished_at__isnull=True)) | _finished(before)).delete()
    return rows


def _finished(before: datetime) -> Q:
    return Q(run__finished_at__lt=before)


def _next() -> ImportRun | None:
    waiting = ImportRun.objects.filter(state__in=[State.CHECKING, State.WAITING, State.RUNNING]).exclude(path="")
    return waiting.order_by("started_at").first()


def _take(run: ImportRun) -> None:
    run.rejected_rows.all().delete()
    try:
        if run.state == State.CHECKING:
            with judged(Path(run.path)) as work:
                keep(work, run, State.CHECKED)
            return
        _be(run, State.RUNNING)
        with judged(Path(run.path)) as work:
            write(work, run)
        discard(run)
    except Unusable as unusable:
        _be(run, State.UNUSABLE, str(unusable))
        discard(run)
    except (OperationalError, InterfaceError):
        raise  # the database is away: the next minute takes the run up again
    except Exception:
        log.exception("Import run %s failed", run.pk)
        _be(run, State.STOPPED, "Something went wrong that is not the file's fault. Tell the people who run this copy.")


def _be(run: ImportRun, state: str, note: str = "") -> None:
    run.state = state
    if note:
        run.notes = [note]
    run.save(update_fields=["state", "notes"])
