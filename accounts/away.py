"""Who is away today, until when and who covers: said where work is given out. It may be given to them all the same."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Cover, User


class Away(NamedTuple):
    """`until 2 Dec`, and by whom they are covered: `Dana Whit covers`, `nobody covers`."""

    until: str
    covered: str

    def __str__(self) -> str:
        return f"away {self.until}, {self.covered}"


def with_absences(users: QuerySet[User]) -> QuerySet[User]:
    """With what `away_of` reads, in the one query that fetches them."""
    today = timezone.localdate()
    rows = Cover.objects.filter(absent=OuterRef("pk")).absences().within(today, today).order_by("last_on", "pk")
    facts = JSONObject(last_on="last_on", cover="cover__full_name", is_uncovered="is_uncovered")
    return users.annotate(absences=ArraySubquery(rows.values(found=facts)))


def away_of(user: Any) -> Away | None:
    """Of one fetched `with_absences`: that they are away on this London day; None where they are here."""
    if not user.absences:
        return None
    last_on = date.fromisoformat(user.absences[-1]["last_on"])
    return Away(f"until {last_on:%-d %b}", _covered(user.absences))


def away_today(users: Iterable[User]) -> dict[int, Away]:
    """Those of them who are away, by their ids: one query."""
    found = with_absences(User.objects.filter(pk__in=[user.pk for user in users]))
    return {user.pk: away for user in found if (away := away_of(user))}


def warn_if_away(request: HttpRequest, user: User | None) -> None:
    """Say to who has just given them work that they are away: `Callum Reid is away until 2 Dec. Dana Whit covers.`"""
    for away in away_today([user]).values() if user else ():
        messages.warning(request, f"{user} is away {away.until}. {away.covered[:1].upper()}{away.covered[1:]}.")


def _covered(absences: Iterable[dict[str, Any]]) -> str:
    names = list(dict.fromkeys(one["cover"] for one in absences if not one["is_uncovered"]))
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]} cover"
    return f"{names[0]} covers" if names else "nobody covers"
