"""The number of a row before it is written, for what is named after it: a reference."""

from django.db import connection, models


def next_number(model: type[models.Model]) -> int:
    """The next `id` of this model's table. One that is not used is left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        (number,) = cursor.fetchone()
    return int(number)
