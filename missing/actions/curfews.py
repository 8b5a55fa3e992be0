"""A missed curfew ends with a short note; an interview follows only where it is asked for, or after many."""

from django.conf import settings

from missing.codes import Category
from missing.models import Episode
from missing.rules import CURFEWS_COUNTED_OVER, curfews_need_interview
from people.lengths import counted


def asked_for_by_curfews(episode: Episode) -> str:
    """In words, that so many missed curfews ask for an interview after this one; empty where they do not."""
    if episode.category != Category.CURFEW:
        return ""
    count = (
        Episode.objects.standing()
        .filter(
            young_person=episode.young_person_id,
            category=Category.CURFEW,
            started_at__gt=episode.started_at - CURFEWS_COUNTED_OVER,
            started_at__lte=episode.started_at,
        )
        .count()
    )
    if not curfews_need_interview(count, before_interview=settings.CURFEWS_BEFORE_INTERVIEW):
        return ""
    return f"{counted(count, 'missed curfew')} in {CURFEWS_COUNTED_OVER.days} days"
