"""Telling people of open work that came to them, or went from them, by somebody else's doing."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from accounts.models import MovedWork, User, WhyMoved


class Moved(NamedTuple):
    """Open work that changed hands: whose it was and whose it is, None where nobody's.

    `what` is its kind and how much, which both may know; `reference` says which, to who has it now alone.
    """

    giver: User | None
    taker: User | None
    what: str
    reference: str = ""

    def __str__(self) -> str:
        """`Return home interview after E702: from Omar Reid to Ina Cole.`"""
        which = f"{self.what} {self.reference}".strip()
        giver = f"from {self.giver} " if self.giver else ""
        return f"{which}: {giver}{f'to {self.taker}' if self.taker else 'back to the queue'}."


def tell_of_moved_work(moved: Iterable[Moved], *, why: WhyMoved, by: User | None, at: datetime) -> None:
    """Write for each who has it now what came and from whom; and for who had it and still works here, what went.

    Whoever did it knows. In the transaction of the caller; the alert follows (alerts/registrations.py).
    """
    came: dict[tuple[User, User | None], list[str]] = {}
    went: dict[User, list[str]] = {}
    for one in moved:
        if one.taker and one.taker != by:
            came.setdefault((one.taker, one.giver), []).append(f"{one.what} {one.reference}".strip())
        if one.giver and one.giver != by and why != WhyMoved.LEFT:
            went.setdefault(one.giver, []).append(one.what)
    rows = [
        MovedWork(told=taker, has_come=True, other=giver, what="\n".join(what), why=why, moved_at=at)
        for (taker, giver), what in came.items()
    ]
    rows += [
        MovedWork(told=giver, has_come=False, what="\n".join(what), why=why, moved_at=at)
        for giver, what in went.items()
    ]
    MovedWork.objects.bulk_create(rows)
