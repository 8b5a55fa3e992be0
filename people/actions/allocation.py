from django.db import transaction

from accounts.access import ActionRefused, require
from accounts.models import Team, User
from accounts.presence import refuse_who_left
from accounts.rules import Can
from people.actions.restriction import IS_NAMED, interviewer_named_on
from people.actions.stale import locked_person
from people.models import YoungPerson


@transaction.atomic
def allocate(
    *,
    actor: User,
    young_person: YoungPerson,
    team: Team,
    social_worker: User | None,
    reviewing_officer: User | None = None,
    version: int | None = None,
) -> YoungPerson:
    """Give the young person to a team, a worker and a reviewing officer.

    Raises StaleRecord when somebody has changed the record since `version`, ActionRefused for somebody who has left,
    and for a worker who is named to hold the interviews of a restricted record.
    """
    require(actor, Can.ALLOCATE)
    current = locked_person(actor, young_person, version)
    for field, somebody in (("social_worker", social_worker), ("reviewing_officer", reviewing_officer)):
        if somebody:
            refuse_who_left(somebody, field=field)
    if social_worker and current.is_restricted and social_worker == interviewer_named_on(current):
        raise ActionRefused(f"{social_worker}{IS_NAMED}", field="social_worker")
    current.team, current.social_worker, current.reviewing_officer = team, social_worker, reviewing_officer
    current.save(update_fields=["team", "social_worker", "reviewing_officer"])
    return current
