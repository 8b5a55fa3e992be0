"""What somebody is about to add to the log of an episode, kept as they type it."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject

from accounts.drafts import draft_for, save_draft
from accounts.models import Draft, User
from missing.models import Episode


def draft_key(episode: Episode) -> str:
    return f"log_entry:{episode.pk}"


def kept_for(user: User) -> Subquery:
    """Their draft for the episode of the outer query, so that its page asks for it in no further query."""
    key = Concat(Value("log_entry:"), Cast(OuterRef("pk"), CharField()))
    drafts = Draft.objects.filter(user=user, key=key)
    return Subquery(drafts.values(found=JSONObject(values="values", saved_at="saved_at")))


def draft_of(episode: Any) -> Draft | None:
    """The draft that `kept_for` brought along as `log_draft`."""
    found = episode.log_draft
    return Draft(values=found["values"], saved_at=datetime.fromisoformat(found["saved_at"])) if found else None


def keep_for_the_log(user: User, episode: Episode, text: str) -> None:
    """Put words into the box of the log, below what the user has there already."""
    key = draft_key(episode)
    draft = draft_for(user, key)
    values = draft.values if draft else {}
    before = [words for words in values.get("text", []) if words]
    save_draft(user, key, values | {"text": ["\n".join([*before, text])]})
