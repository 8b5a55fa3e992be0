"""Drafts: what somebody is typing, kept on the server until it is sent. Theirs alone.

A form that is kept says where: `<form data-draft-url="{% url 'draft' key %}">` for static/js/drafts.js to post to, with
`components/draft_notice.html` inside it. Its view offers `draft_for(…)` again and ends with `discard_draft(…)`.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import Draft, User

LARGEST_BYTES = 200_000
"""As much as the longest form filled to its limits; more is not somebody typing."""

KEY = re.compile(r"[a-z_]+(:[\w.-]+)*")
"""The form and the record it is about: `interview:17`, `young_person:new`."""

LEFT_OUT = {"csrfmiddlewaretoken"}


def save_draft(user: User, key: str, values: Mapping[str, Iterable[Any]], at: datetime | None = None) -> None:
    """Keep what has been typed, in place of what was kept before, in one statement.

    `values` are lists by field name, as `QueryDict.lists()` gives them; the CSRF token and what is not text (files) are
    left out. Raises ActionRefused for a key that names no form and for more than LARGEST_BYTES.
    """
    if len(key) > 100 or not KEY.fullmatch(key):
        raise ActionRefused("This form has no draft.")
    typed = {
        name.replace("\0", ""): [value.replace("\0", "") for value in listed if isinstance(value, str)]
        for name, listed in values.items()
        if name not in LEFT_OUT
    }
    if len(json.dumps(typed)) > LARGEST_BYTES:
        raise ActionRefused("This is too long to keep as a draft.")
    Draft.objects.bulk_create(
        [Draft(user=user, key=key, values=typed, saved_at=at or timezone.now())],
        update_conflicts=True,
        unique_fields=["user", "key"],
        update_fields=["values", "saved_at"],
    )


def draft_for(user: User, key: str) -> Draft | None:
    """The user's own draft, or None. Another user's is never given."""
    return Draft.objects.filter(user=user, key=key).first()


def discard_draft(user: User, key: str) -> None:
    """Forget the draft: it was sent, or is not wanted."""
    Draft.objects.filter(user=user, key=key).delete()


def as_data(draft: Draft) -> QueryDict:
    """The draft as a form would have sent it, for `Form(data=…)`: shows its faults at once."""
    data = QueryDict(mutable=True)
    for name, listed in draft.values.items():
        data.setlist(name, listed)
    return data


def as_initial(draft: Draft | None, form: forms.BaseForm) -> dict[str, Any]:
    """The draft as what an unbound form of that kind begins with, word for word as it was typed.

    >>> as_initial(None, forms.Form())
    {}
    """
    if draft is None:
        return {}
    data = as_data(draft)
    return {
        name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }
