"""When a strategy discussion is due, and by when. Pure: no database. Sources: docs/sources.md."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from missing.codes import StrategyGround

NO_LESS_THAN = {StrategyGround.REPEAT_MONTH: frozenset({StrategyGround.REPEAT_QUARTER})}
"""Grounds that say more than others: as many times in fewer days. The other way round nothing new is said."""

OF_ITS_OWN = frozenset(
    {
        StrategyGround.LONG,
        StrategyGround.HIGH_RISK,
        StrategyGround.SERIOUS_LEVEL,
        StrategyGround.HARM,
        StrategyGround.ASKED,
    }
)
"""Grounds that are new each time: of another episode, another level, another telling."""


@dataclass(frozen=True)
class Repeat:
    """Missing so many times within so many days."""

    kind: StrategyGround
    episodes: int
    days: int


@dataclass(frozen=True)
class Ground:
    """One ground, with what it rests on (`source_key`) and its words.

    `again_after` is how long after the discussion that held it was closed it is a ground once more; None is never.
    """

    kind: StrategyGround
    source_key: str
    words: str
    again_after: timedelta | None = None
    episode_id: int | None = None
    harm_id: int | None = None
    by_id: int | None = None


def repeated(missing_from: Iterable[datetime], now: datetime, repeats: Iterable[Repeat]) -> tuple[Repeat, int] | None:
    """The first of `repeats` that holds at `now`, and how many episodes became missing within its days.

    Elapsed days, both ends included; what is later than `now` does not count. The shorter time comes first in
    `repeats`, as it says more.
    """
    starts = [start for start in missing_from if start <= now]
    for repeat in repeats:
        counted = sum(start >= now - timedelta(days=repeat.days) for start in starts)
        if counted >= repeat.episodes:
            return repeat, counted
    return None


def is_long(missing_from: datetime | None, ended_at: datetime | None, now: datetime, hours: int) -> bool:
    """Whether they were or have been missing for more than so many elapsed hours; the last instant is not more.

    >>> start = datetime.fromisoformat("2026-11-20T20:00:00+00:00")
    >>> is_long(start, None, start + timedelta(hours=24), 24), is_long(start, None, start + timedelta(hours=25), 24)
    (False, True)
    """
    return missing_from is not None and (ended_at or now) - missing_from > timedelta(hours=hours)


def is_due(
    kind: StrategyGround,
    *,
    grounds_before: Collection[str],
    closed_at: datetime | None,
    now: datetime,
    again_after_days: int,
) -> bool:
    """Whether a ground opens a discussion where none is open.

    `grounds_before` are the kinds of the last that was held or declined, at `closed_at`. It takes new grounds, or so
    many days since (elapsed; the instant itself is enough).
    """
    if closed_at is None or kind in OF_ITS_OWN or now - closed_at >= timedelta(days=again_after_days):
        return True
    said = {kind} | {more for more, less in NO_LESS_THAN.items() if kind in less}
    return said.isdisjoint(grounds_before)


def came_after(
    kind: StrategyGround, *, at: datetime, began_at: datetime | None, opened_at: datetime, held_at: datetime
) -> bool:
    """Whether a ground came to be known only after a discussion was held, so that it may not have been discussed.

    `at` is when it was written down, `began_at` when its episode began (None where it has none). Harm counts from when
    it was written down. What opened the discussion may be typed later than it was discussed, at night; what was added
    to it since, or began since, is news. To the minute, as times are typed; `held_at` itself is not after.

    >>> at = datetime.fromisoformat
    >>> told, held = at("2026-11-27T00:05:20+00:00"), at("2026-11-24T10:00:00+00:00")
    >>> [
    ...     came_after(kind, at=told, began_at=None, opened_at=told, held_at=held)
    ...     for kind in (StrategyGround.HARM, StrategyGround.ASKED)
    ... ]
    [True, False]
    """
    known_at = at.replace(second=0, microsecond=0)
    if kind == StrategyGround.HARM:
        return known_at > held_at
    return (known_at > held_at and at > opened_at) or (began_at is not None and began_at > held_at)


def may_come_again(ground: Ground, closed_at: datetime | None, now: datetime) -> bool:
    """Whether a ground that stands in a discussion is one for the next; `closed_at` is None while that one is open.

    Elapsed time; the instant itself is enough.

    >>> closed = datetime.fromisoformat("2026-11-02T20:00:00+00:00")
    >>> still_missing = Ground(StrategyGround.LONG, "episode:17", "", again_after=timedelta(days=14))
    >>> [may_come_again(still_missing, closed, closed + timedelta(days=days)) for days in (13, 14)]
    [False, True]
    """
    return closed_at is not None and ground.again_after is not None and now - closed_at >= ground.again_after
