"""Rules about young people and where they live. Pure: no database. Sources: docs/sources.md."""

import math
import re
from collections.abc import Collection
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from people.around_codes import SAID_AS
from people.codes import KindOfRecord
from people.lengths import miles_in_words

METRES_A_MILE = Decimal("1609.3")
ADULT_AT = 18
FAR_AWAY_MILES = 20
"""Placed this far or farther outside the city, the Missing Returns Officer interviews (board report 3.9)."""

FIRST_BIRTHDAY = date(1900, 1, 1)
"""Nobody on record was born before: an earlier day is a slip, and would make an adult of a child to whom an interview
is owed."""

CARE_LEAVER_FROM = 16
"""Who was looked after and has left care is a care leaver from 16 on (Children (Leaving Care) Act 2000)."""

_POSTCODE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$")


class Point(NamedTuple):
    """A point of the Ordnance Survey grid, in metres."""

    easting: float
    northing: float


def tidy_postcode(typed: str) -> str | None:
    """The postcode as it is written on an envelope, or None where it cannot be one.

    >>> tidy_postcode(" wv11aa ")
    'WV1 1AA'
    >>> tidy_postcode("12345") is None
    True
    """
    found = _POSTCODE.match(re.sub(r"\s+", "", typed).upper())
    return f"{found[1]} {found[2]}" if found else None


def miles_between(one: Point, other: Point) -> Decimal:
    """The straight line in miles, one decimal, halves up, as the SSDA903 return works it out.

    >>> miles_between(Point(392309, 298969), Point(392309, 298969 + 32186))
    Decimal('20.0')
    """
    metres = math.hypot(one.easting - other.easting, one.northing - other.northing)
    return (Decimal(str(metres)) / METRES_A_MILE).quantize(Decimal("0.1"), ROUND_HALF_UP)


def age_on(day: date, born_on: date) -> int:
    """Whole years on that day; somebody born on 29 February is a year older on 1 March of a common year.

    >>> age_on(date(2026, 2, 28), date(2008, 2, 29)), age_on(date(2026, 3, 1), date(2008, 2, 29))
    (17, 18)
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def why_not_on_record_as(kind: str, age: int) -> str | None:
    """Why somebody of that age cannot be on record as that, in words; None when they can.

    >>> why_not_on_record_as("adult_at_risk", 17)
    'An adult at risk is 18 or over; they are 17.'
    >>> why_not_on_record_as("care_leaver", 16) is None
    True
    """
    match kind:
        case KindOfRecord.ADULT_AT_RISK:
            return None if age >= ADULT_AT else f"An adult at risk is {ADULT_AT} or over; they are {age}."
        case KindOfRecord.CARE_LEAVER:
            fits = age >= CARE_LEAVER_FROM
            return None if fits else f"A care leaver is {CARE_LEAVER_FROM} or over; they are {age}."
    return None if age < ADULT_AT else f"They are {age}. Choose care leaver or adult at risk."


def eighteenth_birthday(born_on: date) -> date:
    """The day on which somebody is 18; born on 29 February that is 1 March, as 18 years on is never a leap year.

    >>> eighteenth_birthday(date(2008, 6, 30)).isoformat(), eighteenth_birthday(date(2008, 2, 29)).isoformat()
    ('2026-06-30', '2026-03-01')
    """
    year = born_on.year + ADULT_AT
    return date(year, 3, 1) if (born_on.month, born_on.day) == (2, 29) else born_on.replace(year=year)


def last_birthday_of_adults(day: date) -> date:
    """Whoever was born on this date or before is 18 on that day; born on 29 February, on 1 March.

    >>> last_birthday_of_adults(date(2026, 6, 30)).isoformat(), last_birthday_of_adults(date(2028, 2, 29)).isoformat()
    ('2008-06-30', '2010-02-28')
    >>> last_birthday_of_adults(date(2026, 2, 28)).isoformat(), last_birthday_of_adults(date(2026, 3, 1)).isoformat()
    ('2008-02-28', '2008-03-01')
    """
    year = day.year - ADULT_AT
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def days_overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two times of a life, first and last day each (None while it lasts), cannot both be true.

    One may start on the day that the other ends; two that start on the same day never stand together.

    >>> days_overlap((date(2026, 1, 1), date(2026, 1, 9)), (date(2026, 1, 9), None))
    False
    >>> days_overlap((date(2026, 1, 1), None), (date(2026, 1, 9), date(2026, 2, 1)))
    True
    """
    (starts, ends), (others_start, others_end) = one, other
    if starts == others_start:
        return True
    return starts < (others_end or date.max) and others_start < (ends or date.max)


def is_far_out_of_area(is_out_of_area: bool | None, miles: Decimal | None) -> bool:
    """Whether a placement is outside the area and 20 miles or more away: outside at a distance not known, it is.

    Where it is not known whether it is outside, the miles alone say so: nowhere in the area is so far from its middle.

    >>> is_far_out_of_area(True, Decimal("20.0")), is_far_out_of_area(True, Decimal("19.9"))
    (True, False)
    >>> is_far_out_of_area(True, None), is_far_out_of_area(False, Decimal("21"))
    (True, False)
    >>> is_far_out_of_area(None, Decimal("45")), is_far_out_of_area(None, Decimal("3")), is_far_out_of_area(None, None)
    (True, False, False)
    """
    if miles is None:
        return bool(is_out_of_area)
    return is_out_of_area is not False and miles >= FAR_AWAY_MILES


USUAL_WORDS = frozenset(
    {"the", "of", "and", "council", "city", "county", "borough", "district", "metropolitan", "royal", "unitary"}
    | {"authority", "corporation", "mbc", "mdc", "cc", "dc", "bc"}
)
"""What may stand before or after the name of a council, or be left out."""


def bare_council_name(name: str) -> str:
    """The name of a council without the usual words around it, in small letters; never without any word.

    >>> bare_council_name("City of Wolverhampton Council"), bare_council_name("Bristol, City of")
    ('wolverhampton', 'bristol')
    >>> bare_council_name("London Borough of Brent"), bare_council_name("City of London Corporation")
    ('brent', 'london')
    >>> bare_council_name("Bath & North East Somerset"), bare_council_name("City Council")
    ('bath and north east somerset', 'city')
    """
    words = _council_words(name)
    while len(words) > 1 and words[-1] in USUAL_WORDS:
        words.pop()
    while len(words) > 1 and words[0] in USUAL_WORDS:
        words.pop(0)
    return " ".join(words)


def names_our_council(written: str, our_names: Collection[str], others: Collection[str]) -> bool:
    """Whether what is written is a name of our council: the whole name, or the bare one where no other council has it.

    `others` are the bare names of all other councils. A county that only lacks its “shire” is not guessed at either.

    >>> names_our_council("Derby", ["Derby City Council"], {"derbyshire", "dudley"})
    True
    >>> names_our_council("Derby County Council", ["Derby City Council"], {"derbyshire", "dudley"})
    False
    >>> names_our_council("dudley council", ["Dudley Council"], {"dudley"})
    True
    >>> names_our_council("Dudley", ["Dudley Council"], {"dudley"})
    False
    """
    if written.strip().casefold() in {name.strip().casefold() for name in our_names}:
        return True
    bare = bare_council_name(written)
    if bare in others or ("county" in _council_words(written) and f"{bare}shire" in others):
        return False
    return bare in {bare_council_name(name) for name in our_names}


def _council_words(name: str) -> list[str]:
    letters = name.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    words = "".join(letter if letter.isalnum() else " " for letter in letters).split()
    return " ".join(words).replace("london borough", "borough").split()


def where_in_words(authority: str, is_out_of_area: bool | None, miles: Decimal | None) -> str:
    """Where a placement is, as far as it is known.

    >>> where_in_words("Shropshire", True, Decimal("27.4"))
    'Shropshire, out of our area, 27 miles from the city'
    >>> where_in_words("Wolverhampton", False, None), where_in_words("", None, None)
    ('Wolverhampton, in our area', 'not known where')
    """
    area = {True: "out of our area", False: "in our area", None: ""}[is_out_of_area]
    distance = f"{miles_in_words(miles)} from the city" if miles is not None else ""
    return ", ".join(filter(None, (authority, area, distance))) or "not known where"


ALSO_CALLED = {"mum": "mother", "mam": "mother", "mom": "mother", "dad": "father"}
TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
WHOSE = frozenset({"her", "his", "their", "the", "s"})
LONG_WORD, NEARLY, NOT_FAR_FROM = 4, 0.85, 0.75
"""Of a word with so many letters, so much must be the same: one letter too many or too few; or another one (local)."""
LAST_DIGITS = 9
"""So many digits are a telephone number’s own: what stands before them is written as 0, as 44 or as 0044."""
_NUMBER = re.compile(r"\d(?:[\s()/-]*\d){5,}")


def may_be_meant(name: str, relation: str, typed: str) -> bool:
    """Whether who is typed may be the person of that name: it is all there, or nothing else than of them is written.

    Titles, whose they are, numbers, case and punctuation do not count, nor does a letter or two of a word that is all
    there is (local: one refusal too many is put right by writing more).

    >>> may_be_meant("Carl Farrow", "Father", "Mr Carl Farrow, 5 High St"), may_be_meant("Carl Farrow", "Father", "Dad")
    (True, True)
    >>> may_be_meant("Carl Farrow", "Father", "Ann Farrow"), may_be_meant("Carl Farrow", "Father", "?")
    (False, False)
    >>> may_be_meant("Tariq Sadiq", "Father", "Mr Sadiq, her dad, 07700 900111")
    True
    >>> may_be_meant("Dana Whit", "Social worker", "Dana Whitt (social worker)")
    True
    >>> may_be_meant("Dana Whit", "Social worker", "Dana Whitt, Larkrise")
    False
    """
    theirs, written = _words(name), _words(typed)
    if not (theirs and written):
        return False
    known = theirs | _words(relation)
    return theirs <= written or all(any(_are_alike(word, other) for other in known) for word in written)


def may_reach(name: str, relation: str, phone: str, typed: str) -> bool:
    """Whether what goes to who is typed might come to the person of that name: before it does, it is asked who that is.

    One of their names or the like of it is there, a word for what they are (`relation` is a code of `Relation`), or
    their telephone number.

    >>> may_reach("Tariq Sadiq", "father", "", "Ann Sadik"), may_reach("Tariq Sadiq", "father", "", "Her dad’s office")
    (True, True)
    >>> may_reach("Tariq Sadiq", "father", "07700 900111", "Ann Hall, +44 7700 900 111")
    True
    >>> may_reach("Tariq Sadiq", "father", "07700 900111", "Ann Hall, Larkrise, 01902 555012")
    False
    """
    written = _written(typed)
    digits = _digits(typed)
    if written & SAID_AS.get(relation, frozenset()) or any(number in digits for number in _numbers_in(phone)):
        return True
    return any(_are_alike(word, other, NOT_FAR_FROM) for other in _words(name) for word in written)


def _are_alike(word: str, other: str, nearly: float = NEARLY) -> bool:
    return word == other or (len(word) >= LONG_WORD and SequenceMatcher(None, word, other).ratio() >= nearly)


def _words(text: str) -> set[str]:
    return {ALSO_CALLED.get(word, word) for word in _written(text)}


def _written(text: str) -> set[str]:
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return {word for word in words if not word.isdecimal()} - TITLES - WHOSE


def _numbers_in(text: str) -> set[str]:
    return {_digits(number)[-LAST_DIGITS:] for number in _NUMBER.findall(text)}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def limit_in_words(may_be_told: bool, until: date | None, today: date) -> str:
    """How far somebody may be told who may not be told all, for a warning. `until` is its last day.

    A limit whose day has passed goes on: it is for a person to lift, not for the calendar (local, the safer way).

    >>> limit_in_words(False, date(2027, 5, 3), date(2026, 11, 26))
    'must not be told anything, until 3 May 2027'
    >>> limit_in_words(True, date(2026, 5, 3), date(2026, 11, 26))
    'may be told, but must not have the address; this was to be looked at again on 3 May 2026, and still stands'
    """
    words = "may be told, but must not have the address" if may_be_told else "must not be told anything"
    if until is None:
        return words
    day = f"{until:%-d %B %Y}"
    if until < today:
        return f"{words}; this was to be looked at again on {day}, and still stands"
    return f"{words}, until {day}"
