"""The whole demo council: its workers, its case file by the importer, and the last days by actions with set times."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction

from accounts.models import User
from demo.case_file import write_case_file
from demo.days import around, before, discussed, mended, others, settled, still_out, to_interview
from demo.days.diary import Diary
from demo.roster import BY_KEY
from demo.staff import add_staff
from demo.telling import Told
from people.case_file.report import Report, rejected_rows
from people.case_file.taking import alone, judged, write
from people.models import ImportRun, YoungPerson


class CaseFileRejected(Exception):
    """The importer did not take every row: the case file and docs/formats.md have grown apart."""


def why_not() -> str | None:
    """Why the demo council is not for this copy, in one sentence; None where it is.

    A council's own copy has users before it has young people, and is reached over TLS.
    """
    if YoungPerson.objects.exists() and User.objects.filter(email=BY_KEY["priya.nair"].email).exists():
        return "The demo council is loaded already."
    if YoungPerson.objects.exists():
        return "There are young people on record here already, so the demo council is not loaded."
    if settings.PUBLIC_URL.startswith("https://"):
        return f"This copy is served at {settings.PUBLIC_URL}, so the demo council is not loaded."
    if User.objects.exists():
        return "There are users here already, so the demo council is not loaded: it is for an empty local copy alone."
    return None


@transaction.atomic
def load_council(now: datetime) -> Report:
    """Fill an empty database, all or nothing, so that every screen has something true to show at `now` (UTC)."""
    staff = add_staff()
    report = take_case_file_in(now, staff["olu.adeyemi"])
    diary = Diary(now, staff)
    for part in (before, around, still_out, to_interview, settled, mended, others, discussed):
        part.note(diary)
    told = Told(now, staff)
    diary.tell(between=told.alerts)
    told.finish()
    return report


def take_case_file_in(now: datetime, by: User) -> Report:
    with TemporaryDirectory(prefix="demo-council-") as folder, alone():
        write_case_file(Path(folder), now)
        with judged(Path(folder), at=now) as work:
            run = ImportRun.objects.create(
                name="The demo council's case file", started_by=by, started_at=now, state=ImportRun.State.RUNNING
            )
            report = write(work, run)
            for row in rejected_rows(work):
                raise CaseFileRejected(f"The demo council's {row.file} was not taken, line {row.line}: {row.message}")
    return report
