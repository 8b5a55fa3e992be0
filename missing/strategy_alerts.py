"""Who is told of harm, and of strategy discussions that are neither held nor declined."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.urls import reverse

from alerts import sources
from alerts.sources import AlertSource, Stage, To
from missing.models import HarmTold


def harm_to_discuss(now: datetime) -> QuerySet[HarmTold]:
    return HarmTold.objects.to_discuss()


def episode_page(reference: str) -> str:
    return reverse("missing:episode", args=[reference])


HARM_TOLD = AlertSource(
    kind="harm_told",
    label="Harm told, strategy discussion due",
    key="harm",
    stages=(
        Stage(
            "told",
            "",
            timedelta(0),
            to=(To.WORKER, To.TEAM_MANAGERS, To.DUTY),
        ),
    ),
    subjects=harm_to_discuss,
    deadline=F("told_at"),
    young_person=F("episode__young_person"),
    reference=F("episode__reference"),
    path=episode_page,
    not_to=F("by"),
    is_news=True,
)


def register() -> None:
    sources.register(HARM_TOLD)
