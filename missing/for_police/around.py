"""The parts about who and what is around them: people, home, orders."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from missing import interview_codes
from missing.for_police.part import Part
from missing.rules.police_page import is_a_friend
from people.around_codes import FRIENDS, Relation
from people.around_page import days_of, in_order, whom
from people.days import full_date
from people.models import CourtOrder, PersonAround, YoungPerson
from people.rules import where_in_words


def friends(person: YoungPerson, not_told: Collection[int]) -> Part:
    """`not_told` are the keys of those around them who were not told of the episode that lasts, for a reason."""
    friends = [one for one in _around(person) if one.relation in {*FRIENDS, Relation.CONCERN}]
    rows = [_person(one, not_told) for one in friends]
    written = {one.name.lower() for one in _around(person)}
    has_friends = any(one.relation in FRIENDS for one in friends)
    for told in person.people_told:  # type: ignore[attr-defined]
        has_friends |= is_a_friend(told["relation"], is_of_concern=told["is_of_concern"])
        if told["name"].lower() not in written:
            worry = {"tag": "Of concern", "tone": "red"} if told["is_of_concern"] else {}
            rows.append({"label": told["name"], "value": _named(told["relation"]), **worry})
    return Part(
        "Friends, and people of concern",
        rows,
        _changed(friends),
        [] if has_friends else ["friends"],
        reverse("people:around", args=[person.reference]),
    )


def family(person: YoungPerson, not_told: Collection[int]) -> Part:
    others = [one for one in _around(person) if one.relation not in {*FRIENDS, Relation.CONCERN}]
    responsible = any(one.has_parental_responsibility for one in others)
    return Part(
        "Family and others",
        [_person(one, not_told) for one in others],
        _changed(others),
        [] if responsible else ["who has parental responsibility"],
        reverse("people:around", args=[person.reference]),
    )


def home(person: YoungPerson) -> Part:
    """Where they live, and whom to ring."""
    rows: list[dict[str, Any]] = []
    for placement in person.lives_at[:1]:  # type: ignore[attr-defined]
        name = f", {placement.provider_name}" if placement.provider_name else ""
        where = where_in_words(placement.authority, placement.is_out_of_area, placement.distance_miles)
        rows.append({"label": "Lives at", "value": f"{placement}{name}", "note": placement.postcode})
        rows.append({"label": "Where", "value": where})
        rows.append({"label": "Since", "value": full_date(placement.started_on)})
    missing = [] if rows else ["where they live now"]
    carers = [one for one in _around(person) if one.relation == Relation.CARER and one.phone]
    rows += [{"label": "Carer", "value": f"{one.name}, {one.phone}"} for one in carers]
    for label, worker in (("Social worker", person.social_worker), ("Reviewing officer", person.reviewing_officer)):
        if worker:
            phone = f", {worker.phone}" if worker.phone else ""
            rows.append({"label": label, "value": f"{worker}{phone}"})
    ring = out_of_hours(person)
    rows += ring
    if person.team:
        rows.append({"label": "Team", "value": str(person.team)})
    if person.home_postcode:
        rows.append({"label": "Family home", "value": person.home_postcode})
    return Part(
        "Placement and contact",
        rows,
        person.placement_changed_at,  # type: ignore[attr-defined]
        missing
        + ([] if carers else ["a carer’s telephone"])
        + ([] if any(row["has_phone"] for row in ring) else ["a telephone out of hours"]),
        person.get_absolute_url(),
    )


def out_of_hours(person: YoungPerson) -> list[dict[str, Any]]:
    """The on-call manager and who covers for them; the rota turns on Mondays at 09:00, and paper is read later."""
    on_call: dict[str, str] | None = person.on_call_now  # type: ignore[attr-defined]
    if on_call is None:
        return []
    until = date.fromisoformat(on_call["week"]) + timedelta(days=7)
    people = [on_call, *person.on_call_covers]  # type: ignore[attr-defined]
    return [
        {
            "label": "Out of hours",
            "value": ", ".join(filter(None, [one["name"], "on-call manager", one["phone"]])),
            "note": f"until {until:%a %-d %b %Y}, 09:00",
            "has_phone": bool(one["phone"]),
        }
        for one in people
    ]


def orders(person: YoungPerson) -> Part:
    now: list[CourtOrder] = person.orders_now  # type: ignore[attr-defined]
    rows = [
        {
            "label": str(order),
            "value": f"Binds {whom(order, person)}. {order.forbids}",
            "note": ". ".join(filter(None, (days_of(order), order.made_by))),
        }
        for order in now
    ]
    return Part(
        "Orders and restrictions",
        rows,
        max((order.changed_at for order in now), default=None),
        url=reverse("people:around", args=[person.reference]),
        empty="No order or notice in force is on file.",
    )


def _person(one: PersonAround, not_told: Collection[int]) -> dict[str, Any]:
    told = {"tag": one.get_may_be_told_display(), "tone": one.told_tone} if one.is_limited else {}  # type: ignore[attr-defined]
    caution = ""
    if one.pk in not_told:
        told, caution = told or {"tag": "Was not told", "tone": "amber"}, "Read “Whom not to tell” before you ring."
    responsible = ", parental responsibility" if one.has_parental_responsibility else ""
    facts = [f"{one.get_relation_display()}{responsible}", one.phone, one.address]
    return {
        "label": one.name,
        "value": ", ".join(filter(None, facts)) + ".",
        "note": " ".join(filter(None, [caution, one.note])),
        **told,
    }


def _named(relation: str) -> str:
    known = f"{interview_codes.Relation(relation).label}. " if relation else ""
    return f"{known}Named by them in an interview."


def _around(person: YoungPerson) -> list[PersonAround]:
    return in_order(person.around_now)  # type: ignore[attr-defined]


def _changed(people: Sequence[PersonAround]) -> datetime | None:
    return max((one.changed_at for one in people), default=None)
