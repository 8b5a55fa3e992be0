"""What a service manager looks at before two records are linked as of one adopted child."""

from typing import Any

from accounts.access import ActionRefused
from accounts.models import User
from people.actions.identity import refuse_two_children
from people.models import YoungPerson
from people.models.young_person import SEES_RESTRICTED_RECORDS
from people.restricting import MissingNow, missing_now, open_work_on


def look_at(old: YoungPerson, new: YoungPerson, missing_old: MissingNow | None) -> dict[str, Any]:
    """Both children side by side, who loses sight of the old record, what moves, and what forbids the link."""
    missing_new = missing_now(new)
    if stop := _what_forbids(old, new, missing_old, missing_new):
        return {"old": old, "stop": stop}
    return {
        "old": old,
        "missing_now": missing_old,
        "facts": [*_side_by_side(old, new), _missing(missing_old, missing_new)],
        "loses_sight": [] if old.is_restricted else _who_loses_sight(old),
        "open_work": [] if old.is_restricted else open_work_on(old),
    }


def _what_forbids(
    old: YoungPerson, new: YoungPerson, missing_old: MissingNow | None, missing_new: MissingNow | None
) -> str:
    try:
        refuse_two_children(old, new, missing_old, missing_new)
    except ActionRefused as refused:
        return refused.message
    return ""


def _side_by_side(old: YoungPerson, new: YoungPerson) -> list[dict[str, Any]]:
    rows = [
        ("Reference", lambda p: p.reference),
        ("Born", lambda p: f"{p.date_of_birth:%-d %B %Y}"),
        ("Age", lambda p: p.age),
        ("Social worker", lambda p: p.social_worker or "Nobody"),
        ("Team", lambda p: p.team or "None"),
        ("Restricted", lambda p: "Yes" if p.is_restricted else "No"),
    ]
    return [{"label": label, "new": shown(new), "old": shown(old)} for label, shown in rows]


def _missing(old: MissingNow | None, new: MissingNow | None) -> dict[str, Any]:
    return {"label": "Missing now", "new": new.words if new else "No", "old": old.words if old else "No"}


def _who_loses_sight(old: YoungPerson) -> list[str]:
    """In words, but for those who see restricted records anyway."""
    seeing_all = User.objects.filter(groups__name__in=SEES_RESTRICTED_RECORDS)
    named = {old.social_worker_id: "their social worker", old.reviewing_officer_id: "their reviewing officer"}
    losing = User.objects.active().filter(pk__in=[pk for pk in named if pk]).exclude(pk__in=seeing_all.values("pk"))
    return [
        *(
            f"{user}, {named[user.pk]}, who is told that it was restricted"
            for user in losing.order_by("full_name", "pk")
        ),
        *([f"Everybody else in {old.team}"] if old.team else []),
        "Missing Returns Officers, the exploitation hub, interviewers and duty",
    ]
