"""What of this room follows when two records become one, and what has to be settled first."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from people import merging
from people.actions.merging import worker_once_one
from people.actions.restriction import is_named_to_interview
from people.merging import Clash, Side
from people.models import (
    AccessGrant,
    CarePeriod,
    CaseEvent,
    CourtOrder,
    Death,
    IdentityLink,
    Needs,
    OtherName,
    PersonAround,
    Photograph,
    Placement,
    ReadLog,
    RecordMerge,
    RecordOpening,
    SupportInPlace,
    YoungPerson,
)
from people.rules import days_overlap
from people.undoing_merges import deaths_in_the_way, orders_in_the_way, worker_named_in_the_way


def register() -> None:
    merging.register(CarePeriod, "young_person", clashes=_overlapping(CarePeriod, "Care period", "people:care_period"))
    merging.register(Placement, "young_person", clashes=_overlapping(Placement, "Placement", "people:placement"))
    merging.register(Needs, "young_person", clashes=_one_of(Needs, "Needs and description", "needs"))
    merging.register(Photograph, "young_person", clashes=_one_of(Photograph, "Photograph", "photograph"))
    for model in (PersonAround, CourtOrder, SupportInPlace, RecordOpening):
        merging.register(model, "young_person")
    merging.register(OtherName, "young_person", left=_names_there_already)
    merging.register(Death, "young_person", left=_death_there_already, blocks=_one_has_died)
    merging.register(
        AccessGrant, "young_person", left=_grants_there_already, overtaken=_grants_over, blocks=_worker_is_named
    )
    merging.register(CaseEvent, "young_person", left=_turned_18_there_already)
    merging.register(YoungPerson, "merged_into")
    merging.register(ReadLog, "young_person", stays="A reading is of the record that was read; both are shown as one.")
    merging.register(IdentityLink, "old", blocks=_linked_identities)
    merging.register(IdentityLink, "new")
    merging.register(RecordMerge, "kept", stays="It says what became of which record.")
    merging.register(RecordMerge, "merged", stays="It says what became of which record.")
    merging.register_before_undoing("deaths", deaths_in_the_way)
    merging.register_before_undoing("orders", orders_in_the_way)
    merging.register_before_undoing("named", worker_named_in_the_way)


def _overlapping(
    model: type[CarePeriod] | type[Placement], title: str, page: str
) -> Callable[[YoungPerson, YoungPerson], Iterator[Clash]]:
    def clashes(kept: YoungPerson, merged: YoungPerson) -> Iterator[Clash]:
        rows: list[Any] = list(model.objects.filter(young_person__in=[kept, merged]).order_by("started_on"))
        for one in (row for row in rows if row.young_person_id == kept.pk):
            for other in (row for row in rows if row.young_person_id == merged.pk):
                if days_overlap((one.started_on, one.ended_on), (other.started_on, other.ended_on)):
                    of_kept, of_merged = _dated_side(one, kept, page), _dated_side(other, merged, page)
                    follows = merging.follows_of(f"{model._meta.label_lower}.young_person")
                    same_day = one.started_on == other.started_on
                    yield Clash(follows, title, of_kept, of_merged, same_key=same_day)

    return clashes


def _dated_side(row: CarePeriod | Placement, whose: YoungPerson, page: str) -> Side:
    until = _day(row.ended_on) if row.ended_on else "now"
    what = str(row) if isinstance(row, Placement) else row.get_legal_status_display() or "Legal status not recorded"
    where = f", {row.provider_name}" if isinstance(row, Placement) and row.provider_name else ""
    facts = f"{what}{where}, from {_day(row.started_on)} to {until}"
    return Side(row.pk, f"That of {whose.reference}", facts, reverse(page, args=[whose.reference, row.pk]))


def _one_of(model: type[Model], title: str, name: str) -> Callable[[YoungPerson, YoungPerson], Iterator[Clash]]:
    """One alone for each young person: where both have one, somebody chooses."""

    def clashes(kept: YoungPerson, merged: YoungPerson) -> Iterator[Clash]:
        one, other = getattr(kept, name, None), getattr(merged, name, None)
        if one and other:
            of_kept = Side(one.pk, f"That of {kept.reference}", str(one))
            of_merged = Side(other.pk, f"That of {merged.reference}", str(other))
            follows = merging.follows_of(f"{model._meta.label_lower}.young_person")
            yield Clash(follows, title, of_kept, of_merged, same_key=True)

    return clashes


def _names_there_already(kept: YoungPerson) -> Q:
    theirs = OtherName.objects.filter(young_person=kept)
    in_use = Q(Exists(theirs.filter(is_in_use=True)), is_in_use=True)
    return in_use | Q(Exists(theirs.filter(name=OuterRef("name"), kind=OuterRef("kind"))))


def _grants_there_already(kept: YoungPerson) -> Q:
    """What is there for the same reason; and who was named, where the kept record says itself who sees it.

    Whether it holds still is asked before (`_grants_over`).
    """
    like_it = AccessGrant.objects.filter(
        young_person=kept, reason=OuterRef("reason"), source_key=OuterRef("source_key"), role=OuterRef("role")
    )
    same_user = Q(user=OuterRef("user")) | Q(user__isnull=True)
    left = Q(Exists(like_it.filter(same_user)))
    return left | Q(reason=AccessGrant.Reason.NAMED) if kept.is_restricted else left


def _grants_over(kept: YoungPerson, merged: YoungPerson) -> list[tuple[int, int]]:
    """Who was named on the kept record once, and is named on the other now, is named; the same of any other grant."""
    like_it = {name: OuterRef(name) for name in ("reason", "source_key", "role")}
    same_user = Q(user=OuterRef("user")) | Q(user__isnull=True)
    over = AccessGrant.objects.filter(same_user, young_person=kept, until__lte=timezone.now(), **like_it)
    running = AccessGrant.objects.current().filter(young_person=merged)
    if kept.is_restricted:
        running = running.exclude(reason=AccessGrant.Reason.NAMED)
    found = running.annotate(over=Subquery(over.values("pk"))).filter(over__isnull=False)
    return list(found.order_by("pk").values_list("over", "pk"))


def _worker_is_named(kept: YoungPerson, merged: YoungPerson) -> str | None:
    """Of a restricted record nobody is its social worker who is named to hold its interviews."""
    worker, restricted = worker_once_one(kept, merged), kept if kept.is_restricted else merged
    if worker is None or not is_named_to_interview(worker, restricted):
        return None
    return (
        f"{worker} is named to hold the return home interviews of {restricted.reference}, which is restricted, "
        "and would be the social worker of the one record. Who holds them is independent of their care. Ask the "
        "service manager to name somebody else there, or give the young person another social worker, first."
    )


def _death_there_already(kept: YoungPerson) -> Q:
    stands = Q(taken_back_at__isnull=True)
    return stands & Q(Exists(Death.objects.filter(stands, young_person=kept)))


def _one_has_died(kept: YoungPerson, merged: YoungPerson) -> str | None:
    """What follows from a death follows from its being recorded: it is not carried over."""
    if kept.died_on == merged.died_on:
        return None
    return "One of the two is on record as having died, and not the other. Record it on both, or take it back, first."


def _linked_identities(kept: YoungPerson, merged: YoungPerson) -> str | None:
    """Said so that nobody learns of a link from it."""
    if IdentityLink.objects.standing().of(kept, merged).exists():
        return "A service manager has to look at these two first."
    return None


def _turned_18_there_already(kept: YoungPerson) -> Q:
    kind = CaseEvent.Kind.TURNED_18
    return Q(Exists(CaseEvent.objects.filter(young_person=kept, kind=kind)), kind=kind)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
