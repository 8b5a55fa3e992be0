"""Whom to be careful with before anything is told or sent: people with a limit on telling, and orders in force.

A page that tells or sends shows `components/told_warning.html` with `warnings_for(young_person)`: one query. The room
above registers in `AppConfig.ready()` of what it warns a user, for the pages of this room (`further_for`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from accounts.models import User
from people.around_codes import MayBeTold, OrderKind, Relation
from people.models import CourtOrder, PersonAround, YoungPerson
from people.rules import limit_in_words


@dataclass(frozen=True)
class TellWarning:
    """`Dwayne Marsh, father` `must not be told anything` and why.

    `why` is of the record: it is for those who may open it. `is_barred` when they must not be told at all.
    """

    who: str
    says: str
    why: str = ""
    is_barred: bool = False
    person_id: int | None = None


@dataclass(frozen=True)
class Further:
    """Warnings that a room above knows of: `rows` of the young person of the outer query, and how they read."""

    rows: ArraySubquery
    in_words: Callable[[list[dict[str, Any]]], list[TellWarning]]


_further: list[Callable[[User], Further]] = []


def register_further(of: Callable[[User], Further]) -> None:
    _further[:] = [of]


def further_for(user: User) -> Further | None:
    """What the room above tells this user, who may open the record."""
    return next((of(user) for of in _further), None)


def warnings_for(
    young_person: YoungPerson, *, with_reasons: bool = True, further: Further | None = None
) -> list[TellWarning]:
    """What to know before anybody is told or sent something about them: `further` first, then who must not be told.

    Without `with_reasons` it says whom and how far, for somebody who sees the episode and not the record.
    """
    found = YoungPerson.objects.filter(pk=young_person.pk).values(**told_of(timezone.localdate()), **rows_of(further))
    row = found.first()
    return in_words(row, further, with_reasons=with_reasons) if row else []


def in_words(row: Mapping[str, Any], further: Further | None = None, *, with_reasons: bool = True) -> list[TellWarning]:
    """A row that was fetched with `told_of` and, where there are any, the further ones."""
    first = further.in_words(row["told_further"]) if further else []
    return first + as_warnings(row["told_people"], row["told_orders"], with_reasons=with_reasons)


def rows_of(further: Further | None) -> dict[str, ArraySubquery]:
    return {"told_further": further.rows} if further else {}


@lru_cache(maxsize=1)
def told_of(day: date) -> dict[str, ArraySubquery]:
    """`told_people` and `told_orders`, to fetch with a young person; put together once a London day."""
    return {"told_people": limited_people(), "told_orders": orders(day)}


def limited_people() -> ArraySubquery:
    """Those around the young person of the outer query who must not be told, or not have the address."""
    limited = PersonAround.objects.filter(young_person=OuterRef("pk")).exclude(may_be_told=MayBeTold.YES)
    return ArraySubquery(limited.order_by("-may_be_told", "name").values(json=person_as_json()))


def orders(day: date) -> ArraySubquery:
    """Orders in force that London day of the young person of the outer query that are about somebody else."""
    about = orders_in_force(day).filter(young_person=OuterRef("pk"))
    about = about.filter(Q(about__isnull=False) | ~Q(about_name="")).order_by("started_on", "pk")
    return ArraySubquery(
        about.values(
            json=JSONObject(
                kind="kind", who=Coalesce("about__name", "about_name"), forbids="forbids", ended_on="ended_on"
            )
        )
    )


def orders_in_force(day: date) -> QuerySet[CourtOrder]:
    """Orders that hold on that London day, their first and last day included."""
    return CourtOrder.objects.current(day).filter(started_on__lte=day)


def person_as_json() -> JSONObject:
    fields = ("name", "relation", "may_be_told", "may_be_told_why", "may_be_told_until")
    return JSONObject(pk="pk", **{field: field for field in fields})


def as_warnings(
    people: Iterable[Mapping[str, Any]], orders: Iterable[Mapping[str, Any]], *, with_reasons: bool = True
) -> list[TellWarning]:
    """The rows of `limited_people` and `orders` in words."""
    today = timezone.localdate()
    told = [_of_person(person, today, with_reasons) for person in people]
    told.sort(key=lambda warning: not warning.is_barred)
    return told + [_of_order(order, with_reasons) for order in orders]


def _of_person(person: Mapping[str, Any], today: date, with_reasons: bool) -> TellWarning:
    return TellWarning(
        who=f"{person['name']}, {Relation(person['relation']).label.lower()}",
        says=limit_in_words(
            person["may_be_told"] == MayBeTold.NOT_THE_ADDRESS, _day(person["may_be_told_until"]), today
        ),
        why=person["may_be_told_why"] if with_reasons else "",
        is_barred=person["may_be_told"] == MayBeTold.NO,
        person_id=person["pk"],
    )


def _of_order(order: Mapping[str, Any], with_reasons: bool) -> TellWarning:
    ends = _day(order["ended_on"])
    until = f" until {ends:%-d %B %Y}" if ends else ""
    return TellWarning(
        who=order["who"],
        says=f"must keep to: {OrderKind(order['kind']).label.lower()}{until}",
        why=order["forbids"] if with_reasons else "",
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
