"""Which of several episodes that cannot all be true is taken. Pure: no database."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Span:
    """From `starts` up to, and not including, `ends`; `ends` is None while it lasts. As the database's constraint."""

    starts: datetime
    ends: datetime | None
    reference: str

    @property
    def until(self) -> datetime:
        return self.ends or FOREVER

    @property
    def is_empty(self) -> bool:
        """An episode that ended at the instant it began overlaps nothing."""
        return self.until <= self.starts


@dataclass(frozen=True)
class Candidate:
    """A row of the file. `recorded` is what is on record of the same episode, which stands if the row is rejected."""

    line: int
    span: Span
    recorded: Span | None = None


class _Standing:
    """Episodes that do not overlap each other, by start."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted((span for span in spans if not span.is_empty), key=_start)

    def meets(self, span: Span) -> Span | None:
        """The first of them that overlaps with this one."""
        if span.is_empty:
            return None
        place = bisect_left(self.spans, span.starts, key=_start)
        for near in self.spans[max(place - 1, 0) : place + 1]:
            if near.starts < span.until and span.starts < near.until:
                return near
        return None

    def add(self, span: Span) -> None:
        if not span.is_empty:
            insort(self.spans, span, key=_start)


def _start(span: Span) -> datetime:
    return span.starts


def losers(standing: Iterable[Span], candidates: Iterable[Candidate]) -> dict[int, Span]:
    """The lines that cannot be taken, each with the episode that stands in its way.

    `standing` are the young person's episodes on record that no row is about. Earlier lines come first. Where a row is
    rejected that would have changed an episode on record, that episode stands as it is, and everything is looked at
    again with it.

    >>> from datetime import timedelta
    >>> noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    >>> first = Candidate(2, Span(noon, None, "E1"))
    >>> second = Candidate(3, Span(noon - timedelta(hours=1), noon, "E2"))
    >>> third = Candidate(4, Span(noon + timedelta(hours=1), None, "E3"))
    >>> {line: span.reference for line, span in losers([], [first, second, third]).items()}
    {4: 'E1'}
    """
    on_record = list(standing)
    rows = sorted(candidates, key=lambda row: row.line)
    lost: dict[int, Span] = {}
    while True:
        taken = _Standing(on_record)
        now_lost: dict[int, Span] = {}
        for row in rows:
            other = taken.meets(row.span)
            if other:
                now_lost[row.line] = other
            else:
                taken.add(row.span)
        back = [row for row in rows if row.line in now_lost and row.recorded]
        if not back:
            return lost | now_lost
        lost |= {row.line: now_lost[row.line] for row in back}
        on_record += [row.recorded for row in back if row.recorded]
        rows = [row for row in rows if row.line not in lost]
