"""The rules of alerts and outgoing e-mail. Pure: no database. Sources: docs/decisions/alerts-by-stages.md."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Protocol

from django.utils import timezone

_MINUTES = (1, 2, 5, 10, 30, 60, 120, 240, 480, 480)

PAUSES = tuple(timedelta(minutes=minutes) for minutes in _MINUTES)
"""How long to wait after each failure: a night without mail server is outlived, a day later it is given up."""

PAUSES_WHEN_REFUSED = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4))
"""The same where the server answers and will not take this address: a wrong relay setting is mended in hours."""

SHORT_JOB_MAY_BE_LATE = timedelta(minutes=20)
LONG_JOB_MAY_BE_LATE = timedelta(hours=2)
"""What a scheduled job may be late by before somebody is told. A day has 25 hours when the clocks go back."""


MORNING = time(7, 30)
"""London's clock: when the e-mail of a morning leaves, and when an alert put off until tomorrow comes back."""


WAITS_IN_THE_MORNING = timedelta(minutes=5)
"""At most, for a sweep that has still to bring back what was put off."""


SAID_AT_MOST = 300
"""Characters kept of what a mail server, or an error, said."""


class Timed(Protocol):
    """Anything at an offset from its deadline."""

    @property
    def offset(self) -> timedelta: ...


LONGEST = 720
"""The hours of a stage, at most: thirty days."""


def pause_before_next_try(failures: int, *, refused: bool = False) -> timedelta | None:
    """How long to wait after so many failures (1 is the first); None is to give up.

    >>> pause_before_next_try(1)
    datetime.timedelta(seconds=60)
    >>> pause_before_next_try(4, refused=True) is None
    True
    """
    pauses = PAUSES_WHEN_REFUSED if refused else PAUSES
    return pauses[failures - 1] if failures <= len(pauses) else None


def one_line(said: str) -> str:
    """What another program said, as the database can keep it: one line of 300 characters at most, all of them text.

    >>> one_line("550 no such\\x00 user\\r\\n  here \\udc80")
    '550 no such user here ?'
    """
    return " ".join(said.replace("\x00", "").encode(errors="replace").decode().split())[:SAID_AT_MOST]


def next_morning(after: datetime) -> datetime:
    """The next 07:30 in London after that instant; that hour is in no change of the clocks.

    >>> from datetime import UTC
    >>> next_morning(datetime(2026, 10, 24, 6, 29, tzinfo=UTC)).isoformat()
    '2026-10-24T07:30:00+01:00'
    >>> next_morning(datetime(2026, 10, 24, 6, 30, tzinfo=UTC)).isoformat()
    '2026-10-25T07:30:00+00:00'
    """
    today = timezone.localdate(after)
    return next(
        morning
        for day in (today, today + timedelta(days=1))
        if (morning := timezone.make_aware(datetime.combine(day, MORNING))) > after
    )


def is_just_morning(now: datetime) -> bool:
    """Whether it is 07:30 in London, or up to five minutes later: whatever waits for another then waits no longer.

    >>> from datetime import UTC
    >>> [is_just_morning(datetime(2026, 10, 24, 6, minute, tzinfo=UTC)) for minute in (29, 30, 34, 35)]
    [False, True, True, False]
    """
    morning = timezone.make_aware(datetime.combine(timezone.localdate(now), MORNING))
    return morning <= now < morning + WAITS_IN_THE_MORNING


def tomorrow_morning(after: datetime) -> datetime:
    """07:30 of the next London day.

    >>> from datetime import UTC
    >>> tomorrow_morning(datetime(2026, 10, 24, 23, 30, tzinfo=UTC)).isoformat()  # half past midnight in London
    '2026-10-26T07:30:00+00:00'
    """
    tomorrow = timezone.localdate(after) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, MORNING))


def may_take(period: timedelta) -> timedelta:
    """How long after its last success a job of this period counts as late.

    >>> may_take(timedelta(minutes=1)), may_take(timedelta(days=1))
    (datetime.timedelta(seconds=1260), datetime.timedelta(days=1, seconds=7200))
    """
    return period + (SHORT_JOB_MAY_BE_LATE if period < timedelta(hours=1) else LONG_JOB_MAY_BE_LATE)


def in_order(stages: Sequence[Timed]) -> bool:
    """Whether the stages stand from the earliest to the latest, no two at the same time."""
    offsets = [stage.offset for stage in stages]
    return all(one < other for one, other in pairwise(offsets))
