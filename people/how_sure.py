"""A birthday in words that say how sure it is: an estimated day must never read like a known one."""

from people.around_codes import BirthdayIs
from people.days import full_date
from people.models import YoungPerson

WRITTEN_DOWN = ", written down on "
"""Between what is known of a date of birth that nobody knows and the day on which that was said."""


def age_in_words(person: YoungPerson) -> str:
    """`14`, or `about 14` where the birthday is estimated."""
    return f"about {person.age}" if person.birthday_is == BirthdayIs.ESTIMATED else str(person.age)


def born_in_words(person: YoungPerson) -> str:
    """`Born 7 March 2010`; `Date of birth not known: about 14, written down on 27 November 2026`.

    Where no such note says what is known, `Born about 7 March 2010, estimated` or `Born 7 March 2010, disputed`.
    """
    day, sure = full_date(person.date_of_birth), person.get_birthday_is_display().lower()
    if person.birthday_is != BirthdayIs.ESTIMATED:
        return f"Born {day}, {sure}" if sure else f"Born {day}"
    note = person.birthday_note.rstrip(". ")
    if WRITTEN_DOWN in note:
        return f"Date of birth not known: {note[:1].lower()}{note[1:]}"
    return f"Born about {day}, {sure}"
