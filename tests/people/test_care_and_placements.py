"""Where a young person lives: in or out of our area, how far, and that they moved."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from accounts.access import ActionRefused
from accounts.models import User
from people.actions import add_placement, change_placement
from people.models import CarePeriod, CaseEvent, Placement, YoungPerson
from people.models.care import is_outside
from tests.factories import CarePeriodFactory, PlacementFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
NEW = "/young-people/YP00096/placements/new/"
NEW_CARE = "/young-people/YP00096/care-periods/new/"
HOME = {"placement_type": "K2", "provider": "PR4", "provider_name": "Ash House", "started_on": "1 June 2026"}


def test_the_postcode_tells_the_authority_and_the_miles(signed_in, worker: User, kayden: YoungPerson) -> None:
    response = signed_in(worker).post(NEW, HOME | {"postcode": "sy11aa"}, follow=True)
    placement = Placement.objects.get()
    assert placement.postcode == "SY1 1AA"
    assert placement.local_authority == "E06000051"
    assert placement.is_out_of_area is True
    assert placement.is_far
    said = f"Shropshire, out of our area, {int(placement.distance_miles)} miles from the city"
    assert said in response.content.decode()


def test_a_postcode_of_the_city_is_in_our_area(signed_in, worker: User, kayden: YoungPerson) -> None:
    signed_in(worker).post(NEW, HOME | {"postcode": "WV1 1AA", "distance_miles": "99"})
    placement = Placement.objects.get()
    assert (placement.is_out_of_area, placement.distance_miles) == (False, Decimal("0.0"))


def test_an_unknown_postcode_asks_for_authority_and_miles_and_then_takes_them(signed_in, worker, kayden) -> None:
    client = signed_in(worker)
    response = client.post(NEW, HOME | {"postcode": "WV99 9ZZ"})
    assert "We do not know this postcode" in response.context["form"].errors["postcode"][0]
    assert 'value="Ash House"' in response.content.decode()
    assert not Placement.objects.exists()
    client.post(NEW, HOME | {"postcode": "WV99 9ZZ", "local_authority": "Telford and Wrekin", "distance_miles": "17.5"})
    placement = Placement.objects.get()
    assert (placement.local_authority, placement.distance_miles) == ("Telford and Wrekin", Decimal("17.5"))
    assert placement.is_out_of_area is True


@pytest.mark.parametrize(
    ("authority", "outside"),
    [
        ("Wolverhampton", False),
        ("E08000031", False),
        ("e08000031 ", False),
        ("northcliffe council", False),
        ("Northcliffe", False),
        ("City of Wolverhampton Council", False),
        ("City of Wolverhampton", False),
        ("WOLVERHAMPTON CITY COUNCIL", False),
        ("Wolverhampton, Metropolitan Borough of", False),
        ("Dudley", True),
        ("City of Dudley", True),
        ("Wolverhampton and Dudley", True),
        ("336", True),
        ("City Council", True),
        ("", None),
    ],
)
def test_an_authority_typed_by_hand_is_ours_or_not(authority: str, outside: bool | None) -> None:
    assert is_outside(authority) is outside


@pytest.mark.parametrize(
    ("code", "name", "authority", "outside"),
    [
        ("E08000031", "Dudley Council", "dudley council", False),
        ("E08000031", "Dudley Council", "Dudley", True),
        ("E08000031", "Dudley Council", "Dudley Metropolitan Borough Council", True),
        ("E06000018", "Nottingham City Council", "City of Nottingham", False),
        ("E06000018", "Nottingham City Council", "Nottingham County Council", True),
        ("E10000024", "Nottinghamshire County Council", "Nottinghamshire", False),
        ("E06000047", "Durham County Council", "Durham", False),
        ("E06000010", "Hull City Council", "City of Kingston-upon-Hull", False),
        ("E06000010", "Hull City Council", "Kingston upon Thames", True),
        ("E09000001", "City of London Corporation", "City of London", False),
        ("E09000005", "London Borough of Brent", "Brent", False),
        ("E06000040", "Royal Borough of Windsor & Maidenhead", "Windsor and Maidenhead Council", False),
        ("E08000013", "St. Helens Council", "St Helens Metropolitan Borough", False),
    ],
)
def test_of_two_councils_that_share_a_name_only_the_whole_name_is_ours(settings, code, name, authority, outside):
    settings.AUTHORITY_DISTRICT_CODE, settings.AUTHORITY_NAME = code, name
    assert is_outside(authority) is outside


def test_the_placement_before_ends_and_the_move_is_an_event(signed_in, worker: User, kayden: YoungPerson) -> None:
    before = PlacementFactory(young_person=kayden, started_on=date(2025, 1, 1))
    signed_in(worker).post(NEW, HOME | {"postcode": "SY1 1AA"})
    before.refresh_from_db()
    assert before.ended_on == date(2026, 6, 1)
    event = CaseEvent.objects.get()
    placement = Placement.objects.get(ended_on=None)
    assert (event.kind, event.source_key) == ("placement_moved", f"placement:{placement.pk}")
    assert event.at == datetime(2026, 6, 1, tzinfo=ZoneInfo("Europe/London"))


def test_a_placement_of_the_past_moves_nobody(worker: User, kayden: YoungPerson) -> None:
    add_placement(
        actor=worker,
        young_person=kayden,
        placement_type="U6",
        started_on=date(2024, 1, 1),
        ended_on=date(2024, 5, 1),
    )
    assert not CaseEvent.objects.exists()


def test_a_corrected_first_day_moves_the_event_too(worker: User, kayden: YoungPerson) -> None:
    placement = add_placement(
        actor=worker, young_person=kayden, placement_type="U6", started_on=date(2026, 6, 1), postcode="WV1 1AA"
    )
    change_placement(actor=worker, placement=placement, placement_type="U6", started_on=date(2026, 6, 3), ended_on=None)
    assert CaseEvent.objects.get().at == datetime(2026, 6, 3, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"placement_type": ""}, "placement_type", "Choose the kind of placement."),
        ({"started_on": ""}, "started_on", "Write the first day."),
        ({"started_on": "1 June 2009"}, "started_on", "This is before they were born."),
        ({"started_on": "1 June 2126"}, "started_on", "This day has not come yet."),
        ({"ended_on": "1 June 2126"}, "ended_on", "This day has not come yet."),
        ({"ended_on": "1 May 2026"}, "ended_on", "The last day cannot be before the first."),
        ({"started_on": "2 January 2025"}, "started_on", "starts on this day is on record already"),
        ({"started_on": "1 January 2024"}, "ended_on", "Another starts on 2 January 2025."),
        ({"started_on": "1 Jan 2024", "ended_on": "1 Feb 2025"}, "started_on", "overlaps with the one from 2 January"),
        ({"postcode": "nowhere"}, "postcode", "This is not a whole postcode."),
        ({"distance_miles": "-1"}, "distance_miles", "greater than or equal to 0"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    signed_in, worker: User, kayden: YoungPerson, typed, field, words
) -> None:
    PlacementFactory(young_person=kayden, started_on=date(2025, 1, 2))
    response = signed_in(worker).post(NEW, HOME | typed)
    assert any(words in error for error in response.context["form"].errors[field])
    assert 'value="Ash House"' in response.content.decode()
    assert Placement.objects.count() == 1


def test_a_placement_is_corrected_and_an_old_kind_stays(signed_in, worker: User, kayden: YoungPerson) -> None:
    placement = PlacementFactory(young_person=kayden, placement_type="H5", far=True)
    url = f"/young-people/YP00096/placements/{placement.pk}/"
    client = signed_in(worker)
    form = client.get(url).context["form"]
    assert not form["local_authority"].value()  # the postcode tells it
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"started_on": "2 June 2025", "ended_on": "1 July 2025", "provider_name": "Elm House"}
    assert client.post(url, typed).status_code == 302
    placement.refresh_from_db()
    assert (placement.placement_type, placement.provider_name) == ("H5", "Elm House")
    assert placement.ended_on == date(2025, 7, 1)


def test_what_was_worked_out_from_one_postcode_is_not_kept_for_another(signed_in, worker: User, kayden) -> None:
    placement = PlacementFactory(young_person=kayden, far=True)
    url = f"/young-people/YP00096/placements/{placement.pk}/"
    client = signed_in(worker)
    form = client.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"started_on": "2 June 2025"}
    response = client.post(url, typed | {"postcode": "WV99 9ZZ"})
    assert "We do not know this postcode" in response.context["form"].errors["postcode"][0]


def test_what_was_typed_by_hand_is_offered_again(signed_in, worker: User, kayden: YoungPerson) -> None:
    placement = PlacementFactory(
        young_person=kayden, postcode="WV99 9ZZ", local_authority="Telford and Wrekin", distance_miles=Decimal("17.5")
    )
    form = signed_in(worker).get(f"/young-people/YP00096/placements/{placement.pk}/").context["form"]
    assert form["local_authority"].value() == "Telford and Wrekin"
    assert form["distance_miles"].value() == Decimal("17.5")


def test_the_second_of_two_is_told_what_the_first_changed(signed_in, worker: User, kayden: YoungPerson) -> None:
    placement = PlacementFactory(young_person=kayden)
    url = f"/young-people/YP00096/placements/{placement.pk}/"
    client = signed_in(worker)
    version = client.get(url).context["form"]["version"].value()
    Placement.objects.filter(pk=placement.pk).update(provider_name="Elm House")
    page = client.post(url, HOME | {"version": version, "provider_name": "Oak House"}).content.decode()
    assert f"Provider name: {placement.provider_name} → Elm House" in page
    assert 'value="Oak House"' in page


def test_another_s_placement_is_not_reached_by_this_young_person(signed_in, worker: User, kayden: YoungPerson) -> None:
    placement, period = PlacementFactory(), CarePeriodFactory()
    client = signed_in(worker)
    assert client.get(f"/young-people/YP00096/placements/{placement.pk}/").status_code == 404
    assert client.get(f"/young-people/YP00096/care-periods/{period.pk}/").status_code == 404


def test_a_new_care_period_ends_the_one_before(signed_in, worker: User, kayden: YoungPerson) -> None:
    before = CarePeriodFactory(young_person=kayden, started_on=date(2020, 1, 6))
    signed_in(worker).post(NEW_CARE, {"started_on": "1/6/2026", "legal_status": "C1"})
    before.refresh_from_db()
    assert before.ended_on == date(2026, 6, 1)
    assert CarePeriod.objects.get(ended_on=None).legal_status == "C1"


def test_a_care_period_is_ended(signed_in, worker: User, kayden: YoungPerson) -> None:
    period = CarePeriodFactory(young_person=kayden)
    url = f"/young-people/YP00096/care-periods/{period.pk}/"
    client = signed_in(worker)
    form = client.get(url).context["form"]
    typed = {"version": form["version"].value(), "started_on": "6/1/2020", "ended_on": "1/6/2026"}
    assert client.post(url, typed).status_code == 302
    period.refresh_from_db()
    assert period.ended_on == date(2026, 6, 1)
    response = client.post(url, typed | {"ended_on": "1/6/2019", "version": ""})
    assert "ended_on" in response.context["form"].errors


def test_imported_days_that_overlap_do_not_stop_another_correction(worker: User, kayden: YoungPerson) -> None:
    PlacementFactory(young_person=kayden, started_on=date(2025, 1, 1))
    placement = PlacementFactory(young_person=kayden, started_on=date(2025, 6, 2), ended_on=date(2025, 8, 1))
    same = {"started_on": placement.started_on, "ended_on": placement.ended_on}
    change_placement(actor=worker, placement=placement, placement_type="U6", **same)
    with pytest.raises(ActionRefused, match="overlaps"):
        change_placement(
            actor=worker, placement=placement, placement_type="U6", **(same | {"started_on": date(2025, 6, 3)})
        )


@pytest.mark.parametrize("url", [NEW, NEW_CARE])
def test_another_team_does_not_find_the_page_and_a_reader_is_refused(
    signed_in, other_worker: User, reader: User, kayden: YoungPerson, url: str
) -> None:
    assert signed_in(other_worker).get(url).status_code == 404
    assert signed_in(reader).get(url).status_code == 403


def test_the_pages_take_twelve_queries(signed_in, worker, kayden, django_assert_max_num_queries) -> None:
    for year in range(2014, 2026):
        PlacementFactory(young_person=kayden, started_on=date(year, 1, 1))
    placement = Placement.objects.last()
    client = signed_in(worker)
    for url in (NEW, NEW_CARE, f"/young-people/YP00096/placements/{placement.pk}/"):
        with django_assert_max_num_queries(12):
            client.get(url)


def test_somebody_without_placements_has_none(worker: User) -> None:
    assert list(YoungPersonFactory().placements.on(date(2026, 1, 1))) == []
