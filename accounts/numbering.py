"""The number of a row before it is written, and the reference that is named after it."""

from collections.abc import Iterator
from itertools import count

from django.db import connection, models


def next_reference(model: type[models.Model], prefix: str) -> tuple[int, str]:
    """The next `id` of this model's table and the reference after it: 12 and SR-000012.

    A case file may have brought that reference already, of another copy or of the system before: then it is
    SR-000012-2, or the next that is free.
    """
    number = next_number(model)
    free = (said for said in _named_after(number, prefix) if not _is_taken(model, said))
    return number, next(free)


def next_number(model: type[models.Model]) -> int:
    """The next `id` of this model's table. One that is not used is left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        (number,) = cursor.fetchone()
    return int(number)


def _named_after(number: int, prefix: str) -> Iterator[str]:
    plain = f"{prefix}{number:06d}"
    yield plain
    yield from (f"{plain}-{again}" for again in count(2))


def _is_taken(model: type[models.Model], reference: str) -> bool:
    return model._default_manager.filter(reference__iexact=reference).exists()
