"""Buttons of the home page. Each room registers its own in `AppConfig.ready()`."""

from dataclasses import dataclass

from accounts.models import User
from accounts.rules import Can


@dataclass(frozen=True)
class Shortcut:
    """One button, for who may do it; `is_main` marks the one thing that the role does most."""

    order: int
    key: str
    label: str
    url_name: str
    can: Can
    is_main: bool = False


_shortcuts: dict[str, Shortcut] = {}


def register(shortcut: Shortcut) -> None:
    _shortcuts[shortcut.key] = shortcut


def shortcuts_for(user: User) -> list[Shortcut]:
    return sorted((s for s in _shortcuts.values() if user.can(s.can)), key=lambda s: s.order)
