"""What becomes of a strategy discussion: asked for, given to somebody, held, or declined by a manager."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.locking import lock_young_people
from missing.actions.refusals import need, why_no_discussion
from missing.actions.strategy_grounds import add_grounds, keep_due
from missing.actions.strategy_withdrawal import end_alerts, withdraw_discussions
from missing.codes import StrategyGround
from missing.models import StrategyDiscussion, StrategyTrigger
from missing.models.strategy import told_to
from missing.rules.strategy import Ground
from people.days import time_in_words
from people.models import YoungPerson

__all__ = [
    "ask_for_discussion",
    "assign_discussion",
    "decline_discussion",
    "record_discussion_held",
    "withdraw_discussions",
]


@transaction.atomic
def ask_for_discussion(
    *, actor: User, young_person: YoungPerson, reason: str, at: datetime | None = None
) -> StrategyDiscussion:
    """Somebody thinks that one is needed, for a reason that no rule knows. Added to the open one where there is one.

    Raises ActionRefused without a reason, and of who has died: nobody would be told.
    """
    require(actor, Can.RECORD_STRATEGY_DISCUSSIONS)
    at = at or timezone.now()
    need(reason.strip(), "Write why it is needed.", "reason")
    lock_young_people([young_person.pk])
    young_person.refresh_from_db(fields=["died_on"])
    if refusal := why_no_discussion(young_person):
        raise ActionRefused(refusal, field="reason")
    key = f"asked:{young_person.pk}:{actor.pk}:{at:%Y%m%d%H%M%S}"
    discussion = add_grounds(young_person.pk, [Ground(StrategyGround.ASKED, key, reason.strip(), by_id=actor.pk)], at)
    return discussion or StrategyDiscussion.objects.get(triggers__source_key=key)


@transaction.atomic
def assign_discussion(
    *, actor: User, discussion: StrategyDiscussion, to: User, at: datetime | None = None
) -> StrategyDiscussion:
    """Say who calls it together. Raises ActionRefused for somebody who may not open the record or write it down."""
    require(actor, Can.RECORD_STRATEGY_DISCUSSIONS)
    current = _open(discussion)
    if not to.can(Can.RECORD_STRATEGY_DISCUSSIONS):
        raise ActionRefused(f"{to} does not hold strategy discussions.", field="to")
    if not StrategyDiscussion.objects.visible_to(to).filter(pk=current.pk).exists():
        raise ActionRefused(f"{to} may not open this record.", field="to")
    current.assigned_to = to
    current.save(update_fields=["assigned_to"])
    return current


@transaction.atomic
def record_discussion_held(
    *,
    actor: User,
    discussion: StrategyDiscussion,
    held_at: datetime,
    police_took_part: bool,
    police_who: str,
    locate_officer_took_part: bool,
    outcome: str,
    decided: str,
    others_who: str = "",
    discussed_too: Collection[int] | None = None,
    at: datetime | None = None,
) -> StrategyDiscussion:
    """Write down that it was held, with whom, and what came of it; its alerts end.

    `police_who` says who of the police took part, or why nobody did. `discussed_too` are the grounds that came after
    `held_at` and were discussed all the same, as they were typed later than they were known; None where nobody was
    asked. The others stay due in a discussion of their own (`kept_due`), and their alerts stand. Raises ActionRefused,
    in words, where a fact is missing, the time has not come or is before what it was about, it is not said whether what
    came after it was discussed, or it is closed.
    """
    require(actor, Can.RECORD_STRATEGY_DISCUSSIONS)
    at = at or timezone.now()
    current = _open(discussion)
    if held_at > at:
        raise ActionRefused("This time has not come yet.", field="held_at")
    if held_at < (earliest := _earliest(current)):
        raise ActionRefused(f"This is before what it is about: that began {time_in_words(earliest)}.", field="held_at")
    left = _not_discussed(current, held_at, discussed_too)
    who = "Write who of the police took part." if police_took_part else "Write why the police did not take part."
    need(police_who.strip(), who, "police_who")
    if locate_officer_took_part and not police_took_part:
        raise ActionRefused("The Locate officer is of the police, so the police took part.", field="police_took_part")
    need(outcome, "Choose what came of it.", "outcome")
    need(decided.strip(), "Write what was decided, and who does what.", "decided")
    current.held_at, current.held_recorded_at, current.held_recorded_by = held_at, at, actor
    current.police_took_part, current.police_who = police_took_part, police_who.strip()
    current.locate_officer_took_part, current.others_who = locate_officer_took_part, others_who.strip()
    current.outcome, current.decided = outcome, decided.strip()
    current.save()
    current.kept_due = keep_due(current, left) if left else None
    end_alerts(current, at)
    return current


@transaction.atomic
def decline_discussion(
    *,
    actor: User,
    discussion: StrategyDiscussion,
    reason: str,
    seen: Collection[int] | None = None,
    at: datetime | None = None,
) -> StrategyDiscussion:
    """A manager decides that it is not needed, and says why; its alerts end.

    `seen` are the grounds that the manager was shown; None where there was no page. Raises PermissionDenied for who is
    no manager, ActionRefused without a reason, when it is closed, and where a ground stands that was not shown: it
    names them.
    """
    require(actor, Can.DECLINE_STRATEGY_DISCUSSIONS)
    at = at or timezone.now()
    current = _open(discussion)
    if seen is not None:
        _refuse_unseen(current, actor, seen)
    need(reason.strip(), "Write why it is not needed.", "reason")
    current.declined_at, current.declined_by, current.decline_reason = at, actor, reason.strip()
    current.save()
    end_alerts(current, at)
    return current


def _open(discussion: StrategyDiscussion) -> StrategyDiscussion:
    """As it is now, locked until the transaction ends, the young person first: no ground is added to it meanwhile.

    Raises ActionRefused, saying how it was closed.
    """
    lock_young_people([discussion.young_person_id])
    rows = StrategyDiscussion.objects.select_related("held_recorded_by", "declined_by")
    current = rows.select_for_update(of=["self"]).get(pk=discussion.pk)
    if closed := why_closed(current):
        raise ActionRefused(closed)
    return current


def why_closed(discussion: StrategyDiscussion) -> str:
    """How it was closed, to who would go on with it; empty while it is due."""
    if discussion.held_at:
        return f"{discussion.held_recorded_by} has written down already that it was held."
    if discussion.declined_at:
        return f"{discussion.declined_by} has declined it already."
    return "It is not due any more." if discussion.withdrawn_at else ""


def _refuse_unseen(discussion: StrategyDiscussion, actor: User, seen: Collection[int]) -> None:
    """What was added while the page was open is read before it is declined."""
    grounds = discussion.triggers.standing().filter(told_to(actor))
    if named := "; ".join(ground.with_its_time for ground in grounds if ground.pk not in seen):
        raise ActionRefused(
            f"Added since you opened this page: {named}. Nothing is declined yet: read it under “Why it is due”, and "
            "decline once more if it is not needed all the same."
        )


def _not_discussed(
    discussion: StrategyDiscussion, held_at: datetime, discussed_too: Collection[int] | None
) -> list[StrategyTrigger]:
    """The grounds that came after it was held and were not discussed in it. Raises ActionRefused where nobody said."""
    standing = list(discussion.triggers.standing())
    later = [ground for ground in standing if ground.came_after(held_at)]
    if not later:
        return []
    named = "; ".join(ground.with_its_time for ground in later)
    if discussed_too is None or (discussed_too and not {ground.pk for ground in later} <= set(discussed_too)):
        raise ActionRefused(
            f"What came after this time may not have been discussed: {named}. Say whether it was, or correct the time.",
            field="discussed_too",
        )
    if discussed_too:
        return []
    if len(later) == len(standing):
        raise ActionRefused(
            "All that it is about came after this time. Correct the time, or say that it was discussed.",
            field="discussed_too",
        )
    return later


def _earliest(discussion: StrategyDiscussion) -> datetime:
    """When what it is about began: the first of its episodes, or the discussion itself."""
    starts = discussion.triggers.filter(episode__isnull=False).values_list("episode__started_at", flat=True)
    return min([discussion.opened_at, *starts])
