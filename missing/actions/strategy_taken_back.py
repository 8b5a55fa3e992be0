"""A strategy discussion that was written down as held, or as not needed, by mistake is due again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.wake import wake_sweep
from missing.actions.locking import lock_young_people
from missing.actions.refusals import need, why_no_discussion
from missing.actions.strategy_episodes import reconsider
from missing.actions.strategy_grounds import open_to_duty
from missing.actions.strategy_withdrawal import withdraw
from missing.models import EndingTakenBack, StrategyDiscussion, StrategyTrigger
from missing.models.taken_back import WasSaid
from people.models import may_open

SINCE_CORRECTED = "What it was about was put right after it had been closed."


@transaction.atomic
def take_back_ending(
    *, actor: User, discussion: StrategyDiscussion, reason: str, at: datetime | None = None
) -> StrategyDiscussion:
    """It was not held, or is needed after all: due again, with its grounds and deadline as they were, and told anew.

    What is due of the young person since then joins it. Grounds that are not so any more are withdrawn, and it with
    them where none is left. Raises ActionRefused without a reason, of who has died, for one that is due or was
    withdrawn, and for who neither wrote it down nor is a manager.
    """
    require(actor, Can.RECORD_STRATEGY_DISCUSSIONS)
    at = at or timezone.now()
    lock_young_people([discussion.young_person_id])
    rows = StrategyDiscussion.objects.select_related("young_person", "assigned_to", "held_recorded_by", "declined_by")
    current = rows.select_for_update(of=["self"]).get(pk=discussion.pk)
    if refusal := why_not_take_back(actor, current):
        raise ActionRefused(refusal)
    need(reason.strip(), "Write why.", "reason")
    _write_down(current, reason.strip(), actor, at)
    since = StrategyDiscussion.objects.open().filter(young_person=current.young_person_id)
    if other := since.select_related("assigned_to").select_for_update(of=["self"]).first():
        _join(other, current, at)
    _make_due(current)
    if current.triggers.filter(harm__isnull=False, withdrawn_at__isnull=True).exists():
        open_to_duty(current, current.opened_at)
    reconsider(current.young_person_id, SINCE_CORRECTED, at)
    wake_sweep()
    current.refresh_from_db()
    return current


def why_not_take_back(user: User, discussion: StrategyDiscussion) -> str | None:
    """Why this person may not say that it did not end so, in words; None when they may."""
    said_by = discussion.held_recorded_by or discussion.declined_by
    if said_by is None:
        return "It is due." if discussion.is_open else "Nothing asks for it any more. Ask for one if one is needed."
    if refusal := why_no_discussion(discussion.young_person):
        return refusal
    if user.can(Can.DECLINE_STRATEGY_DISCUSSIONS) or said_by == user:
        return None
    return f"{said_by} wrote this down. They or a manager may take it back."


def _write_down(discussion: StrategyDiscussion, reason: str, actor: User, at: datetime) -> None:
    EndingTakenBack.objects.create(
        discussion=discussion,
        was_said=WasSaid.HELD if discussion.held_at else WasSaid.DECLINED,
        said_at=discussion.held_recorded_at or discussion.declined_at or at,
        said_by=discussion.held_recorded_by or discussion.declined_by or actor,
        at=at,
        by=actor,
        reason=reason,
    )


def _join(other: StrategyDiscussion, current: StrategyDiscussion, at: datetime) -> None:
    """One is due at a time: the earlier one takes up the grounds of the other that it has not, and who has it."""
    why, standing = f"It goes on in {current}, which is due again.", Q(withdrawn_at__isnull=True)
    known = set(current.triggers.filter(standing).values_list("kind", "source_key"))
    for ground in other.triggers.filter(standing):
        found = StrategyTrigger.objects.filter(pk=ground.pk)
        if (ground.kind, ground.source_key) in known:
            found.update(withdrawn_at=at, withdraw_reason=why)
        else:
            found.update(discussion=current)
    current.assigned_to = other.assigned_to or current.assigned_to
    withdraw(other, why, at)


def _make_due(discussion: StrategyDiscussion) -> None:
    """As if nobody had closed it. Whoever had it has it still, where they are here and may open the record."""
    holder = discussion.assigned_to
    if holder and not (holder.is_here and may_open(holder, discussion.young_person_id)):
        discussion.assigned_to = None
    discussion.held_at = discussion.held_recorded_at = discussion.held_recorded_by = None
    discussion.police_took_part = discussion.locate_officer_took_part = None
    discussion.police_who = discussion.others_who = discussion.outcome = discussion.decided = ""
    discussion.declined_at = discussion.declined_by = None
    discussion.decline_reason = ""
    discussion.save()
