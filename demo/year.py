"""A year of missing episodes, as ordinary as docs/decisions/demo-council.md says. Nothing is random but by seed."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from demo.children import SEED, Child
from demo.clock import to_five_minutes
from missing.codes import Category, EndedHow, PoliceRisk
from people.days import LONDON

YEAR = timedelta(days=365)
HOUR = timedelta(hours=1)

MEDIAN_HOURS, NINE_IN_TEN_HOURS = 9, 48
SPREAD = math.log(NINE_IN_TEN_HOURS / MEDIAN_HOURS) / 1.2816
"""Of a log-normal length of which nine in ten are under two days."""

WEEKDAYS = (0.8, 0.75, 0.85, 1.15, 1.5, 1.55, 1.2)
HOURS = (5, 2, 1, 1, 1, 1, 1, 2, 4, 3, 2, 2, 3, 3, 3, 5, 6, 7, 9, 12, 14, 14, 12, 9)
"""How likely each day of the week from Monday, and each hour of the day: evenings, Thursday to Sunday."""


@dataclass(frozen=True)
class Lived:
    """One episode of the case file. Instants in UTC."""

    reference: str
    child: Child
    category: Category
    started_at: datetime
    found_at: datetime | None
    returned_at: datetime | None
    ended_how: EndedHow
    police_at: datetime | None
    police_reference: str
    police_risk: str

    @property
    def clock_starts_at(self) -> datetime:
        starts = self.returned_at or self.found_at
        if starts is None:
            raise ValueError("the episodes of the case file have ended")
        return starts


def episodes(children: Iterable[Child], now: datetime) -> list[Lived]:
    """The year's, oldest first; the last has ended before the quiet days of its young person begin."""
    random = Random(SEED + 1)
    found = [span for child in children for span in _of_a_child(child, now, random)]
    found.sort(key=lambda span: span[1])
    return [_told(f"ME-{number:05d}", *span, random) for number, span in enumerate(found, start=20_411)]


Span = tuple[Child, datetime, datetime]


def _of_a_child(child: Child, now: datetime, random: Random) -> Iterator[Span]:
    last = now - timedelta(days=child.quiet_days)
    starts = sorted(_start(day, random) for day in _days(child, now, random))
    ends_before = now - YEAR
    for start, following in pairwise([*starts, last]):
        start = max(start, ends_before + HOUR * random.uniform(3, 20))
        end = start + HOUR * _hours(random)
        if end > following - 2 * HOUR:
            end = max(start + HOUR * random.uniform(1.2, 5), following - HOUR * random.uniform(2, 9))
        if end < last:
            yield child, to_five_minutes(start), to_five_minutes(end)
            ends_before = end


def _days(child: Child, now: datetime, random: Random) -> list[datetime]:
    """The days it happened on: most of them in a few hard times of the year."""
    newest = child.quiet_days + 2
    hard_times = [random.randint(newest, 350) for _ in range(1 + child.times_missing // 7)]
    days_ago = [random.randint(newest, 21) for _ in range(child.recent_times)]
    while len(days_ago) < child.times_missing:
        ago = (
            round(random.gauss(random.choice(hard_times), 18)) if random.random() < 0.5 else random.randint(newest, 363)
        )
        day = now - timedelta(days=ago)
        if newest <= ago <= 363 and random.random() < WEEKDAYS[day.astimezone(LONDON).weekday()] / max(WEEKDAYS):
            days_ago.append(ago)
    return [now - timedelta(days=ago) for ago in days_ago]


def _start(day: datetime, random: Random) -> datetime:
    hour = random.choices(range(24), HOURS)[0]
    local = day.astimezone(LONDON).replace(hour=hour, minute=5 * random.randint(0, 11), second=0, microsecond=0)
    return local.astimezone(UTC)


def _hours(random: Random) -> float:
    """Some 9 hours; seldom more than two days; hardly ever more than a month."""
    if random.random() < 0.006:
        return random.uniform(24 * 31, 24 * 44)
    return min(max(random.lognormvariate(math.log(MEDIAN_HOURS), SPREAD), 0.8), 24 * 14)


def _told(reference: str, child: Child, started_at: datetime, ended_at: datetime, random: Random) -> Lived:
    hours = (ended_at - started_at) / HOUR
    category = random.choices([Category.MISSING, Category.AWAY, Category.CURFEW], [86, 7, 7 if hours < 6 else 0])[0]
    how = random.choices(list(_HOW), list(_HOW.values()))[0] if category == Category.MISSING else EndedHow.RETURNED
    found_at = (
        ended_at if how != EndedHow.RETURNED or (category == Category.MISSING and random.random() < 0.45) else None
    )
    returned_at: datetime | None = ended_at
    if how != EndedHow.RETURNED:
        returned_at = None
    elif found_at:
        found_at = to_five_minutes(ended_at - min(HOUR * random.uniform(0.4, 3), (ended_at - started_at) / 2))
    told = category == Category.MISSING and hours > 1.5 and random.random() < 0.92
    police_at = started_at + timedelta(minutes=random.choice([20, 25, 35, 40, 55, 60, 75, 80])) if told else None
    return Lived(
        reference=reference,
        child=child,
        category=category,
        started_at=started_at,
        found_at=found_at,
        returned_at=returned_at,
        ended_how=how,
        police_at=police_at,
        police_reference=f"WM-{random.randint(4_100_000, 4_460_000)}" if told else "",
        police_risk=random.choices(list(_RISK), list(_RISK.values()))[0] if told else PoliceRisk.NOT_RECORDED,
    )


_HOW = {
    EndedHow.RETURNED: 94,
    EndedHow.PLACED_ELSEWHERE: 2,
    EndedHow.HOSPITAL: 1.5,
    EndedHow.CUSTODY: 1.5,
    EndedHow.REFUSED_TO_RETURN: 1,
}
_RISK = {PoliceRisk.NO_APPARENT_RISK: 4, PoliceRisk.LOW: 20, PoliceRisk.MEDIUM: 58, PoliceRisk.HIGH: 18}
