"""What a draft is about, by the first word of its key: whose record, what the form is called, where it is.

A room registers its own kinds in `AppConfig.ready()`. A form of a kind that no room registered is not kept
(`accounts.draft_kinds`): opening a draft is a reading of a record, and whose cannot be guessed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import unquote

from django.db.models import QuerySet
from django.urls import resolve, reverse

from accounts import draft_kinds
from accounts.access import declared
from accounts.rules import Can
from people.models import YoungPerson


class Found(NamedTuple):
    """Whose record a draft is about, and where the form is; of nobody's where it is for somebody new or an account."""

    young_person: YoungPerson | None
    url: str = ""


@dataclass(frozen=True)
class Subject:
    """`title` is what the form is called; `url` is the form, where whoever takes it over goes on.

    `is_gone` where the record that it was about is not there any more.
    """

    title: str
    young_person: YoungPerson | None = None
    url: str = ""
    is_gone: bool = False

    @property
    def can(self) -> Can:
        """What its form asks for of whoever goes on with it; without a form, to read records."""
        form = declared(resolve(unquote(self.url)).func) if self.url else None
        return form if isinstance(form, Can) else Can.SEE_RECORDS


Finder = Callable[[str], Found | None]
"""The subject from what follows the first word of the key; None where there is no such record any more."""

_finders: dict[str, Finder] = {}


def register(kind: str, title: str, finder: Finder) -> None:
    draft_kinds.register(kind, title)
    _finders[kind] = finder


def subject_of(key: str) -> Subject:
    """What the draft is about. Raises LookupError for a kind that no room has registered."""
    title = draft_kinds.title_of(key)
    kind, _, rest = key.partition(":")
    found = _finders[kind](rest)
    return Subject(title, *found) if found else Subject(title, is_gone=True)


def of_nobody(url_name: str) -> Finder:
    return lambda rest: Found(None, reverse(url_name))


def by_pk(rows: Callable[[], QuerySet[Any]], found: Callable[[Any], Found]) -> Finder:
    """Of forms about one record, whose drafts are kept by its number: `interview:17`, or `interview:17:harm`."""

    def find(rest: str) -> Found | None:
        pk = rest.partition(":")[0]
        record = rows().filter(pk=pk).first() if pk.isdecimal() else None
        return found(record) if record else None

    return find
