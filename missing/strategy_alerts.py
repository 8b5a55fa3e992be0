"""Who is told of harm, and of strategy discussions that are neither held nor declined."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from alerts import catalogue, sources
from alerts.sources import AlertSource, Stage, To
from missing.actions.strategy_episodes import open_for_the_long_missing
from missing.models import Episode, HarmTold, StrategyDiscussion, StrategyTrigger
from people.lengths import counted

ITS_DISCUSSION = Subquery(
    StrategyTrigger.objects.filter(harm=OuterRef("pk"), withdrawn_at__isnull=True).values("discussion__reference")[:1]
)


OF_HARM = Exists(
    StrategyTrigger.objects.filter(discussion=OuterRef("pk"), harm__isnull=False, withdrawn_at__isnull=True)
)
OF_WHO_IS_MISSING = Exists(Episode.objects.missing_now().filter(young_person=OuterRef("young_person")))


def harm_to_discuss(now: datetime) -> QuerySet[HarmTold]:
    return HarmTold.objects.to_discuss()


def open_discussions(now: datetime) -> QuerySet[StrategyDiscussion]:
    return StrategyDiscussion.objects.open()


def discussion_page(reference: str) -> str:
    return reverse("missing:strategy_discussion", args=[reference])


HARM_TOLD = AlertSource(
    kind="harm_told",
    label="Harm told, strategy discussion due",
    key="harm",
    stages=(Stage("told", "", timedelta(0), to=(To.WORKER, To.TEAM_MANAGERS, To.DUTY)),),
    subjects=harm_to_discuss,
    deadline=F("told_at"),
    young_person=F("episode__young_person"),
    reference=ITS_DISCUSSION,
    path=discussion_page,
    not_to=F("by"),
    is_news=True,
    at_once=True,
)


def strategy_source(*, manager_again: int, service_manager: int, director: int) -> AlertSource:
    """The source with its stages at so many hours after the discussion was opened; each tells those before it too."""
    at_once = (To.HOLDER, To.WORKER, To.TEAM_MANAGERS)
    return AlertSource(
        kind="strategy",
        label="Strategy discussion",
        key="strategy",
        stages=(
            Stage("opened", "due", timedelta(0), to=at_once),
            _stage("manager_again", manager_again, at_once, "STRATEGY_MANAGER_AGAIN_HOURS"),
            _stage(
                "service_manager", service_manager, (*at_once, To.SERVICE_MANAGERS), "STRATEGY_SERVICE_MANAGER_HOURS"
            ),
            _stage("director", director, (*at_once, To.SERVICE_MANAGERS, To.DIRECTOR), "STRATEGY_DIRECTOR_HOURS"),
        ),
        subjects=open_discussions,
        deadline=F("opened_at"),
        alerts_from=F("alerts_from"),
        young_person=F("young_person"),
        holder=F("assigned_to"),
        reference=F("reference"),
        path=discussion_page,
        is_waiting=True,
        at_once_where=Q(OF_HARM) | Q(OF_WHO_IS_MISSING),
    )


def _stage(code: str, hours: int, to: tuple[To, ...], set_as: str) -> Stage:
    words = f"neither held nor declined for {counted(hours, 'hour')}"
    return Stage(code, words, timedelta(hours=hours), to=to, set_as=set_as)


def register() -> None:
    sources.register(HARM_TOLD)
    sources.register(
        strategy_source(
            manager_again=settings.STRATEGY_MANAGER_AGAIN_HOURS,
            service_manager=settings.STRATEGY_SERVICE_MANAGER_HOURS,
            director=settings.STRATEGY_DIRECTOR_HOURS,
        )
    )
    catalogue.explain(
        "strategy",
        "Where it arose from harm, or the young person is missing now: at once, and outside office hours also to the "
        "on-call manager and the duty mailbox.",
    )
    sources.register_step("open strategy discussions for the long missing", open_for_the_long_missing)
