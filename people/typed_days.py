"""Days of any year, as people type them: `7 March 2010`, `7/3/2010`, `2010-03-07`, `today`, `yesterday`. Day first.

For birthdays and first days long past, where a year must be written; people.typed_times reads days of this week.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

WITH_TWO_DIGITS = ("%d %B %y", "%d %b %y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y")
WRITTEN = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", *WITH_TWO_DIGITS)

YEARS_AHEAD = 20
"""How far ahead a year in two digits may lie: a court order ends in a few years, and nobody is born in one of them."""


def read_day(typed: str, today: date) -> date | None:
    """The day that was meant, or None. Of a year in two digits the one that is less than 80 years back is meant.

    >>> read_day("7/3/2010", date(2026, 11, 20)).isoformat(), read_day("7th march 2010", date(2026, 11, 20)).isoformat()
    ('2010-03-07', '2010-03-07')
    >>> read_day("yesterday", date(2026, 11, 20)).isoformat(), read_day("24/12/08", date(2026, 11, 20)).isoformat()
    ('2026-11-19', '2008-12-24')
    """
    text = " ".join(typed.lower().replace(",", " ").split())
    if text in {"today", "yesterday"}:
        return today - timedelta(days=text == "yesterday")
    day, _, rest = text.partition(" ")
    text = f"{day.removesuffix('st').removesuffix('nd').removesuffix('rd').removesuffix('th')} {rest}".strip()
    for written in WRITTEN:
        try:
            found = datetime.strptime(text, written).date()  # noqa: DTZ007
        except ValueError:
            continue
        if written in WITH_TWO_DIGITS:
            found = found.replace(year=_year_meant(found.year % 100, today))
        return found if found.year >= 1900 else None
    return None


def _year_meant(two_digits: int, today: date) -> int:
    """The year that ends in those digits, of the hundred up to YEARS_AHEAD from now.

    >>> [_year_meant(year, date(2026, 11, 20)) for year in (8, 26, 46, 47, 99)]
    [2008, 2026, 2046, 1947, 1999]
    """
    latest = today.year + YEARS_AHEAD
    return latest - (latest - two_digits) % 100


def _lacks_its_year(typed: str) -> bool:
    """Whether it is a day once its year is written; of 29 February too.

    >>> [_lacks_its_year(typed) for typed in ("28 nov", "28/11", "29 Feb", "soon", "28")]
    [True, True, True, False, False]
    """
    leap = date(2024, 1, 1)
    return any(read_day(f"{typed.strip()}{apart}{leap.year}", leap) for apart in " /-.")


class DayField(forms.CharField):
    """A day typed plainly."""

    default_error_messages = {
        "not_a_day": "“%(typed)s” is not a day we can read. Write it like 7 March 2010 or 7/3/2010.",
        "no_year": "Of which year is “%(typed)s”? Write the year too, like 7 March 2010 or 7/3/2010.",
    }

    def __init__(self, *, help_text: str = "For example 7 March 2010 or 7/3/2010", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 30)
        super().__init__(help_text=help_text, **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "class": "govuk-input--width-10"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%-d %B %Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = self.read(typed)
        if found is None:
            code = "no_year" if _lacks_its_year(typed) else "not_a_day"
            raise forms.ValidationError(self.error_messages[code], code=code, params={"typed": typed})
        return found

    def read(self, typed: str) -> date | None:
        return read_day(typed, timezone.localdate())
