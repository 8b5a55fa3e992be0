"""What somebody is about to add to the log of an episode, kept as they type it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.utils import timezone

from accounts.drafts import TAB, save_draft
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


@transaction.atomic
def keep_for_the_log(user: User, episode: Episode, text: str) -> None:
    """Put words into the box of the log, below what the user has there already.

    No tab has typed all of it: one that is open still does not write over it unasked. The draft stays locked meanwhile.
    """
    drafts = Draft.objects.select_for_update(of=["self"])
    started = {"values": {}, "saved_at": timezone.now()}
    draft, _ = drafts.get_or_create(user=user, key=draft_key(episode), defaults=started)
    values = {name: listed for name, listed in draft.values.items() if name != TAB}
    before = [words for words in values.get("text", []) if words]
    save_draft(user, draft.key, values | {"text": ["\n".join([*before, text])]})
