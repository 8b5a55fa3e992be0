"""Days as people type them, day first."""

from datetime import date

import pytest
from django import forms

from people.typed_days import DayField, read_day

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "typed",
    [
        "7 March 2010",
        "7th march, 2010",
        "7 Mar 2010",
        "7 mar 10",
        "7/3/2010",
        "07/03/2010",
        "7/3/10",
        "7-3-2010",
        "7.3.2010",
        "2010-03-07",
    ],
)
def test_the_same_day_in_many_ways(typed: str) -> None:
    assert read_day(typed, TODAY) == date(2010, 3, 7)


@pytest.mark.parametrize("typed", ["", "7/3/1", "29/2/09", "3/13/2010", "31 February 2010", "soon", "7 March"])
def test_what_is_not_clear_is_not_guessed(typed: str) -> None:
    assert read_day(typed, TODAY) is None


def test_the_field_says_how_to_write_it() -> None:
    with pytest.raises(forms.ValidationError, match="“soon” is not a day we can read"):
        DayField().clean("soon")


@pytest.mark.parametrize("typed", ["28 nov", "28th November", "28/11", "29 Feb"])
def test_the_field_asks_for_the_year_of_a_day_without_one(typed: str) -> None:
    with pytest.raises(
        forms.ValidationError, match=f"Of which year is “{typed}”\\? Write the year too, like 7 March 2010"
    ):
        DayField().clean(typed)


def test_the_field_gives_nothing_for_nothing_and_shows_days_in_words() -> None:
    assert DayField(required=False).clean("") is None
    assert DayField().prepare_value(date(2010, 3, 7)) == "7 March 2010"
    assert DayField().prepare_value("7/3") == "7/3"
