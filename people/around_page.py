"""What the page “Around them” shows, in order: what is current first, what has ended below it."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.rules import Can
from people.around_codes import FAMILY, FRIENDS, MayBeTold
from people.days import full_date
from people.models import CourtOrder, Needs, PersonAround, YoungPerson
from people.warnings import further_for, warnings_for

TONES = {MayBeTold.NO: "red", MayBeTold.NOT_THE_ADDRESS: "amber", MayBeTold.YES: ""}


def page_context(young_person: YoungPerson, user: User) -> dict[str, Any]:
    today = timezone.localdate()
    people = in_order(young_person.people_around.all())
    orders = list(young_person.court_orders.select_related("about"))
    support = list(young_person.support.all())
    known = with_needs(young_person)
    return {
        "young_person": young_person,
        "warnings": warnings_for(young_person, further=further_for(user)),
        "people": [person for person in people if not _is_over(person, today)],
        "people_before": [person for person in people if _is_over(person, today)],
        "orders": [order for order in orders if not _is_over(order, today)],
        "orders_before": [order for order in orders if _is_over(order, today)],
        "support": [one for one in support if not _is_over(one, today)],
        "support_before": [one for one in support if _is_over(one, today)],
        "names": list(young_person.other_names.all()),
        "photograph": getattr(known, "photograph", None),
        "needs": getattr(known, "needs", None) or Needs(),
        "needs_rows": needs_rows(getattr(known, "needs", None)),
        "description_rows": description_rows(getattr(known, "needs", None)),
        "reach_rows": reach_rows(getattr(known, "needs", None)),
        "may_keep": user.can(Can.KEEP_AROUND),
    }


def with_needs(young_person: YoungPerson) -> YoungPerson:
    """The young person with needs and photograph (without its picture), in one query."""
    with_both = YoungPerson.objects.select_related("needs", "photograph").defer("photograph__image")
    return with_both.get(pk=young_person.pk)


def in_order(people: Any) -> list[PersonAround]:
    """Those with a limit on telling, then parental responsibility, family, friends, and all others by name."""

    def rank(person: PersonAround) -> tuple[bool, bool, int, str]:
        group = 0 if person.relation in FAMILY else 1 if person.relation in FRIENDS else 2
        return not person.is_limited, not person.has_parental_responsibility, group, person.name.lower()

    ordered = sorted(people, key=rank)
    for person in ordered:
        person.told_tone = TONES[MayBeTold(person.may_be_told)]
    return ordered


def whom(order: CourtOrder, young_person: YoungPerson) -> str:
    """Whom the order binds, in words."""
    return str(order.about) if order.about else order.about_name or young_person.full_name


def needs_rows(needs: Needs | None) -> list[dict[str, Any]]:
    """Pairs for components/summary_list.html: only what is known."""
    if needs is None:
        return []
    rows = _known(
        needs,
        language="Language",
        communication="Communication",
        learning="Learning",
        medication="Medication",
        health="Health",
        how_to_approach="How to approach",
    )
    if needs.needs_interpreter is not None:
        words, tone = ("Interpreter needed", "amber") if needs.needs_interpreter else ("No interpreter needed", "")
        if needs.language:
            rows[0] |= {"tag": words, "tone": tone}
        else:
            rows.insert(0, {"label": "Language", "value": "Not recorded", "tag": words, "tone": tone})
    return rows


def description_rows(needs: Needs | None) -> list[dict[str, Any]]:
    return _known(
        needs,
        height="Height",
        build="Build",
        hair="Hair",
        eyes="Eyes",
        complexion="Complexion",
        marks="Marks",
        usual_clothes="Usually wears",
    )


def reach_rows(needs: Needs | None) -> list[dict[str, Any]]:
    return _known(
        needs,
        phones="Telephone",
        social_media="Social media",
        places="Places",
        travel_and_money="Travel and money",
    )


def days_of(record: Any) -> str:
    """`from 3 May 2026 until 1 June 2026`, as far as it is known."""
    started = f"from {full_date(record.started_on)}" if record.started_on else ""
    ended = f"until {full_date(record.ended_on)}" if record.ended_on else ""
    return " ".join(filter(None, (started, ended)))


def _known(needs: Needs | None, **labels: str) -> list[dict[str, Any]]:
    values = {name: getattr(needs, name) for name in labels} if needs else {}
    return [{"label": labels[name], "value": value} for name, value in values.items() if value]


def _is_over(record: Any, today: Any) -> bool:
    return record.ended_on is not None and record.ended_on < today
