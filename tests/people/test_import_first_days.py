"""A first day that was corrected here, and a case file that still has the one of before."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from accounts.models import User
from accounts.rules import Role
from people.actions import change_care_period, change_placement
from people.models import CarePeriod, Placement, YoungPerson
from tests.case_files import Outcome, imported, take_in, why
from tests.factories import UserFactory
from tests.missing.test_import_again import by_a_person

pytestmark = pytest.mark.django_db
PLACEMENTS = "reference,started_on,ended_on,placement_type,postcode\nYP1,2026-10-01,,U6,SY1 1AA"
CARE = "reference,started_on,ended_on,legal_status\nYP1,2026-10-01,,C2"
FILES = {"care_periods": CARE, "placements": PLACEMENTS}


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(datetime(2026, 11, 23, 12, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def manager() -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER])


@pytest.fixture
def corrected(tmp_path: Path, manager: User) -> Path:
    """Imported, and both begin on 28 September by whoever corrected them here."""
    imported(tmp_path, **FILES)
    with by_a_person():
        move_placement(manager, date(2026, 9, 28))
        change_care_period(
            actor=manager,
            care_period=CarePeriod.objects.get(),
            started_on=date(2026, 9, 28),
            ended_on=date(2026, 11, 1),
            legal_status="C2",
            category_of_need="",
        )
    return tmp_path


def move_placement(manager: User, day: date) -> None:
    change_placement(
        actor=manager,
        placement=Placement.objects.get(),
        started_on=day,
        placement_type="U6",
        ended_on=None,
        postcode="WV1 1AA",
    )


def counts(outcome: Outcome) -> list[str]:
    return [line.split(" read, ")[1] for line in outcome.counts[1:]]


def test_the_same_file_again_opens_no_second_period_and_both_days_are_shown(corrected: Path) -> None:
    assert counts(take_in(corrected)) == ["0 added, 0 changed, 0 unchanged, 1 rejected"] * 2
    assert why(2, "placements").startswith("started_on: here “2026-09-28” (changed here on ")
    assert "), in the file “2026-10-01”. postcode: here “WV1 1AA”" in why(2, "placements")
    assert "started_on: here “2026-09-28” (changed here on " in why(2, "care_periods")
    assert Placement.objects.get().postcode == "WV1 1AA"
    assert CarePeriod.objects.get().ended_on == date(2026, 11, 1)
    assert YoungPerson.objects.get(reference="YP1").kind_of_record == "at_home"


def test_a_file_that_has_the_corrected_day_is_about_that_period(corrected: Path) -> None:
    agreeing = PLACEMENTS.replace("2026-10-01", "2026-09-28").replace("SY1 1AA", "WV1 1AA")
    assert counts(imported(corrected / "later", placements=agreeing)) == ["0 added, 0 changed, 1 unchanged, 0 rejected"]


def test_a_file_that_has_both_days_tells_of_two_periods(corrected: Path) -> None:
    both = f"{PLACEMENTS}\nYP1,2026-09-28,,U6,WV1 1AA"
    assert counts(imported(corrected / "later", placements=both)) == ["1 added, 0 changed, 1 unchanged, 0 rejected"]
    assert Placement.objects.count() == 2


def test_a_day_that_was_corrected_twice_is_found_by_each_that_it_had(corrected: Path, manager: User) -> None:
    with by_a_person():
        move_placement(manager, date(2026, 9, 21))
    for day in ("2026-10-01", "2026-09-28"):
        outcome = imported(corrected / day, placements=PLACEMENTS.replace("2026-10-01", day))
        assert counts(outcome) == ["0 added, 0 changed, 0 unchanged, 1 rejected"]


def test_a_day_that_nobody_ever_had_here_is_a_new_period(corrected: Path) -> None:
    later = imported(corrected / "later", placements=PLACEMENTS.replace("2026-10-01", "2026-11-02"))
    assert counts(later) == ["1 added, 0 changed, 0 unchanged, 0 rejected"]
