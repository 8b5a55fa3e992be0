"""The weeks of the weekly missing e-mail: ISO weeks, each with its cut-off and its hour of sending. Pure: no database.

Both are London wall times: Friday 08:00 is 08:00 on the clock there, in summer and in winter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from people.days import LONDON

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MADE_GOOD_FOR = timedelta(days=14)
"""A missed e-mail is sent by itself until so long after its cut-off; an older one waits for a person to send it."""

WEEKS_LOOKED_BACK = 8
"""So many weeks back one that was missed is built by itself, and its not being sent is told. What is older nobody waits
for any more, and a year that was mistyped is to freeze nothing."""

LATE_AFTER = timedelta(hours=1)
"""Sent by itself later than this, an e-mail says that it is late."""


def is_late(sent_at: datetime, due_at: datetime) -> bool:
    """Whether one that was to leave at `due_at` left late.

    >>> is_late(datetime(2026, 11, 20, 11), datetime(2026, 11, 20, 10))
    False
    """
    return sent_at > due_at + LATE_AFTER


@dataclass(frozen=True)
class WeeklyTime:
    """A day and time of the week, on London's clock.

    >>> WeeklyTime.read("Friday 08:00")
    WeeklyTime(weekday=5, at=datetime.time(8, 0))
    >>> WeeklyTime.read("Friday 8am")
    Traceback (most recent call last):
    ...
    ValueError: “Friday 8am” is not a day and time of the week. Write it as “Friday 08:00”.
    """

    weekday: int
    at: time

    @classmethod
    def read(cls, typed: str) -> WeeklyTime:
        """From its words in the settings. Raises ValueError, which says how to write it."""
        found = re.fullmatch(r"(\w+) ([01]\d|2[0-3]):([0-5]\d)", typed.strip())
        if not found or found[1].capitalize() not in DAYS:
            raise ValueError(f"“{typed}” is not a day and time of the week. Write it as “Friday 08:00”.")
        return cls(DAYS.index(found[1].capitalize()) + 1, time(int(found[2]), int(found[3])))

    def in_week(self, week: Week) -> datetime:
        """The instant, in UTC, at which London's clock shows it in that week.

        >>> cut_off = WeeklyTime(5, time(8))
        >>> cut_off.in_week(Week(2026, 43)).isoformat(), cut_off.in_week(Week(2026, 44)).isoformat()
        ('2026-10-23T07:00:00+00:00', '2026-10-30T08:00:00+00:00')
        """
        day = date.fromisocalendar(week.year, week.number, self.weekday)
        return datetime.combine(day, self.at, LONDON).astimezone(UTC)


@dataclass(frozen=True, order=True)
class Week:
    """An ISO week, written `2026-W47`."""

    year: int
    number: int

    @classmethod
    def read(cls, typed: str) -> Week:
        """Raises ValueError, in words, for what is no week.

        >>> Week.read("2026-W47"), str(Week.read("2026-W07"))
        (Week(year=2026, number=47), '2026-W07')
        >>> Week.read("2025-W53")
        Traceback (most recent call last):
        ...
        ValueError: “2025-W53” is not a week. Write it as 2026-W47.
        """
        found = re.fullmatch(r"(\d{4})-W(\d{2})", typed)
        try:
            if found:
                date.fromisocalendar(int(found[1]), int(found[2]), 1)
                return cls(int(found[1]), int(found[2]))
        except ValueError:
            pass
        raise ValueError(f"“{typed}” is not a week. Write it as 2026-W47.")

    @classmethod
    def of(cls, instant: datetime) -> Week:
        """The week that it is in London at that instant."""
        year, number, _ = instant.astimezone(LONDON).date().isocalendar()
        return cls(year, number)

    def plus(self, weeks: int) -> Week:
        """
        >>> str(Week(2026, 53).plus(1)), str(Week(2026, 1).plus(-1))
        ('2027-W01', '2025-W52')
        """
        year, number, _ = (date.fromisocalendar(self.year, self.number, 1) + timedelta(weeks=weeks)).isocalendar()
        return Week(year, number)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"


@dataclass(frozen=True)
class Timetable:
    """When a week is cut off and when its e-mail goes out by itself. All instants in UTC."""

    cut_off: WeeklyTime
    sending: WeeklyTime

    def cut_off_of(self, week: Week) -> datetime:
        return self.cut_off.in_week(week)

    def sends_at(self, week: Week) -> datetime:
        """At its set hour, never before the cut-off."""
        return max(self.sending.in_week(week), self.cut_off_of(week))

    def last_cut_off(self, at: datetime) -> Week:
        """The latest week whose cut-off has come at that instant; the cut-off's own instant has."""
        week = Week.of(at)
        return week if self.cut_off_of(week) <= at else week.plus(-1)

    def is_long_ago(self, week: Week, at: datetime) -> bool:
        """Whether more cut-offs than WEEKS_LOOKED_BACK have come by then, from the week's own on.

        >>> timetable = Timetable(WeeklyTime.read("Friday 08:00"), WeeklyTime.read("Friday 10:00"))
        >>> friday = datetime(2026, 11, 20, 8, tzinfo=UTC)
        >>> timetable.is_long_ago(Week(2026, 40), friday), timetable.is_long_ago(Week(2026, 39), friday)
        (False, True)
        """
        return week < self.last_cut_off(at).plus(1 - WEEKS_LOOKED_BACK)

    def sends_by_itself(self, week: Week, at: datetime) -> bool:
        """Whether its hour has come, and not so long ago that a person should decide."""
        return self.sends_at(week) <= at <= self.cut_off_of(week) + MADE_GOOD_FOR
