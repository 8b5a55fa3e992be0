"""The band at the top of a strategy discussion: the facts that matter now, and the buttons; and what they answer."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.rules import Can, Role
from alerts.sources import To, source_of
from missing.actions.strategy_taken_back import why_not_take_back
from missing.models import StrategyDiscussion, StrategyTrigger
from people.days import deadline_in_words, plain_time, time_in_words
from people.lengths import in_words

_HOLDER = User.objects.filter(pk=OuterRef("assigned_to"))
HOLDER_IS = {
    "holder_manages_the_team": Exists(
        _HOLDER.filter(groups__name=Role.TEAM_MANAGER, teams=OuterRef("young_person__team"))
    ),
    "holder_is_service_manager": Exists(_HOLDER.filter(groups__name=Role.SERVICE_MANAGER)),
}
"""To fetch with a discussion for its `strip`: who has it."""


def strip(discussion: StrategyDiscussion, user: User, now: datetime) -> dict[str, Any]:
    """The facts that matter now, and the buttons that go with them."""
    if not discussion.is_open:
        return {"facts": _how_it_ended(discussion), "actions": _back_to_due(discussion, user), "is_alarm": False}
    is_late = discussion.due_at <= now
    facts = [
        {
            "label": "Was due" if is_late else "Due",
            "value": deadline_in_words(discussion.due_at),
            "tone": "late" if is_late else "",
        },
        {
            "label": "Open for",
            "value": in_words(now - discussion.opened_at),
            "note": f"since {time_in_words(discussion.opened_at)}",
        },
        {
            "label": "Given to",
            "value": discussion.assigned_to or "Nobody yet",
            "note": _told_next(discussion, now),
        },
    ]
    return {"facts": facts, "actions": _buttons(discussion, user), "is_alarm": is_late}


def not_so(discussion: StrategyDiscussion) -> str:
    """What whoever takes back how it ended says."""
    return "It was not held after all" if discussion.held_at else "It is needed after all"


def declined_words(grounds: list[StrategyTrigger]) -> str:
    """What was declined just now, by name."""
    named = "; ".join(ground.with_its_time for ground in grounds if not ground.withdrawn_at)
    return f"{f'Declined: {named}' if named else 'Declined'}. Nobody is reminded of it any more."


def due_again_words(discussion: StrategyDiscussion) -> str:
    """What became of one whose ending was taken back just now."""
    if discussion.withdrawn_at:
        return f"Taken back. It is not due all the same: {discussion.withdraw_reason}"
    holder = f" It is with {discussion.assigned_to}." if discussion.assigned_to else ""
    was = "was due" if discussion.due_at <= timezone.now() else "is due"
    return f"Taken back. It is open again, and {was} {deadline_in_words(discussion.due_at)}.{holder}"


def _how_it_ended(discussion: StrategyDiscussion) -> list[dict[str, Any]]:
    if discussion.held_at:
        return [
            {"label": "Held", "value": plain_time(discussion.held_at)},
            {"label": "What came of it", "value": discussion.get_outcome_display()},
        ]
    if discussion.declined_at:
        return [
            {"label": "Declined", "value": plain_time(discussion.declined_at)},
            {"label": "By", "value": discussion.declined_by},
        ]
    return [{"label": "Withdrawn", "value": plain_time(discussion.withdrawn_at)}]


def _buttons(discussion: StrategyDiscussion, user: User) -> list[dict[str, Any]]:
    at = [discussion.reference]
    buttons: list[dict[str, Any]] = []
    if user.can(Can.RECORD_STRATEGY_DISCUSSIONS):
        buttons.append({"label": "It was held", "url": reverse("missing:strategy_held", args=at)})
    if user.can(Can.DECLINE_STRATEGY_DISCUSSIONS):
        url = reverse("missing:strategy_declined", args=at)
        buttons.append({"label": "It is not needed", "url": url, "is_secondary": True})
    if user.can(Can.RECORD_STRATEGY_DISCUSSIONS):
        url = reverse("missing:strategy_assign", args=at)
        buttons.append({"label": "Give it to somebody", "url": url, "is_secondary": True})
    return buttons


def _back_to_due(discussion: StrategyDiscussion, user: User) -> list[dict[str, Any]]:
    if not user.can(Can.RECORD_STRATEGY_DISCUSSIONS) or why_not_take_back(user, discussion):
        return []
    url = reverse("missing:strategy_take_back", args=[discussion.reference])
    return [{"label": not_so(discussion), "url": url, "is_secondary": True}]


def _told_next(discussion: StrategyDiscussion, now: datetime) -> str:
    """Whom the next stage tells while it is neither held nor declined, and when; nothing once all are told."""
    source = source_of("strategy")
    for stage in source.stages if source else ():
        at = discussion.opened_at + stage.offset
        if at > now:
            to = stage.to[-1]
            who = "they are told again" if _holds_as(to, discussion) else f"the {to.value} is told"
            return f"else {who} {time_in_words(at)}"
    return ""


def _holds_as(to: To, discussion: Any) -> bool:
    """Whether who has it is among those who would be told next, by `HOLDER_IS`."""
    if to == To.TEAM_MANAGERS:
        return bool(discussion.holder_manages_the_team)
    return to == To.SERVICE_MANAGERS and bool(discussion.holder_is_service_manager)
