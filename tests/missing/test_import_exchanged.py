"""Episodes of a child whose times a file exchanges: each stands in the other's way until both are written."""

from pathlib import Path

import pytest

from missing.imports import episodes as door
from missing.models import Episode
from people.case_file import batches
from tests.case_files import imported, take_in, why, write_files
from tests.missing.test_import_interviews import at_noon

pytestmark = pytest.mark.django_db
__all__ = ["at_noon"]
HEADER = "episode_reference,reference,category,missing_from,returned_at,ended_how"
FIRST = "missing,2026-11-01T20:00,2026-11-02T08:00,returned"
SECOND = "missing,2026-11-05T20:00,2026-11-06T08:00,returned"
THIRD = "missing,2026-11-09T20:00,2026-11-10T08:00,returned"
OPEN = "missing,2026-11-22T20:00,,"


def file(*times: str) -> str:
    return "\n".join([HEADER, *(f"E{number},YP1,{said}" for number, said in enumerate(times, 1))])


@pytest.mark.parametrize("batch", [5_000, 1])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((FIRST, SECOND), (SECOND, FIRST)),
        ((FIRST, SECOND, THIRD), (SECOND, THIRD, FIRST)),
        ((FIRST, SECOND, THIRD), (SECOND, THIRD, "missing,2026-11-13T20:00,2026-11-14T08:00,returned")),
        ((FIRST, OPEN), (OPEN, FIRST)),
        ((OPEN, FIRST), (FIRST, OPEN)),
    ],
)
def test_they_are_taken_as_the_dry_run_says(tmp_path: Path, monkeypatch, batch: int, before, after) -> None:
    monkeypatch.setattr(batches, "ROWS_A_BATCH", batch)
    imported(tmp_path / "before", episodes=file(*before))
    later = write_files(tmp_path / "after", episodes=file(*after))
    promised = take_in(later, "--dry-run").counts
    assert promised == [f"episodes.csv: {len(after)} read, 0 added, {len(after)} changed, 0 unchanged, 0 rejected"]
    assert take_in(later).counts == promised
    assert take_in(later).counts[0].endswith(f"0 changed, {len(after)} unchanged, 0 rejected")
    for reference, said in zip(("E1", "E2", "E3"), after, strict=False):
        assert f"{Episode.objects.get(reference=reference).started_at:%Y-%m-%dT%H:%M}" in said


def test_a_row_that_is_refused_whatever_stands_there_keeps_no_exchange_back(tmp_path: Path, monkeypatch) -> None:
    people = "reference,first_name,last_name,date_of_birth\nYP1,Ana,Marsh,2010-03-07\nYP2,Ben,Shaw,2011-04-08"
    others = f"E8,YP2,{FIRST}\nE9,YP2,{{}}"
    imported(tmp_path / "before", young_people=people, episodes=f"{file(FIRST, SECOND)}\n{others.format(SECOND)}")
    monkeypatch.setattr(door, "reject_overlaps", lambda work, staged: None)
    later = write_files(tmp_path / "after", episodes=f"{file(SECOND, FIRST)}\n{others.format(FIRST)}")
    assert take_in(later).counts == ["episodes.csv: 4 read, 0 added, 2 changed, 1 unchanged, 1 rejected"]


def test_what_only_the_database_refuses_is_rejected_in_the_words_of_a_form(tmp_path: Path, monkeypatch) -> None:
    """As where somebody logs an episode while the file is taken in."""
    monkeypatch.setattr(door, "reject_overlaps", lambda work, staged: None)
    outcome = imported(tmp_path, episodes=file(FIRST, FIRST, SECOND))
    assert outcome.counts[1] == "episodes.csv: 3 read, 2 added, 0 changed, 0 unchanged, 1 rejected"
    assert why(3, "episodes") == "It overlaps with another episode of theirs."
