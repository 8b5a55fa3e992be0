"""What is on record of the one episode that two become: whose times, the graver category, the words of both."""

from typing import Any

from django.utils import timezone

from missing.codes import Category
from missing.models import Episode
from missing.rules.merging import KEPT, counts_from, higher_risk, police_told_at
from missing.snapshot import place_at

GRAVEST_FIRST = (Category.MISSING, Category.AWAY, Category.CURFEW)


def what_stands(kept: Episode, merged: Episode, start: str, end: str) -> dict[str, Any]:
    """The facts of the one episode, by field; the rest is the kept one's."""
    starts, ends = (kept if side == KEPT else merged for side in (start, end))
    since = counts_from(starts.started_at, kept.missing_from, merged.missing_from)
    facts: dict[str, Any] = {
        "started_at": starts.started_at,
        "started_is_approximate": starts.started_is_approximate,
        "found_at": ends.found_at,
        "found_is_approximate": ends.found_is_approximate,
        "returned_at": ends.returned_at,
        "returned_is_approximate": ends.returned_is_approximate,
        "ended_how": ends.ended_how,
        "end_recorded_at": ends.end_recorded_at,
        "category": next(one for one in GRAVEST_FIRST if one in (kept.category, merged.category)),
        "missing_from": since,
        "missing_from_is_approximate": since is not None
        and any(one.missing_from == since and one.missing_since_is_approximate for one in (kept, merged)),
        "police_risk": higher_risk(kept.police_risk, merged.police_risk),
        **_police_told(starts, kept, merged),
        "reported_by": kept.reported_by or merged.reported_by,
        "circumstances": _both(kept.circumstances, merged.circumstances, merged),
        "return_note": _both(kept.return_note, merged.return_note, merged),
    }
    if timezone.localdate(starts.started_at) != timezone.localdate(kept.started_at):
        place = place_at(kept.young_person, starts.started_at)
        facts |= {"placement_id": place["placement"].pk if place["placement"] else None}
        facts |= {name: place[name] for name in ("is_out_of_area", "distance_miles", "legal_status")}
    return facts


def _police_told(starts: Episode, kept: Episode, merged: Episode) -> dict[str, Any]:
    told_at = police_told_at(starts.started_at, kept.reported_to_police_at, merged.reported_to_police_at)
    whose = next((one for one in (kept, merged) if told_at and one.reported_to_police_at == told_at), None)
    other = kept if whose is merged else merged
    return {
        "police_reference": (whose or kept).police_reference or other.police_reference,
        "reported_to_police_at": told_at,
        "police_told_is_approximate": whose is not None and whose.police_told_is_approximate,
    }


def _both(kept: str, merged: str, whose: Episode) -> str:
    if not merged or merged == kept:
        return kept
    return f"{kept}\n\nFrom {whose}: {merged}" if kept else merged
