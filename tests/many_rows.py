"""Rows by the thousand, for what the database does with a table that years have filled."""

from django.db import connection
from django.db.models import Model


def copy_rows(model: type[Model], pk: int, number: int, **changed: str) -> None:
    """Copy the row of this key so often. `changed` says in SQL what differs, by column; `n` counts from 1.

    Within `SET session_replication_role = replica` no trigger and no constraint of another table is asked.
    """
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = [field.column for field in fields if not field.primary_key or "id" in changed]
    values = ", ".join(changed.get(name, name) for name in names)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608
            f"SELECT {values} FROM {table}, generate_series(1, %s) n WHERE id = %s",
            [number, pk],
        )
