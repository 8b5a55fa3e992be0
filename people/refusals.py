"""What the database refuses, said in words for the person at the screen."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from django import forms
from django.db import IntegrityError

from accounts.access import ActionRefused


class Refusal(NamedTuple):
    message: str
    field: str | None = None


@contextmanager
def in_words(refusals: Mapping[str, Refusal]) -> Iterator[None]:
    """Turn a broken constraint into an ActionRefused with its words, by the constraint's name.

    A constraint that is not listed is a fault of ours and is raised as it is. Use it inside the action's transaction,
    around the writes.
    """
    try:
        yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name is None or name not in refusals:
            raise
        refusal = refusals[name]
        raise ActionRefused(refusal.message, field=refusal.field) from error


def say_beside(form: forms.BaseForm, refusal: ActionRefused) -> None:
    """Put the words of a refused action beside the field they are about, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
