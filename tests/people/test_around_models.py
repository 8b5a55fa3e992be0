"""What the database itself keeps true of the people, orders and names around a young person."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from people.around_codes import MayBeTold
from people.models import PersonAround, YoungPerson
from tests.factories import (
    CourtOrderFactory,
    OtherNameFactory,
    PersonAroundFactory,
    SupportInPlaceFactory,
    YoungPersonFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"name": ""}, "person_around_has_a_name"),
        ({"may_be_told": MayBeTold.NO}, "limit_on_telling_says_why"),
        ({"may_be_told": MayBeTold.NOT_THE_ADDRESS}, "limit_on_telling_says_why"),
        ({"may_be_told_until": DAY}, "limit_on_telling_says_why"),
        ({"must_not_know": True, "ended_on": DAY}, "limit_on_telling_is_not_ended"),
    ],
)
def test_a_limit_on_telling_says_why_and_is_not_ended_in_passing(facts, rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule):
        PersonAroundFactory(**facts)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"forbids": ""}, "court_order_says_what_it_forbids"),
        ({"ended_on": date(2025, 1, 1)}, "court_order_ends_after_it_starts"),
    ],
)
def test_an_order_says_what_and_when(facts, rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule):
        CourtOrderFactory(**facts)


def test_an_order_is_about_one_person(kayden: YoungPerson) -> None:
    with pytest.raises(IntegrityError, match="court_order_is_about_one_person"):
        CourtOrderFactory(
            young_person=kayden, about=PersonAroundFactory(young_person=kayden), about_name="Somebody else"
        )


def test_an_order_is_about_somebody_around_the_same_young_person(kayden: YoungPerson) -> None:
    with pytest.raises(IntegrityError, match="around another young person"), transaction.atomic():
        CourtOrderFactory(young_person=kayden, about=PersonAroundFactory())
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"name": ""}, "other_name_is_a_name"),
        ({"is_in_use": True, "ended_on": DAY}, "name_in_use_has_not_ended"),
        ({"started_on": DAY, "ended_on": date(2026, 1, 1)}, "other_name_ends_after_it_starts"),
    ],
)
def test_a_name_has_its_days(facts, rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule):
        OtherNameFactory(**facts)


def test_one_name_is_in_use_and_none_is_there_twice(kayden: YoungPerson) -> None:
    OtherNameFactory(young_person=kayden, is_in_use=True)
    with pytest.raises(IntegrityError, match="one_name_is_in_use"), transaction.atomic():
        OtherNameFactory(young_person=kayden, name="Kaz", is_in_use=True)
    with pytest.raises(IntegrityError, match="other_name_once"), transaction.atomic():
        OtherNameFactory(young_person=kayden)


def test_support_has_an_agency_and_ends_after_it_starts() -> None:
    with pytest.raises(IntegrityError, match="support_has_an_agency"), transaction.atomic():
        SupportInPlaceFactory(agency="")
    with pytest.raises(IntegrityError, match="support_ends_after_it_starts"), transaction.atomic():
        SupportInPlaceFactory(ended_on=date(2026, 1, 1))


def test_they_are_seen_with_the_record_alone(worker: User, other_worker: User, kayden: YoungPerson) -> None:
    theirs = PersonAroundFactory(young_person=kayden)
    PersonAroundFactory(young_person=YoungPersonFactory(is_restricted=True, team=kayden.team))
    assert list(PersonAround.objects.visible_to(worker)) == [theirs]
    assert not PersonAround.objects.visible_to(other_worker).exists()


def test_who_is_not_around_any_more_is_not_current(kayden: YoungPerson) -> None:
    PersonAroundFactory(young_person=kayden, ended_on=DAY)
    assert PersonAround.objects.current(DAY).exists()
    assert not PersonAround.objects.current(date(2026, 5, 5)).exists()
