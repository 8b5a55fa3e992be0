"""The role's navigation. Each room registers its own items in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.counting import count_all
from accounts.models import User
from accounts.rules import Can


@dataclass(frozen=True)
class Item:
    """One link of the navigation, or the bell. `counts` gives the rows that its number counts."""

    order: int
    key: str
    label: str
    url_name: str
    can: Can
    counts: Callable[[User], QuerySet] | None = None
    is_alarm: bool = False


_items: dict[str, Item] = {}


def register(item: Item) -> None:
    _items[item.key] = item


def items_for(user: User) -> list[Item]:
    return sorted((item for item in _items.values() if user.can(item.can)), key=lambda item: item.order)


def counts_for(user: User, items: list[Item]) -> dict[str, int]:
    """All the numbers of the navigation in one query, by item key."""
    return count_all({item.key: item.counts(user) for item in items if item.counts})
