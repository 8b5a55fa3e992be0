"""Whom the rows of a case file may be about."""

from __future__ import annotations

from people.case_file.judging import make_children
from people.case_file.work import Work


def ensure_children(work: Work) -> None:
    """`case_file_children`, made by young_people.csv where the case file has it, else of whom is on record."""
    if not work.value("SELECT to_regclass('pg_temp.case_file_children') IS NOT NULL"):
        make_children(work)
