"""Dates of birth as people know them: a day, and where nobody knows it an age, a year or a month: `about 15`, `2011`.

What is not the very day is kept as an estimated date, the latest that it can be: nobody may turn 18 too early, and with
it stop counting as a child (docs/sources.md).
"""

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from people.days import full_date
from people.rules import FIRST_BIRTHDAY
from people.typed_days import DayField, read_day
from people.typed_times import is_about, without_about

HINT = "For example 7 March 2010. If nobody knows it, an age or a year: 15, 2011 or June 2011"
NEEDED = "Write their date of birth. If nobody knows it, an age or a year is enough."
NOT_READ = (
    "“%(typed)s” is not a date of birth that we can read. Write it like 7 March 2010. If nobody knows it, an age or a "
    "year is enough: 15, or 2011."
)

_AGE = re.compile(
    r"(?:aged? )?(\d{1,2})(?: (?:or|to) (\d{1,2}))?(?:[ -]?(?:years?|yrs?|y/o|yo|y))?(?: of age)?(?:[ -]?old)?"
)
_YEAR = re.compile(r"\d{4}")
_MONTHS = ("%B %Y", "%b %Y", "%m/%Y", "%m-%Y", "%m.%Y", "%Y-%m")
_BEFORE = re.compile(r"^(?:(?:maybe|perhaps|possibly|probably|was|born|in) )+")


class Birthday(NamedTuple):
    """The day that goes on record. Where that is estimated, `known` says what is known of it: `About 15`, `2011`."""

    born_on: date
    known: str = ""

    @property
    def in_words(self) -> str:
        """How it was understood; of an estimated one, which day was chosen and why."""
        day = full_date(self.born_on)
        if not self.known or day in self.known:
            return f"{self.known}: estimated" if self.known else day
        return f"{self.known}: estimated, {day}, the latest day that it can be"


def read_date_of_birth(typed: str, today: date) -> Birthday | None:
    """What was meant, or None. Of what is not the very day, the latest day that fits and has come is chosen.

    Who is 15 today was born 15 years ago today at the latest; of `15 or 16` the younger counts. A year ends on 31
    December, a month on its last day. A day with “about” is that day, estimated. A year or month to come is given as it
    is, for whoever keeps it to refuse.

    >>> read_date_of_birth("about 15", date(2026, 11, 20)).in_words
    'About 15: estimated, 20 November 2011, the latest day that it can be'
    >>> read_date_of_birth("2011", date(2026, 11, 20)).born_on.isoformat()
    '2011-12-31'
    >>> read_date_of_birth("June 2011", date(2026, 11, 20)).born_on.isoformat()
    '2011-06-30'
    >>> read_date_of_birth("7 March 2010", date(2026, 11, 20)).in_words
    '7 March 2010'
    >>> read_date_of_birth("unknown", date(2026, 11, 20)) is None
    True
    """
    text = " ".join(without_about(typed.lower()).replace(",", " ").split()).rstrip("?. ")
    text = _BEFORE.sub("", text)
    if day := read_day(text, today):
        return Birthday(day, f"About {full_date(day)}" if is_about(typed) else "")
    if age := _AGE.fullmatch(text):
        return _of_age(int(age[1]), int(age[2] or age[1]), today)
    if _YEAR.fullmatch(text):
        return _within(date(int(text), 1, 1), date(int(text), 12, 31), text, today) if int(text) else None
    for written in _MONTHS:
        try:
            first = datetime.strptime(text, written).date()  # noqa: DTZ007
        except ValueError:
            continue
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return _within(first, last, f"{first:%B %Y}", today)
    return None


def _of_age(youngest: int, oldest: int, today: date) -> Birthday | None:
    if oldest < youngest:
        return None
    known = f"About {youngest}" if youngest == oldest else f"{youngest} to {oldest}"
    year = today.year - youngest
    last_of_month = monthrange(year, today.month)[1]
    return Birthday(date(year, today.month, min(today.day, last_of_month)), known)


def _within(first: date, last: date, known: str, today: date) -> Birthday | None:
    if first < FIRST_BIRTHDAY:
        return None
    return Birthday(min(last, today) if first <= today else last, known)


class DateOfBirthField(DayField):
    """A date of birth typed plainly, or what is known of it. Gives the day; its form says that it is estimated."""

    default_error_messages = {"required": NEEDED, "not_a_day": NOT_READ}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(help_text=HINT, **kwargs)

    def read(self, typed: str) -> date | None:
        found = read_date_of_birth(typed, timezone.localdate())
        return found.born_on if found else None
