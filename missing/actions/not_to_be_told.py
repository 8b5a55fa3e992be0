"""Nobody is told or given anything who must not be, by whatever kind of recipient they are written down."""

from django.db.models import Q

from accounts.access import ActionRefused
from people.around_codes import FAMILY, MayBeTold
from people.models import PersonAround
from people.rules import may_be_meant


def refuse_who_must_not_be_told(young_person_id: int, typed: str, field: str) -> None:
    """Refuse a name that is, or may be, that of somebody who must not be told anything of the young person.

    A part of their name is enough: whoever means somebody else writes who that is in full.
    """
    if not typed.strip():
        return
    barred = PersonAround.objects.filter(young_person=young_person_id, may_be_told=MayBeTold.NO)
    for person in barred.order_by("name", "pk"):
        if may_be_meant(person.name, person.get_relation_display(), typed):
            raise ActionRefused(
                f"{person} must not be told anything. If this is somebody else, write their full name.", field=field
            )


def refuse_a_parent_without_a_name(young_person_id: int, typed: str, field: str) -> None:
    """Refuse that "somebody with parental responsibility" was told, where it may be who must not be told anything.

    That is anybody of the family, and who has parental responsibility: with a name it can be looked at.
    """
    if typed.strip():
        return
    barred = PersonAround.objects.filter(
        Q(has_parental_responsibility=True) | Q(relation__in=FAMILY),
        young_person=young_person_id,
        may_be_told=MayBeTold.NO,
    )
    if names := " and ".join(str(person) for person in barred.order_by("name", "pk")):
        raise ActionRefused(f"Write who exactly was told: {names} must not be told anything.", field=field)
