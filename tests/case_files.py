"""Case files for tests: rows as text, written to a folder, and the command run on it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from people.models import RejectedRow

YOUNG_PEOPLE = "reference,first_name,last_name,date_of_birth\nYP1,Ana,Marsh,2010-03-07\nYP2,Ben,Shaw,2011-04-08\n"


@dataclass
class Outcome:
    """What the command printed and its exit status."""

    printed: str
    status: int

    @property
    def counts(self) -> list[str]:
        """The last lines, one a file."""
        return [line for line in self.printed.splitlines() if ".csv: " in line and line.endswith(" rejected")]

    def said(self, words: str) -> bool:
        return words in self.printed


def take_in(path: Path, *options: str) -> Outcome:
    out = io.StringIO()
    try:
        call_command("import_case_file", str(path), *options, stdout=out)
    except SystemExit as left:
        return Outcome(out.getvalue(), int(left.code or 0))
    except CommandError as error:
        return Outcome(str(error), error.returncode)
    return Outcome(out.getvalue(), 0)


def write_files(folder: Path, **files: str) -> Path:
    """Write `<name>.csv` for each; lines may be indented."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text("".join(line.strip() + "\n" for line in text.strip().splitlines()))
    return folder


def imported(folder: Path, *options: str, **files: str) -> Outcome:
    """Write the files, young_people.csv with two of them where none is given, and take them in."""
    return take_in(write_files(folder, **{"young_people": YOUNG_PEOPLE, **files}), *options)


def why(line: int, file: str) -> str:
    """What was said of that line when it was last rejected; empty when it was not."""
    row = RejectedRow.objects.filter(file=f"{file}.csv", line=line).order_by("pk").last()
    return row.message if row else ""


def read_csv(path: Path) -> list[dict[str, Any]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
