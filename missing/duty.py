"""Duty may open the full record of whoever is missing now or has been back for less than 72 hours (docs/roles.md)."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Greatest

from accounts.rules import Role
from missing.models import Episode
from people.models import AccessGrant

AFTER_RETURN = timedelta(hours=72)


def source_key(episode_id: int) -> str:
    return f"episode:{episode_id}"


def duty_until(clock_starts_at: datetime | None) -> datetime | None:
    """Until when, exclusive: 72 hours after the return; None while they are not back."""
    return clock_starts_at + AFTER_RETURN if clock_starts_at else None


def close_to_duty(episode: Episode, at: datetime) -> None:
    """End what duty was let see for an episode that counts no more; to the instant, exclusive."""
    grants = AccessGrant.objects.filter(
        young_person_id=episode.young_person_id,
        role=Role.DUTY,
        reason=AccessGrant.Reason.DUTY,
        source_key=source_key(episode.pk),
    )
    grants.filter(Q(until__isnull=True) | Q(until__gt=at)).update(until=Greatest(at, "starts_at"))


def open_to_duty(episode: Episode) -> None:
    """Open the record, or keep it open until 72 hours after the return that is now on record."""
    AccessGrant.objects.update_or_create(
        young_person_id=episode.young_person_id,
        role=Role.DUTY,
        reason=AccessGrant.Reason.DUTY,
        source_key=source_key(episode.pk),
        defaults={"starts_at": episode.started_at, "until": duty_until(episode.clock_starts_at)},
    )
