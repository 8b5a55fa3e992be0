"""A user's open work: for their home page, for cover, and for a leaver's reallocation.

Higher rooms register what they hold in `AppConfig.ready()`; this room knows only the protocol.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from accounts.rules import Can


@dataclass(frozen=True)
class Work:
    """One kind of open work.

    `rows(user)` are the records, most urgent first and limited to what the user may see; `template` shows one
    list of them (it gets `rows` and `work`). `can` is what its lists ask for, `url_name` the page of them all.
    What is not `is_own` somebody watches over and does not hold: it is on their home page, and not handed on when
    they leave. Whoever has `within_wider` has a wider list with these in it, and not this one, on their home page.
    """

    order: int
    key: str
    title: str
    rows: Callable[[User], QuerySet]
    template: str
    empty: str
    can: Can = Can.SEE_RECORDS
    url_name: str = ""
    is_own: bool = True
    within_wider: Can | None = None


_work: dict[str, Work] = {}


def register(work: Work) -> None:
    _work[work.key] = work


def work_of(user: User) -> list[Work]:
    """The kinds of work that this user's roles have to do with."""
    return sorted((work for work in _work.values() if user.can(work.can)), key=lambda work: work.order)
