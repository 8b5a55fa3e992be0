"""INSERT statements that fill every column of a model: what is given, and the model's own defaults for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from people.case_file.work import quoted


def insert_into(model: type[Model], given: Mapping[str, str]) -> str:
    """`INSERT INTO … (…) SELECT …` up to its FROM. `given` is SQL by column; a foreign key's column ends in `_id`.

    Raises ValueError for a column that the model has not.
    """
    columns = {
        str(field.column): field
        for field in model._meta.concrete_fields
        if not field.primary_key and not getattr(field, "generated", False)
    }
    unknown = set(given) - set(columns)
    if unknown:
        raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    values = {column: given.get(column) or _literal(field.get_default()) for column, field in columns.items()}
    return f"INSERT INTO {model._meta.db_table} ({', '.join(values)}) SELECT {', '.join(values.values())}"


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quoted(str(value))
    raise TypeError(f"{value!r} has to be given")
