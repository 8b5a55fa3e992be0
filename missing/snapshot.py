"""What was so when an episode started: it stays with the episode when the young person moves on."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from people.models import YoungPerson


def snapshot_at(young_person: YoungPerson, started_at: datetime) -> dict[str, Any]:
    """Team and worker now; placement and legal status of the London day on which it started."""
    about = {"team_id": young_person.team_id, "social_worker_id": young_person.social_worker_id}
    return about | place_at(young_person, started_at)


def place_at(young_person: YoungPerson, started_at: datetime) -> dict[str, Any]:
    """Placement and legal status of the London day on which it started."""
    day = timezone.localdate(started_at)
    placement = young_person.placements.on(day).order_by("-started_on").first()
    care = young_person.care_periods.on(day).order_by("-started_on").first()
    return {
        "placement": placement,
        "is_out_of_area": placement.is_out_of_area if placement else None,
        "distance_miles": placement.distance_miles if placement else None,
        "legal_status": care.legal_status if care else "",
    }
