"""The time of day as people type and say it: `18:30`, `7pm`, `half ten`, `20 past six`, `quarter to 9`, `8 o’clock`.

Which half of the day a clock of twelve hours means is said by the part of it (`last night`, `this morning`), or by am
and pm. Where neither is written nothing is guessed: it is asked back.
"""

import re
from datetime import time

NOON, MIDNIGHT = time(12), time(0)
MORNING, AFTERNOON, EVENING, NIGHT = "morning", "afternoon", "evening", "night"

_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))(?::\d{2})?\s*(am|pm)?(?![\d/])|\b(\d{1,2})\s*(am|pm)\b|\b(\d{4})(?=\s*$)", re.I
)
_PART = re.compile(rf"\b(?:(this|in|that)\s+)?({MORNING}|{AFTERNOON}|{EVENING}|{NIGHT})\b|\btonight\b")
_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twenty five": 25, "twenty-five": 25}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})(?:\s*o['’]?\s?clock)?(?:\s*(?P<half_day>am|pm))?"
_SPOKEN = re.compile(
    rf"\b(?:(?P<half>half)(?:\s+past)?|(?:(?:a )?(?P<quarter>quarter)"
    rf"|(?P<minutes>\d{{1,2}}|{'|'.join(sorted(_MINUTES, key=len, reverse=True))})(?:\s*min(?:ute)?s?)?)"
    rf"\s+(?P<way>past|to))\s+{_HOUR}\b"
)
_HOUR_ALONE = re.compile(rf"^{_HOUR}$")
_NAMED = re.compile(r"\b(?:12 |twelve )?(?:noon|midday|(?P<midnight>midnight))\b")
_AFTER_NOON = {MORNING: [], AFTERNOON: [12, *range(1, 7)], EVENING: range(4, 12), NIGHT: range(6, 12)}
_BEFORE_NOON = {MORNING: range(1, 12), AFTERNOON: [], EVENING: [], NIGHT: [12, *range(1, 5)]}
"""Hours of a clock of twelve that lie in each part of the day, after and before noon. Others are asked back."""


class NotATime(ValueError):
    """What was typed is no time that can be used; the message says how to mend it."""


def read_part(text: str) -> tuple[str, bool, str]:
    """The part of the day that is named, whether it is of today (`this morning`), and what is left of the text.

    >>> read_part("8 this morning"), read_part("18:30")
    (('morning', True, '8'), ('', False, '18:30'))
    """
    found = _PART.search(text)
    if not found:
        return "", False, text
    return found[2] or NIGHT, found[1] == "this" or found[2] is None, without(text, found)


def read_clock(text: str, part: str = "") -> tuple[time | None, str]:
    """The time of day and what is left of the text; None where there is none.

    Raises NotATime, in words, for what is no time of day, and for what may be two of them.

    >>> read_clock("half ten", NIGHT)[0].isoformat(), read_clock("quarter past 9", MORNING)[0].isoformat()
    ('22:30:00', '09:15:00')
    """
    if found := _SPOKEN.search(text) or _HOUR_ALONE.search(text):
        clock = _spoken(found, part)
    elif found := _NAMED.search(text):
        clock = MIDNIGHT if found["midnight"] else NOON
    elif found := _CLOCK.search(text):
        clock = _written(found, part)
    else:
        return None, text
    if (part == MORNING and clock >= NOON) or (part in (AFTERNOON, EVENING) and clock < NOON):
        raise NotATime(f"{clock:%H:%M} is not in the {part}. Write the one that is right.")
    return clock, without(text, found)


def without(text: str, found: re.Match[str]) -> str:
    """The text without what was found in it."""
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())


def _written(found: re.Match[str], part: str) -> time:
    if found[6]:
        hour, minute, half_day = int(found[6][:2]), int(found[6][2:]), None
    else:
        hour, minute, half_day = int(found[1] or found[4]), int(found[2] or 0), found[3] or found[5]
    said = found[0].strip()
    if half_day:
        hour = _of_half_a_day(hour, half_day, said)
    elif part and not said.startswith("0") and 1 <= hour <= 12:
        hour = _in_the_part(hour, minute, part, said)
    if hour > 23 or minute > 59:
        raise NotATime(f"{said} is not a time of day. The day has 24 hours: write it like 18:30.")
    return time(hour, minute)


def _spoken(found: re.Match[str], part: str) -> time:
    parts, said = found.groupdict(), found[0].strip()
    hour = _HOURS.index(parts["hour"]) + 1 if parts["hour"] in _HOURS else int(parts["hour"])
    minute = 30 if parts.get("half") else 15 if parts.get("quarter") else _minutes(parts.get("minutes"))
    if hour > 23 or minute > 59:
        raise NotATime(f"{said} is not a time of day. The day has 24 hours: write it like 18:30.")
    if parts.get("way") == "to" and minute:
        hour, minute = (hour - 1 if hour > 1 else 12 if hour else 23), 60 - minute
    if parts["half_day"]:
        hour = _of_half_a_day(hour, parts["half_day"], said)
    elif 1 <= hour <= 12:
        hour = _in_the_part(hour, minute, part, said)
    return time(hour, minute)


def _minutes(words: str | None) -> int:
    return 0 if not words else _MINUTES[words] if words in _MINUTES else int(words)


def _of_half_a_day(hour: int, half_day: str, said: str) -> int:
    if not 1 <= hour <= 12:
        raise NotATime(f"{said} is not a time of day.")
    return hour % 12 + (12 if half_day.lower() == "pm" else 0)


def _in_the_part(hour: int, minute: int, part: str, said: str) -> int:
    """The hour of the day that an hour of a clock of twelve means in that part of it."""
    if part and hour in _BEFORE_NOON[part]:
        return hour % 12
    if part and hour in _AFTER_NOON[part]:
        return hour % 12 + 12
    one, other = f"{time(hour % 12, minute):%H:%M}", f"{time(hour % 12 + 12, minute):%H:%M}"
    raise NotATime(f"“{said}” may be {one} or {other}. Write which of the two.")
