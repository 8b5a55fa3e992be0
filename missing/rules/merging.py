"""Two episodes that tell of one absence: which of them stands, and which of their times. Pure: no database."""

from datetime import datetime

from missing.codes import PoliceRisk
from missing.rules.telling import ABOUT_REACHES

KEPT, MERGED = "kept", "merged"
BY_RISK = (PoliceRisk.NOT_RECORDED, PoliceRisk.NO_APPARENT_RISK, PoliceRisk.LOW, PoliceRisk.MEDIUM, PoliceRisk.HIGH)


def start_and_end_that_stand(kept_started: datetime, merged_started: datetime) -> tuple[str, str]:
    """From which of the two the start and the end are taken unless somebody chooses: the earlier's, and the later's.

    Two episodes of one young person never overlap, so one absence that was logged twice lasted from the start of the
    one to the end of the other.

    >>> start_and_end_that_stand(datetime(2026, 11, 20, 20), datetime(2026, 11, 20, 23))
    ('kept', 'merged')
    """
    return (KEPT, MERGED) if kept_started <= merged_started else (MERGED, KEPT)


def higher_risk(one: str, other: str) -> str:
    """The higher of two risks as the police see it; anything recorded is higher than nothing.

    >>> str(higher_risk("not_recorded", "low"))
    'low'
    """
    return max(PoliceRisk(one), PoliceRisk(other), key=BY_RISK.index)


def counts_from(started_at: datetime, *missing_from: datetime | None) -> datetime | None:
    """From when it counts as missing: as soon as either did, and not before the start that stands."""
    known = [instant for instant in missing_from if instant]
    return max(started_at, min(known)) if known else None


def police_told_at(started_at: datetime, *told_at: datetime | None) -> datetime | None:
    """When the police were told first of the absence that begins at the start that stands; approximate times may cross.

    Of two reports one that lies well before that start is left aside. Where nothing else is on record it stays as it
    is, the nearest of them: that they were told is never lost by a merge, and the page says how long before it was.
    """
    known = [instant for instant in told_at if instant]
    of_this = [instant for instant in known if instant >= started_at - ABOUT_REACHES]
    return min(of_this) if of_this else max(known, default=None)


def which_stands(one_got_as_far_as: int, other_got_as_far_as: int) -> str:
    """Which of two episodes is kept unless somebody chooses: whose interview got further; else the first.

    >>> which_stands(0, 2), which_stands(1, 1)
    ('merged', 'kept')
    """
    return MERGED if other_got_as_far_as > one_got_as_far_as else KEPT
