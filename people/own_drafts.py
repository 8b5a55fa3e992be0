"""The forms of this room that are kept as they are typed, and whose record each is about."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from people.draft_subjects import ByPk, Found, NewOrThere, OfNobody, OfTwo, register
from people.models import (
    CarePeriod,
    CourtOrder,
    OtherName,
    PersonAround,
    Placement,
    RecordMerge,
    SupportInPlace,
    YoungPerson,
)

NEW = "new-"
"""What is added to a record is kept by the record's number: `court_order:new-17`."""


def register_drafts() -> None:
    register("young_person", "Add a young person", OfNobody("people:add"))
    register("cover", "Arrange cover", OfNobody("cover"))
    register(
        "open_with_reason", "Open a record with a reason", ByPk(YoungPerson.objects.all, _asked_to_open, person="pk")
    )
    register("details", "Details", _of_the_record("people:details"))
    register("lift_restriction", "Lift the restriction", _of_the_record("people:lift_restriction"))
    register("care_period", "Care period", _around(CarePeriod, "care_period"))
    register("placement", "Placement", _around(Placement, "placement"))
    register("record_merge", "Make one record of two", OfTwo(_merging, _of_the_record("people:details")))
    register("record_unmerge", "Make two records again", ByPk(_merges, _unmerging, person="kept"))
    register("needs", "Needs, and how to approach them", _of_the_record("people:needs"))
    register("description", "What they look like", _of_the_record("people:description"))
    register("reach", "Telephone, social media and places", _of_the_record("people:reach"))
    register("person_around", "Somebody around them", _around(PersonAround, "person_around"))
    register("court_order", "Court order or notice", _around(CourtOrder, "court_order"))
    register("other_name", "Another name", _around(OtherName, "other_name"))
    register("support", "Support in place", _around(SupportInPlace, "support"))


def _asked_to_open(person: YoungPerson) -> Found:
    """Without a way there: who takes it over may open the record already."""
    return Found(person)


def _of_the_record(url_name: str) -> ByPk:
    return ByPk(YoungPerson.objects.all, _at(url_name), person="pk")


def _at(url_name: str) -> Callable[[YoungPerson], Found]:
    return lambda person: Found(person, reverse(url_name, args=[person.reference]))


def _around(model: type[Model], name: str) -> NewOrThere:
    """Of what hangs on a young person's record: a form for a new one and one for each that is there."""

    def of_one(record: Any) -> Found:
        person = record.young_person
        return Found(person, reverse(f"people:{name}", args=[person.reference, record.pk]))

    rows = model._default_manager.select_related("young_person")
    return NewOrThere(_of_the_record(f"people:add_{name}"), ByPk(rows.all, of_one), NEW)


def _merging(rest: str) -> Found | None:
    """Of two records, the one that stays first: `record_merge:17-18`. It is about that one."""
    kept, _, merged = rest.partition("-")
    people = YoungPerson.objects.filter(pk__in=filter(str.isdecimal, (kept, merged)))
    found = {str(person.pk): person for person in people}
    if kept not in found or merged not in found:
        return None
    return Found(found[kept], reverse("people:merge_with", args=[found[kept].reference, found[merged].reference]))


def _merges() -> QuerySet[RecordMerge]:
    return RecordMerge.objects.select_related("kept")


def _unmerging(merge: RecordMerge) -> Found:
    return Found(merge.kept, reverse("people:merged", args=[merge.kept.reference, merge.pk]))
