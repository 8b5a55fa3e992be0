from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.db.models import QuerySet
from factory.django import DjangoModelFactory

from missing.codes import (
    DECLINED,
    Category,
    EndedHow,
    Independence,
    Method,
    NotRequired,
    Outcome,
    Recipient,
    Route,
    StrategyGround,
    StrategyOutcome,
    TellingOf,
    ToldHow,
)
from missing.models import Episode, HarmTold, PersonTold, ReturnInterview, StrategyDiscussion, StrategyTrigger
from missing.models.interview import REASON_NEEDED
from missing.rules import INTERVIEW_WITHIN
from tests.factories.accounts import UserFactory
from tests.factories.people import YoungPersonFactory


class EpisodeFactory(DjangoModelFactory[Episode]):
    """Missing since `started_at`; `returned=True` came back six hours later. What follows from these is filled in."""

    class Meta:
        model = Episode

    class Params:
        returned = factory.Trait(returned_at=factory.LazyAttribute(lambda o: o.started_at + timedelta(hours=6)))
        restricted = factory.Trait(young_person__is_restricted=True)
        out_of_city = factory.Trait(is_out_of_area=True, distance_miles=Decimal("41.0"))

    reference = factory.Sequence(lambda n: f"E{n:05d}")
    young_person = factory.SubFactory(YoungPersonFactory)
    category = Category.MISSING
    started_at = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    missing_from = factory.LazyAttribute(lambda o: o.started_at if o.category == Category.MISSING else None)
    found_at = None
    returned_at = None
    ended_how = factory.LazyAttribute(lambda o: EndedHow.RETURNED if o.returned_at else "")
    team = factory.SelfAttribute("young_person.team")
    social_worker = factory.SelfAttribute("young_person.social_worker")
    is_out_of_area = False
    recorded_at = factory.SelfAttribute("started_at")
    end_recorded_at = factory.LazyAttribute(lambda o: o.returned_at or o.found_at)
    alerts_from = factory.SelfAttribute("recorded_at")


class PersonToldFactory(DjangoModelFactory[PersonTold]):
    """The police told by telephone, half an hour after it started."""

    class Meta:
        model = PersonTold

    episode = factory.SubFactory(EpisodeFactory)
    of = TellingOf.WENT_MISSING
    recipient = Recipient.POLICE
    told_at = factory.LazyAttribute(lambda o: o.episode.started_at + timedelta(minutes=30))
    how = ToldHow.PHONE
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.SelfAttribute("told_at")


DECIDED_BY_SOMEBODY = {Outcome.NOT_REQUIRED, Outcome.COVERED_BY_LATER}


class ReturnInterviewFactory(DjangoModelFactory[ReturnInterview]):
    """Still to do, unless `outcome=` says how it ended; what that outcome must have with it is filled in."""

    class Meta:
        model = ReturnInterview

    episode = factory.SubFactory(EpisodeFactory, returned=True)
    route = factory.LazyAttribute(
        lambda o: Route.INDEPENDENT if o.episode.young_person.is_ours else Route.PLACING_COUNCIL
    )
    told_by = factory.LazyAttribute(lambda o: "Their worker" if o.route == Route.PLACING_COUNCIL and o.outcome else "")
    clock_starts_at = factory.LazyAttribute(
        lambda o: o.episode.returned_at or (o.episode.found_at if o.episode.ended_how else None)
    )
    due_at = factory.LazyAttribute(lambda o: o.clock_starts_at and o.clock_starts_at + INTERVIEW_WITHIN)
    outcome = ""
    outcome_at = factory.LazyAttribute(lambda o: o.clock_starts_at + timedelta(hours=24) if o.outcome else None)
    outcome_by = factory.LazyAttribute(lambda o: UserFactory() if o.outcome in DECIDED_BY_SOMEBODY else None)
    not_required_why = factory.LazyAttribute(
        lambda o: NotRequired.LEFT_COUNTRY if o.outcome == Outcome.NOT_REQUIRED else ""
    )
    outcome_recorded_at = factory.LazyAttribute(lambda o: (o.outcome_at or o.clock_starts_at) if o.outcome else None)
    method = factory.LazyAttribute(lambda o: Method.FACE_TO_FACE if o.outcome == Outcome.COMPLETED else "")
    independence = factory.LazyAttribute(lambda o: Independence.INDEPENDENT if o.outcome == Outcome.COMPLETED else "")
    interviewer_name = factory.LazyAttribute(lambda o: "Jo Bell" if o.outcome == Outcome.COMPLETED else "")
    reason = factory.LazyAttribute(lambda o: "Said no" if o.outcome in REASON_NEEDED else "")
    contact_due_on = factory.LazyAttribute(
        lambda o: (
            o.outcome_recorded_at.date() + timedelta(days=7)
            if o.outcome in DECLINED and o.route != Route.PLACING_COUNCIL
            else None
        )
    )
    alerts_from = factory.LazyAttribute(lambda o: o.clock_starts_at or o.episode.started_at)


def put_declined(interviews: QuerySet[ReturnInterview], at: datetime) -> None:
    """Have what is to do on record as declined at `at`, with what a decline must have with it."""
    declined = {"outcome": Outcome.DECLINED, "reason": "No", "outcome_at": at, "outcome_recorded_at": at}
    interviews.update(**declined, contact_due_on=at.date() + timedelta(days=7))


class StrategyDiscussionFactory(DjangoModelFactory[StrategyDiscussion]):
    """Due since `opened_at`, on no grounds yet. `held=True` or `declined=True` an hour later."""

    class Meta:
        model = StrategyDiscussion

    class Params:
        held = factory.Trait(
            held_at=factory.LazyAttribute(lambda o: o.opened_at + timedelta(hours=1)),
            held_recorded_at=factory.SelfAttribute("held_at"),
            held_recorded_by=factory.SubFactory(UserFactory),
            police_took_part=True,
            police_who="DS Ann Carr",
            locate_officer_took_part=True,
            outcome=StrategyOutcome.SECTION_47,
            decided="Section 47 enquiry by the team.",
        )
        declined = factory.Trait(
            declined_at=factory.LazyAttribute(lambda o: o.opened_at + timedelta(hours=1)),
            declined_by=factory.SubFactory(UserFactory),
            decline_reason="Discussed last week.",
        )

    reference = factory.Sequence(lambda n: f"SD{n:05d}")
    young_person = factory.SubFactory(YoungPersonFactory)
    opened_at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    due_at = factory.LazyAttribute(lambda o: o.opened_at + timedelta(days=3))
    alerts_from = factory.SelfAttribute("opened_at")


class HarmToldFactory(DjangoModelFactory[HarmTold]):
    """Told after an episode, with its ground in a discussion that is due."""

    class Meta:
        model = HarmTold
        skip_postgeneration_save = True

    episode = factory.SubFactory(EpisodeFactory, returned=True)
    what_was_told = "Somebody hit me."
    told_at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def discussion(harm: HarmTold, create: bool, discussion: StrategyDiscussion | None, **kwargs: Any) -> None:  # noqa: N805
        discussion = discussion or StrategyDiscussionFactory(young_person=harm.episode.young_person)
        StrategyTriggerFactory(discussion=discussion, kind=StrategyGround.HARM, source_key=harm.key, harm=harm)


class StrategyTriggerFactory(DjangoModelFactory[StrategyTrigger]):
    class Meta:
        model = StrategyTrigger

    discussion = factory.SubFactory(StrategyDiscussionFactory)
    kind = StrategyGround.ASKED
    source_key = factory.Sequence(lambda n: f"asked:{n}")
    at = factory.SelfAttribute("discussion.opened_at")
    grounds = "The school is worried."
