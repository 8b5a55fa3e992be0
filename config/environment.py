"""What the environment and `.env` say, checked as the settings are read: nothing starts on what cannot be used.

Each reader raises ImproperlyConfigured in one sentence: the variable, what it says and what it should say. A value may
lie in a file instead, which NAME_FILE names. What may be a secret is never repeated.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env
from environ.fileaware_mapping import FileAwareMapping
from kombu.transport import TRANSPORT_ALIASES

LARGEST = 10_000
"""Of any number that names no other limit: days, hours, minutes beyond it are a slip."""

_YES, _NO = {"on", "yes", "true", "1", "y", "ok"}, {"off", "no", "false", "0", "n"}
_given = FileAwareMapping(cache=False)


def text(name: str, *, default: str = "", check: Callable[[str], object] | None = None) -> str:
    """As it is written. What has a default may be left out, and may not be empty.

    `check` raises ValueError, in words, for what cannot be used.
    """
    try:
        value = _given[name].strip()
    except KeyError:
        return default
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        path = _given.env[f"{name}_FILE"]
        raise ImproperlyConfigured(
            f"{name}_FILE is “{path}”, which cannot be read ({why}): name a file that can be, or set {name} itself."
        ) from error
    if default and not value:
        raise ImproperlyConfigured(f"{name} is empty: give it a value such as {default}, or take the line out.")
    if value and check is not None:
        try:
            check(value)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name}: {error}") from error
    return value


def like(pattern: str, means: str) -> Callable[[str], None]:
    """A check that the whole of it matches; `means` says what does, after “write”."""

    def check(value: str) -> None:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"“{value}” will not do. Write {means}.")

    return check


def words(name: str, *, default: str = "") -> list[str]:
    """A list with commas between."""
    return [word.strip() for word in text(name, default=default).split(",") if word.strip()]


def whole_number(name: str, *, default: int, at_least: int = 1, at_most: int = LARGEST) -> int:
    """Both limits are inclusive."""
    value = text(name, default=str(default))
    if not re.fullmatch(r"\d{1,9}", value, re.ASCII) or not at_least <= int(value) <= at_most:
        raise ImproperlyConfigured(f"{name} is “{value}”: it must be a number from {at_least} to {at_most}.")
    return int(value)


def yes_or_no(name: str, *, default: bool) -> bool:
    value = text(name, default="on" if default else "off")
    if value.lower() not in _YES | _NO:
        raise ImproperlyConfigured(f"{name} is “{value}”: write on or off.")
    return value.lower() in _YES


def one_of(name: str, *choices: str, default: str) -> str:
    """In capitals or not."""
    value = text(name, default=default)
    if value.upper() not in choices:
        raise ImproperlyConfigured(f"{name} is “{value}”: write one of {', '.join(choices)}.")
    return value.upper()


def day(name: str, *, default: str) -> date:
    value = text(name, default=default)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is “{value}”: write a day, year first, like {default}.") from None


def broker(name: str, *, default: str) -> str:
    """The address of a broker that Celery knows how to talk to."""
    value = text(name, default=default)
    kind, found, _ = value.partition("://")
    if not found or kind.partition("+")[0] not in TRANSPORT_ALIASES:
        raise ImproperlyConfigured(f"{name} must be the address of a broker, like redis://localhost:6379/0.")
    return value


def database(name: str, *, default: str) -> dict[str, Any]:
    """Django's description of a PostgreSQL database; empty is as good as not set, as for the launcher."""
    value, found = text(name) or default, {}
    if value.partition("://")[0] in {"postgres", "postgresql"}:
        with suppress(ValueError):
            found = Env.db_url_config(value)
    if not found.get("NAME"):
        raise ImproperlyConfigured(
            f"{name} must be the address of a PostgreSQL database, like postgres://user:password@db.example/name "
            "(percent-encode what is no letter or digit in user and password)."
        )
    return dict(found)


def email(name: str) -> dict[str, Any]:
    """Django's settings of a mail server."""
    try:
        return dict(Env.email_url_config(text(name)))
    except (ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            f"{name} must be the address of a mail server, like smtp+tls://user:password@smtp.example:587 "
            "(percent-encode what is no letter or digit in user and password)."
        ) from None
