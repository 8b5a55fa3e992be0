"""Whose young person, and in whose area: what a case file says of councils, by whatever spelling, and what is told."""

from pathlib import Path

import pytest
from django.utils import timezone

from missing.actions import record_return
from missing.codes import Route
from people.models import Placement, YoungPerson
from tests.case_files import imported
from tests.factories import EpisodeFactory, UserFactory

pytestmark = pytest.mark.django_db
HEADER = "reference,first_name,last_name,date_of_birth,responsible_authority"


def people(*councils: str) -> str:
    rows = "\n".join(f"YP{number},Ana,Marsh,2010-03-07,{name}" for number, name in enumerate(councils, 1))
    return f"{HEADER}\n{rows}"


def placements(*rows: str) -> str:
    given = "\n".join(f"YP{number},2026-01-05,K2,{row}" for number, row in enumerate(rows, 1))
    return f"reference,started_on,placement_type,postcode,local_authority,distance_miles\n{given}"


def test_another_spelling_of_our_council_is_ours(tmp_path: Path) -> None:
    names = ("City of Wolverhampton Council", "Wolverhampton City Council", "Northcliffe", "City of Wolverhampton")
    outcome = imported(tmp_path, young_people=people(*names))
    assert all(one.is_ours for one in YoungPerson.objects.all())
    assert YoungPerson.objects.count() == 4
    assert len(outcome.printed.splitlines()) == 1


def test_who_is_another_councils_is_told_with_its_name(tmp_path: Path) -> None:
    outcome = imported(tmp_path, young_people=people("Walsall", "E08000027", "Dudley Council", "walsall", ""))
    assert outcome.said(
        "4 young people are another council’s by this file, and their interviews are not in our queue: "
        "Dudley, Dudley Council, Walsall, walsall.\n"
    )
    assert imported(tmp_path, young_people=people("Walsall", "")).said(
        "1 young person is another council’s by this file, and their interviews are not in our queue: Walsall.\n"
    )


def test_who_was_ours_until_now_is_told(tmp_path: Path) -> None:
    imported(tmp_path, young_people=people("", ""))
    outcome = imported(tmp_path, "--dry-run", young_people=people("Walsall", ""))
    assert outcome.said("not in our queue: Walsall. Until now 1 of them was ours.\n")


def test_a_council_that_is_not_in_the_directory_is_told(tmp_path: Path) -> None:
    outcome = imported(tmp_path, young_people=people("336", "Northclyffe", "Dudley MBC", "E08000027"))
    assert outcome.said(
        "Warning: 336, Northclyffe: no such council is in the directory, so it is taken for another than ours. "
        "If it is ours, write its name or ONS code.\n"
    )
    assert not imported(tmp_path, young_people=people("Dudley MBC")).said("in the directory")
    gone = imported(tmp_path, placements=placements(",336,", "WV1 1AA,Northclyffe,"))
    assert gone.said("Warning: 336, Northclyffe: no such council")


def test_a_row_that_is_rejected_tells_of_no_council(tmp_path: Path) -> None:
    outcome = imported(tmp_path, young_people=f"{HEADER}\nYP1,Ana,,2010-03-07,Northclyffe")
    assert not outcome.said("Northclyffe")


def test_what_was_taken_for_another_council_is_ours_after_the_same_file(tmp_path: Path, settings) -> None:
    settings.AUTHORITY_NAME = "Elsewhere"
    imported(tmp_path, young_people=people("Northcliffe Council"))
    assert not YoungPerson.objects.get().is_ours
    settings.AUTHORITY_NAME = "Northcliffe Council"
    imported(tmp_path, young_people=people("Northcliffe Council"))
    ana = YoungPerson.objects.get()
    assert (ana.is_ours, ana.responsible_authority) == (True, "")


def test_a_return_of_a_child_of_ours_by_another_spelling_is_in_the_queue(tmp_path: Path) -> None:
    now = timezone.now()
    imported(tmp_path, young_people=people("City of Wolverhampton"))
    episode = EpisodeFactory(young_person=YoungPerson.objects.get(), started_at=now)
    interview = record_return(actor=UserFactory(roles=["duty"]), episode=episode, returned_at=now)
    assert interview is not None
    assert interview.route == Route.INDEPENDENT


def test_a_known_postcode_decides_whether_it_is_out_of_area(tmp_path: Path) -> None:
    rows = ("WV1 1AA,Northclyffe,0.0", "SY1 1AA,Wolverhampton,30", "WV99 9ZZ,Dudley,", ",Wolverhampton City,")
    outcome = imported(tmp_path, young_people=people(*[""] * 4), placements=placements(*rows))
    kept = Placement.objects.order_by("young_person__reference")
    assert [(one.local_authority, one.is_out_of_area) for one in kept] == [
        ("Northclyffe", False),
        ("Wolverhampton", True),
        ("Dudley", True),
        ("Wolverhampton City", False),
    ]
    assert outcome.said(
        "To mend: 2 placements name an authority in which the postcode does not lie: the postcode decides whether "
        "that is out of area.\n"
    )
    again = imported(tmp_path, young_people=people(*[""] * 4), placements=placements(*rows))
    assert again.counts[-1] == "placements.csv: 4 read, 0 added, 0 changed, 4 unchanged, 0 rejected"


def test_a_placement_that_was_taken_for_one_out_of_area_is_put_right_by_the_same_file(tmp_path: Path) -> None:
    files = {"young_people": people(""), "placements": placements("WV1 1AA,City of Wolverhampton,0.0")}
    imported(tmp_path, **files)
    Placement.objects.update(is_out_of_area=True)
    assert (
        imported(tmp_path, **files).counts[-1] == "placements.csv: 1 read, 0 added, 1 changed, 0 unchanged, 0 rejected"
    )
    assert Placement.objects.get().is_out_of_area is False
