"""What a draft is about, by the first word of its key: whose record, what the form is called, where it is.

A room registers its own kinds in `AppConfig.ready()`. A form of a kind that no room registered is not kept
(`accounts.draft_kinds`): opening a draft is a reading of a record, and whose cannot be guessed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import resolve, reverse

from accounts import draft_kinds
from accounts.access import declared
from accounts.models import User
from accounts.rules import Can
from people.models import YoungPerson


class Found(NamedTuple):
    """Whose record a draft is about, and where the form is; of nobody's where it is for somebody new or an account."""

    young_person: YoungPerson | None
    url: str = ""
    record: Any = None


@dataclass(frozen=True)
class Subject:
    """`title` is what the form is called; `url` is the form, where whoever takes it over goes on; `record` what it is
    about, where it is kept by that one's number.

    `is_gone` where the record that it was about is not there any more.
    """

    title: str
    young_person: YoungPerson | None = None
    url: str = ""
    record: Any = None
    is_gone: bool = False

    @property
    def can(self) -> Can:
        """What its form asks for of whoever goes on with it; without a form, to read records."""
        form = declared(resolve(unquote(self.url)).func) if self.url else None
        return form if isinstance(form, Can) else Can.SEE_RECORDS


class OfRecord(NamedTuple):
    """The record that a draft is about by its number: `person` and `reference` are the paths from it to the young
    person and to what it is called by."""

    rows: Callable[[], QuerySet[Any]]
    person: str
    reference: str
    pk: str


class Finder(Protocol):
    """What the drafts of one kind are about, from what follows the first word of their key."""

    def __call__(self, rest: str) -> Found | None:
        """None where there is no such record any more."""

    def record(self, rest: str) -> OfRecord | None:
        """Which record it is; None of nobody's."""


class Named(NamedTuple):
    """The young person that a draft is about, and the reference of the episode or discussion where it is about one."""

    young_person: YoungPerson
    reference: str = ""


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


def named_in(keys: Iterable[str], user: User) -> dict[str, Named]:
    """Whom each of those drafts is about, as far as this user may open their record: two queries, however many."""
    wanted: dict[tuple[str, str, str], list[OfRecord]] = defaultdict(list)
    records: dict[str, tuple[str, str, str, str]] = {}
    for key in keys:
        kind, _, rest = key.partition(":")
        record = _finders[kind].record(rest)
        if record and record.pk.isdecimal() and len(record.pk) < 19:
            model = (record.rows().model._meta.label, record.person, record.reference)
            wanted[model].append(record)
            records[key] = (*model, record.pk)
    parts = [_persons_of(model, rows) for model, rows in wanted.items()]
    found = {(*row[:3], str(row[3])): row[4:] for row in parts[0].union(*parts[1:], all=True)} if parts else {}
    people = YoungPerson.objects.visible_to(user).in_bulk([person for person, _ in found.values()])
    return {
        key: Named(people[found[record][0]], found[record][1])
        for key, record in records.items()
        if record in found and found[record][0] in people
    }


def _persons_of(model: tuple[str, str, str], records: list[OfRecord]) -> QuerySet[Any, Any]:
    """Of each of the records of one kind: the `model`, its number, the young person's, what it is called by."""
    rows, person, reference = records[0].rows, records[0].person, records[0].reference
    asked = rows().model._default_manager.filter(pk__in={record.pk for record in records}).order_by()
    called = Cast(F(reference), CharField()) if reference else Value("", CharField())
    names = {f"model_{number}": Value(part, CharField()) for number, part in enumerate(model)}
    return asked.annotate(**names, whose=F(person), called=called).values_list(*names, "pk", "whose", "called")


@dataclass(frozen=True)
class OfNobody:
    """A form for somebody new, or about an account."""

    url_name: str

    def __call__(self, rest: str) -> Found:
        return Found(None, reverse(self.url_name))

    def record(self, rest: str) -> None:
        return None


@dataclass(frozen=True)
class ByPk:
    """Forms about one record, whose drafts are kept by its number: `interview:17`, or `interview:17:harm`."""

    rows: Callable[[], QuerySet[Any]]
    found: Callable[[Any], Found]
    person: str = "young_person"
    reference: str = ""

    def __call__(self, rest: str) -> Found | None:
        pk = self.record(rest).pk
        record = self.rows().filter(pk=pk).first() if pk.isdecimal() else None
        return self.found(record)._replace(record=record) if record else None

    def record(self, rest: str) -> OfRecord:
        return OfRecord(self.rows, self.person, self.reference, rest.partition(":")[0])


@dataclass(frozen=True)
class OfTwo:
    """Forms about two records, the one that stays first: `merge:17-18`. They are about that one."""

    find: Callable[[str], Found | None]
    first: ByPk

    def __call__(self, rest: str) -> Found | None:
        return self.find(rest)

    def record(self, rest: str) -> OfRecord:
        return self.first.record(rest.partition("-")[0])


@dataclass(frozen=True)
class NewOrThere:
    """Forms of what hangs on a young person's record: a new one, kept by its number, and each that is there."""

    new: ByPk
    there: ByPk
    prefix: str

    def _which(self, rest: str) -> tuple[ByPk, str]:
        is_new = rest.startswith(self.prefix)
        return (self.new, rest.removeprefix(self.prefix)) if is_new else (self.there, rest)

    def __call__(self, rest: str) -> Found | None:
        finder, number = self._which(rest)
        return finder(number)

    def record(self, rest: str) -> OfRecord:
        finder, number = self._which(rest)
        return finder.record(number)
