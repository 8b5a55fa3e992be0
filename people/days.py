"""Instants and days as people say them, in Europe/London."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from people.typed_times import happens_twice

LONDON = ZoneInfo("Europe/London")


def plain_time(instant: datetime | None) -> str:
    """`Today, 08:10`, `Yesterday, 19:20`, `Tomorrow, 10:00`, `Sun 22 Nov, 08:10`; with its year when another."""
    if instant is None:
        return ""
    local, today = timezone.localtime(instant), timezone.localdate()
    if local.date() == today:
        return f"Today, {clock(local)}"
    if local.date() == today - timedelta(days=1):
        return f"Yesterday, {clock(local)}"
    if local.date() == today + timedelta(days=1):
        return f"Tomorrow, {clock(local)}"
    return f"{plain_date(local.date())}, {clock(local)}"


def clock(local: datetime) -> str:
    """The time of day, of an instant in London: `18:30`. In the hour that comes twice with its zone: `01:40 BST`."""
    return f"{local:%H:%M %Z}" if happens_twice(local) else f"{local:%H:%M}"


def time_in_words(instant: datetime | None) -> str:
    """The same within a sentence: `today 08:10`, `yesterday 19:20`, `Sun 22 Nov, 08:10`."""
    said = plain_time(instant)
    for near in ("Today", "Yesterday", "Tomorrow"):
        said = said.replace(f"{near}, ", f"{near.lower()} ")
    return said


def about_time(instant: datetime | None, is_approximate: bool = False) -> str:
    """As `plain_time`, and that it is not exact where it is not: `About yesterday 19:20`."""
    return f"About {time_in_words(instant)}" if instant and is_approximate else plain_time(instant)


def about_time_in_words(instant: datetime | None, is_approximate: bool = False) -> str:
    """The same within a sentence: `about yesterday 19:20`."""
    return f"about {time_in_words(instant)}" if instant and is_approximate else time_in_words(instant)


def time_on_record(instant: datetime | None, is_approximate: bool = False) -> str:
    """As it is written into what stays: `25 November 2026 at 10:00`, `about …` where it is not exact.

    Whoever reads it another day must not take `today` for theirs.
    """
    if instant is None:
        return ""
    local = timezone.localtime(instant)
    return f"{'about ' if is_approximate else ''}{full_date(local.date())} at {clock(local)}"


def deadline_in_words(instant: datetime | None) -> str:
    """As `time_in_words`; what is due at midnight is due by the end of the day before: `by the end of Fri 13 Nov`."""
    if instant is None or not is_end_of_day(instant):
        return time_in_words(instant)
    day = timezone.localdate(instant) - timedelta(days=1)
    return f"by the end of {'today' if day == timezone.localdate() else plain_date(day)}"


def is_end_of_day(instant: datetime) -> bool:
    """Whether it is midnight in London: the end of a day, exclusive."""
    return timezone.localtime(instant).time() == time()


def plain_date(day: date | datetime | None) -> str:
    """`Sun 22 Nov`; with its year when that is another."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    year = "" if day.year == timezone.localdate().year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def full_date(day: date | None) -> str:
    """`7 March 2010`."""
    return f"{day.day} {day:%B %Y}" if day else ""
