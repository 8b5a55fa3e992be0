"""What pages tell of merging: two records side by side, what followed from the one to the other, and its history."""

from dataclasses import replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import User
from accounts.rules import Can
from people.actions.merging import FILLED
from people.history import Change
from people.merging import NOT_SAID, follows_of
from people.models import RecordMerge, YoungPerson


def brought_by_merges() -> ArraySubquery:
    """To fetch with a young person: the merges into their record that stand, by number and old reference."""
    standing = RecordMerge.objects.standing().filter(kept=OuterRef("pk")).order_by("merged_at", "pk")
    return ArraySubquery(standing.values(json=JSONObject(pk="pk", reference="merged__reference")))


def side_by_side(kept: YoungPerson, merged: YoungPerson) -> list[dict[str, Any]]:
    """Each detail of both, and what will stand. `is_different` where the two do not agree."""
    rows = [
        ("First name", "first_name", lambda p: p.first_name),
        ("Last name", "last_name", lambda p: p.last_name),
        ("Born", "date_of_birth", lambda p: f"{p.date_of_birth:%-d %B %Y}"),
        ("Sex", "sex", lambda p: p.get_sex_display()),
        ("Ethnicity", "ethnicity", lambda p: p.get_ethnicity_display()),
        ("Family home", "home_postcode", lambda p: p.home_postcode),
        ("Looked after by", "responsible_authority", lambda p: p.authority),
        ("Team", "team_id", lambda p: p.team or ""),
        ("Social worker", "social_worker_id", lambda p: p.social_worker or ""),
        ("Reviewing officer", "reviewing_officer_id", lambda p: p.reviewing_officer or ""),
        ("Restricted", "is_restricted", lambda p: "Yes" if p.is_restricted else "No"),
    ]
    return [
        {
            "label": label,
            "kept": shown(kept),
            "merged": shown(merged),
            "stands": shown(merged) if _takes_over(kept, merged, name) else shown(kept),
            "is_different": str(shown(kept)) != str(shown(merged)),
        }
        for label, name, shown in rows
    ]


def _takes_over(kept: YoungPerson, merged: YoungPerson, name: str) -> bool:
    if name == "is_restricted":
        return merged.is_restricted
    return name in FILLED and not getattr(kept, name) and bool(getattr(merged, name))


def what_followed(merge: RecordMerge) -> dict[str, Any]:
    """How much of what followed, and the very rows that were laid aside."""
    moved = [
        {"label": str(_meta(key).verbose_name_plural).capitalize(), "value": len(pks)}
        for key, pks in merge.moved.items()
        if _meta(key).model_name not in NOT_SAID
    ]
    aside = dict(merge.aside)
    for key, pairs in merge.swapped.items():
        aside[key] = aside.get(key, []) + [merged for _, merged in pairs]
    for key, pks in merge.settled.items():
        aside[key] = aside.get(key, []) + pks
    rows = [
        {"label": str(_meta(key).verbose_name).capitalize(), "value": str(row)}
        for key, pks in aside.items()
        for row in follows_of(key).model._default_manager.filter(pk__in=pks)
    ]
    return {"moved": moved, "aside": rows}


def merges_told(user: User, records: QuerySet[Any]) -> list[Change]:
    """That these records were made one with another, and two again, by whom and why; of merges this user may see."""
    merges = RecordMerge.objects.visible_to(user).filter(Q(kept__in=records) | Q(merged__in=records))
    changes = []
    for merge in merges.select_related("kept", "merged", "merged_by", "undone_by"):
        kept, merged = merge.kept.reference, merge.merged.reference
        one = Change(
            at=merge.merged_at,
            what="Made one record",
            by=str(merge.merged_by),
            about=f"{merged} became part of {kept}",
            why=merge.reason,
            url=merge.get_absolute_url() if user.can(Can.MERGE_RECORDS) else "",
            link="What moved",
        )
        changes.append(one)
        if merge.undone_at:
            about = f"{merged} is a record of its own, as is {kept}"
            two = replace(one, at=merge.undone_at, what="Made two again", about=about, why=merge.undone_why)
            changes.append(replace(two, by=str(merge.undone_by)))
    return changes


def _meta(key: str) -> Any:
    return follows_of(key).model._meta
