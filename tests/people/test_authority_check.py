"""The authority of the settings is held against the directory of postcodes before anything starts on it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from people.checks import check_authority
from people.postcodes import city, city_point, whereabouts


@pytest.fixture(autouse=True)
def forget_the_city() -> Iterator[None]:
    city.cache_clear()
    yield
    city.cache_clear()


def test_the_city_point_is_that_of_its_postcode() -> None:
    assert check_authority() == []
    found = whereabouts("WV1 1AA")
    assert found is not None
    assert (city()[0], found.miles) == (found.authority, 0)
    assert city_point() == city()[1]


@pytest.mark.parametrize("typed", ["ZZ99 9ZZ", "WV1 9ZZ", "Wolverhampton", "GY1 1AA"])
def test_a_city_postcode_that_is_none_is_refused_by_check(settings: Any, typed: str) -> None:
    settings.AUTHORITY_CITY_POSTCODE = typed
    with pytest.raises(SystemCheckError, match=f"AUTHORITY_CITY_POSTCODE is “{typed}”, which is not a known postcode"):
        call_command("check")


def test_a_short_first_part_is_found_too(settings: Any) -> None:
    settings.AUTHORITY_CITY_POSTCODE = "b11bb"
    assert city()[0] == "E08000025"


def test_a_code_that_no_authority_has_is_refused(settings: Any) -> None:
    settings.AUTHORITY_DISTRICT_CODE = "E08999999"
    [error] = check_authority()
    assert error.is_serious()
    assert error.msg == (
        "AUTHORITY_DISTRICT_CODE is “E08999999”, which no authority has: that of the city point is E08000031."
    )


def test_a_city_point_in_another_authority_is_warned_of(settings: Any) -> None:
    settings.AUTHORITY_DISTRICT_CODE = "E08000025"
    [warning] = check_authority()
    assert not warning.is_serious()
    assert "Birmingham" in warning.msg
    assert (
        "AUTHORITY_CITY_POSTCODE lies in Wolverhampton (E08000031): placements there count as out of area"
        in warning.msg
    )
