"""The whole page, in the order in which an officer needs it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from missing.for_police import around, known, not_told
from missing.for_police import episodes as told
from missing.for_police.part import london_day
from missing.for_police.reading import episodes_of, missing_with
from missing.models import Episode
from missing.rules.police_page import photograph_missing
from people.models import YoungPerson
from people.warnings import TellWarning, as_warnings


def page_for_police(person: YoungPerson, user: User) -> dict[str, Any]:
    """`person` comes from `people_for_police`. Two more queries: the episodes, and who is missing with them."""
    episodes = episodes_of(person, user)
    last = episodes[0] if episodes else None
    now_missing = last if last and (last.is_open or last.is_not_yet_back) else None
    meant = not_told.who_is_meant(now_missing, person.around_now)  # type: ignore[attr-defined]
    needs = getattr(person, "needs", None)
    photograph = getattr(person, "photograph", None)
    parts = [
        known.looks(person, needs),
        known.needs(person, needs),
        known.reach(person, needs),
        told.places(person, needs, episodes),
        around.friends(person, meant),
        around.family(person, meant),
        around.home(person),
        around.orders(person),
        told.last_episodes(episodes),
    ]
    old = photograph_missing(photograph is not None, getattr(photograph, "taken_on", None), timezone.localdate())
    return {
        "young_person": person,
        "photograph": photograph,
        "photograph_added_on": london_day(getattr(photograph, "added_at", None)),
        "missing_facts": told.missing_facts(now_missing, missing_with(now_missing, user)) if now_missing else [],
        "last_seen": told.last_seen(now_missing) if now_missing else [],
        "episode": now_missing,
        "warnings": warnings_on(person, now_missing),
        "who": known.who(person),
        "details_changed_on": london_day(person.details_changed_at),  # type: ignore[attr-defined]
        "parts": parts,
        "not_on_file": ([old] if old else []) + [words for part in parts for words in part.missing],
    }


def with_police_page(strip: dict[str, Any], episode: Episode, may_open: bool) -> dict[str, Any]:
    """The strip of an episode, with the way to this page while they are not back, for who may open it."""
    if may_open and episode.clock_starts_at is None and not episode.is_void:
        url = reverse("missing:for_police", args=[episode.young_person.reference])
        strip["actions"].append({"label": "Page for the police", "url": url, "is_secondary": True})
    return strip


def warnings_on(person: YoungPerson, episode: Episode | None) -> list[TellWarning]:
    """Who must not be told, who was not told of the `episode` that lasts and why, and whom an order binds."""
    people = as_warnings(person.told_people, [])  # type: ignore[attr-defined]
    return people + not_told.reasons(episode) + as_warnings([], person.told_orders)  # type: ignore[attr-defined]
