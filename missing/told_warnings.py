"""Whom to be careful with because they are said to have harmed the young person, beside those whom the record names.

They stand first in `components/told_warning.html`, for who may open the record; fetched in its one query.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import User
from missing.harmed import Mark, is_same_home
from missing.interview_codes import HarmBy
from missing.models import HarmTold
from missing.rules.harm_told import CARE_FOR_THEM
from people.codes import PlacementType
from people.days import full_date
from people.models import MayOpen, Placement, YoungPerson
from people.reaching import warnings_and_ways
from people.warnings import Further, TellWarning, in_words, rows_of, told_of, warnings_for

SAYS = "is said to have harmed the young person"
FIRST = "Speak with the social worker or their manager before they are told anything"


def whom_to_be_careful_with(user: User, young_person: YoungPerson, *, may_open: bool) -> list[TellWarning]:
    """Those said to have harmed them, those who must not be told, and orders: one query.

    Who may not open the record (`may_open`) is told of the latter alone, and not why.
    """
    return warnings_for(young_person, with_reasons=may_open, further=by_who_cares(user) if may_open else None)


def careful_and_ways(user: User, young_person: YoungPerson) -> tuple[list[TellWarning], list[dict[str, Any]]]:
    """The same for who may open the record, and how they are reached (`people.reaching`): one query."""
    return warnings_and_ways(young_person, by_who_cares(user))


def warnings_of_others(user: User, others: Sequence[YoungPerson]) -> list[dict[str, Any]]:
    """The same of others who are written about in one save: `young_person` and `warnings`, where there are any.

    One query; none where there are no others.
    """
    if not others:
        return []
    further = by_who_cares(user)
    rows = YoungPerson.objects.filter(pk__in=[other.pk for other in others]).annotate(may_open=MayOpen(user, "pk"))
    found = {
        row["pk"]: in_words(row, further if row["may_open"] else None, with_reasons=row["may_open"])
        for row in rows.values("pk", "may_open", **told_of(timezone.localdate()), **rows_of(further))
    }
    return [{"young_person": other, "warnings": found[other.pk]} for other in others if found.get(other.pk)]


def by_who_cares(user: User) -> Further:
    """Harm by a carer or a parent that stands and that this user may read of; the latest first."""
    theirs = HarmTold.objects.visible_to(user).standing().filter(episode__young_person=OuterRef("pk"))
    marks = theirs.filter(by_whom__in=CARE_FOR_THEM).order_by("-told_at", "-pk")
    homes = Placement.objects.on(timezone.localdate()).filter(young_person=OuterRef("episode__young_person"))
    at = "episode__placement"
    rows = marks.values(
        json=JSONObject(
            by_whom="by_whom",
            told_at="told_at",
            placement=at,
            placement_type=f"{at}__placement_type",
            name=f"{at}__provider_name",
            postcode=f"{at}__postcode",
            homes=ArraySubquery(homes.values(json=JSONObject(id="pk", postcode="postcode"))),
        )
    )
    return Further(ArraySubquery(rows), _in_words)


def _in_words(rows: list[dict[str, Any]]) -> list[TellWarning]:
    """Each of them once. A home where they live no more goes unsaid; where that is not known it is said."""
    found: dict[str, TellWarning] = {}
    for row in rows:
        day = full_date(timezone.localdate(datetime.fromisoformat(row["told_at"])))
        if row["by_whom"] == HarmBy.PARENT or row["placement_type"] == PlacementType.P1:
            found.setdefault("A parent", TellWarning("A parent", SAYS, f"Told on {day}. {FIRST}."))
        elif _is_where_they_live(row):
            who = f"A carer or staff of {row['name'] or 'the home'}"
            why = f"Told on {day}. {FIRST}, or the young person goes back there."
            found.setdefault(who, TellWarning(who, SAYS, why))
    return list(found.values())


def _is_where_they_live(row: dict[str, Any]) -> bool:
    mark = Mark(None, row["by_whom"], row["placement"], row["placement_type"], row["postcode"])
    homes = [Placement(**home) for home in row["homes"]]
    return not homes or any(is_same_home(mark, home) for home in homes)
