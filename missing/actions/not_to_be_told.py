"""Nobody is told or given anything who must not be, by whatever kind of recipient they are written down."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from accounts.access import ActionRefused
from people.around_codes import FAMILY, MayBeTold
from people.models import PersonAround
from people.rules import may_be_meant, may_reach

NAME_AND_WHO_AT_MOST = 150
"""Letters: what is written down of who got something."""


def refuse_who_must_not_be_told(young_person_id: int, typed: str, field: str) -> None:
    """Refuse a name that is, or may be, that of somebody who must not be told anything of the young person.

    A part of their name is enough: whoever means somebody else writes who that is in full.
    """
    if not typed.strip():
        return
    for person in barred(young_person_id):
        _refuse_if_meant(person, typed, field)


def who_gets_it(
    young_person_id: int,
    typed: str,
    who_they_are: str,
    field: str,
    *,
    person: PersonAround | None = None,
    relations: Collection[str] = (),
) -> str:
    """Who is to be written down as having got something, in words: what is told cannot be taken back.

    `person` was chosen from those on record; else who it is was `typed`. Where that might be somebody who must not be
    told anything, or one of the `relations` it goes to must not be, it is to be said in words who they are, and these
    stand behind the name. Raises ActionRefused beside the `field` where they are not said, name that very person or
    make it too long; beside `person` for somebody chosen who must not be told.
    """
    if person is not None:
        if person.young_person_id != young_person_id:
            raise ActionRefused("Choose somebody of this record.", field="person")
        if person.may_be_told == MayBeTold.NO:
            raise ActionRefused(f"{person} must not be told anything.", field="person")
        return str(person)
    typed, who = typed.strip(), who_they_are.strip()
    for one in barred(young_person_id):
        for words in (typed, who, f"{typed} {who}"):
            _refuse_if_meant(one, words, field)
        if not who and may_reach(one.name, one.relation, one.phone, typed):
            raise ActionRefused(
                f"{one} must not be told anything, and this may be them or reach them. If it is somebody else, write "
                "below who they are.",
                field=field,
            )
        if not who and one.relation in relations:
            raise ActionRefused(f"{one} must not be told anything. Write below who this is.", field=field)
    named = f"{typed}: {who}" if who else typed
    if len(named) > NAME_AND_WHO_AT_MOST:
        raise ActionRefused(
            f"With who they are this is {len(named)} letters; it can have {NAME_AND_WHO_AT_MOST}.", field=field
        )
    return named


def refuse_a_parent_without_a_name(young_person_id: int, typed: str, field: str) -> None:
    """Refuse that "somebody with parental responsibility" was told, where it may be who must not be told anything.

    That is anybody of the family, and who has parental responsibility: with a name it can be looked at.
    """
    if typed.strip():
        return
    of_the_family = Q(has_parental_responsibility=True) | Q(relation__in=FAMILY)
    if names := " and ".join(str(person) for person in barred(young_person_id).filter(of_the_family)):
        raise ActionRefused(f"Write who exactly was told: {names} must not be told anything.", field=field)


def barred(young_person_id: int) -> Any:
    """Those who must not be told anything of the young person."""
    return PersonAround.objects.filter(young_person=young_person_id, may_be_told=MayBeTold.NO).order_by("name", "pk")


def _refuse_if_meant(person: PersonAround, typed: str, field: str) -> None:
    if may_be_meant(person.name, person.get_relation_display(), typed):
        raise ActionRefused(
            f"{person} must not be told anything. If this is somebody else, write their full name.", field=field
        )
