"""Invented people and records for tests. A trait says in a word what is different: `PlacementFactory(far=True)`."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from factory.django import DjangoModelFactory

from accounts.models import Service, Team, User
from accounts.rules import Role
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
from people.around_codes import MayBeTold, NameKind, OrderKind, Relation
from people.codes import CategoryOfNeed, KindOfRecord, LegalStatus, PlacementProvider, PlacementType
from people.models import (
    AccessGrant,
    CarePeriod,
    CaseEvent,
    CourtOrder,
    OtherName,
    PersonAround,
    Photograph,
    Placement,
    RecordMerge,
    SupportInPlace,
    YoungPerson,
)


class ServiceFactory(DjangoModelFactory[Service]):
    class Meta:
        model = Service

    name = factory.Sequence(lambda n: f"Service {n}")


class TeamFactory(DjangoModelFactory[Team]):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Care Team {n}")
    service = factory.SubFactory(ServiceFactory)


class UserFactory(DjangoModelFactory[User]):
    """`roles=[Role.…]` and `teams=[…]` are given as lists. Nobody has a password: tests sign in by `force_login`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"worker{n}@northcliffe.example")
    full_name = factory.Sequence(lambda n: f"Worker Number{n}")
    password = "!"

    @factory.post_generation
    def roles(user: User, create: bool, roles: Iterable[Role] | None, **kwargs: Any) -> None:  # noqa: N805
        if roles:
            # Made again where they are gone: a test with transactions of its own empties every table behind it.
            user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])

    @factory.post_generation
    def teams(user: User, create: bool, teams: Iterable[Team] | None, **kwargs: Any) -> None:  # noqa: N805
        if teams:
            user.teams.set(teams)


class YoungPersonFactory(DjangoModelFactory[YoungPerson]):
    class Meta:
        model = YoungPerson

    reference = factory.Sequence(lambda n: f"YP{n:05d}")
    first_name = factory.Sequence(lambda n: f"Kayden{n}")
    last_name = "Marsh"
    date_of_birth = date(2010, 3, 7)
    responsible_authority = ""
    kind_of_record = factory.LazyAttribute(
        lambda o: KindOfRecord.OTHER_COUNCIL if o.responsible_authority else KindOfRecord.AT_HOME
    )
    team = factory.SubFactory(TeamFactory)


class CarePeriodFactory(DjangoModelFactory[CarePeriod]):
    class Meta:
        model = CarePeriod

    young_person = factory.SubFactory(YoungPersonFactory)
    started_on = date(2020, 1, 6)
    legal_status = LegalStatus.C2
    category_of_need = CategoryOfNeed.N1


class PlacementFactory(DjangoModelFactory[Placement]):
    class Meta:
        model = Placement

    class Params:
        far = factory.Trait(
            postcode="SY1 1AA", local_authority="E06000051", distance_miles=Decimal("27.4"), is_out_of_area=True
        )

    young_person = factory.SubFactory(YoungPersonFactory)
    started_on = date(2025, 6, 2)
    placement_type = PlacementType.K2
    provider = PlacementProvider.PR4
    provider_name = "Ash House"
    postcode = "WV1 1AA"
    local_authority = "E08000031"
    distance_miles = Decimal("0.0")
    is_out_of_area = False


class PersonAroundFactory(DjangoModelFactory[PersonAround]):
    """`must_not_know=True` must not be told, `no_address=True` may be told and must not have the address."""

    class Meta:
        model = PersonAround

    class Params:
        must_not_know = factory.Trait(may_be_told=MayBeTold.NO, may_be_told_why="Harmed her in 2023.")
        no_address = factory.Trait(may_be_told=MayBeTold.NOT_THE_ADDRESS, may_be_told_why="Came to the last home.")

    young_person = factory.SubFactory(YoungPersonFactory)
    name = factory.Sequence(lambda n: f"Carla Number{n}")
    relation = Relation.MOTHER
    may_be_told = MayBeTold.YES


class CourtOrderFactory(DjangoModelFactory[CourtOrder]):
    class Meta:
        model = CourtOrder

    young_person = factory.SubFactory(YoungPersonFactory)
    kind = OrderKind.NON_MOLESTATION
    forbids = "Must not come within 100 metres of the home."
    started_on = date(2026, 1, 12)


class OtherNameFactory(DjangoModelFactory[OtherName]):
    class Meta:
        model = OtherName

    young_person = factory.SubFactory(YoungPersonFactory)
    name = "Kai Brown"
    kind = NameKind.KNOWN_AS


class SupportInPlaceFactory(DjangoModelFactory[SupportInPlace]):
    class Meta:
        model = SupportInPlace

    young_person = factory.SubFactory(YoungPersonFactory)
    agency = "Tern Mentoring"
    started_on = date(2026, 5, 4)


class PhotographFactory(DjangoModelFactory[Photograph]):
    """A grey picture; `image=` takes another as `people.photographs.cleaned` gives it."""

    class Meta:
        model = Photograph

    young_person = factory.SubFactory(YoungPersonFactory)
    image = b"\x89PNG\r\n\x1a\n"
    content_type = "image/png"
    width = 300
    height = 400
    fingerprint = "0" * 64


class AccessGrantFactory(DjangoModelFactory[AccessGrant]):
    class Meta:
        model = AccessGrant

    young_person = factory.SubFactory(YoungPersonFactory)
    reason = AccessGrant.Reason.NAMED
    source_key = factory.Sequence(lambda n: f"test:{n}")
    starts_at = datetime(2020, 1, 1, tzinfo=UTC)


class CaseEventFactory(DjangoModelFactory[CaseEvent]):
    class Meta:
        model = CaseEvent

    young_person = factory.SubFactory(YoungPersonFactory)
    kind = CaseEvent.Kind.WENT_MISSING
    at = datetime(2026, 11, 1, 20, 30, tzinfo=UTC)
    source_key = factory.Sequence(lambda n: f"episode:{n}")


class RecordMergeFactory(DjangoModelFactory[RecordMerge]):
    """On record alone: nothing has followed."""

    class Meta:
        model = RecordMerge

    kept = factory.SubFactory(YoungPersonFactory)
    merged = factory.SubFactory(YoungPersonFactory)
    merged_at = datetime(2026, 11, 1, 20, 30, tzinfo=UTC)
    merged_by = factory.SubFactory(UserFactory)
    reason = "The same birthday and school"
    changed = factory.LazyFunction(lambda: {"kept": {}, "merged": {}})


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
