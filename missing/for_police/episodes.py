"""The parts that episodes tell: the one that is open, places they were found at, the last ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from missing.for_police.part import Part
from missing.models import Episode
from people.lengths import in_words
from people.models import Needs, YoungPerson


def missing_facts(episode: Episode) -> list[dict[str, Any]]:
    about = "about this time" if episode.started_is_approximate else ""
    state = "Found, not yet back, since" if episode.is_not_yet_back else f"{episode.get_category_display()} since"
    facts = [
        {"label": state, "value": on_paper(episode.started_at), "note": about, "tone": "late"},
        {"label": "For", "value": in_words(episode.lasted)},
        {"label": "Police reference", "value": episode.police_reference or "None yet"},
        {"label": "Police risk", "value": episode.get_police_risk_display()},
    ]
    return [*facts, {"label": "Told us", "value": episode.reported_by}] if episode.reported_by else facts


def places(person: YoungPerson, needs: Needs | None, episodes: Sequence[Episode]) -> Part:
    """What somebody wrote, what they told of in interviews, and where episodes say that they were found or seen."""
    rows = [{"label": "Goes to", "value": needs.places}] if needs and needs.places else []
    told: list[dict[str, Any]] = person.places_told  # type: ignore[attr-defined]
    if told:
        where = [f"{place['where']}, slept there" if place["slept"] else place["where"] for place in told]
        rows.append({"label": "Told us of", "value": "\n".join(where)})
    for episode in episodes:
        said = [episode.return_note, *episode.seen]  # type: ignore[attr-defined]
        if words := "\n".join(filter(None, said)):
            rows.append({"label": _when(episode), "value": words})
    written = [needs.reach_changed_at] if needs and needs.places and needs.reach_changed_at else []
    ends = [episode.end_recorded_at for episode in episodes if episode.end_recorded_at]
    return Part(
        "Places, and where they were found before",
        rows,
        max([*written, *ends], default=None),
        [] if rows else ["places where they go"],
        reverse("people:reach", args=[person.reference]),
    )


def last_episodes(episodes: Sequence[Episode]) -> Part:
    rows = []
    for episode in episodes:
        how = episode.get_ended_how_display().lower()
        ended = f"{in_words(episode.lasted)}{f', {how}' if how else ''}" if not episode.is_open else "not ended yet"
        rows.append(
            {
                "label": _when(episode),
                "value": f"{episode.get_category_display()}, {ended}.",
                "note": episode.circumstances,
            }
        )
    return Part(
        "Last episodes",
        rows,
        max((episode.end_recorded_at or episode.recorded_at for episode in episodes), default=None),
        empty="No episode is on record.",
    )


def _when(episode: Episode) -> str:
    return f"{timezone.localtime(episode.started_at):%a %-d %b %Y}"


def on_paper(instant: datetime) -> str:
    """`Fri 20 Nov 2026, 08:00`: on paper “yesterday” says nothing."""
    return f"{timezone.localtime(instant):%a %-d %b %Y, %H:%M}"
