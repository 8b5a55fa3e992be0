"""Two records of one young person become one, and two again exactly as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can, Role
from people.actions.merged_restriction import (
    keep_named,
    missing_closed_by,
    name_keeper,
    name_the_stricter,
    restrict_both,
    was_restricted_since,
)
from people.actions.restriction import keeper_of
from people.merging import (
    KEPT,
    MERGED,
    Clash,
    Follows,
    all_that_follow,
    bring_up_to_date,
    clashes_of,
    follows_of,
    put,
    what_blocks,
    what_is_in_the_way,
)
from people.models import RecordMerge, YoungPerson
from people.refusals import Refusal, ask_what_is_asked_at_the_end, in_words
from people.restricting import hand_over_the_log, tell_whose_it_was, whose_it_is

FILLED = ("sex", "ethnicity", "team_id", "social_worker_id", "reviewing_officer_id", "home_postcode")
"""Where the kept record says nothing, what the merged one says is taken over."""
EMPTIED = {"team_id": None, "social_worker_id": None, "reviewing_officer_id": None}
"""The merged record is in nobody's list any more."""
NOT_BEFORE_BIRTH = Refusal(
    "Something on the other record began before the date of birth that is kept. Correct the date of birth first."
)
REFUSALS = {
    "episode_not_before_birth": NOT_BEFORE_BIRTH,
    "episodes_do_not_overlap": Refusal("Two episodes overlap now. Look again."),
    "one_open_episode_a_young_person": Refusal("Both have an open episode now. Look again."),
    "care_period_once_a_day": Refusal("Two care periods start on the same day now. Look again."),
    "placement_once_a_day": Refusal("Two placements start on the same day now. Look again."),
    "one_open_strategy_discussion_a_young_person": Refusal("Both have an open strategy discussion now. Look again."),
    "court_order_is_about_somebody_of_theirs": Refusal(
        "A court order is about somebody on the other record now. Change whom it is about first."
    ),
}


def why_not_merge(actor: User, kept: YoungPerson, merged: YoungPerson) -> str | None:
    """Why this person may not make one record of the two, in words; None when they may."""
    if kept.pk == merged.pk:
        return "This is the same record. Look for the other one."
    if merged.merged_into_id or kept.merged_into_id:
        return "One of the two is merged already."
    if not is_of_both(actor, kept.team_id, merged.team_id):
        return "Only a service manager, or a team manager of both, makes one record of two."
    return None


def is_of_both(actor: User, *team_ids: int | None) -> bool:
    return actor.holds(Role.SERVICE_MANAGER) or all(team in actor.team_ids for team in team_ids)


@transaction.atomic
def merge_records(
    *,
    actor: User,
    kept: YoungPerson,
    merged: YoungPerson,
    reason: str,
    choices: Mapping[str, str] | None = None,
    keeper: User | None = None,
    at: datetime | None = None,
) -> RecordMerge:
    """All that is on the merged record follows to the kept one, whose reference stands; the other finds it from now on.

    `choices` says of each clash (its key) which row stands, `kept` or `merged`; the other is laid aside and kept. The
    stricter of two restrictions wins, and whose record it closes is told; of who is missing now on a record that it
    closes to others, `keeper` keeps the log and is named too. Raises ActionRefused without a reason, for who may not,
    while a clash is not settled (`field` is its key) or something blocks, where times cannot be, and as `keeper_of`.
    """
    require(actor, Can.MERGE_RECORDS)
    at = at or timezone.now()
    kept, merged = _locked(actor, kept, merged)
    if refusal := why_not_merge(actor, kept, merged):
        raise ActionRefused(refusal)
    for blocked in what_blocks(kept, merged):
        raise ActionRefused(blocked)
    aside = _settled(clashes_of(kept, merged), choices or {})
    if not reason.strip():
        raise ActionRefused("Write how you know that they are the same person.", field="reason")
    missing = missing_closed_by(kept, merged)
    keeper = keeper_of(missing, keeper)
    had_it = dict.fromkeys([*whose_it_is(kept), *whose_it_is(merged)])
    merge = RecordMerge(kept=kept, merged=merged, merged_at=at, merged_by=actor, reason=reason.strip())
    with in_words(REFUSALS):
        _lay_aside(merge, aside, actor, at)
        merge.names_ended = name_the_stricter(kept, merged, at)
        for follows in all_that_follow():
            _move(merge, follows)
        merge.changed = {
            KEPT: _change(kept, _filled(kept, merged)) | _followed_care(kept),
            MERGED: _change(merged, _emptied(kept)) | _followed_care(merged),
        }
        merge.save()
        name_keeper(kept, keeper, at)
        bring_up_to_date(actor, kept, merged, at)
        if missing and keeper:
            hand_over_the_log(actor, keeper, kept, missing, at)
        if kept.is_restricted:
            tell_whose_it_was(actor, had_it, kept, at)
        ask_what_is_asked_at_the_end()
    return merge


@transaction.atomic
def unmerge_records(*, actor: User, merge: RecordMerge, reason: str, at: datetime | None = None) -> RecordMerge:
    """Two records again: what followed goes back, what was laid aside too.

    What was written since goes with the episode or interview that it is about (each room sees to that), and else stays
    on the kept record. A restriction made since stays on both. Raises ActionRefused without a reason, for who may not,
    when it is undone already, and, all at once, for what was written since and must be undone first
    (`people.merging.what_is_in_the_way`).
    """
    require(actor, Can.MERGE_RECORDS)
    at = at or timezone.now()
    merge = RecordMerge.objects.select_for_update(of=["self"]).select_related("kept", "merged").get(pk=merge.pk)
    merge.kept, merge.merged = kept, merged = _locked(actor, merge.kept, merge.merged)
    if merge.is_undone:
        raise ActionRefused("They are two records again already.")
    if kept.merged_into_id:
        raise ActionRefused(f"{kept.reference} was merged into another record since. Undo that first.")
    if not is_of_both(actor, kept.team_id, merge.changed[MERGED].get("team_id", [None])[0]):
        raise ActionRefused("Only a service manager, or a team manager of both, makes two records of one.")
    if in_the_way := what_is_in_the_way(merge):
        raise ActionRefused(" ".join(found.words for found in in_the_way))
    if not reason.strip():
        raise ActionRefused("Write why they are two people.", field="reason")
    restricted_since = was_restricted_since(merge)
    merge.undone_at, merge.undone_by, merge.undone_why = at, actor, reason.strip()
    with in_words(REFUSALS):
        merge.save(update_fields=["undone_at", "undone_by", "undone_why"])
        _change_back(kept, merge.changed[KEPT])
        _change_back(merged, merge.changed[MERGED])
        _move_back(merge, actor, at)
        if restricted_since:
            restrict_both(kept, merged)
        keep_named(merge, kept, merged, at)
        bring_up_to_date(actor, kept, merged, at)
        ask_what_is_asked_at_the_end()
    return merge


def _locked(actor: User, kept: YoungPerson, merged: YoungPerson) -> tuple[YoungPerson, YoungPerson]:
    """Both as they are now. Raises PermissionDenied where one of them is not the actor's to open."""
    rows = YoungPerson.objects.select_for_update(of=["self"]).filter(pk__in=[kept.pk, merged.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    theirs = YoungPerson.objects.visible_to(actor).filter(pk__in=found).values_list("pk", flat=True)
    if {pk for pk, row in found.items() if not row.merged_into_id} - set(theirs):
        raise PermissionDenied("Both records must be yours to open.")
    return found[kept.pk], found[merged.pk]


def _settled(clashes: list[Clash], choices: Mapping[str, str]) -> list[tuple[Clash, str]]:
    """Each clash with the side that is laid aside. Raises ActionRefused for one that nobody has settled."""
    laid_aside: dict[tuple[str, int], str] = {}
    stands: dict[tuple[str, int], str] = {}
    for clash in clashes:
        choice = choices.get(clash.key)
        if choice not in (KEPT, MERGED):
            raise ActionRefused(f"{clash.title}: choose which one stands.", field=clash.key)
        one, other = (clash.kept, clash.merged) if choice == KEPT else (clash.merged, clash.kept)
        stands[clash.follows.key, one.pk] = laid_aside[clash.follows.key, other.pk] = clash.key
    for row in stands.keys() & laid_aside.keys():
        raise ActionRefused("This stands in one place and is laid aside in another.", field=stands[row])
    return [(clash, MERGED if choices[clash.key] == KEPT else KEPT) for clash in clashes]


def _lay_aside(merge: RecordMerge, aside: list[tuple[Clash, str]], actor: User, at: datetime) -> None:
    """Rows that do not stand: taken out by their own room, or left with (given to) the merged record."""
    stay: dict[str, list[int]] = defaultdict(list)
    given: dict[str, list[int]] = defaultdict(list)
    swapped: dict[str, list[list[int]]] = defaultdict(list)
    settled: dict[str, list[int]] = defaultdict(list)
    for clash, which in aside:
        key, kept, merged = clash.follows.key, clash.kept.pk, clash.merged.pk
        row, instead = (kept, merged) if which == KEPT else (merged, kept)
        if clash.follows.lay_aside:
            if row not in settled[key]:
                clash.follows.lay_aside(actor, row, instead, at)
                settled[key].append(row)
        elif which == MERGED:
            stay[key].append(merged)
        elif clash.same_key:
            _swap(clash.follows, kept, merged)
            swapped[key].append([kept, merged])
            stay[key].append(merged)
        else:
            given[key].append(kept)
    for key, pks in given.items():
        put(follows_of(key), pks, merge.merged_id)
    merge.aside, merge.swapped, merge.settled = dict(given), dict(swapped), dict(settled)
    merge.moved = {f"not {key}": pks for key, pks in stay.items()}


def _move(merge: RecordMerge, follows: Follows) -> None:
    for kept, merged in follows.overtaken(merge.kept, merge.merged) if follows.overtaken else ():
        _swap(follows, kept, merged)
        merge.swapped.setdefault(follows.key, []).append([kept, merged])
    stay = merge.moved.pop(f"not {follows.key}", [])
    without = set(stay) | set(merge.aside.get(follows.key, []))
    pks = [pk for pk in follows.moving(merge.kept, merge.merged).values_list("pk", flat=True) if pk not in without]
    if pks:
        put(follows, pks, merge.kept_id)
        merge.moved[follows.key] = pks


def _move_back(merge: RecordMerge, actor: User, at: datetime) -> None:
    """What is still where the merge put it goes back; the rows given to the merged record last, into free places."""
    for key, pks in merge.moved.items():
        follows = follows_of(key)
        also = list(follows.along(pks)) if follows.along else []
        put(follows, [*pks, *also], merge.merged_id, only_of=merge.kept_id)
    for key, pairs in merge.swapped.items():
        for kept, merged in pairs:
            _swap(follows_of(key), kept, merged)
    for key, pks in merge.aside.items():
        put(follows_of(key), pks, merge.kept_id, only_of=merge.merged_id)
    for key, pks in merge.settled.items():
        for pk in pks:
            follows_of(key).take_back(actor, pk, at)  # type: ignore[misc]  # who lays aside takes back


def _swap(follows: Follows, one: int, other: int) -> None:
    """The two rows exchange what they say; each keeps its record."""
    columns = [
        column.attname
        for column in follows.model._meta.concrete_fields
        if not column.primary_key and column.name != follows.field and not getattr(column, "generated", False)
    ]
    rows = {row["pk"]: row for row in follows.model._default_manager.filter(pk__in=[one, other]).values("pk", *columns)}
    for pk, source in ((one, other), (other, one)):
        says = {name: rows[source][name] for name in columns}
        follows.model._default_manager.filter(pk=pk).update(**says)


def worker_once_one(kept: YoungPerson, merged: YoungPerson) -> User | None:
    """The social worker of the one record, as the merge would leave it."""
    return merged.social_worker if "social_worker_id" in _filled(kept, merged) else kept.social_worker


def _filled(kept: YoungPerson, merged: YoungPerson) -> dict[str, Any]:
    taken = {name: getattr(merged, name) for name in FILLED if not getattr(kept, name) and getattr(merged, name)}
    if "team_id" not in taken and kept.team_id != merged.team_id:
        taken.pop("social_worker_id", None)  # a worker of another team is not theirs without the team
    return taken | {"is_restricted": kept.is_restricted or merged.is_restricted}


def _emptied(kept: YoungPerson) -> dict[str, Any]:
    """Restricted too where the one record is: what was sent out under the old reference is held back with it."""
    return EMPTIED | {"merged_into_id": kept.pk, "is_restricted": kept.is_restricted}


def _change(record: Model, to: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set what differs; what each was before and is after."""
    changed = {name: [getattr(record, name), value] for name, value in to.items() if getattr(record, name) != value}
    for name, (_, value) in changed.items():
        setattr(record, name, value)
    if changed:
        record.save(update_fields=list(changed))
    return changed


def _followed_care(record: YoungPerson) -> dict[str, list[Any]]:
    """What kind of record the database made of it, as care came to it or left it (people/triggers.py)."""
    was = record.kind_of_record
    record.refresh_from_db(fields=["kind_of_record"])
    return {} if record.kind_of_record == was else {"kind_of_record": [was, record.kind_of_record]}


def _change_back(record: Model, changed: Mapping[str, list[Any]]) -> None:
    """What is still as the merge left it becomes what it was; what somebody changed since stays."""
    _change(record, {name: before for name, (before, after) in changed.items() if getattr(record, name) == after})
