"""A time that is booked for a return home interview. Pure: no database."""

from datetime import datetime, timedelta

from missing.codes import AttemptResult, Method

BOOKED_WITHIN = timedelta(days=366)
"""Nobody agrees a time that is farther off: the year is a slip, and would keep the interview from being asked about."""


def asks_whether_held(meets_at: datetime, now: datetime, *, missing_since: datetime | None = None) -> bool:
    """Whether the time of a booking that still stands is over, so that somebody must say what came of it.

    While they are missing since before that time nobody is asked: it is asked once they are back.

    >>> asks_whether_held(datetime.fromisoformat("2026-11-26T16:00Z"), datetime.fromisoformat("2026-11-26T16:00Z"))
    True
    >>> noon, one = (datetime.fromisoformat(f"2026-11-26T{hour}:00Z") for hour in (12, 13))
    >>> asks_whether_held(noon, one, missing_since=noon), asks_whether_held(noon, one, missing_since=one)
    (False, True)
    """
    return meets_at <= now and not (missing_since and missing_since <= meets_at)


def is_booked_late(meets_at: datetime, *, due_at: datetime | None, now: datetime) -> bool:
    """Whether a time that is booked is after a deadline that could still be kept; the instant itself keeps it.

    Once the deadline has passed every time is late, and there is nothing left to choose.

    >>> noon, one, two = (datetime.fromisoformat(f"2026-11-26T{hour}:00Z") for hour in (12, 13, 14))
    >>> is_booked_late(two, due_at=one, now=noon), is_booked_late(one, due_at=one, now=noon)
    (True, False)
    >>> is_booked_late(two, due_at=noon, now=one)
    False
    """
    return due_at is not None and now < due_at < meets_at


def result_of_a_missed_booking(method: str, *, was_missing: bool) -> AttemptResult:
    """What kind of attempt a booking is that nobody came to.

    One that fell into a time when they were missing again says that, and is no failed attempt: it says nothing of
    whether they would talk.

    >>> result_of_a_missed_booking("phone", was_missing=False).label
    'No answer'
    >>> result_of_a_missed_booking("face_to_face", was_missing=False).label
    'Not there'
    """
    if was_missing:
        return AttemptResult.MISSING_AGAIN
    return AttemptResult.NO_ANSWER if method in (Method.PHONE, Method.VIDEO) else AttemptResult.NOT_PRESENT
