"""Times as people type them: `18:30`, `about 22:15 yesterday`, `Fri 7pm`, `21 Nov 18:30`, `half an hour ago`.
People say `half ten last night` and `quarter past 9 yesterday evening` too (people.typed_clocks).

Read as Europe/London wall time. Nothing is guessed: a time that did not exist or happened twice (clock changes), or
that could be another day, is asked about. What happened is read backwards (`Fri` is last Friday, `23:00` at ten past
midnight is last evening); what is arranged is read ahead (`Fri` is the Friday to come, and there is `tomorrow`). A day
without its year that lies near on the other side of now is a slip, and never of another year.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from people.typed_clocks import NIGHT, NOON, NotATime, read_clock, read_part, without

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?\b")
_WORDS = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?\b")
_FILLERS = re.compile(r"\b(at|on|last|the|of)\b|,")
_ABOUT = re.compile(r"\b(?:about|around|approximately|approx|roughly)\b\.?|~|(?<=[\dm])[ -]?ish\b", re.I)
_SLIPS = (
    (re.compile(r"(?<=\d)t(?=\d)"), " "),
    (re.compile(r"(?<=\d);(?=\d\d\b)"), ":"),
    (re.compile(r"\btonite\b"), "tonight"),
)
"""What is not as people mean it: the letter between day and time, the key beside the colon, a spelling."""
_ZONE = re.compile(r"\b(gmt|bst)\b", re.I)

_SPELT = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty five": 45,
    "fifty": 50,
}
_COUNT = rf"\d{{1,3}}(?:\.5)?|{'|'.join(sorted(_SPELT, key=len, reverse=True))}"
_AGO = re.compile(
    rf"(?:(?P<three_quarters>three quarters of an)|(?P<half>half(?: an?)?|a half)"
    rf"|(?P<quarter>(?:a )?quarter(?: of an)?)) hour ago"
    rf"|(?:(?P<hours>{_COUNT})(?P<and_a_half> and a half)? ?(?:hours?|hrs?|h)(?P<and_half> and a half)?)?"
    rf"(?: ?(?:and )?(?P<minutes>{_COUNT}) ?(?:minutes?|mins?|min|m))? ago"
)
"""`half an hour ago`, `an hour and a half ago`, `two and a half hours ago`, `2 hrs 20 mins ago`."""


THE_NIGHT_BEFORE = timedelta(hours=12)
"""At night a time that has not come today is of the evening before; by day that would be a day ago, and is asked."""

NEAR = timedelta(days=31)
"""So near on the wrong side of now a day without its year is that day, and not the one of another year."""

_DAYS_AGO = re.compile(rf"\b(?P<count>{_COUNT}) (?P<unit>day|week)s? ago\b")
_SOME_TIME = re.compile(r"\b(?:tea|dinner|lunch|supper|bed|breakfast)[ -]?time\b")
"""Said of a time of day, and another one in each home."""


def read_time(typed: str, now: datetime, *, ahead: bool = False, within: timedelta | None = None) -> datetime:
    """The instant that was meant, in UTC. `now` settles `today`, a weekday, and a date without its year.

    `ahead` reads it as a time that is arranged and not as one that has happened; `within` is how long ago a date
    without its year may be and no further. Raises NotATime, in words for the person at the screen.
    """
    text = typed.strip().lower()
    for slip, meant in _SLIPS:
        text = slip.sub(meant, text)
    text = " ".join(without_about(text).split()).rstrip(".")
    if text in ("now", "just now"):
        return now.astimezone(UTC).replace(second=0, microsecond=0)
    if ago := _AGO.fullmatch(text.replace("-", " ")):
        if ahead:
            raise NotATime("That has passed. Write when it will be.")
        return (now.astimezone(UTC) - _length(ago)).replace(second=0, microsecond=0)
    if "tomorrow" in text and not ahead:
        raise NotATime("That has not come yet. Write when it happened.")
    zone = _ZONE.search(text)
    last_night = "last night" in text
    text = text.replace("last evening", "yesterday evening")
    text = " ".join(_FILLERS.sub(" ", _ZONE.sub(" ", text)).split())
    text = text.replace("next ", " ").strip() if ahead else text
    part, is_today, rest = read_part(text)
    day, rest = _read_day(rest, timezone.localdate(now), ahead=ahead, within=within)
    clock, rest = read_clock(rest, part)
    if vague := _SOME_TIME.search(rest):
        raise NotATime(f"“{vague[0]}” is not the same everywhere. Write about when, like about 17:00 yesterday.")
    if rest:
        like = "20 minutes ago, 18:30 or 21 Nov 18:30" if is_ago(typed) else "18:30 or 21 Nov 18:30"
        raise NotATime(f"“{typed.strip()}” is not a time we can read. Write it like {like}.")
    if clock is None:
        raise NotATime("Write the time of day too, like 18:30.")
    local = timezone.localtime(now)
    if last_night:
        day = local.date() - timedelta(days=clock >= NOON)
    elif clock < NOON and (part == NIGHT or ("midnight" in text and day not in (None, local.date()))):
        raise NotATime(f"Of which day is {clock:%H:%M}? Write the day that it was by then, like 21 Nov {clock:%H:%M}.")
    elif is_today and day is None:
        day = local.date()
    if day is None:
        if ahead and clock <= local.time():
            raise NotATime(f"{clock:%H:%M} today has passed. If it is tomorrow, write tomorrow {clock:%H:%M}.")
        day = local.date()
        if not ahead and clock > local.time():
            day -= timedelta(days=1)
            if local.replace(tzinfo=None) - datetime.combine(day, clock) > THE_NIGHT_BEFORE:
                about = "about " if is_about(typed) else ""
                raise NotATime(
                    f"{clock:%H:%M} today has not come yet. If it was yesterday, write {about}yesterday {clock:%H:%M}."
                )
    elif isinstance(day, int):
        day = _next_weekday(day, clock, local) if ahead else _last_weekday(day, clock, local)
    return on_the_clock(day, clock, zone[1].upper() if zone else None)


def is_about(typed: str) -> bool:
    """Whether the time was written as an approximate one. So long ago is as long as it seems to who says it.

    >>> [is_about(typed) for typed in ("about 18:30", "~18:30 yesterday", "6ish", "18:30", "an hour ago")]
    [True, True, True, False, True]
    """
    return bool(_ABOUT.search(typed)) or is_ago(typed)


def without_about(text: str) -> str:
    """The same without the words that say that it is not exact."""
    return _ABOUT.sub(" ", text)


def is_ago(typed: str) -> bool:
    """Whether it counts back from when it is typed, so that it means another time when it is read again.

    >>> is_ago("20 minutes ago"), is_ago("18:30"), is_ago("18:30 2 days ago")
    (True, False, False)
    """
    text = typed.strip().rstrip(".").lower()
    return text.endswith(" ago") and not _DAYS_AGO.search(text)


def counts_from_now(typed: str) -> bool:
    """Whether it is told from the moment at which it is typed, and so must be written out to be kept.

    >>> counts_from_now("20 minutes ago"), counts_from_now("Just now"), counts_from_now("18:30")
    (True, True, False)
    """
    return is_ago(typed) or " ".join(typed.lower().split()) in ("now", "just now")


def read_date(typed: str, today: date, *, ahead: bool = False) -> date:
    """The day that was meant, of what has happened or is to come; today is either. Raises NotATime, in words."""
    text = " ".join(_FILLERS.sub(" ", _ABOUT.sub(" ", typed.strip().lower())).split())
    day, rest = _read_day(text, today, ahead=ahead)
    if rest or day is None:
        raise NotATime(f"“{typed.strip()}” is not a day we can read. Write it like today, Friday or 21 Nov.")
    if isinstance(day, int):
        days = timedelta(days=((day - today.weekday()) if ahead else (today.weekday() - day)) % 7)
        return today + days if ahead else today - days
    return day


def on_the_clock(day: date, clock: time, zone: str | None = None) -> datetime:
    """The instant, in UTC, of a wall-clock time in London.

    `zone` (GMT or BST) tells the two apart when the hour happened twice. Raises NotATime when the time did not exist,
    or happened twice and no zone is given.
    """
    london = timezone.get_default_timezone()
    first = datetime.combine(day, clock, london)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(london).time() != clock:
        raise NotATime(f"{clock:%H:%M} did not happen on {day:%-d %B %Y}: the clocks went forward at 01:00.")
    if zone is None:
        raise NotATime(
            f"{clock:%H:%M} happened twice on {day:%-d %B %Y}: the clocks went back. "
            f"Write {clock:%H:%M} BST for the first or {clock:%H:%M} GMT for the second."
        )
    return (first if zone == "BST" else second).astimezone(UTC)


def happens_twice(local: datetime) -> bool:
    """Whether that wall-clock time comes twice on its day, as the clocks go back."""
    return local.replace(fold=0).utcoffset() > local.replace(fold=1).utcoffset()  # type: ignore[operator]


def typed_in_full(instant: datetime) -> str:
    """The instant as it can be typed on any day, to the minute: `21 Nov 2026 18:30`, `25 Oct 2026 01:40 BST`.

    >>> typed_in_full(datetime(2026, 10, 25, 1, 40, tzinfo=UTC)), typed_in_full(datetime(2026, 7, 1, 11, tzinfo=UTC))
    ('25 Oct 2026 01:40 GMT', '1 Jul 2026 12:00')
    """
    local = timezone.localtime(instant)
    return f"{local:%-d %b %Y %H:%M}{f' {local:%Z}' if happens_twice(local) else ''}"


def _length(ago: re.Match[str]) -> timedelta:
    for part, minutes in (("three_quarters", 45), ("half", 30), ("quarter", 15)):
        if ago[part]:
            return timedelta(minutes=minutes)
    half = timedelta(minutes=30 if ago["and_half"] or ago["and_a_half"] else 0)
    return timedelta(hours=_count(ago["hours"]), minutes=_count(ago["minutes"])) + half


def _count(words: str | None) -> float:
    if not words:
        return 0
    return _SPELT[words] if words in _SPELT else float(words)


def _read_day(text: str, today: date, *, ahead: bool, within: timedelta | None = None) -> tuple[date | int | None, str]:
    """The day and what is left of the text; a weekday as its number, None when no day is named."""
    for word, days_ago in (("today", 0), ("yesterday", 1), ("tomorrow", -1)):
        if word in text:
            return today - timedelta(days=days_ago), text.replace(word, "").strip()
    if found := _DAYS_AGO.search(text):
        days = _count(found["count"]) * (7 if found["unit"] == "week" else 1)
        return today - timedelta(days=int(days)), without(text, found)
    day, rest = _read_date(text, today, ahead, within)
    weekday, rest = _read_weekday(rest)
    if day is None or weekday is None:
        return (weekday if day is None else day), rest
    if day.weekday() != weekday:
        raise NotATime(f"{day:%-d %B %Y} is a {day:%A}. Write the day that is right.")
    return day, rest


def _read_date(text: str, today: date, ahead: bool, within: timedelta | None) -> tuple[date | None, str]:
    if found := _ISO.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3])), without(text, found)
    for found in _WORDS.finditer(text):
        if found[2][:3] in MONTHS:
            month = MONTHS.index(found[2][:3]) + 1
            return _dated(int(found[1]), month, found[3], today, ahead, within), without(text, found)
    for found in _NUMBERS.finditer(text):
        if "/" in found[0] or "-" in found[0] or found[3]:
            return _dated(int(found[1]), int(found[2]), found[3], today, ahead, within), without(text, found)
    return None, text


def _read_weekday(text: str) -> tuple[int | None, str]:
    for number, name in enumerate(WEEKDAYS):
        if found := re.search(rf"\b{name}[a-z]*\b", text):
            return number, without(text, found)
    return None, text


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotATime(f"{day}/{month}/{year} is not a day of the calendar.") from None


def _dated(day: int, month: int, year: str | None, today: date, ahead: bool, within: timedelta | None) -> date:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    last = today.year if _date(today.year, month, day) <= today else today.year - 1
    if _date(today.year, month, day) == today:
        return today
    meant, other = (last + 1, last) if ahead else (last, last + 1)
    named = f"{day} {MONTHS[month - 1].title()}"
    if _is_near(other, month, day, today):
        past, was = ("has passed", "will be") if ahead else ("has not come yet", "was")
        raise NotATime(
            f"{_if_next_to(today, other, month, day)}{named} {past}. If it {was} in {meant}, write {named} {meant}."
        )
    found = _date(meant, month, day)
    if within is not None and today - found > within:
        raise NotATime(
            f"{named} was {(today - found).days} days ago. If that is right, write the year too: {named} {meant}."
        )
    return found


def _if_next_to(today: date, year: int, month: int, day: int) -> str:
    """What day it is, where the day meant is the one beside it: at night that is the likeliest slip. Else empty."""
    return f"Today is {today:%-d %b}. " if abs(_date(year, month, day) - today) == timedelta(days=1) else ""


def _is_near(year: int, month: int, day: int, today: date) -> bool:
    try:
        return abs(date(year, month, day) - today) <= NEAR
    except ValueError:
        return False


def _last_weekday(number: int, clock: time, local: datetime) -> date:
    days_ago = (local.weekday() - number) % 7
    if days_ago == 0 and clock > local.time():
        days_ago = 7
    return local.date() - timedelta(days=days_ago)


def _next_weekday(number: int, clock: time, local: datetime) -> date:
    days = (number - local.weekday()) % 7
    if days == 0 and clock <= local.time():
        days = 7
    return local.date() + timedelta(days=days)
