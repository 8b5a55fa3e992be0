"""What people and the council choose: alerts in the morning, and whom a stage tells."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.models import MorningReader, StageRecipients
from alerts.sources import To, source_of


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
