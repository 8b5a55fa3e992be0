"""The episodes of one young person before and after one: where they are gone again, its page says so."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from accounts.models import User
from missing.codes import Category
from missing.models import Episode
from missing.models.episode_rows import STATE_SINCE, STATE_SINCE_IS_APPROXIMATE, EpisodeQuerySet
from people.days import about_time, about_time_in_words
from people.models import seen_by

TOLD = (
    "reference",
    "category",
    "clock_starts_at",
    "returned_at",
    "returned_is_approximate",
    "found_is_approximate",
)
"""What the pages tell of the other episode, beside since when they are what it says."""


def is_overtaken() -> Exists:
    """Whether they have been missing since the episode of the outer query: that they came back then is told no more.

    Of that is told who is told of the later one. Away or late later is not enough: the police are not told of those.
    """
    return Exists(_later(Episode.objects.standing()).filter(category=Category.MISSING))


def with_before_and_after(episodes: EpisodeQuerySet, user: User) -> EpisodeQuerySet:
    """With `gone_again`, the later episode that is open, and `came_before`, the one before, as far as the user sees it.

    Not what a found one goes on as, which its page says as its end. Whoever sees an episode sees a later one that is
    open.
    """
    later = _later(Episode.objects.open()).exclude(goes_on_from=OuterRef("pk")).order_by("-started_at")
    before = seen_by(user, Episode.objects).standing().filter(young_person=OuterRef("young_person"))
    before = before.filter(started_at__lt=OuterRef("started_at")).order_by("-started_at")
    since = {"state_since": STATE_SINCE, "is_approximate": STATE_SINCE_IS_APPROXIMATE}
    facts = JSONObject(**{name: name for name in TOLD}, **since)
    return episodes.annotate(
        gone_again=Subquery(later.values(found=facts)[:1]), came_before=Subquery(before.values(found=facts)[:1])
    )


def gone_again_fact(episode: Any) -> list[dict[str, Any]]:
    """For the strip of an episode that has ended: that they are gone again, and where the log goes on."""
    if not (found := episode.gone_again):
        return []
    since = about_time(datetime.fromisoformat(found["state_since"]), found["is_approximate"])
    return [
        {
            "label": f"{Category(found['category']).label} again since",
            "value": since,
            "url": reverse("missing:episode", args=[found["reference"]]),
            "note": f"the log goes on in {found['reference']}",
            "tone": "late",
        }
    ]


def is_missing_again(episode: Any) -> bool:
    return bool(episode.gone_again) and episode.gone_again["category"] == Category.MISSING


def came_before_row(episode: Any) -> list[dict[str, Any]]:
    """For a card: the episode before, and when they came back from it."""
    if not (found := episode.came_before):
        return []
    back = "not on record as back"
    if found["clock_starts_at"]:
        about = found["returned_is_approximate" if found["returned_at"] else "found_is_approximate"]
        back = f"back {about_time_in_words(datetime.fromisoformat(found['clock_starts_at']), about)}"
    url = reverse("missing:episode", args=[found["reference"]])
    return [{"label": "Before this", "value": found["reference"], "url": url, "note": back}]


def _later(episodes: EpisodeQuerySet) -> EpisodeQuerySet:
    return episodes.filter(young_person=OuterRef("young_person"), started_at__gt=OuterRef("started_at"))
