import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.case_file.progress import progress_on
from people.case_file.rejects import check_can_be_written, kinds_named, write_rejects
from people.case_file.report import Report, count, rejected_rows
from people.case_file.source import Unusable
from people.case_file.taking import alone, judged, write
from people.case_file.work import Work
from people.models import ImportRun

SHOWN_REJECTED = 10


class Command(BaseCommand):
    """Exit status 0 when nothing was rejected, 1 when something was, 2 when the path or a header is unusable."""

    help = "Take in a case file: a folder or a zip of CSV files, or a mended rejects file (docs/formats.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="folder, zip, or rejects file")
        parser.add_argument("--dry-run", action="store_true", help="judge every row and change nothing")
        parser.add_argument("--rejects", type=Path, metavar="FILE.csv", help="write the rejected rows there")

    def handle(self, *args: Any, path: Path, dry_run: bool, rejects: Path | None, **options: Any) -> None:
        try:
            if rejects:
                check_can_be_written(rejects)
            with alone(), judged(path, progress=progress_on()) as work:
                report = count(work) if dry_run else write(work, _begin(path))
                work.progress.finish()
                self._tell(work, report, rejects, is_dry_run=dry_run)
        except Unusable as unusable:
            raise CommandError(str(unusable), returncode=2) from unusable
        if report.rejected:
            sys.exit(1)

    def _tell(self, work: Work, report: Report, rejects: Path | None, *, is_dry_run: bool) -> None:
        for note in report.notes:
            self.stdout.write(note)
        if rejects:
            kinds = kinds_named(counted.file for counted in report.counts if counted.rejected)
            written = write_rejects(rejects, kinds, rejected_rows(work))
            self.stdout.write(f"{written} rejected {'row' if written == 1 else 'rows'} written to {rejects}.")
        elif report.rejected:
            self._show_some(work, report)
        if is_dry_run:
            self.stdout.write("Dry run: nothing was changed.")
        for counted in report.counts:
            self.stdout.write(str(counted))

    def _show_some(self, work: Work, report: Report) -> None:
        for shown, row in enumerate(rejected_rows(work)):
            if shown == SHOWN_REJECTED:
                left = report.rejected - shown
                self.stdout.write(f"… and {left} more. All of them, to be mended and taken back: --rejects FILE.csv")
                return
            self.stdout.write(f"{row.file} line {row.line}: {row.message}")


def _begin(path: Path) -> ImportRun:
    """The run of this import. Holding the lock, no other can be under way: one that says so was killed."""
    ImportRun.objects.filter(state=ImportRun.State.RUNNING, started_by=None).update(state=ImportRun.State.STOPPED)
    return ImportRun.objects.create(name=path.name[:255], state=ImportRun.State.RUNNING)
