from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

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
from tests.factories.accounts import TeamFactory, UserFactory


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
