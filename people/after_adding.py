"""Where somebody goes on from adding a young person: the room that sent them here says where.

A room registers itself in `AppConfig.ready()` and leads to `people:add?then=KEY`; the names may come along as `q`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from accounts.kept_forms import KeptForm
from accounts.models import User
from accounts.rules import Can
from people.models import YoungPerson


@dataclass(frozen=True)
class NextStep:
    """`button` is what the form's button says; `url` leads on, for who may."""

    key: str
    button: str
    can: Can
    url: Callable[[YoungPerson], str]


_steps: dict[str, NextStep] = {}


def register(step: NextStep) -> None:
    _steps[step.key] = step


def next_step(key: str, user: User) -> NextStep | None:
    """The step of that key, for a user who may take it."""
    step = _steps.get(key)
    return step if step and user.can(step.can) else None


def names_from(typed: str) -> dict[str, str]:
    """The names that were looked for in vain, to begin the form with; nothing of a reference or a birthday.

    >>> names_from("lily-mae o'neil")
    {'first_name': 'Lily-Mae', 'last_name': "O'Neil"}
    >>> names_from("YP00231"), names_from("")
    ({}, {})
    """
    words = typed[:100].split()
    if not words or any(character.isdigit() for character in typed):
        return {}
    first, rest = words[0], " ".join(words[1:])
    return {"first_name": _as_a_name(first), "last_name": _as_a_name(rest)}


def begin_with_names(form: forms.BaseForm, kept: KeptForm, named: dict[str, str]) -> None:
    """Begin with what was typed before, unless it was of somebody of another name than was just looked for."""
    typed_before = kept.draft.values if kept.draft else {}
    if named.items() <= {name: listed[0] for name, listed in typed_before.items() if listed}.items():
        kept.begin(form)
    else:
        form.initial = {**form.initial, **named}


def _as_a_name(word: str) -> str:
    """Capitals where somebody typed none."""
    return word.title() if word.islower() else word
