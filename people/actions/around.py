"""People around a young person and court orders: the facts that say who may be told what."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from people.actions.stale import locked, locked_person
from people.models import CourtOrder, PersonAround, YoungPerson
from people.refusals import Refusal, in_words

ORDER_REFUSALS = {
    "court_order_ends_after_it_starts": Refusal("The last day cannot be before the first.", "ended_on"),
    "court_order_is_about_one_person": Refusal("Choose somebody or write a name, not both.", "about_name"),
    "court_order_says_what_it_forbids": Refusal("Write what it says.", "forbids"),
}


@transaction.atomic
def add_person_around(
    *, actor: User, young_person: YoungPerson, at: datetime | None = None, **facts: Any
) -> PersonAround:
    """Put somebody who is in the young person's life on record.

    `facts` are name, relation, may_be_told and the other fields of the model. Raises ActionRefused for a limit on
    telling without its reason, and for somebody of the same name and relation who is there already.
    """
    require(actor, Can.KEEP_AROUND)
    young_person = locked_person(actor, young_person)
    return _save_person(PersonAround(young_person=young_person), facts, at or timezone.now())


@transaction.atomic
def change_person_around(
    *, actor: User, person: PersonAround, version: int | None = None, at: datetime | None = None, **facts: Any
) -> PersonAround:
    """Correct what is on record about them, or say with `ended_on` that they are not around any more.

    Raises as `add_person_around`; StaleRecord; ActionRefused to end somebody who must not be told, for the warning
    would go with them.
    """
    require(actor, Can.KEEP_AROUND)
    locked_person(actor, person.young_person)
    return _save_person(locked(person, version), facts, at or timezone.now())


@transaction.atomic
def add_court_order(*, actor: User, young_person: YoungPerson, at: datetime | None = None, **facts: Any) -> CourtOrder:
    """Record an order or a notice: kind, what it forbids, about whom, from and until (both days included).

    With neither `about` nor `about_name` it is about the young person. Raises ActionRefused for both, and for somebody
    around another young person.
    """
    require(actor, Can.KEEP_AROUND)
    young_person = locked_person(actor, young_person)
    return _save_order(CourtOrder(young_person=young_person), facts, at or timezone.now())


@transaction.atomic
def change_court_order(
    *, actor: User, order: CourtOrder, version: int | None = None, at: datetime | None = None, **facts: Any
) -> CourtOrder:
    """Correct an order, or say when it ended. Raises as `add_court_order`, and StaleRecord."""
    require(actor, Can.KEEP_AROUND)
    locked_person(actor, order.young_person)
    return _save_order(locked(order, version), facts, at or timezone.now())


def _save_person(person: PersonAround, facts: dict[str, Any], at: datetime) -> PersonAround:
    limit_was = person.may_be_told_until
    for name, value in facts.items():
        setattr(person, name, value)
    today = timezone.localdate(at)
    if not person.is_limited:
        person.may_be_told_why, person.may_be_told_until = "", None
    elif not person.may_be_told_why.strip():
        raise ActionRefused("Say why, for whoever answers the telephone at night.", field="may_be_told_why")
    elif person.ended_on:
        raise ActionRefused(
            f"{person.name} is not to be told freely, and the warning would go. First choose “May be told”, or leave "
            "the last day empty.",
            field="ended_on",
        )
    if (until := person.may_be_told_until) and until != limit_was and until < today:
        raise ActionRefused("This day has passed. Leave it empty while the limit lasts.", field="may_be_told_until")
    _not_to_come(person.ended_on, today)
    _not_twice(person)
    person.changed_at = at
    person.save()
    return person


def _not_twice(person: PersonAround) -> None:
    others = PersonAround.objects.current().filter(
        young_person=person.young_person, name__iexact=person.name, relation=person.relation
    )
    if person.ended_on is None and others.exclude(pk=person.pk).exists():
        raise ActionRefused(f"{person} is on record already: change what is there.", field="name")


def _not_to_come(ended_on: date | None, today: date) -> None:
    if ended_on and ended_on > today:
        raise ActionRefused("This day has not come yet. Leave it empty until it has.", field="ended_on")


def _save_order(order: CourtOrder, facts: dict[str, Any], at: datetime) -> CourtOrder:
    for name, value in facts.items():
        setattr(order, name, value)
    if order.about and order.about.young_person_id != order.young_person_id:
        raise ActionRefused("This is somebody around another young person.", field="about")
    order.changed_at = at
    with in_words(ORDER_REFUSALS):
        order.save()
    return order
