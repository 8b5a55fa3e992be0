"""A case file after a merge: rows under the old reference are about the record that stands."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from accounts.rules import Role
from missing.models import Episode
from people.actions import merge_records, unmerge_records
from people.models import YoungPerson
from tests.case_files import take_in, write_files
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FILES = {
    "young_people": (
        "reference,first_name,last_name,date_of_birth,team\n"
        "YP1,Ana,Marsh,2010-03-07,North\n"
        "YP2,Anna,Marsh,2010-03-07,South"
    ),
    "care_periods": "reference,started_on,ended_on\nYP1,2020-01-06,2020-05-01\nYP2,2021-01-06,2021-05-01",
    "placements": (
        "reference,started_on,ended_on,placement_type\nYP1,2020-01-06,2020-05-01,K2\nyp2,2021-01-06,2021-05-01,K2"
    ),
    "episodes": (
        "episode_reference,reference,category,missing_from,returned_at,ended_how\n"
        "E1,YP1,missing,2026-10-20T20:00,2026-10-21T02:00,returned\n"
        "E2,YP2,missing,2026-11-20T20:00,2026-11-21T02:00,returned"
    ),
}


@pytest.fixture
def manager():
    with time_machine.travel(NOW, tick=False):
        yield UserFactory(roles=[Role.SERVICE_MANAGER])


@pytest.fixture
def one(manager, tmp_path: Path) -> YoungPerson:
    assert take_in(write_files(tmp_path / "first", **FILES)).status == 0
    kept, merged = YoungPerson.objects.order_by("reference")
    merge_records(actor=manager, kept=kept, merged=merged, reason="The same birthday")
    return kept


def test_the_same_file_again_changes_nothing(one, tmp_path: Path) -> None:
    again = take_in(write_files(tmp_path / "again", **FILES))
    assert again.counts == [f"{name}.csv: 2 read, 0 added, 0 changed, 2 unchanged, 0 rejected" for name in FILES]
    assert again.said("1 row is of a record that was merged into another here")


def test_new_rows_under_the_old_reference_go_to_the_record_that_stands(one, tmp_path: Path) -> None:
    row = "E3,yp2,missing,2026-11-22T20:00,2026-11-23T02:00,returned"
    new = write_files(tmp_path / "new", episodes=f"{FILES['episodes'].splitlines()[0]}\n{row}")
    assert take_in(new).status == 0
    assert set(Episode.objects.values_list("young_person__reference", flat=True)) == {"YP1"}


def test_undone_the_file_finds_two_again(one, manager, tmp_path: Path) -> None:
    unmerge_records(actor=manager, merge=one.merges.get(), reason="Two brothers")
    assert take_in(write_files(tmp_path / "again", **FILES)).counts == [
        f"{name}.csv: 2 read, 0 added, 0 changed, 2 unchanged, 0 rejected" for name in FILES
    ]
