"""Who is told that a child whom they take to be missing is on the list no more, though nobody says that they are back.

Voiding an open episode, or saying that they were not missing, takes back what was told of it. Whoever was told must
hear why: else they take the child for found, and where it was a slip nobody looks. Where nobody was told, nobody is.
"""

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from alerts import catalogue, sources
from alerts.models import AlertStage
from alerts.sources import AlertSource, Stage, To
from missing.absence_alerts import category_changes
from missing.actions.following import OF_AN_EPISODE
from missing.alert_sources import episode_page
from missing.codes import Category
from missing.models import Episode
from missing.models.episode_rows import EpisodeQuerySet

TOLD_FOR = timedelta(days=7)
"""How long it is news that an episode was voided."""

WHO_MUST_KNOW = (To.WORKER, To.TEAM_MANAGERS, To.RETURNS_OFFICERS)
ALSO_WHO_WAS_TOLD = {To.TOLD: Q(pk__isnull=False)}


def told_of(absences: EpisodeQuerySet) -> EpisodeQuerySet:
    """Those of which somebody has had an alert while they lasted."""
    key = Concat(Value("episode:"), Cast(OuterRef("pk"), CharField()))
    told = AlertStage.objects.filter(kind__in=OF_AN_EPISODE, subject_key=key, told__gt=0)
    return absences.filter(Exists(told))


def not_missing_after_all(now: datetime) -> QuerySet[Episode]:
    """Open as away or late, and said since it was logged to have been that from the start."""
    not_missing = Episode.objects.open().exclude(category=Category.MISSING)
    return told_of(not_missing.filter(Exists(category_changes())))


def voided_of_late(now: datetime) -> QuerySet[Episode]:
    """Voided before they were back, where no other episode of theirs is open instead, or was ended in the same save."""
    theirs = Episode.objects.standing().filter(young_person=OuterRef("young_person"))
    instead = theirs.filter(Q(ended_at__isnull=True) | Q(end_recorded_at=OuterRef("voided_at")))
    of_late = Episode.objects.voided_before_return().filter(voided_at__gte=now - TOLD_FOR)
    return told_of(of_late.filter(~Exists(instead)))


NOT_MISSING = AlertSource(
    kind="not_missing",
    label="Said not to have been missing, but away or late",
    key="episode",
    stages=(Stage("changed", "", timedelta(0), to=WHO_MUST_KNOW),),
    subjects=not_missing_after_all,
    deadline=Subquery(category_changes().values("recorded_at")[:1]),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    not_to=Subquery(category_changes().values("by")[:1]),
    also_to=ALSO_WHO_WAS_TOLD,
    is_news=True,
    at_once=True,
)

VOIDED = AlertSource(
    kind="voided",
    label="Episode voided before they were back, off every list",
    key="episode",
    stages=(Stage("voided", "", timedelta(0), to=WHO_MUST_KNOW),),
    subjects=voided_of_late,
    deadline=F("voided_at"),
    young_person=F("young_person"),
    reference=F("reference"),
    path=episode_page,
    not_to=F("voided_by"),
    also_to=ALSO_WHO_WAS_TOLD,
    is_news=True,
    at_once=True,
)


def register() -> None:
    for source in (NOT_MISSING, VOIDED):
        sources.register(source)
        catalogue.explain(source.kind, "Also to whoever was told of the episode before and may open the record.")
