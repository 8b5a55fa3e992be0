"""What the data manager does with a case file: hand it in, have it checked, take it in or give it up."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from people.case_file.uploads import discard, keep_upload
from people.case_file.waking import wake_importer
from people.models import ImportRun


class Upload(Protocol):
    """A file that a browser sends."""

    name: str

    def chunks(self) -> Iterable[bytes]: ...


def hand_in_case_file(*, actor: User, files: Iterable[Upload], at: datetime | None = None) -> ImportRun:
    """Keep the uploaded zip or CSVs and have them checked: nothing is taken in before it is confirmed.

    Raises ActionRefused for no file, two of one name, or something that is neither zip nor CSV.
    """
    require(actor, Can.IMPORT_CASE_FILES)
    name, path = keep_upload(list(files))
    with transaction.atomic():
        run = ImportRun.objects.create(
            started_by=actor,
            name=name,
            path=str(path),
            state=ImportRun.State.CHECKING,
            is_dry_run=True,
            started_at=at or timezone.now(),
        )
        wake_importer()
    return run


@transaction.atomic
def confirm_import(*, actor: User, run: ImportRun) -> ImportRun:
    """Have a checked case file taken in. Raises ActionRefused when it is not waiting for that."""
    require(actor, Can.IMPORT_CASE_FILES)
    run = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
    if run.state != ImportRun.State.CHECKED:
        raise ActionRefused(f"This case file cannot be taken in now: {run.get_state_display().lower()}.")
    run.state, run.is_dry_run = ImportRun.State.WAITING, False
    run.save(update_fields=["state", "is_dry_run"])
    wake_importer()
    return run


@transaction.atomic
def give_up_import(*, actor: User, run: ImportRun) -> None:
    """Throw a checked case file away. Raises ActionRefused once it is being taken in."""
    require(actor, Can.IMPORT_CASE_FILES)
    run = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
    if run.state not in (ImportRun.State.CHECKED, ImportRun.State.UNUSABLE, ImportRun.State.STOPPED):
        raise ActionRefused(f"This case file cannot be given up now: {run.get_state_display().lower()}.")
    discard(run)
    run.rejected_rows.all().delete()
    run.state = ImportRun.State.GIVEN_UP
    run.save(update_fields=["state"])
