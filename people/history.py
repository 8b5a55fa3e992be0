"""History of the case models: kept by triggers, read back in words.

Raw SQL, bulk writes and the ORM are all caught, with who did it and from where (docs/decisions/history-by-triggers.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pghistory
import pghistory.middleware
import pghistory.models
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Field, ForeignKey, Max, Model, QuerySet, Value
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from people.days import clock


def tracked(*exclude: str) -> Any:
    """Decorate a case model: each insert, update and delete is kept in its own event table."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=list(exclude) or None
    )


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Writes down who asked for a change and from which address."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_context(request), "address": request.META.get("REMOTE_ADDR", "")}


@dataclass(frozen=True)
class Change:
    """One entry of a record's history. `at` in UTC; `fields` holds (label, before, after) of an update, in words.

    `event` is its number in the record's event table; `about` says which record, as it then was. `made_in` tells the
    transaction: what was written in one save shares it. `why` is what was written `because` of, and for whoever knows
    the reason from elsewhere; `url` is a page that tells more, read as `link`.
    """

    at: datetime
    what: str
    by: str
    fields: list[tuple[str, Any, Any]] = field(default_factory=list)
    event: int = 0
    about: str = ""
    made_in: tuple[datetime, Any] | None = None
    why: str = ""
    url: str = ""
    link: str = ""


@contextmanager
def because(why: str) -> Iterator[None]:
    """What is changed within keeps in its history why, for good and in these words."""
    with pghistory.context(why=why):
        yield


WHAT = {"insert": "Recorded", "update": "Changed", "delete": "Deleted"}


def history_of(record: Model) -> list[Change]:
    """What has happened to this record, latest first, in a few queries whatever the length."""
    return told(events_of(type(record)).filter(pgh_obj_id=record.pk))


def events_of(model: type[Model]) -> QuerySet:
    """All events of a tracked model."""
    return model.pgh_event_model.objects.all()  # type: ignore[attr-defined]


def version_of(record: Model) -> int:
    """A number that grows with each change of the record: a form remembers it, to see whether somebody was quicker."""
    return events_of(type(record)).filter(pgh_obj_id=record.pk).aggregate(last=Max("pgh_id"))["last"] or 0


def changes_since(record: Model, version: int) -> list[Change]:
    """What has changed since that version, latest first."""
    return [change for change in history_of(record) if change.event > version]


def told(*events: QuerySet) -> list[Change]:
    """These events in words, latest first: one query for all tracked models, and one for each kind of name in them."""
    steps = [step for some in _read(events) for step in _steps(some)]
    names = _names(steps)
    changes = [
        Change(
            at=event.pgh_created_at,
            what=WHAT.get(event.pgh_label, event.pgh_label),
            by=_by(event, names),
            fields=[
                (_label(column), _shown(column, old, names), _shown(column, new, names)) for column, old, new in found
            ],
            event=event.pgh_id,
            about=_about(event, names),
            made_in=(event.pgh_created_at, event.pgh_context_id),
            why=_why(event) if found else "",
        )
        for event, found in steps
    ]
    return latest_first(changes)


def latest_first(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: (change.at, change.event), reverse=True)


def _read(events: Sequence[QuerySet]) -> list[Iterable[Any]]:
    """The events of each queryset, oldest first. Several come by one query, as JSON, and are read back as they were."""
    if len(events) == 1:
        return [events[0].select_related("pgh_context").order_by("pgh_id")]
    found: list[list[Any]] = [[] for _ in events]
    first, *others = (_as_json(some, number) for number, some in enumerate(events))
    for number, values, metadata in first.union(*others, all=True):
        model = events[number].model
        event = model(**{c.attname: c.to_python(values[c.attname]) for c in model._meta.concrete_fields})
        if event.pgh_context_id:
            event.pgh_context = pghistory.models.Context(pk=event.pgh_context_id, metadata=metadata)
        found[number].append(event)
    return [sorted(some, key=lambda event: event.pgh_id) for some in found]


def _as_json(events: QuerySet, number: int) -> QuerySet:
    values = JSONObject(**{column.attname: F(column.attname) for column in events.model._meta.concrete_fields})
    return events.order_by().values_list(Value(number), values, "pgh_context__metadata")


Difference = tuple[Field, Any, Any]
Names = dict[type[Model], dict[Any, Model]]


def _steps(events: Iterable[Any]) -> Iterator[tuple[Any, list[Difference]]]:
    """Each event with what it changed; updates that changed nothing are left out."""
    before: dict[Any, Any] = {}
    for event in events:
        earlier = before.get(event.pgh_obj_id)
        found = _differences(earlier, event) if event.pgh_label == "update" and earlier else []
        if event.pgh_label != "update" or found:
            yield event, found
        before[event.pgh_obj_id] = event


def _columns(event: Any) -> list[Field]:
    columns = event.pgh_tracked_model._meta.concrete_fields
    return [c for c in columns if not getattr(c, "generated", False) and hasattr(event, c.attname)]


def _differences(before: Any, after: Any) -> list[Difference]:
    pairs = ((column, getattr(before, column.attname), getattr(after, column.attname)) for column in _columns(after))
    return [(column, old, new) for column, old, new in pairs if old != new]


def _names(steps: list[tuple[Any, list[Difference]]]) -> Names:
    """Everybody and everything that the words will name, fetched once a model."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for event, found in steps:
        wanted[User].add(_user_id(event))
        if hasattr(event, "user_id"):
            wanted[User].add(event.user_id)
        for column, old, new in found:
            if isinstance(column, ForeignKey):
                wanted[column.related_model] |= {old, new}
    return {model: model._default_manager.in_bulk(ids - {None}) for model, ids in wanted.items() if ids - {None}}


def _user_id(event: Any) -> int | None:
    return (event.pgh_context.metadata or {}).get("user") if event.pgh_context else None


def _by(event: Any, names: Names) -> str:
    user = names.get(User, {}).get(_user_id(event))
    about = event.pgh_context.metadata if event.pgh_context else {}
    return str(user) if user else about.get("by") or "the system"


def _why(event: Any) -> str:
    return (event.pgh_context.metadata or {}).get("why", "") if event.pgh_context else ""


def _about(event: Any, names: Names) -> str:
    """Which record, as it was after the event: `Placement: Children's home, from 2 June 2025`."""
    values = {c.attname: getattr(event, c.attname) for c in _columns(event) if c.attname != "user_id"}
    record = event.pgh_tracked_model(**values)
    if hasattr(event, "user_id"):
        record.user = names.get(User, {}).get(event.user_id)
    words = f"{_upper(record._meta.verbose_name)}: {record}"
    starts = getattr(record, "started_on", None)
    return f"{words}, from {starts:%-d %B %Y}" if starts and f"{starts:%Y}" not in words else words


def _label(column: Field) -> str:
    return _upper(column.verbose_name)


def _upper(words: object) -> str:
    return str(words)[:1].upper() + str(words)[1:]


def _shown(column: Field, value: Any, names: Names) -> Any:
    if value is None or value == "":
        return "nothing"
    if isinstance(column, ArrayField):
        return ", ".join(str(_shown(column.base_field, one, names)) for one in value) or "nothing"
    if isinstance(column, ForeignKey):
        return str(names.get(column.related_model, {}).get(value, value))
    if column.choices:
        return dict(column.flatchoices).get(value, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{local:%-d %B %Y}, {clock(local)}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return value
