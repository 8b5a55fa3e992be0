"""What two records made one would bring about, said in the preview: who becomes missing, and what falls due by it."""

from collections.abc import Iterator

from django.utils import timezone

from missing.actions.strategy_episodes import would_be_due
from missing.both_records import standing_episodes
from missing.models import Episode
from people.lengths import in_words
from people.models import YoungPerson


def what_it_brings(kept: YoungPerson, merged: YoungPerson) -> Iterator[str]:
    """Two queries, which it shares with what cannot stand together (`missing.both_records`)."""
    out = {one.young_person_id: one for one in standing_episodes(kept, merged) if not one.is_over}
    if merged.pk in out and kept.pk not in out:
        yield _they_become(out[merged.pk], kept, merged)
    if grounds := would_be_due(kept, merged, timezone.now()):
        yield f"A strategy discussion falls due by it: {' '.join(ground.words for ground in grounds)}"


def _they_become(episode: Episode, kept: YoungPerson, merged: YoungPerson) -> str:
    if episode.is_not_yet_back:
        state, lasts = "found and not yet back", ""
    else:
        state, lasts = f"{episode.get_category_display().lower()} now", f", for {in_words(episode.state_lasted)}"
    return f"{merged.reference} is {state}{lasts} ({episode}). This moves too: {kept.reference} becomes {state}."
