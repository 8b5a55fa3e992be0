"""What happened lately, noted in any order and told in the order of its times, each step by somebody who may do it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pghistory

from accounts.models import User
from demo.clock import OPENS, day_before, is_by_day, to_five_minutes
from people.days import LONDON

Do = Callable[[User, datetime], object]


@dataclass
class Diary:
    """`now` in UTC. `staff` by `Worker.key`."""

    now: datetime
    staff: dict[str, User]
    steps: list[tuple[datetime, User, Do]] = field(default_factory=list)

    def ago(self, hours: float, minutes: float = 0) -> datetime:
        """So long before now, or up to five minutes more."""
        return to_five_minutes(self.now - timedelta(hours=hours, minutes=minutes))

    def by_day(self, hours: float) -> datetime:
        """The latest instant between 9:00 and 19:00 that is so long ago; at most 15 hours longer."""
        return to_five_minutes(day_before(self.ago(hours)))

    def to_come(self, hours: float) -> datetime:
        """In so many hours, or at ten the next morning where that is not by day."""
        at = to_five_minutes(self.now + timedelta(hours=hours))
        if is_by_day(at):
            return at
        local = at.astimezone(LONDON)
        local += timedelta(days=local.hour >= OPENS)
        return local.replace(hour=OPENS + 1, minute=0).astimezone(at.tzinfo)

    def note(self, at: datetime, by: str, do: Do) -> None:
        """Have `do(actor, at)` done in its turn."""
        self.steps.append((min(at, self.now), self.staff[by], do))

    def on_shift(self, at: datetime, worker: str) -> str:
        """The young person's own worker on a working day, else the emergency duty team."""
        is_weekday = at.astimezone(LONDON).weekday() < 5
        return worker if is_weekday and is_by_day(at) else "marcus.bello"

    def tell(self, between: Callable[[datetime], None]) -> None:
        """Do everything in order of time; `between` is called with each instant after what happened then."""
        for at, actor, do in sorted(self.steps, key=lambda step: step[0]):
            with pghistory.context(user=actor.pk):
                do(actor, at)
            between(at)
