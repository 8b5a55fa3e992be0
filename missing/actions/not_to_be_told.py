"""Nobody is told or given anything who must not be, by whatever kind of recipient they are written down."""

from accounts.access import ActionRefused
from people.around_codes import MayBeTold
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
