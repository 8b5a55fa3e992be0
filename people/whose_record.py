"""Whose record it is, in words for a colleague who may not open it: whom to ring."""

from accounts.models import User
from accounts.rules import Role
from accounts.whom_to_ring import named_to_ring, service_managers_to_ring
from people.models import YoungPerson


def whom_to_ring_about(young_person: YoungPerson) -> str:
    """`Dana Whit on 01632 960104 or Tess Boyle`: their social worker and the managers of their team who are here.

    The service managers where there is none of these. At most two queries.
    """
    worker = young_person.social_worker
    theirs = [worker] if worker and worker.is_here else []
    theirs += _managers_of(young_person)
    return named_to_ring(dict.fromkeys(theirs)) or service_managers_to_ring()


def managers_to_ring_about(young_person: YoungPerson) -> str:
    """The managers of their team who are here, else the service managers. At most two queries."""
    return named_to_ring(_managers_of(young_person)) or service_managers_to_ring()


def _managers_of(young_person: YoungPerson) -> list[User]:
    if not young_person.team_id:
        return []
    return list(User.objects.holding(Role.TEAM_MANAGER).filter(teams=young_person.team_id).order_by("pk")[:2])


def not_yours_to(do_it: str, young_person: YoungPerson) -> str:
    """That whoever may not open the record leaves this to who may, and whom to ring."""
    return f"Only somebody who may open {young_person}’s record may {do_it}. Ring {whom_to_ring_about(young_person)}."
