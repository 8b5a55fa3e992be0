"""What a young person is called beside the name of the record, and who supports them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from people.actions.stale import locked, locked_person
from people.models import OtherName, SupportInPlace, YoungPerson
from people.refusals import Refusal, in_words

AHEAD = timedelta(days=365)
"""Support may be agreed before it begins: so far ahead, and not in a year that was mistyped."""
BACKWARDS = "The last day cannot be before the first."
REFUSALS = {
    "other_name_once": Refusal("This name is on record already.", "name"),
    "other_name_ends_after_it_starts": Refusal(BACKWARDS, "ended_on"),
    "name_in_use_has_not_ended": Refusal("The name that they use has no last day.", "ended_on"),
    "support_ends_after_it_starts": Refusal(BACKWARDS, "ended_on"),
}


@transaction.atomic
def add_other_name(*, actor: User, young_person: YoungPerson, at: datetime | None = None, **facts: Any) -> OtherName:
    """Record another name: known as, former or alias, with its days where they are known.

    With `is_in_use` it becomes the one that they use, and no other is. They are found by it from now on. Raises
    ActionRefused for the record's own name, a name that is there already, a name in use that has ended, and a first day
    to come.
    """
    require(actor, Can.KEEP_AROUND)
    young_person = locked_person(actor, young_person)
    return _save_name(OtherName(young_person=young_person), young_person, facts, at or timezone.now())


@transaction.atomic
def change_other_name(
    *, actor: User, other_name: OtherName, version: int | None = None, at: datetime | None = None, **facts: Any
) -> OtherName:
    """Correct another name, or say that it is not used any more. Raises as `add_other_name`, and StaleRecord."""
    require(actor, Can.KEEP_AROUND)
    young_person = locked_person(actor, other_name.young_person)
    return _save_name(locked(other_name, version), young_person, facts, at or timezone.now())


@transaction.atomic
def add_support(*, actor: User, young_person: YoungPerson, at: datetime | None = None, **facts: Any) -> SupportInPlace:
    """Record what an agency does for them: agency, worker, what for, since when, how it goes.

    It may be agreed for a day to come. Raises ActionRefused for one more than a year (AHEAD) away, and for an end
    before the start.
    """
    require(actor, Can.KEEP_AROUND)
    young_person = locked_person(actor, young_person)
    return _save_support(SupportInPlace(young_person=young_person), facts, at or timezone.now())


@transaction.atomic
def change_support(
    *, actor: User, support: SupportInPlace, version: int | None = None, at: datetime | None = None, **facts: Any
) -> SupportInPlace:
    """Say how it goes, or that it ended. Raises as `add_support`, and StaleRecord."""
    require(actor, Can.KEEP_AROUND)
    locked_person(actor, support.young_person)
    return _save_support(locked(support, version), facts, at or timezone.now())


def _save_name(other: OtherName, young_person: YoungPerson, facts: dict[str, Any], at: datetime) -> OtherName:
    for name, value in facts.items():
        setattr(other, name, value)
    if other.name.lower() == young_person.full_name.lower():
        raise ActionRefused("This is the name of the record itself.", field="name")
    if other.started_on and other.started_on > timezone.localdate(at):
        raise ActionRefused("This day has not come yet. Record the name when it has.", field="started_on")
    other.changed_at = at
    with in_words(REFUSALS):
        if other.is_in_use:
            young_person.other_names.filter(is_in_use=True).exclude(pk=other.pk).update(is_in_use=False, changed_at=at)
        other.save()
    return other


def _save_support(support: SupportInPlace, facts: dict[str, Any], at: datetime) -> SupportInPlace:
    for name, value in facts.items():
        setattr(support, name, value)
    if support.started_on > timezone.localdate(at) + AHEAD:
        raise ActionRefused("This is more than a year from now. Look at the year.", field="started_on")
    support.changed_at = at
    with in_words(REFUSALS):
        support.save()
    return support
