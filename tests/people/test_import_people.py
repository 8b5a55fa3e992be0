"""young_people.csv, care_periods.csv and placements.csv: what goes on record, and what is rejected."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urljoin

import pytest

from accounts.access import ActionRefused
from accounts.models import Team, User
from accounts.rules import Role
from people.actions import allocate, change_named
from people.models import CarePeriod, CaseEvent, Placement, YoungPerson
from tests.case_files import imported, why
from tests.factories import AccessGrantFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
HEADER = "reference,first_name,last_name,date_of_birth"


def people(columns: str, *rows: str) -> str:
    given = "\n".join(f"YP{number},Ana,Marsh,2010-03-07,{row}" for number, row in enumerate(rows, 1))
    return f"{HEADER},{columns}\n{given}"


def test_every_column_of_a_young_person_goes_on_record(tmp_path: Path) -> None:
    worker = UserFactory(email="jo@northcliffe.example", roles=[Role.SOCIAL_WORKER])
    columns = "sex,ethnicity,team,social_worker,home_postcode,responsible_authority,restricted"
    imported(tmp_path, young_people=people(columns, "F,WBRI,North,Jo@Northcliffe.example,wv11aa,Walsall,yes"))
    ana = YoungPerson.objects.get()
    assert (ana.sex, ana.ethnicity, ana.team.name, ana.social_worker) == ("F", "WBRI", "North", worker)
    assert (ana.home_postcode, ana.responsible_authority, ana.is_restricted) == ("WV1 1AA", "Walsall", True)


def test_a_restricted_record_on_which_nobody_is_named_is_told(tmp_path: Path) -> None:
    rows = people("restricted", "yes", "no")
    assert imported(tmp_path, young_people=rows).said("To mend: 1 restricted record on which nobody is named")
    ana = YoungPerson.objects.get(reference="YP1")
    AccessGrantFactory(young_person=ana, user=UserFactory(), reason="named", until=None)
    assert not imported(tmp_path, young_people=rows).said("nobody is named")


def named_for_the_interviews(folder: Path) -> tuple[YoungPerson, User]:
    """Of a record that an earlier file restricted."""
    imported(folder / "before", young_people=people("restricted", "yes"))
    ana = YoungPerson.objects.get()
    nia = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Nia Named", email="nia@northcliffe.example")
    change_named(actor=UserFactory(roles=[Role.SERVICE_MANAGER]), young_person=ana, interviewer=nia)
    return ana, nia


def test_who_is_named_for_the_interviews_cannot_become_the_social_worker_by_a_file_either(tmp_path: Path) -> None:
    ana, nia = named_for_the_interviews(tmp_path)
    for says in ("", "yes"):
        rows = people("social_worker,restricted", f"Nia@northcliffe.example,{says}", "nia@northcliffe.example,")
        assert imported(tmp_path, young_people=rows).counts[0].endswith(" 1 rejected")
        assert why(2, "young_people") == (
            "social_worker: Nia Named is named to hold the return home interviews of this restricted record. Who holds "
            "them is independent of their care. Ask the service manager to name somebody else there first."
        )
    ana.refresh_from_db()
    assert ana.social_worker is None
    with pytest.raises(ActionRefused) as refused:
        allocate(
            actor=UserFactory(roles=[Role.SERVICE_MANAGER]), young_person=ana, team=TeamFactory(), social_worker=nia
        )
    assert why(2, "young_people") == f"social_worker: {refused.value}"


def test_where_the_file_lifts_the_restriction_nobody_is_named_any_more(tmp_path: Path) -> None:
    ana, nia = named_for_the_interviews(tmp_path)
    assert imported(tmp_path, young_people=people("social_worker,restricted", f"{nia.email},no")).status == 0
    ana.refresh_from_db()
    assert (ana.social_worker, ana.is_restricted) == (nia, False)


def test_who_is_named_to_see_a_restricted_record_may_be_the_social_worker(tmp_path: Path) -> None:
    ana, _ = named_for_the_interviews(tmp_path)
    other = UserFactory(roles=[Role.SOCIAL_WORKER])
    AccessGrantFactory(young_person=ana, user=other, reason="named", source_key="restriction:named", until=None)
    assert imported(tmp_path, young_people=people("social_worker", other.email)).status == 0


def test_our_own_name_or_code_as_responsible_authority_is_ours(tmp_path: Path, settings) -> None:
    settings.AUTHORITY_NAME = "Northcliffe Council"
    rows = ("northcliffe council", "E08000031", "", "E08000030")
    imported(tmp_path, young_people=people("responsible_authority", *rows))
    assert [one.is_ours for one in YoungPerson.objects.order_by("reference")] == [True, True, True, False]


def test_unknown_teams_are_created_once_and_said(tmp_path: Path) -> None:
    TeamFactory(name="South")
    outcome = imported(tmp_path, young_people=people("team", "North", "NORTH", "south"))
    assert sorted(Team.objects.values_list("name", flat=True)) == ["North", "South"]
    assert outcome.said("1 team is new here and is created: North.")
    assert outcome.status == 0


def test_an_unknown_worker_leaves_the_child_unallocated_with_a_warning(tmp_path: Path) -> None:
    UserFactory(email="left@northcliffe.example", is_active=False)
    outcome = imported(tmp_path, young_people=people("social_worker", "x@y.example", "left@northcliffe.example", ""))
    assert not YoungPerson.objects.filter(social_worker__isnull=False).exists()
    assert outcome.said("Warning: 2 young people are left unallocated")
    assert outcome.said("x@y.example")
    assert outcome.status == 0


def test_a_worker_whose_role_is_another_is_taken_with_a_warning(tmp_path: Path) -> None:
    analyst = UserFactory(email="an@northcliffe.example", roles=[Role.ANALYST])
    UserFactory(email="jo@northcliffe.example", roles=[Role.TEAM_MANAGER, Role.ANALYST])
    rows = people("social_worker", "an@northcliffe.example", "jo@northcliffe.example")
    outcome = imported(tmp_path, young_people=rows)
    assert YoungPerson.objects.get(reference="YP1").social_worker == analyst
    assert outcome.said(
        "Warning: 1 young person has a social worker who is neither social worker nor team manager here, and may not "
        "see the record: an@northcliffe.example. Give them that role, or the young person to somebody else."
    )


@pytest.mark.parametrize("reference", [".", "..", "a/..", "new"])
def test_a_reference_of_dots_alone_has_a_page_that_a_browser_finds(client, tmp_path: Path, reference: str) -> None:
    imported(tmp_path, young_people=f"{HEADER}\n{reference},Ana,Marsh,2010-03-07")
    address = YoungPerson.objects.get().get_absolute_url()
    assert urljoin("https://example.org/", address).endswith(address)
    assert not {"/./", "/../", "/%2e/", "/%2e%2e/"} & {address.lower()[len("/young-people") :]}
    client.force_login(UserFactory(roles=[Role.RETURNS_OFFICER]))
    assert "Ana Marsh" in client.get(address).text


@pytest.mark.parametrize(
    ("columns", "row", "words"),
    [
        ("sex", "X", "sex: “X” is not one of M, F, U."),
        ("sex", "f", "is not one of"),
        ("ethnicity", "WHITE", "is not one of"),
        ("restricted", "maybe", "restricted: “maybe” is not yes or no."),
        ("responsible_authority", "x" * 101, "longer than 100 characters"),
    ],
)
def test_values_that_are_not_known_reject_the_row(tmp_path: Path, columns: str, row: str, words: str) -> None:
    assert imported(tmp_path, young_people=people(columns, row, "")).status == 1
    assert words in why(2, "young_people")
    assert YoungPerson.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",Ana,Marsh,2010-03-07", "reference: This is needed."),
        ("YP1, ,Marsh,2010-03-07", "first_name: This is needed."),
        ("YP1,Ana,Marsh,", "date_of_birth: This is needed."),
        ("YP1,Ana,Marsh,07/03/2010", "“07/03/2010” is not a date (yyyy-mm-dd)."),
        ("YP1,Ana,Marsh,2010-02-29", "“2010-02-29” is not a date"),
        ("YP1,Ana,Marsh,2010-3-7", "is not a date"),
        ("YP1,Ana,Marsh,0000-01-01", "is not a date"),
        ("YP1,Ana,Marsh,2999-01-01", "date_of_birth: This is after now."),
    ],
)
def test_needed_values_and_dates_are_judged(tmp_path: Path, row: str, words: str) -> None:
    imported(tmp_path, young_people=f"{HEADER}\n{row}")
    assert words in why(2, "young_people")


def test_all_faults_of_a_row_are_told_in_the_order_of_the_columns(tmp_path: Path) -> None:
    imported(tmp_path, young_people=f"{HEADER},sex\nYP1,,Marsh,2010-13-01,X")
    assert why(2, "young_people") == (
        "first_name: This is needed. date_of_birth: “2010-13-01” is not a date (yyyy-mm-dd). "
        "sex: “X” is not one of M, F, U."
    )


def test_of_rows_with_the_same_reference_the_first_good_one_is_taken(tmp_path: Path) -> None:
    rows = "YP1,Ana,,2010-03-07\nyp1,Bea,Marsh,2010-03-07\nYP1,Cat,Marsh,2010-03-07"
    imported(tmp_path, young_people=f"{HEADER}\n{rows}")
    assert YoungPerson.objects.get().first_name == "Bea"
    assert why(4, "young_people") == "reference: Line 3 has the same reference already."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("YP9,2020-01-06,", "reference: “YP9” is not on record."),
        ("YP1,2020-01-06,2020-01-05", "ended_on: The end is before the start."),
        ("YP1,2010-03-06,", "started_on: This is before the young person was born."),
        ("YP1,2999-01-06,", "started_on: This is after now."),
        ("YP1,2020-01-06,2999-01-06", "ended_on: This is after now."),
        ("YP1,,", "started_on: This is needed."),
    ],
)
@pytest.mark.parametrize("file", ["care_periods", "placements"])
def test_dates_of_care_and_placements_are_judged(tmp_path: Path, file: str, row: str, words: str) -> None:
    more = {"care_periods": ("legal_status", "C2"), "placements": ("placement_type", "U6")}[file]
    imported(tmp_path, **{file: f"reference,started_on,ended_on,{more[0]}\n{row},{more[1]}\nYP1,2021-01-01,,{more[1]}"})
    assert words in why(2, file)
    assert not why(3, file)


def test_the_row_of_a_rejected_young_person_is_an_unknown_reference_and_says_so(tmp_path: Path) -> None:
    imported(
        tmp_path,
        young_people=f"{HEADER}\nYP1,Ana,Marsh,2010-99-07",
        care_periods="reference,started_on\nYP1,2020-01-06",
    )
    assert why(2, "care_periods") == (
        "reference: “YP1” is not on record (its row in young_people.csv, line 2, was rejected)."
    )


def test_a_care_period_may_overlap_another_as_in_the_sectors_own_returns(tmp_path: Path) -> None:
    imported(tmp_path, care_periods="reference,started_on,ended_on\nYP1,2020-01-06,2021-01-01\nYP1,2020-06-06,")
    assert CarePeriod.objects.count() == 2


def test_authority_and_distance_are_worked_out_from_the_postcode_where_blank(tmp_path: Path) -> None:
    imported(
        tmp_path,
        placements="""reference,started_on,ended_on,placement_type,provider,provider_name,postcode,local_authority,distance_miles
            YP1,2020-01-06,2020-12-31,U6,PR1,Ash House,wv1 1aa,,
            YP1,2021-01-01,2021-06-30,K2,PR4,,sy1 1aa,,
            YP1,2021-07-01,2021-12-31,K2,,,SY1 1AA,Wolverhampton,3.25
            YP1,2022-01-01,,K2,,,ZZ99 9ZZ,,""",
    )
    ours, far, said, unknown = Placement.objects.order_by("started_on")
    assert (ours.postcode, ours.local_authority, ours.distance_miles) == ("WV1 1AA", "E08000031", Decimal("0.0"))
    assert (ours.is_out_of_area, ours.provider, ours.provider_name) == (False, "PR1", "Ash House")
    assert (far.local_authority, far.is_out_of_area) == ("E06000051", True)
    assert far.distance_miles > 20
    assert (said.local_authority, said.distance_miles, said.is_out_of_area) == ("Wolverhampton", Decimal("3.3"), True)
    assert (unknown.postcode, unknown.local_authority, unknown.distance_miles) == ("ZZ99 9ZZ", "", None)
    assert unknown.is_out_of_area is None


def test_a_postcode_that_cannot_be_one_is_kept_as_typed_and_is_to_mend(tmp_path: Path) -> None:
    header = "reference,started_on,placement_type,postcode"
    outcome = imported(tmp_path, placements=f"{header}\nYP1,2020-01-06,U6,not known yet")
    assert outcome.status == 0
    assert Placement.objects.get().postcode == "not known"
    assert outcome.said("To mend: 1 placement has a postcode")


@pytest.mark.parametrize("miles", ["far", "-3", "12,5", "10000", "1e3"])
def test_miles_that_are_no_number_reject_the_row(tmp_path: Path, miles: str) -> None:
    imported(tmp_path, placements=f'reference,started_on,placement_type,distance_miles\nYP1,2020-01-06,U6,"{miles}"')
    assert why(2, "placements").startswith("distance_miles: ")


def test_a_placement_after_another_is_told_as_a_move_on_its_first_day(tmp_path: Path) -> None:
    imported(tmp_path, placements="reference,started_on,placement_type\nYP1,2021-07-01,U6\nYP1,2020-01-06,U6")
    move = CaseEvent.objects.get()
    assert move.source_key == f"placement:{Placement.objects.get(started_on=date(2021, 7, 1)).pk}"
    assert move.at.isoformat() == "2021-06-30T23:00:00+00:00"
