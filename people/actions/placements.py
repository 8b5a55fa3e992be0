from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from people.actions.dated import check_dates, end_the_one_before
from people.actions.stale import locked, locked_person
from people.models import CaseEvent, Placement, YoungPerson
from people.models.care import is_outside
from people.postcodes import whereabouts
from people.refusals import Refusal, in_words
from people.rules import tidy_postcode

REFUSALS = {
    "placement_once_a_day": Refusal("A placement that starts on this day is on record already.", "started_on"),
    "placement_ends_after_it_starts": Refusal("The last day cannot be before the first.", "ended_on"),
    "placement_is_not_nearer_than_near": Refusal("Miles cannot be less than none.", "distance_miles"),
}
UNKNOWN_POSTCODE = (
    "We do not know this postcode, so we cannot work out where it is. Check it; if it is right, write the local "
    "authority and the miles from the city yourself."
)


@transaction.atomic
def add_placement(
    *,
    actor: User,
    young_person: YoungPerson,
    started_on: date,
    placement_type: str,
    ended_on: date | None = None,
    at: datetime | None = None,
    **where: Any,
) -> Placement:
    """Record where a young person lives or lived; the placement that is still open ends on the day this one starts.

    `where` is provider, provider_name, postcode, local_authority and distance_miles: the last two are worked out from
    the postcode where it is known, and taken as given where it is not. Both days are included. A new current placement
    is a move, told to rooms above by its case event. Raises ActionRefused for days before birth, to come or within
    another placement, and for a postcode that is not known with no authority given.
    """
    require(actor, Can.EDIT_RECORDS)
    young_person = locked_person(actor, young_person)
    placement = Placement(
        young_person=young_person, started_on=started_on, ended_on=ended_on, placement_type=placement_type
    )
    _locate(placement, **where)
    check_dates(young_person, placement, at or timezone.now())
    end_the_one_before(young_person, placement)
    with in_words(REFUSALS):
        placement.save(force_insert=True)
    if placement.ended_on is None:
        CaseEvent.objects.create(
            young_person=young_person,
            kind=CaseEvent.Kind.PLACEMENT_MOVED,
            at=_instant(started_on),
            source_key=f"placement:{placement.pk}",
        )
    return placement


@transaction.atomic
def change_placement(
    *,
    actor: User,
    placement: Placement,
    started_on: date,
    placement_type: str,
    ended_on: date | None,
    version: int | None = None,
    at: datetime | None = None,
    **where: Any,
) -> Placement:
    """Correct or end a placement; where it is, is worked out anew. Raises as `add_placement`, and StaleRecord."""
    require(actor, Can.EDIT_RECORDS)
    young_person = locked_person(actor, placement.young_person)
    current = locked(placement, version)
    current.started_on, current.ended_on, current.placement_type = started_on, ended_on, placement_type
    _locate(current, **where)
    check_dates(young_person, current, at or timezone.now())
    with in_words(REFUSALS):
        current.save()
    CaseEvent.objects.filter(kind=CaseEvent.Kind.PLACEMENT_MOVED, source_key=f"placement:{current.pk}").exclude(
        at=_instant(started_on)
    ).update(at=_instant(started_on))
    return current


def _locate(
    placement: Placement,
    *,
    provider: str = "",
    provider_name: str = "",
    postcode: str = "",
    local_authority: str = "",
    distance_miles: Decimal | None = None,
) -> None:
    placement.provider, placement.provider_name = provider, provider_name
    placement.postcode = tidy_postcode(postcode) or ""
    if postcode and not placement.postcode:
        raise ActionRefused("This is not a whole postcode. Write it like WV1 1AA.", field="postcode")
    found = whereabouts(placement.postcode) if placement.postcode else None
    if found and found.miles is not None:
        placement.local_authority, placement.distance_miles = found.authority, found.miles
        placement.is_out_of_area = found.is_out_of_area
        return
    if placement.postcode and not local_authority:
        raise ActionRefused(UNKNOWN_POSTCODE, field="postcode")
    placement.local_authority, placement.distance_miles = local_authority, distance_miles
    placement.is_out_of_area = is_outside(local_authority)


def _instant(day: date) -> datetime:
    """The start of the day in London: no hour of a move is on record."""
    return datetime.combine(day, time(), timezone.get_default_timezone())
