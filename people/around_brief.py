"""What is around a young person in one query: for the card and the warning of their page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from people.lengths import counted
from people.models import OtherName, PersonAround, Photograph, SupportInPlace, YoungPerson
from people.warnings import TellWarning, further_for, in_words, orders_in_force, rows_of, told_of


@dataclass(frozen=True)
class Brief:
    """`rows` for components/summary_list.html; `name_in_use` where it is another than the record's."""

    rows: list[dict[str, Any]]
    warnings: list[TellWarning]
    name_in_use: str
    phones: str = ""


def brief_of(young_person: YoungPerson, user: User) -> Brief:
    """For who may open the record; fetched once for a page, whichever panels ask for it."""
    kept = vars(young_person)
    if "around_brief" not in kept:
        further = further_for(user)
        parts = _parts(timezone.localdate()) | rows_of(further)
        row: Any = YoungPerson.objects.filter(pk=young_person.pk).values(**parts).get()
        kept["around_brief"] = _brief(row, in_words(row, further))
    brief: Brief = kept["around_brief"]
    return brief


def around_rows(young_person: YoungPerson, user: User) -> list[dict[str, Any]]:
    return brief_of(young_person, user).rows


def warnings_of(young_person: YoungPerson, user: User) -> list[TellWarning]:
    return brief_of(young_person, user).warnings


def name_in_use(young_person: str) -> Subquery:
    """The name that they go by, of the young person at that path of the outer query; None where it is the record's."""
    names = OtherName.objects.filter(is_in_use=True, young_person=OuterRef(young_person))
    return Subquery(names.values("name")[:1])


@lru_cache(maxsize=1)
def _parts(day: date) -> dict[str, Any]:
    """Put together once a London day: that takes longer than to answer it."""
    theirs = {"young_person": OuterRef("pk")}
    people = PersonAround.objects.current(day).filter(**theirs).order_by().values("young_person")
    in_force = orders_in_force(day).filter(**theirs).order_by().values("young_person")
    support = SupportInPlace.objects.current(day).filter(**theirs).order_by("started_on").values("agency")
    return {
        **told_of(day),
        "name_in_use": name_in_use("pk"),
        "people": Coalesce(Subquery(people.annotate(n=Count("pk")).values("n")), 0),
        "responsible": Coalesce(
            Subquery(people.annotate(n=Count("pk", filter=Q(has_parental_responsibility=True))).values("n")), 0
        ),
        "orders": Coalesce(Subquery(in_force.annotate(n=Count("pk")).values("n")), 0),
        "agencies": ArraySubquery(support),
        "language": F("needs__language"),
        "phones": F("needs__phones"),
        "needs_interpreter": F("needs__needs_interpreter"),
        "has_photograph": Exists(Photograph.objects.filter(**theirs)),
    }


def _brief(found: Mapping[str, Any], warnings: list[TellWarning]) -> Brief:
    rows = [
        {
            "label": "People",
            "value": _people(found["people"], found["responsible"]),
        },
        {"label": "Language", **_language(found["language"] or "", found["needs_interpreter"])},
        {"label": "Orders in force", "value": found["orders"] or "None on record"},
        {"label": "Support", "value": ", ".join(found["agencies"]) or "None on record"},
        {"label": "Photograph", "value": "On file" if found["has_photograph"] else "None on file"},
    ]
    if found["name_in_use"]:
        rows.insert(0, {"label": "Known as", "value": found["name_in_use"]})
    return Brief(rows, warnings, found["name_in_use"] or "", found["phones"] or "")


def _people(number: int, responsible: int) -> str:
    if not number:
        return "Nobody on record"
    return f"{counted(number, 'person', 'people')}, {responsible or 'nobody'} with parental responsibility"


def _language(language: str, needs_interpreter: bool | None) -> dict[str, Any]:
    if needs_interpreter:
        return {"value": language or "Not recorded", "tag": "Interpreter needed", "tone": "amber"}
    return {"value": language or "Not recorded"}
