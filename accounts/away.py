"""Who is away today, until when and who covers: said where work is given out. It may be given to them all the same."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Cover, User


class Away(NamedTuple):
    """`until 2 Dec`, and by whom they are covered: `Dana Whit covers`, `nobody covers`."""

    until: str
    covered: str

    def __str__(self) -> str:
        return f"away {self.until}, {self.covered}"


def away_today(users: Iterable[User]) -> dict[int, Away]:
    """Those of them who are away on this London day, by their ids. One query, of a QuerySet too."""
    today = timezone.localdate()
    among = users.order_by().values("pk") if isinstance(users, QuerySet) else [user.pk for user in users]
    rows = Cover.objects.filter(Q(absent__in=among)).absences().within(today, today).select_related("cover")
    found: dict[int, list[Cover]] = {}
    for row in rows.order_by("last_on", "pk"):
        found.setdefault(row.absent_id, []).append(row)
    return {pk: Away(f"until {theirs[-1].last_on:%-d %b}", _covered(theirs)) for pk, theirs in found.items()}


def warn_if_away(request: HttpRequest, user: User | None) -> None:
    """Say to who has just given them work that they are away: `Callum Reid is away until 2 Dec. Dana Whit covers.`"""
    for away in away_today([user]).values() if user else ():
        messages.warning(request, f"{user} is away {away.until}. {away.covered[:1].upper()}{away.covered[1:]}.")


def _covered(rows: Iterable[Cover]) -> str:
    names = list(dict.fromkeys(str(row.cover) for row in rows if not row.is_uncovered))
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]} cover"
    return f"{names[0]} covers" if names else "nobody covers"
