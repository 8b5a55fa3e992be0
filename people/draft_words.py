"""What was typed into a form, question by question as the form asks, in words for components/summary_list.html.

A room registers the questions of its own forms in `AppConfig.ready()`; of any other form the names of its fields stand.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms

from accounts.drafts import OVER, SINCE, TAB
from accounts.models import Draft, User

Fields = Mapping[str, forms.Field]
Questions = Callable[[Sequence[Draft], User, Any], Mapping[str, Fields]]
"""The fields of each of those drafts of one form about a record, by the draft's key, for whoever reads them."""

NOT_TYPED = {"version", "team", TAB, SINCE, OVER}
"""Nor is the team, which stands chosen: it is kept by its number, which says nothing to anybody."""
CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")

_questions: dict[str, Questions] = {}


def register(kind: str, questions: Questions) -> None:
    _questions[kind] = questions


def register_forms(kinds: Mapping[str, type[forms.Form]]) -> None:
    """Of forms whose questions are the same for everybody."""
    for kind, form in kinds.items():
        register(kind, _always(form.base_fields))


def typed_in(drafts: Sequence[Draft], user: User, record: Any = None) -> list[dict[str, Any]]:
    """What stands in the drafts of one form, its sections in turn; `record` is what they are about (`Subject`)."""
    asked = _questions.get(drafts[0].key.partition(":")[0]) if drafts else None
    fields = asked(drafts, user, record) if asked else {}
    return [row for draft in drafts for row in _in_one(draft, fields.get(draft.key, {}))]


def _in_one(draft: Draft, known: Fields) -> list[dict[str, str]]:
    return [*in_words(known, draft.values), *_by_name(draft, known)]


def in_words(fields: Fields, typed: Mapping[str, Iterable[str]]) -> list[dict[str, str]]:
    """The answers to these questions, in their order."""
    rows = []
    for name, field in fields.items():
        if values := [value for value in typed.get(name, ()) if value.strip()]:
            named = {"on": "Yes"} | dict(_choices(getattr(field, "choices", ())))
            rows.append({"label": str(field.label), "value": ", ".join(named.get(value, value) for value in values)})
    return rows


def _always(fields: Fields) -> Questions:
    return lambda drafts, user, record: {draft.key: fields for draft in drafts}


def _choices(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """Each code with its words, those of a group too."""
    for code, words in choices:
        if isinstance(words, list | tuple):
            yield from _choices(words)
        else:
            yield str(code), str(words)


def _by_name(draft: Draft, known: Fields) -> list[dict[str, str]]:
    return [
        {
            "label": name.rpartition("-")[2].replace("_", " ").capitalize(),
            "value": ", ".join(map(_said, filter(None, values))),
        }
        for name, values in draft.values.items()
        if name not in NOT_TYPED and name not in known and any(values)
    ]


def _said(value: str) -> str:
    """A code of a list, such as `looked_after`, in words."""
    return value.replace("_", " ") if CODE.fullmatch(value) else value
