"""Who else is gone of those logged together: of each the episode that matters now, and whether they went again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from accounts.models import User
from missing.codes import Category, TellingOf
from missing.models import Episode
from missing.models.episode_rows import STATE_SINCE, STATE_SINCE_IS_APPROXIMATE, EpisodeQuerySet
from missing.telling import tell_list, with_tell_facts
from people.days import about_time_in_words
from people.models import seen_by


@dataclass(frozen=True)
class Companion:
    """`episode` is theirs that was logged with it; `reference` that of where they are now, which may be a later one.

    `again_since`: since when (UTC) they are gone a second time, after they had come back; else None.
    """

    episode: Episode
    reference: str
    again_since: datetime | None = None
    is_approximate: bool = False
    is_missing: bool = True

    @property
    def again(self) -> str:
        """`missing again since`; empty where they did not come back between."""
        if self.again_since is None:
            return ""
        return f"{'missing' if self.is_missing else 'gone'} again since"

    @property
    def again_in_words(self) -> str:
        """`Missing again since today 16:05`, or empty."""
        if self.again_since is None:
            return ""
        return f"{self.again.capitalize()} {about_time_in_words(self.again_since, self.is_approximate)}"


def still_gone_with(episode: Episode, user: User) -> list[Episode]:
    """Of each of those who were logged together with this one, the episode that may end as this one does.

    None of who is back, is gone in another way, or whose record is not the user's to see.
    """
    together = _others(episode, user).without_return().select_related("young_person")
    return [other for other in _latest_of_each(together) if other.category == episode.category]


def told_with(episode: Episode, user: User, of: str) -> list[Episode]:
    """Of each of those logged together with this one, the episode of which somebody is still to be told the same.

    They come with what that hangs on (`with_tell_facts`). None whose record is not the user's to see; of who is not
    found or back, nobody is told that they are.
    """
    waiting = [
        other
        for other in _latest_of_each(with_tell_facts(_others(episode, user)))
        if of == TellingOf.WENT_MISSING or other.ended_at
    ]
    return [other for other in waiting if any(line.is_outstanding for line in tell_list(other, of))]


def _others(episode: Episode, user: User) -> EpisodeQuerySet:
    together = seen_by(user, Episode.objects).logged_together(episode)
    return together.exclude(young_person=episode.young_person_id)


def _latest_of_each(together: EpisodeQuerySet) -> list[Episode]:
    """By name. Whoever came back and has gone again has several."""
    latest = {other.young_person_id: other for other in together.order_by("started_at", "pk")}
    return sorted(latest.values(), key=lambda other: (str(other.young_person), other.pk))


def with_second_times(together: EpisodeQuerySet, episode: Episode) -> EpisodeQuerySet:
    """To fetch with the episodes of `logged_together`: whether each is a second going, and what is open since."""
    first = episode.together_with_id or episode.pk
    before = Episode.objects.standing().filter(Q(pk=first) | Q(together_with=first))
    before = before.filter(young_person=OuterRef("young_person"), started_at__lt=OuterRef("started_at"))
    now = Episode.objects.open().filter(young_person=OuterRef("young_person"), started_at__gt=OuterRef("started_at"))
    since = {"since": STATE_SINCE, "is_approximate": STATE_SINCE_IS_APPROXIMATE}
    gone_now = Subquery(now.values(json=JSONObject(reference="reference", category="category", **since))[:1])
    return together.exclude(young_person=episode.young_person_id).annotate(is_second=Exists(before), gone_now=gone_now)


def companions(episode: Episode, together: Iterable[Episode]) -> list[Companion]:
    """Of `with_second_times`: each of the others once, with their latest while this episode lasted."""
    latest: dict[int, Episode] = {}
    for other in sorted(together, key=lambda other: (other.started_at, other.pk)):
        is_later = episode.ended_at is not None and other.started_at >= episode.ended_at
        if other.young_person_id not in latest or not is_later:
            latest[other.young_person_id] = other
    found = sorted(latest.values(), key=lambda other: other.pk)
    return [_companion(other, is_over=episode.ended_at is not None) for other in found]


def _companion(other: Episode, *, is_over: bool) -> Companion:
    gone_now: dict[str, Any] | None = other.gone_now  # type: ignore[attr-defined]  # fetched with it
    if gone_now and not is_over:
        since = datetime.fromisoformat(gone_now["since"])
        is_missing = gone_now["category"] == Category.MISSING
        return Companion(other, gone_now["reference"], since, gone_now["is_approximate"], is_missing)
    if not other.is_second or not other.is_open:  # type: ignore[attr-defined]
        return Companion(other, other.reference)
    is_missing = other.category == Category.MISSING
    return Companion(other, other.reference, other.state_since, other.state_since_is_approximate, is_missing)
