"""Case files that came by a browser: kept under DATA_DIR/imports until they are taken in or given up."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings

from accounts.access import ActionRefused
from people.models import ImportRun

LONGEST_NAME = 100


def folder() -> Path:
    return Path(settings.DATA_DIR) / "imports"


def keep_upload(files: Sequence[Any]) -> tuple[str, Path]:
    """Write the files to a folder of their own, piece by piece; returns what to call them, and where they lie.

    Raises ActionRefused for what can be no case file.
    """
    names = [PurePosixPath(file.name.replace("\\", "/")).name[-LONGEST_NAME:] for file in files]
    if not names:
        raise ActionRefused("Choose a zip, or the CSV files.", field="case_file")
    if len({name.lower() for name in names}) < len(names):
        raise ActionRefused("Two of the files have the same name.", field="case_file")
    endings = {Path(name).suffix.lower() for name in names}
    if endings != {".csv"} and (endings != {".zip"} or len(names) > 1):
        raise ActionRefused("Choose one zip, or CSV files and nothing else.", field="case_file")
    place = folder() / uuid.uuid4().hex
    place.mkdir(mode=0o700, parents=True)
    try:
        for file, name in zip(files, names, strict=True):
            with (place / name).open("wb") as kept:
                for piece in file.chunks():
                    kept.write(piece)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return ", ".join(sorted(names))[:255], place / names[0] if len(names) == 1 else place


def discard(run: ImportRun) -> None:
    """Delete the files of a run. Nothing outside the folder of uploads is ever touched."""
    if not run.path:
        return
    place = Path(run.path)
    mine = next((part for part in (place, *place.parents) if part.parent == folder()), None)
    if mine:
        shutil.rmtree(mine, ignore_errors=True)
