"""What the tests of strategy discussions have in common."""

from datetime import datetime, timedelta

from missing.actions import report_missing
from missing.codes import Category, StrategyGround
from missing.models import Episode, StrategyDiscussion, StrategyTrigger
from people.models import YoungPerson
from tests.factories import EpisodeFactory, StrategyDiscussionFactory, StrategyTriggerFactory

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
G = StrategyGround
HELD = {
    "police_took_part": True,
    "police_who": "DS Ann Carr",
    "locate_officer_took_part": True,
    "outcome": "section_47",
    "decided": "A visit today.",
}
"""What `record_discussion_held` needs besides who writes it down, of which, and when."""


def kinds(young_person: YoungPerson | None = None) -> list[str]:
    rows = StrategyTrigger.objects.filter(withdrawn_at=None, discussion__withdrawn_at=None)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def were_missing(young_person, now, *days_ago: float, **facts) -> list[Episode]:
    return [
        EpisodeFactory(young_person=young_person, started_at=now - days * DAY, returned=True, **facts)
        for days in days_ago
    ]


def log(actor, young_person, started_at, **facts) -> Episode:
    facts = {"category": Category.MISSING} | facts
    return report_missing(actor=actor, young_person=young_person, started_at=started_at, **facts)


def due_for_high_risk(episode: Episode, now: datetime) -> StrategyDiscussion:
    """Due since three hours ago, as the police hold the risk to be high."""
    found = StrategyDiscussionFactory(
        young_person=episode.young_person, opened_at=now - 3 * HOUR, due_at=now + 84 * HOUR, reference="SD1"
    )
    StrategyTriggerFactory(
        discussion=found,
        kind=StrategyGround.HIGH_RISK,
        episode=episode,
        source_key=f"episode:{episode.pk}",
        grounds="The police hold the risk to be high in E1.",
    )
    return found
