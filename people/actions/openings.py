"""Duty opens anybody else's record by giving a reason: written down, shown to who reads the record, its worker told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from people.actions.stale import locked
from people.models import AccessGrant, RecordOpening, YoungPerson

SHORTEST_REASON = 10
"""Characters: fewer say nothing to whoever reads them in the morning."""


@transaction.atomic
def open_record_with_reason(
    *, actor: User, young_person: YoungPerson, reason: str, at: datetime | None = None
) -> RecordOpening:
    """Open the record to the actor for DUTY_OPENS_FOR_HOURS from `at` (default: now).

    Raises ActionRefused for a reason that says nothing; PermissionDenied for who is not on duty, and for a restricted
    record, which no reason opens.
    """
    require(actor, Can.OPEN_WITH_REASON)
    at, reason = at or timezone.now(), reason.strip()
    if not reason:
        raise ActionRefused("Write why you need to open it.", field="reason")
    if len(reason) < SHORTEST_REASON:
        raise ActionRefused("Write a little more: whoever is told reads it in the morning.", field="reason")
    current = locked(young_person, None)
    if current.is_restricted:
        raise PermissionDenied("This record is not yours to open.")
    until = at + timedelta(hours=settings.DUTY_OPENS_FOR_HOURS)
    opening = RecordOpening.objects.create(young_person=current, user=actor, reason=reason, opened_at=at, until=until)
    AccessGrant.objects.create(
        young_person=current,
        user=actor,
        reason=AccessGrant.Reason.BY_REASON,
        source_key=f"opening:{opening.pk}",
        starts_at=at,
        until=until,
    )
    return opening
