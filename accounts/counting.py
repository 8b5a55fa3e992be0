"""Counting many things in one query."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def count_all(records: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each of the QuerySets has, in one query for all; those that ask the same are counted once."""
    asked: dict[tuple[str, tuple[Any, ...]], list[str]] = defaultdict(list)
    for key, rows in records.items():
        with suppress(EmptyResultSet):  # nothing can match, such as the teams of somebody without a team
            unsorted = rows if rows.query.is_sliced else rows.order_by()
            asked[unsorted.values("pk").query.sql_with_params()].append(key)
    counts = dict.fromkeys(records, 0)
    if asked:
        columns = [f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _ in asked]  # noqa: S608  # the ORM's own SQL
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)}", [value for _, params in asked for value in params])
            for keys, counted in zip(asked.values(), cursor.fetchone(), strict=True):
                counts |= dict.fromkeys(keys, counted)
    return counts
