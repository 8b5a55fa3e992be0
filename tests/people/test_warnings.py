"""Whom to be careful with, in one query, on every page that tells or sends."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template.loader import render_to_string

from people.models import YoungPerson
from people.warnings import TellWarning, warnings_for
from tests.factories import CourtOrderFactory, PersonAroundFactory

pytestmark = pytest.mark.django_db


@time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=UTC), tick=False)
def test_those_who_must_not_be_told_come_first_then_those_without_the_address_then_orders(
    kayden: YoungPerson, django_assert_num_queries
) -> None:
    PersonAroundFactory(young_person=kayden, name="Carla Marsh")
    gran = PersonAroundFactory(young_person=kayden, name="Ada Brown", relation="grandparent", no_address=True)
    dad = PersonAroundFactory(young_person=kayden, name="Dwayne Marsh", relation="father", must_not_know=True)
    PersonAroundFactory(must_not_know=True)
    CourtOrderFactory(young_person=kayden, about=dad, ended_on=date(2027, 1, 12))
    CourtOrderFactory(young_person=kayden, about_name="Lee Cross", kind="abduction_notice", forbids="No contact.")
    CourtOrderFactory(young_person=kayden, forbids="About himself.")
    CourtOrderFactory(young_person=kayden, about=dad, ended_on=date(2026, 11, 25))
    CourtOrderFactory(young_person=kayden, about=dad, started_on=date(2026, 11, 27))
    with django_assert_num_queries(1):
        warnings = warnings_for(kayden)
    assert warnings == [
        TellWarning("Dwayne Marsh, father", "must not be told anything", "Harmed her in 2023.", True, dad.pk),
        TellWarning(
            "Ada Brown, grandparent",
            "may be told, but must not have the address",
            "Came to the last home.",
            False,
            gran.pk,
        ),
        TellWarning(
            "Dwayne Marsh",
            "must keep to: non-molestation order until 12 January 2027",
            "Must not come within 100 metres of the home.",
        ),
        TellWarning("Lee Cross", "must keep to: child abduction warning notice", "No contact."),
    ]


def test_without_reasons_it_says_whom_and_how_far_alone(kayden: YoungPerson) -> None:
    PersonAroundFactory(young_person=kayden, name="Dwayne Marsh", relation="father", must_not_know=True)
    CourtOrderFactory(young_person=kayden, about_name="Lee Cross")
    assert [warning.why for warning in warnings_for(kayden, with_reasons=False)] == ["", ""]


def test_a_limit_that_was_to_be_looked_at_again_still_stands(kayden: YoungPerson) -> None:
    PersonAroundFactory(young_person=kayden, must_not_know=True, may_be_told_until=date(2020, 5, 1))
    assert "still stands" in warnings_for(kayden)[0].says


def test_nobody_to_be_careful_with_shows_nothing(kayden: YoungPerson) -> None:
    PersonAroundFactory(young_person=kayden)
    shown = render_to_string("components/told_warning.html", {"warnings": warnings_for(kayden)})
    assert not shown.strip()


def test_a_record_that_is_gone_has_no_warnings() -> None:
    assert warnings_for(YoungPerson(pk=0)) == []
