"""Invented people and records for tests. A trait says in a word what is different: `PlacementFactory(far=True)`."""

from tests.factories.accounts import ServiceFactory, TeamFactory, UserFactory
from tests.factories.missing import (
    EpisodeFactory,
    HarmToldFactory,
    PersonToldFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    StrategyTriggerFactory,
    put_declined,
)
from tests.factories.people import (
    AccessGrantFactory,
    CarePeriodFactory,
    CaseEventFactory,
    CourtOrderFactory,
    OtherNameFactory,
    PersonAroundFactory,
    PhotographFactory,
    PlacementFactory,
    RecordMergeFactory,
    SupportInPlaceFactory,
    YoungPersonFactory,
)

__all__ = [
    "AccessGrantFactory",
    "CarePeriodFactory",
    "CaseEventFactory",
    "CourtOrderFactory",
    "EpisodeFactory",
    "HarmToldFactory",
    "OtherNameFactory",
    "PersonAroundFactory",
    "PersonToldFactory",
    "PhotographFactory",
    "PlacementFactory",
    "RecordMergeFactory",
    "ReturnInterviewFactory",
    "ServiceFactory",
    "StrategyDiscussionFactory",
    "StrategyTriggerFactory",
    "SupportInPlaceFactory",
    "TeamFactory",
    "UserFactory",
    "YoungPersonFactory",
    "put_declined",
]
