"""How a young person and who cares for them are reached, for whoever has to ring: fetched in one query."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from people.around_codes import FAMILY, MayBeTold, Relation
from people.models import PersonAround, Placement, YoungPerson
from people.warnings import Further, TellWarning, in_words, rows_of, told_of


def warnings_and_ways(
    young_person: YoungPerson, further: Further | None = None
) -> tuple[list[TellWarning], list[dict[str, Any]]]:
    """Whom to be careful with (`people.warnings`), and how they are reached, for those who may open the record.

    The second are rows for components/summary_list.html: their own telephones, where they live today, carers, then
    family with parental responsibility. Whoever must not be told anything is left out: nobody rings them by mistake.
    """
    theirs, today = {"young_person": OuterRef("pk")}, timezone.localdate()
    near = Q(relation=Relation.CARER) | Q(relation__in=FAMILY, has_parental_responsibility=True)
    people = PersonAround.objects.current(today).filter(near, ~Q(phone="") | ~Q(address=""), **theirs)
    people = people.exclude(may_be_told=MayBeTold.NO).order_by("name", "pk")
    person = {name: name for name in ("name", "relation", "phone", "address", "may_be_told")}
    home = {name: name for name in ("placement_type", "provider_name", "postcode")}
    parts: dict[str, Any] = {
        **told_of(today),
        **rows_of(further),
        "phones": F("needs__phones"),
        "people": ArraySubquery(people.values(json=JSONObject(**person))),
        "homes": ArraySubquery(Placement.objects.on(today).filter(**theirs).values(json=JSONObject(**home))[:1]),
    }
    row: Any = YoungPerson.objects.filter(pk=young_person.pk).values(**parts).first()
    if row is None:
        return [], []
    rows = [{"label": "Their telephone", "value": row["phones"] or "Not on record"}]
    for home in row["homes"]:
        place = Placement(**home)
        where = [place.provider_name or place.get_placement_type_display(), place.postcode]
        rows.append({"label": "Lives at", "value": ", ".join(filter(None, where))})
    rows += [_person(one) for one in sorted(row["people"], key=lambda one: one["relation"] != Relation.CARER)]
    return in_words(row, further), rows


def _person(one: dict[str, str]) -> dict[str, Any]:
    no_address = MayBeTold(one["may_be_told"]) == MayBeTold.NOT_THE_ADDRESS
    return {
        "label": f"{one['name']}, {Relation(one['relation']).label.lower()}",
        "value": ", ".join(filter(None, (one["phone"], one["address"]))),
        "note": "Must not have the address." if no_address else "",
    }
