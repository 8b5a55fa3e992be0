"""Drafts: what somebody is typing, kept on the server until it is sent. Theirs alone.

A form that is kept says where: `<form data-draft-url="…">`, for static/js/drafts.js to post to; its view and its page
do so by `accounts.kept_forms`. It says what it was opened with: a newer save from another tab is said
(`SavedElsewhere`), never written over.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.dateparse import parse_datetime

from accounts import draft_kinds
from accounts.access import ActionRefused
from accounts.models import Draft, User

LARGEST_BYTES = 200_000
"""As much as the longest form filled to its limits; more is not somebody typing."""

KEY = re.compile(r"[a-z_]+(:[\w.-]+)*")
"""The form and the record it is about: `interview:17`, `young_person:new`."""

TAB, SINCE, OVER = "draft_tab", "draft_since", "draft_over"
"""Names of the hidden fields: which tab it is, the version it was opened with, and “keep mine”."""

LEFT_OUT = {"csrfmiddlewaretoken", SINCE, OVER}


class SavedElsewhere(ActionRefused):
    """The draft was saved meanwhile by another tab, or on another device, of the same user."""

    def __init__(self, draft: Draft) -> None:
        saved_at = timezone.localtime(draft.saved_at)
        super().__init__(
            f"This was changed in another tab or on another device at {saved_at:%H:%M}. "
            "What you have typed is still on this page, and is not saved."
        )
        self.draft = draft


def save_draft(
    user: User,
    key: str,
    values: Mapping[str, Iterable[Any]],
    at: datetime | None = None,
    *,
    since: str | None = None,
) -> str:
    """Keep what has been typed, in place of what was kept before, in one statement. Gives its version.

    `values` are lists by field name, as `QueryDict.lists()` gives them; the CSRF token and what is not text (files) are
    left out. `since` is the version that the form was opened with; None writes over whatever is there. The same words
    sent once more, as by a page that is left before the answer came, are the same version. Raises ActionRefused for a
    key that names no form and for more than LARGEST_BYTES, SavedElsewhere where another tab has saved something else
    since.
    """
    if not names_a_form(key):
        raise ActionRefused("This form has no draft.")
    typed = {
        name.replace("\0", ""): [value.replace("\0", "") for value in listed if isinstance(value, str)]
        for name, listed in values.items()
        if name not in LEFT_OUT
    }
    packed = json.dumps(typed)
    if len(packed) > LARGEST_BYTES:
        raise ActionRefused("This is too long to keep as a draft.")
    saved_at = at or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP, [user.pk, key, packed, saved_at, TAB, TAB, since is None, instant_of(since), TAB, TAB, TAB, TAB]
        )
        row = cursor.fetchone()
        if row is None and (kept := draft_for(user, key)):
            raise SavedElsewhere(kept)
    return version_of(row[0] if row else saved_at)


_KEEP = """
    INSERT INTO accounts_draft AS kept (user_id, key, "values", saved_at) VALUES (%s, %s, %s::jsonb, %s)
    ON CONFLICT (user_id, key) DO UPDATE SET "values" = excluded."values", saved_at = CASE
        WHEN kept."values" - %s = excluded."values" - %s THEN kept.saved_at ELSE excluded.saved_at END
    WHERE %s
       OR kept.saved_at = %s::timestamptz
       OR kept."values" -> %s = excluded."values" -> %s
       OR kept."values" - %s = excluded."values" - %s
    RETURNING saved_at
"""
"""The last three: the version that the form was opened with; saved by the same tab, whose answer may have been lost;
nothing else than what is there."""


def names_a_form(key: str) -> bool:
    """Whether a form may be kept under this key."""
    return len(key) <= 100 and KEY.fullmatch(key) is not None and draft_kinds.is_registered(key)


def since_of(posted: QueryDict) -> str | None:
    """The version that a form which was sent was opened with; None where its user says “keep mine”.

    A form that does not say what it was opened with is kept only where nothing else is there.
    """
    return None if OVER in posted else posted.get(SINCE, "")


def is_behind(draft: Draft | None, typed: Mapping[str, Any]) -> bool:
    """Whether a form was opened before its `draft` was saved by another tab, so that it will be refused (`save_draft`).

    Not where its user says “keep mine”, nor where nothing was saved yet. `typed` is what was sent.
    """
    if draft is None or draft.saved_at is None or OVER in typed or instant_of(typed.get(SINCE, "")) == draft.saved_at:
        return False
    return draft.values.get(TAB) != [typed.get(TAB, "")]


def instant_of(version: str | None) -> datetime | None:
    """When that version was saved, in its own time zone; None where there was none, or it is no version."""
    try:
        saved_at = parse_datetime(version) if version else None
    except ValueError:
        return None
    return saved_at if saved_at and saved_at.tzinfo else None


def version_of(saved_at: datetime | None) -> str:
    """What a form remembers of the draft it was opened with; empty where there was none."""
    return saved_at.isoformat() if saved_at else ""


def new_tab() -> str:
    """A name for one opening of a form."""
    return get_random_string(12)


def draft_for(user: User, key: str) -> Draft | None:
    """The user's own draft, or None. Another user's is never given."""
    return Draft.objects.filter(user=user, key=key).first()


def discard_draft(user: User, key: str, *, tab: str = "", since: str | None = None) -> bool:
    """Forget the draft: it was sent, or is not wanted. Gives False where another tab has saved something else since.

    That stays. `since` is the version that the form was opened with and `tab` the one that it was typed in; without
    `since` whatever is there is forgotten. One query, two where nothing was there.
    """
    drafts = Draft.objects.filter(user=user, key=key)
    if since is None:
        drafts.delete()
        return True
    ours = Q(saved_at=instant_of(since))
    if tab:
        ours |= Q(**{f"values__{TAB}": [tab.replace("\0", "")]})
    return bool(drafts.filter(ours).delete()[0]) or not drafts.exists()


def as_data(draft: Draft) -> QueryDict:
    """The draft as a form would have sent it, for `Form(data=…)`: shows its faults at once."""
    data = QueryDict(mutable=True)
    for name, listed in draft.values.items():
        data.setlist(name, listed)
    return data


def as_initial(draft: Draft | None, form: forms.BaseForm) -> dict[str, Any]:
    """The draft as what an unbound form of that kind begins with, word for word as it was typed.

    But what means something else by now (`an hour ago`): a field that reads such words says by `as_of` what was meant.

    >>> as_initial(None, forms.Form())
    {}
    """
    if draft is None:
        return {}
    data = as_data(draft)
    return {
        name: _as_of(field, field.widget.value_from_datadict(data, {}, form.add_prefix(name)), draft.saved_at)
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }


def _as_of(field: forms.Field, typed: Any, saved_at: datetime | None) -> Any:
    as_of = getattr(field, "as_of", None)
    return as_of(typed, saved_at) if as_of and saved_at else typed


def root_of(key: str) -> str:
    """The form and the record of a draft: a long form keeps one a section, and they belong together.

    >>> root_of("interview:17:harm"), root_of("young_person:new")
    ('interview:17', 'young_person:new')
    """
    return ":".join(key.split(":")[:2])


def drafts_under(root: str) -> Q:
    """The drafts of all sections of one form, whoever's."""
    return Q(key=root) | Q(key__startswith=f"{root}:")
