"""Two interviews of one absence: what the one that stands takes over from the other, and gives back."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import Draft, User
from missing.actions.changed_fields import change, still_as_changed
from missing.actions.queue import end_access, open_to_interviewer
from missing.models import ReturnInterview
from missing.own_drafts import OF_INTERVIEWS

HOLDER = ("assigned_to_id", "assigned_at")
WISH = ("wished_interviewer_id", "wished_name", "wish_recorded_by_id", "wish_recorded_at")


def takes_over(one: ReturnInterview, other: ReturnInterview) -> dict[str, Any]:
    """Who has the other, and whom the young person asked for there, as far as the one that stands says neither.

    By field; nothing where that one is closed, and no holder where it is a placing council's.
    """
    if one.outcome:
        return {}
    facts: dict[str, Any] = {}
    if one.assigned_to_id is None and not one.is_theirs and not other.outcome:
        facts |= {name: getattr(other, name) for name in HOLDER}
    if one.wish_recorded_at is None:
        facts |= {name: getattr(other, name) for name in WISH}
    return facts


def take_over(one: ReturnInterview, other: ReturnInterview, at: datetime) -> dict[str, list[Any]]:
    """Give it what `takes_over` says; whoever has it now sees it. What each field was and is, as JSON holds it."""
    changed = change(one, takes_over(one, other))
    one.save(update_fields=[*HOLDER, *WISH])
    if "assigned_to_id" in changed:
        open_to_interviewer(one, User.objects.get(pk=one.assigned_to_id), at)
    return changed


def give_back(one: ReturnInterview, changed: Mapping[str, list[Any]], at: datetime) -> None:
    """Two again: what it took over goes, as far as nobody has changed it since and the interview is still to do."""
    if one.outcome:
        return
    for group in (HOLDER, WISH):
        theirs = {name: changed[name] for name in group if name in changed}
        before = still_as_changed(one, theirs)
        if not theirs or len(before) < len(theirs):
            continue
        if group is HOLDER:
            end_access(one, at)
        change(one, before)
        one.save(update_fields=list(before))


def drafts_that_move(one: ReturnInterview, other: ReturnInterview) -> dict[Draft, str]:
    """What is being typed about the other, whoever types it, each with its new key.

    What its owner has typed into the same form of the one that stands is not written over: theirs of the other stays
    theirs to read.
    """
    taken = set(_drafts_of(one.pk).values_list("user", "key"))
    found = {draft: _key_of(draft, one.pk) for draft in _drafts_of(other.pk).select_related("user").order_by("pk")}
    return {draft: key for draft, key in found.items() if (draft.user_id, key) not in taken}


def move_drafts(one: ReturnInterview, other: ReturnInterview) -> list[int]:
    """Their ids, so that those very drafts go back."""
    moved = drafts_that_move(one, other)
    for draft, key in moved.items():
        Draft.objects.filter(pk=draft.pk).update(key=key)
    return [draft.pk for draft in moved]


def move_drafts_back(pks: list[int], *, from_one: int, to_other: int) -> None:
    """Those of them that are still about that interview, where their owner has not begun the other anew."""
    taken = set(_drafts_of(to_other).values_list("user", "key"))
    for draft in _drafts_of(from_one).filter(pk__in=pks):
        if (draft.user_id, key := _key_of(draft, to_other)) not in taken:
            Draft.objects.filter(pk=draft.pk).update(key=key)


def _drafts_of(interview: int) -> Any:
    kinds = "|".join(map(re.escape, OF_INTERVIEWS))
    return Draft.objects.filter(key__regex=rf"^({kinds}):{interview}(:|$)")


def _key_of(draft: Draft, interview: int) -> str:
    kind, _, *section = draft.key.split(":")
    return ":".join([kind, str(interview), *section])
