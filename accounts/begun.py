"""What a user must not miss, at the top of their first page: what they began to type, news that no alert tells.

Each room registers its own in `AppConfig.ready()`: `found(user)` are the records, counted together with the user's work
and asked for only where there are any; `template` shows what `rows` makes of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User


@dataclass(frozen=True)
class Begun:
    key: str
    template: str
    found: Callable[[User], QuerySet[Any]]
    rows: Callable[[QuerySet[Any]], list[Any]]


_begun: dict[str, Begun] = {}


def register(begun: Begun) -> None:
    _begun[begun.key] = begun


def kinds() -> list[Begun]:
    return list(_begun.values())
