"""Taking a case file in: read all, judge all, then write what was accepted (docs/decisions/two-doors.md).

Nothing is written before every file has been read and judged, so a dry run is the same work without the last step.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pghistory
from django.db import connection
from django.utils import timezone

from people.case_file.faults import reject_all
from people.case_file.kinds import all_kinds
from people.case_file.progress import Progress
from people.case_file.rejects import keep_rejects
from people.case_file.report import Report, count, in_order
from people.case_file.source import Unusable, find_case_file
from people.case_file.staging import stage
from people.case_file.work import Work
from people.models import ImportRun

ONE_AT_A_TIME = 7_203_331
"""The key of the advisory lock that an import holds."""


class AnotherIsRunning(Unusable):
    """Two imports at once would judge by what the other is about to change."""


@contextmanager
def alone() -> Iterator[None]:
    """Raises AnotherIsRunning while another import holds the lock; a killed one gives it up with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            raise AnotherIsRunning("Another import is running: wait until it has ended.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


@contextmanager
def judged(path: Path, *, at: datetime | None = None, progress: Progress | None = None) -> Iterator[Work]:
    """Read and judge a case file; its rows wait in temporary tables until the block ends. Hold `alone` around it.

    `at` is the instant of the import (default: now). Raises Unusable.
    """
    work = Work(at or timezone.now(), progress=progress or Progress())
    _drop_tables(work)
    try:
        stage(work, find_case_file(path))
        for staged in in_order(work):
            work.progress.step(f"checking {staged.kind.file}", 0)
            if staged.kind.judge:
                staged.kind.judge(work)
            else:
                reject_all(work, staged, staged.kind.no_room)
        yield work
    finally:
        work.progress.finish()
        if not connection.needs_rollback:
            _drop_tables(work)


def write(work: Work, run: ImportRun) -> Report:
    """Take in what was accepted, under the run's name in the history, and keep what was rejected with the run."""
    who = {"user": run.started_by_id} if run.started_by_id else {}
    with _fast_writing(work), pghistory.context(by="import", import_run=run.pk, **who):
        for staged in in_order(work):
            if staged.kind.write:
                staged.kind.write(work)
        for kind in all_kinds():
            if kind.finish:
                kind.finish(work)
    return keep(work, run, ImportRun.State.DONE)


def keep(work: Work, run: ImportRun, state: str) -> Report:
    """Keep counts, notes and rejected rows with the run, whose state is that from now on."""
    report = count(work)
    for staged in in_order(work):
        keep_rejects(work, staged, run.pk)
    run.counts = [counted.as_json() for counted in report.counts]
    run.notes = report.notes
    run.finished_at = timezone.now()
    run.state = state
    run.save(update_fields=["counts", "notes", "finished_at", "state"])
    return report


@contextmanager
def _fast_writing(work: Work) -> Iterator[None]:
    """Two settings of this connection that together make the writing several times faster at full size.

    Triggers: nothing is ignored. Unset, each row's trigger finds that out by an error that it catches, which costs the
    more the longer the batch. Planner: a batch finds its few thousand rows by index; told that pages read here and
    there are dear, it would read whole tables for every batch.
    """
    settings = {"pgtrigger.ignore": "{}", "random_page_cost": "1.1"}
    for name, value in settings.items():
        work.rows("SELECT set_config(%s, %s, false)", (name, value))
    yield
    work.run("RESET random_page_cost")


def _drop_tables(work: Work) -> None:
    tables = work.rows(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = pg_my_temp_schema() AND c.relkind = 'r' "
        "AND starts_with(c.relname, 'case_file_')"
    )
    if tables:
        work.run(f"DROP TABLE {', '.join(f'pg_temp.{name}' for (name,) in tables)}")
