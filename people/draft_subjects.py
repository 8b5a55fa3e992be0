"""What a draft is about, by the first word of its key: whose record, what the form is called, where it is.

A room registers its own kinds in `AppConfig.ready()`. A draft of a kind that no room knows is about nobody on record: a
form for somebody new, or one of an account.
"""

from collections.abc import Callable
from dataclasses import dataclass

from people.models import YoungPerson


@dataclass(frozen=True)
class Subject:
    """`title` is what the form is called; `url` is the form, where whoever takes it over goes on."""

    title: str
    young_person: YoungPerson | None = None
    url: str = ""


Finder = Callable[[str], Subject | None]
"""The subject from what follows the first word of the key; None where there is no such record any more."""

_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    _finders[kind] = finder


def subject_of(key: str) -> Subject:
    """What the draft is about; its key in words where no room knows it."""
    kind, _, rest = key.partition(":")
    finder = _finders.get(kind)
    return (finder(rest) if finder else None) or Subject(kind.replace("_", " ").capitalize())
