"""What makes a strategy discussion due: grounds are added to the open one, or open one where the rules say so."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

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
    new = _not_on_record(list(grounds), at)
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


def would_open_one(theirs: Sequence[Any], grounds: Iterable[Ground], at: datetime) -> list[Ground]:
    """Those for which `add_grounds` would open a discussion, of who has had `theirs` on record. Writes nothing.

    They come with `grounds_on_record`, and without those that were withdrawn (`missing.both_records`).
    """
    if any(one.is_open for one in theirs):
        return []
    known = [(ground["kind"], ground["key"], one.closed_at) for one in theirs for ground in one.grounds_on_record]
    last = max(theirs, key=attrgetter("closed_at"), default=None)
    said = {ground["kind"] for ground in last.grounds_on_record if ground["voided_at"] is None} if last else set()
    return _due_again(_new(grounds, known, at), said, last.closed_at if last else None, at)


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


def _not_on_record(grounds: Sequence[Ground], at: datetime) -> list[Ground]:
    """What was withdrawn, or its discussion, may come again."""
    known = StrategyTrigger.objects.filter(
        source_key__in={ground.source_key for ground in grounds},
        withdrawn_at__isnull=True,
        discussion__withdrawn_at__isnull=True,
    )
    return _new(grounds, known.values_list("kind", "source_key", "discussion__closed_at"), at)


def _new(grounds: Iterable[Ground], known: Iterable[tuple[str, str, datetime | None]], at: datetime) -> list[Ground]:
    """Each once in a discussion, and again where it may be. `known`: kind, key, and when its discussion was closed."""
    by_key = {(ground.kind.value, ground.source_key): ground for ground in grounds}
    for kind, key, closed_at in known:
        ground = by_key.get((kind, key))
        if ground and not may_come_again(ground, closed_at, at):
            del by_key[kind, key]
    return list(by_key.values())


def _that_open_one(young_person_id: int, grounds: list[Ground], at: datetime) -> list[Ground]:
    """Those for which a new discussion is due."""
    if not grounds:
        return []
    past = StrategyDiscussion.objects.filter(
        young_person=young_person_id, closed_at__isnull=False, withdrawn_at__isnull=True
    )
    last = past.order_by("-closed_at").first()
    said = set(_discussed_in(last).values_list("kind", flat=True)) if last else set()
    return _due_again(grounds, said, last.closed_at if last else None, at)


def _due_again(grounds: list[Ground], said: set[str], closed_at: datetime | None, at: datetime) -> list[Ground]:
    """All of them where one of them is enough; `said` are the kinds of the last discussion, closed then."""
    due = any(
        is_due(
            ground.kind,
            grounds_before=said,
            closed_at=closed_at,
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
