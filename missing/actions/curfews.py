"""A missed curfew ends with a short note; an interview follows only where it is asked for, or after many."""

from django.conf import settings

from missing.codes import Category
from missing.models import Episode
from missing.rules import CURFEWS_COUNTED_OVER, curfews_in_words, curfews_need_interview


def asked_for_by_curfews(episode: Episode) -> str:
    """In words, that so many missed curfews ask for an interview after this one; empty where they do not."""
    count = curfews_up_to(episode)
    asks = curfews_need_interview(count, before_interview=settings.CURFEWS_BEFORE_INTERVIEW)
    return curfews_in_words(count) if asks else ""


def curfews_up_to(episode: Episode) -> int:
    """How many in 30 days with this one; 0 where this is none. Those that were voided do not count."""
    if episode.category != Category.CURFEW:
        return 0
    theirs = Episode.objects.standing().filter(young_person=episode.young_person_id, category=Category.CURFEW)
    since = episode.started_at - CURFEWS_COUNTED_OVER
    return theirs.filter(started_at__gt=since, started_at__lte=episode.started_at).count()
