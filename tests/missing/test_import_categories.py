"""An episode that a later file, or the page, makes one of another kind, and its imported interview."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from accounts.rules import Role
from missing.actions import correct_category, record_offer, take_interview
from missing.models import EarlierOutcome, Episode, ReturnInterview
from tests.case_files import Outcome, imported, take_in, write_files
from tests.factories import UserFactory
from tests.missing.test_import_again import by_a_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EPISODES = """episode_reference,reference,category,missing_from,returned_at,ended_how
    E1,YP1,{},2026-11-20T20:00,2026-11-21T08:00,returned"""
TO_DO = "episode_reference,outcome\nE1,"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    imported(tmp_path / "first", episodes=EPISODES.format("missing"))
    return tmp_path


def becomes(folder: Path, category: str, **files: str) -> Outcome:
    outcome = take_in(write_files(folder / category, episodes=EPISODES.format(category), **files))
    assert outcome.status == 0, outcome.printed
    return outcome


def interview() -> ReturnInterview:
    return ReturnInterview.objects.get()


def is_to_do() -> bool:
    return ReturnInterview.objects.to_do().exists()


def test_corrected_to_a_missed_curfew_nobody_owes_the_interview(folder: Path) -> None:
    becomes(folder, "curfew")
    assert (interview().outcome, interview().not_required_why) == ("not_required", "nobody_asked")
    assert becomes(folder, "curfew").counts[0].endswith("0 added, 0 changed, 1 unchanged, 0 rejected")


def test_corrected_back_it_is_to_do_again_and_how_it_had_ended_is_kept(folder: Path) -> None:
    becomes(folder, "curfew")
    becomes(folder, "missing")
    assert is_to_do()
    assert (interview().reason, interview().alerts_from) == ("", NOW)
    assert EarlierOutcome.objects.get().outcome == "not_required"


def test_away_it_is_owed_still(folder: Path) -> None:
    becomes(folder, "away")
    assert is_to_do()


@pytest.mark.parametrize("touched", [take_interview, record_offer])
def test_one_in_somebodys_hands_stays_to_do(folder: Path, touched) -> None:
    officer = UserFactory(roles=[Role.RETURNS_OFFICER])
    with by_a_person():
        said = {"method": "phone", "response": "thinking"} if touched is record_offer else {}
        touched(actor=officer, interview=interview(), **said)
    becomes(folder, "curfew")
    assert is_to_do()


def test_one_of_which_a_row_of_the_file_speaks_is_as_the_row_says(folder: Path) -> None:
    becomes(folder, "curfew", interviews=TO_DO)
    assert is_to_do()
    assert take_in(write_files(folder / "curfew")).counts[-1].endswith("1 unchanged, 0 rejected")


def test_the_page_closes_an_imported_one_too_that_nobody_has(folder: Path) -> None:
    manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    correct_category(actor=manager, episode=Episode.objects.get(), category="curfew", reason="Late only")
    assert (interview().outcome, interview().not_required_why) == ("not_required", "nobody_asked")
    correct_category(actor=manager, episode=Episode.objects.get(), category="missing", reason="Missing after all")
    assert is_to_do()
