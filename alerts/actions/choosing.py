"""What people and the council choose: alerts in the morning, whom a stage tells, and at which hours."""

from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.models import MorningReader, StageHours, StageRecipients
from alerts.sources import AlertSource, To, source_of


@transaction.atomic
def choose_morning(*, actor: User, in_the_morning: bool, at: datetime | None = None) -> None:
    """Have the actor's alerts mailed in one e-mail each morning, or each as it comes. What waits already stays so."""
    require(actor, Can.USE_OWN_ACCOUNT)
    if in_the_morning:
        MorningReader.objects.get_or_create(user=actor, defaults={"chosen_at": at or timezone.now()})
    else:
        MorningReader.objects.filter(user=actor).delete()


@transaction.atomic
def set_recipients(
    *, actor: User, kind: str, stage: str, places: Collection[To], at: datetime | None = None
) -> StageRecipients | None:
    """Whom that stage tells from now on, and those that stand in a row with it (`AlertSource.runs`).

    Where they are the places that it comes with, none is kept.

    Raises ActionRefused where it would tell nobody, where the kind is about no young person and the place is, and for
    a kind or a stage that there is not.
    """
    require(actor, Can.SET_ALERTS)
    source = source_of(kind)
    run = source.run_of(stage) if source else ()
    if source is None or not run:
        raise ActionRefused("There is no such alert any more.")
    if not places:
        raise ActionRefused("Choose at least one: an alert that nobody gets helps nobody.", field="places")
    if not set(places) <= set(source.places):
        raise ActionRefused("Nobody is in this place for this kind of alert.", field="places")
    codes = [each.code for each in run]
    if set(places) == set(run[0].to):
        StageRecipients.objects.filter(kind=kind, stage__in=codes).delete()
        return None
    now = at or timezone.now()
    told = [place.name for place in To if place in places]
    for code in codes:
        chosen, _ = StageRecipients.objects.update_or_create(
            kind=kind, stage=code, defaults={"places": told, "changed_by": actor, "changed_at": now}
        )
    return chosen


@transaction.atomic
def set_hours(*, actor: User, kind: str, hours: Mapping[str, int], at: datetime | None = None) -> bool:
    """At how many hours the stages of a kind are reached from the next sweep on, by code; whether others than usual.

    Every one of `AlertSource.local_stages` is named. A stage that was told is not told again for the same deadline,
    wherever its hour moves; one whose hour now lies behind is told at once. Where all are as they come, none is kept.

    Raises ActionRefused, beside the stage's field, where they would not follow each other in the order of the stages,
    or are less than an hour or more than thirty days, or than the stage allows; and for a kind that there is not, or
    that has none to set.
    """
    require(actor, Can.SET_ALERTS)
    source = source_of(kind)
    if source is None or not source.local_stages or set(hours) != {stage.code for stage in source.local_stages}:
        raise ActionRefused("There is no such alert any more.")
    _refuse_hours_out_of_order(source, hours)
    if all(stage.hours == hours[stage.code] for stage in source.local_stages):
        StageHours.objects.filter(kind=kind).delete()
        return False
    now = at or timezone.now()
    for stage in source.local_stages:  # all of them, the first one first: who saves at the same time waits for it
        StageHours.objects.update_or_create(
            kind=kind,
            stage=stage.code,
            defaults={"hours": hours[stage.code], "changed_by": actor, "changed_at": now},
        )
    return True


def _refuse_hours_out_of_order(source: AlertSource, hours: Mapping[str, int]) -> None:
    for stage in source.local_stages:
        if not 1 <= hours[stage.code] <= stage.most_hours:
            words = f"Write a number of hours from 1 to {stage.most_hours}."
            raise ActionRefused(words, field=f"hours_{stage.code}")
    stages = [stage.at(hours[stage.code]) if stage.by_hours else stage for stage in source.stages]
    for earlier, later in pairwise(stages):
        if earlier.offset >= later.offset:
            moved = later if later.by_hours else earlier
            raise ActionRefused(
                f"“{later.words.capitalize()}” has to come later than “{earlier.words}”.", field=f"hours_{moved.code}"
            )
