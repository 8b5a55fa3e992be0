"""A restricted record, found by somebody who may not open it, from all of its name and the birthday, or its reference.

They learn nothing of it: what they know is written down on it (missing.actions.hidden). A room above registers its way
to do so in `AppConfig.ready()`; it stands wherever a search says that a restricted record may match.
"""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from accounts.rules import Can
from people.models import OtherName, YoungPerson
from people.models.young_person import YoungPersonQuerySet
from people.search import alike


class Who(NamedTuple):
    """What somebody knows of whom they mean; all that is written must fit."""

    reference: str = ""
    first_name: str = ""
    last_name: str = ""
    date_of_birth: date | None = None

    @property
    def name(self) -> str:
        return " ".join(f"{self.first_name} {self.last_name}".lower().split())


class WayIn(NamedTuple):
    label: str
    can: Can
    url_name: str


_ways_in: list[WayIn] = []


def register(way_in: WayIn) -> None:
    _ways_in.append(way_in)


def way_in_for(user: User, typed: str = "") -> dict[str, Any]:
    """For a page beside whom to ring, with the name that was looked for: `hidden_url` and `hidden_label`."""
    way_in = next((way_in for way_in in _ways_in if user.can(way_in.can)), None)
    if way_in is None:
        return {}
    query = f"?{urlencode({'q': typed})}" if typed else ""
    return {"hidden_url": reverse(way_in.url_name) + query, "hidden_label": way_in.label}


def hidden_who_fit(user: User, who: Who) -> YoungPersonQuerySet:
    """The restricted records hidden from the user that fit exactly; one that was merged is the one that stands."""
    fits = YoungPerson.objects.hidden_from(user).order_by("pk")
    if not who.reference and not (who.first_name and who.last_name and who.date_of_birth):
        return fits.none()
    if who.reference:
        fits = fits.filter(pk__in=_standing(YoungPerson.objects.filter(reference__iexact=who.reference)))
    if who.first_name and who.last_name:
        called_so = _standing(YoungPerson.objects.filter(search_text=who.name))
        by_another_name = OtherName.objects.filter(search_text=who.name).order_by().values("young_person")
        fits = fits.filter(Q(pk__in=called_so) | Q(pk__in=by_another_name))
    return fits.filter(date_of_birth=who.date_of_birth) if who.date_of_birth else fits


def hidden_who_are_like(user: User, who: Who) -> YoungPersonQuerySet:
    """Those that fit, and those whom the name or the birthday is like: whom somebody may have been trying to find."""
    like = hidden_who_fit(user, who).values("pk")
    if not (who.name and who.date_of_birth):
        return YoungPerson.objects.filter(pk__in=like)
    by_name = alike(first_name=who.first_name, last_name=who.last_name, date_of_birth=who.date_of_birth)
    hidden = by_name.hidden_from(user).order_by().values("pk")
    return YoungPerson.objects.filter(Q(pk__in=like) | Q(pk__in=hidden)).order_by("pk")


def _standing(people: YoungPersonQuerySet) -> "QuerySet[Any]":
    return people.order_by().annotate(stands=Coalesce("merged_into", "pk")).values("stands")
