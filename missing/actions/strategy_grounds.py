"""What makes a strategy discussion due: grounds are added to the open one, or open one where the rules say so."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.numbering import next_reference
from accounts.office_hours import is_working_day
from accounts.rules import Role
from alerts.wake import wake_sweep
from missing.actions.locking import lock_young_people
from missing.codes import StrategyGround
from missing.models import StrategyDiscussion, StrategyTrigger
from missing.periods import end_of_date
from missing.rules.strategy import Ground, is_due, may_come_again
from missing.rules.working_days import working_days_after
from people.models import AccessGrant, YoungPerson

TOLD_ELSEWHERE = timedelta(seconds=1)
"""Harm that is told has an alert of its own at that instant; the discussion's own begin after it."""


@transaction.atomic
def add_grounds(young_person_id: int, grounds: Iterable[Ground], at: datetime) -> StrategyDiscussion | None:
    """Write the grounds that are not on record yet into the open discussion, or open one for them.

    Returns the discussion that holds them; None where nothing is due, and of who has died. Two at once come to one
    discussion: the young person's row is locked first.
    """
    lock_young_people([young_person_id])
    if YoungPerson.objects.filter(pk=young_person_id, died_on__isnull=False).exists():
        return None
    new = _not_on_record(grounds, at)
    discussion = StrategyDiscussion.objects.open().filter(young_person=young_person_id).first()
    if discussion is None:
        new = _that_open_one(young_person_id, new, at)
        if not new:
            return None
        is_told_elsewhere = any(ground.kind == StrategyGround.HARM for ground in new)
        discussion = _open(young_person_id, at, is_told_elsewhere=is_told_elsewhere)
    StrategyTrigger.objects.bulk_create(
        StrategyTrigger(
            discussion=discussion,
            kind=ground.kind,
            source_key=ground.source_key,
            at=at,
            grounds=ground.words,
            episode_id=ground.episode_id,
            harm_id=ground.harm_id,
            by_id=ground.by_id,
        )
        for ground in new
    )
    if any(ground.kind == StrategyGround.HARM for ground in new):
        open_to_duty(discussion, at)
    return discussion


def discussion_to_join(young_person_id: int, at: datetime) -> StrategyDiscussion:
    """The open one of who is alive, or a new one, for harm that stood in a discussion already."""
    lock_young_people([young_person_id])
    found = StrategyDiscussion.objects.open().filter(young_person=young_person_id).first()
    return found or _open(young_person_id, at, is_told_elsewhere=True)


def keep_due(held: StrategyDiscussion, grounds: list[StrategyTrigger]) -> StrategyDiscussion:
    """Grounds of a discussion that is closed already, and were not discussed in it, stay due in one of their own.

    It is open since the first of them was written down, and with whoever had the other. What was told of them stands.
    """
    at, is_harm = min(ground.at for ground in grounds), any(ground.harm_id for ground in grounds)
    discussion = _open(held.young_person_id, at, is_told_elsewhere=is_harm)
    discussion.assigned_to = held.assigned_to
    discussion.save(update_fields=["assigned_to"])
    held.triggers.filter(pk__in=[ground.pk for ground in grounds]).update(discussion=discussion)
    if is_harm:
        open_to_duty(discussion, at)
    return discussion


def open_to_duty(discussion: StrategyDiscussion, at: datetime) -> None:
    """Duty is told of harm, and so may read the record until the discussion is held or declined."""
    AccessGrant.objects.update_or_create(
        young_person_id=discussion.young_person_id,
        role=Role.DUTY,
        reason=AccessGrant.Reason.DUTY,
        source_key=f"strategy:{discussion.pk}",
        defaults={"starts_at": at, "until": None},
    )


def close_to_duty(discussion: StrategyDiscussion, at: datetime) -> None:
    grants = AccessGrant.objects.filter(young_person=discussion.young_person_id, reason=AccessGrant.Reason.DUTY)
    grants.filter(source_key=f"strategy:{discussion.pk}").update(until=at)


def _not_on_record(grounds: Iterable[Ground], at: datetime) -> list[Ground]:
    """Each once in a discussion, and again where it may be; what was withdrawn, or its discussion, may come again."""
    by_key = {(ground.kind.value, ground.source_key): ground for ground in grounds}
    keys = {key for _, key in by_key}
    known = StrategyTrigger.objects.filter(
        source_key__in=keys, withdrawn_at__isnull=True, discussion__withdrawn_at__isnull=True
    )
    for kind, key, closed_at in known.values_list("kind", "source_key", "discussion__closed_at"):
        ground = by_key.get((kind, key))
        if ground and not may_come_again(ground, closed_at, at):
            del by_key[kind, key]
    return list(by_key.values())


def _that_open_one(young_person_id: int, grounds: list[Ground], at: datetime) -> list[Ground]:
    """Those for which a new discussion is due; all of them where one of them is enough."""
    if not grounds:
        return []
    past = StrategyDiscussion.objects.filter(
        young_person=young_person_id, closed_at__isnull=False, withdrawn_at__isnull=True
    )
    last = past.order_by("-closed_at").first()
    said = set(_discussed_in(last).values_list("kind", flat=True)) if last else set()
    due = any(
        is_due(
            ground.kind,
            grounds_before=said,
            closed_at=last.closed_at if last else None,
            now=at,
            again_after_days=settings.STRATEGY_AGAIN_AFTER_DAYS,
        )
        for ground in grounds
    )
    return grounds if due else []


def _discussed_in(discussion: StrategyDiscussion) -> QuerySet[StrategyTrigger]:
    """Its grounds; not those of an episode that was voided since: what was discussed was not so."""
    return discussion.triggers.filter(withdrawn_at__isnull=True).exclude(episode__voided_at__isnull=False)


def _open(young_person_id: int, at: datetime, *, is_told_elsewhere: bool) -> StrategyDiscussion:
    last_day = working_days_after(timezone.localdate(at), settings.STRATEGY_DUE_WORKING_DAYS, is_working_day)
    pk, reference = next_reference(StrategyDiscussion, "SD-")
    discussion = StrategyDiscussion.objects.create(
        pk=pk,
        reference=reference,
        young_person_id=young_person_id,
        opened_at=at,
        due_at=end_of_date(last_day),
        alerts_from=at + TOLD_ELSEWHERE if is_told_elsewhere else at,
    )
    wake_sweep()
    return discussion
