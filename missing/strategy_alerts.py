"""Who is told of harm, and of strategy discussions that are neither held nor declined."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from alerts import catalogue, sources
from alerts.models import AlertStage
from alerts.sources import AlertSource, Stage, To
from missing.actions.strategy_episodes import open_for_the_long_missing
from missing.models import Episode, HarmTold, StrategyDiscussion, StrategyTrigger
from people.lengths import counted

ITS_DISCUSSION = Subquery(
    StrategyTrigger.objects.filter(harm=OuterRef("pk"), withdrawn_at__isnull=True).values("discussion__reference")[:1]
)


ITS_DISCUSSION_BEFORE = Subquery(
    StrategyTrigger.objects.filter(harm=OuterRef("pk")).order_by("-pk").values("discussion__reference")[:1]
)
TOLD_FOR = timedelta(days=7)
"""How long it is news that harm was taken back."""

OF_HARM = Exists(
    StrategyTrigger.objects.filter(discussion=OuterRef("pk"), harm__isnull=False, withdrawn_at__isnull=True)
)
OF_WHO_IS_MISSING = Exists(Episode.objects.missing_now().filter(young_person=OuterRef("young_person")))


def harm_to_discuss(now: datetime) -> QuerySet[HarmTold]:
    return HarmTold.objects.to_discuss()


def harm_taken_back(now: datetime) -> QuerySet[HarmTold]:
    """Withdrawn of late, where somebody had been told of it: else they would take it for discussed, or never written.

    Where it was a slip to withdraw it, nobody else would look.
    """
    key = Concat(Value("harm:"), Cast(OuterRef("pk"), CharField()))
    told = AlertStage.objects.filter(kind="harm_told", subject_key=key, told__gt=0)
    return HarmTold.objects.filter(Exists(told), withdrawn_at__gte=now - TOLD_FOR)


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


HARM_TAKEN_BACK = AlertSource(
    kind="harm_taken_back",
    label="Harm told before, withdrawn as written down by mistake",
    key="harm",
    stages=(Stage("withdrawn", "", timedelta(0), to=(To.WORKER, To.TEAM_MANAGERS)),),
    subjects=harm_taken_back,
    deadline=F("withdrawn_at"),
    young_person=F("episode__young_person"),
    reference=ITS_DISCUSSION_BEFORE,
    path=discussion_page,
    not_to=F("withdrawn_by"),
    also_to={To.TOLD: Q(pk__isnull=False)},
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
    sources.register(HARM_TAKEN_BACK)
    catalogue.explain(
        HARM_TAKEN_BACK.kind, "Also to whoever was told of the harm before and may open the record still."
    )
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
