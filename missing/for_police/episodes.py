"""The parts that episodes tell: the one that is open, places they were found at, the last ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from missing.codes import LogKind
from missing.for_police.part import Part
from missing.gone_together import Companion
from missing.models import Episode
from people.days import clock
from people.lengths import in_words
from people.models import Needs, YoungPerson

ABOUT = "about this time"


def missing_facts(episode: Episode, together: Sequence[Companion]) -> list[dict[str, Any]]:
    """`together` are those who went missing with them."""
    facts = [
        {
            "label": f"{episode.get_category_display()} since",
            "value": on_paper(episode.state_since),
            "note": ABOUT if episode.state_since_is_approximate else "",
            "tone": "late",
        },
        {"label": "For", "value": in_words(episode.state_lasted)},
        *_gone_first(episode),
        {"label": "Police reference", "value": episode.police_reference or "None yet"},
        {"label": "Police risk", "value": episode.get_police_risk_display()},
    ]
    if episode.is_not_yet_back and episode.found_at:
        about = ABOUT if episode.found_is_approximate else ""
        facts.insert(0, {"label": "Found, not yet back", "value": on_paper(episode.found_at), "note": about})
    if together:
        facts.append({"label": "Missing with", "value": ", ".join(_companion(other) for other in together)})
    return [*facts, {"label": "Told us", "value": episode.reported_by}] if episode.reported_by else facts


def _gone_first(episode: Episode) -> list[dict[str, Any]]:
    """Since when they are gone in all, of who was away or late first."""
    if episode.state_since == episode.started_at:
        return []
    about = f"{ABOUT}, " if episode.started_is_approximate else ""
    note = f"{about}away or late first, {in_words(episode.lasted)} in all"
    return [{"label": "Gone since", "value": on_paper(episode.started_at), "note": note}]


def last_seen(episode: Episode) -> list[dict[str, Any]]:
    """Where they were seen since they left, the latest first, each with its time; then how they left."""
    seen: list[dict[str, Any]] = episode.seen  # type: ignore[attr-defined]
    rows = [{"label": _at(line), "value": line["text"]} for line in reversed(seen) if line["kind"] == LogKind.SEEN]
    return [*rows, {"label": "How they left", "value": episode.circumstances}] if episode.circumstances else rows


def places(person: YoungPerson, needs: Needs | None, episodes: Sequence[Episode]) -> Part:
    """What somebody wrote, what they told of in interviews, and where episodes say that they were found or seen."""
    rows = [{"label": "Goes to", "value": needs.places}] if needs and needs.places else []
    told: list[dict[str, Any]] = person.places_told  # type: ignore[attr-defined]
    if told:
        where = [f"{place['where']}, slept there" if place["slept"] else place["where"] for place in told]
        rows.append({"label": "Told us of", "value": "\n".join(where)})
    for episode in episodes:
        said = [episode.return_note, *map(_line, episode.seen)]  # type: ignore[attr-defined]
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
        lasted = ", ".join(filter(None, [in_words(episode.state_lasted), how]))
        ended = "not ended yet" if episode.is_open else lasted
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


def _companion(companion: Companion) -> str:
    other, person = companion.episode, companion.episode.young_person
    if companion.again_since:
        about = "about " if companion.is_approximate else ""
        again = f"{companion.again} {about}{on_paper(companion.again_since)}"
        return f"{person.full_name} ({person.reference}, {again})"
    back = "" if other.is_open else ", found" if other.is_not_yet_back else ", back"
    return f"{person.full_name} ({person.reference}{back})"


def _line(line: dict[str, Any]) -> str:
    what = "place checked: " if line["kind"] == LogKind.PLACE_CHECKED else ""
    return f"{_at(line)}: {what}{line['text']}"


def _at(line: dict[str, Any]) -> str:
    about = "about " if line["is_approximate"] else ""
    return about + on_paper(datetime.fromisoformat(line["at"]))


def _when(episode: Episode) -> str:
    return f"{timezone.localtime(episode.started_at):%a %-d %b %Y}"


def on_paper(instant: datetime) -> str:
    """`Fri 20 Nov 2026, 08:00`: on paper “yesterday” says nothing."""
    local = timezone.localtime(instant)
    return f"{local:%a %-d %b %Y}, {clock(local)}"
