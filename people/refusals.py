"""What the database refuses, said in words for the person at the screen."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from django import forms
from django.apps import apps
from django.db import IntegrityError, connection
from django.db.models import Deferrable

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


def ask_what_is_asked_at_the_end() -> None:
    """Have the database ask now what it asks at the end of a transaction: there nobody would be told in words.

    Django puts off to that end whatever can be put off; what is asked after each statement is so afterwards too.
    """
    connection.check_constraints()
    if names := _asked_after_each_statement():
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {', '.join(names)} IMMEDIATE")


@cache
def _asked_after_each_statement() -> tuple[str, ...]:
    constraints = [constraint for model in apps.get_models() for constraint in model._meta.constraints]
    found = (one for one in constraints if getattr(one, "deferrable", None) == Deferrable.IMMEDIATE)
    return tuple(connection.ops.quote_name(one.name) for one in found)


def say_beside(form: forms.BaseForm, refusal: ActionRefused) -> None:
    """Put the words of a refused action beside the field they are about, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
