"""Records of interviews that were begun and are not recorded: by whom, and when they were last saved; never what.

What is typed is its writer's own until they hand it on with the interview, or leave it for whoever takes that
(`missing.actions.typed_so_far`).
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.urls import reverse

from accounts.models import Draft, User
from accounts.rules import Can
from missing.models import ReturnInterview
from people.days import time_in_words


class Begun(NamedTuple):
    """What one user has typed into the record of one interview; `draft` is the section that was saved last.

    `left_at` is when they left it for whoever takes the interview; None while it is theirs alone.
    """

    draft: int
    user: int
    name: str
    saved_at: datetime
    left_at: datetime | None

    @property
    def saved(self) -> str:
        return f"last saved {time_in_words(self.saved_at)}"

    def said_to_others(self, interview: ReturnInterview) -> str:
        begun = f"{self.name} has begun the record, {self.saved}"
        if self.left_at:
            return f"{begun}, and left it for whoever takes the interview: it opens to them as it stands."
        holds = self.user == interview.assigned_to_id
        themselves = "they can hand it on with the interview" if holds else "they can tell you"
        alone = f"What they typed is theirs alone: {themselves}, or a service manager can open it and hand it over."
        return f"{begun}, and it is not recorded. {alone}"


def typed_into() -> ArraySubquery:
    """For rows of interviews, as `typed_into`: the drafts of their records, whoever's, the one saved last first."""
    found = JSONObject(draft="pk", user="user", name="user__full_name", saved_at="saved_at", left_at="left_at")
    return ArraySubquery(_drafts().order_by("-saved_at", "-pk").values(found=found))


def saved_by(user: User) -> Subquery:
    """For rows of interviews: when this user last typed into the record of each; null where they have not."""
    return Subquery(_drafts().filter(user=user).order_by("-saved_at").values("saved_at")[:1])


def begun_of(interview: Any) -> list[Begun]:
    """Who has begun its record, each once, the latest first: of one that was fetched with `typed_into`."""
    latest: dict[int, Begun] = {}
    for row in interview.typed_into:
        times = {name: datetime.fromisoformat(row[name]) if row[name] else None for name in ("saved_at", "left_at")}
        latest.setdefault(row["user"], Begun(**row | times))
    return list(latest.values())


def begun_by(interview: ReturnInterview, user: User) -> Begun | None:
    """The user's own."""
    return next((begun for begun in begun_of(interview) if begun.user == user.pk), None)


def begun_by_others(interview: ReturnInterview, user: User) -> list[dict[str, Any]]:
    """For components/alert.html: of each colleague who has begun it, with the way to it for who may open drafts."""
    return [
        {
            "tone": "info",
            "text": begun.said_to_others(interview),
            "url": reverse("people:open_draft", args=[begun.draft]) if user.can(Can.OPEN_DRAFTS) else "",
            "link_label": "Open it and hand it over",
        }
        for begun in begun_of(interview)
        if begun.user != user.pk
    ]


def _drafts() -> QuerySet[Draft]:
    of_its_record = Concat(Value("interview:"), Cast(OuterRef("pk"), CharField()), Value(":"))
    return Draft.objects.filter(key__startswith=of_its_record)
