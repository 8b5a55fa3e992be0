"""Which young people a list puts first, by what rooms above know of them, and the mark that they bear in it.

A room registers its own in `AppConfig.ready()`; the gravest counts where several are so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone

from people.models.young_person import YoungPersonQuerySet


@dataclass(frozen=True)
class Urgency:
    """`ids` gives whom it concerns at that instant, a few of all: asked once, whatever the length of the list."""

    order: int
    text: str
    ids: Callable[[datetime], QuerySet[Any]]


_urgencies: dict[str, Urgency] = {}


def register(urgency: Urgency) -> None:
    _urgencies[urgency.text] = urgency


def urgent_first(people: YoungPersonQuerySet, *then: str) -> YoungPersonQuerySet:
    """The gravest first, each with its `mark`, empty where none is so; `then` by these fields. No further query."""
    now = timezone.now()
    graded = sorted(_urgencies.values(), key=lambda urgency: urgency.order)
    found = [(grade, urgency.text, urgency.ids(now)) for grade, urgency in enumerate(graded)]
    return people.annotate(
        grade=Case(*(When(pk__in=ids, then=Value(grade)) for grade, _, ids in found), default=Value(len(found))),
        mark=Case(*(When(pk__in=ids, then=Value(text)) for _, text, ids in found), default=Value("")),
    ).order_by("grade", *then)
