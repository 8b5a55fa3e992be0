"""Counting many figures in one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from reporting.measures.measure import Figure, Measure
from reporting.scope import Scope


def count_all(records: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each of the QuerySets has, in one query for all; those that ask the same are counted once."""
    asked: dict[tuple[str, tuple[Any, ...]], list[str]] = defaultdict(list)
    for key, rows in records.items():
        with suppress(EmptyResultSet):  # nothing can match, such as the teams of somebody without a team
            asked[rows.order_by().values("pk").query.sql_with_params()].append(key)
    counts = dict.fromkeys(records, 0)
    if asked:
        columns = [f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _ in asked]  # noqa: S608  # the ORM's own SQL
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)}", [value for _, params in asked for value in params])
            for keys, counted in zip(asked.values(), cursor.fetchone(), strict=True):
                counts |= dict.fromkeys(keys, counted)
    return counts


def count(scope: Scope, measures: Iterable[Measure]) -> dict[str, Figure]:
    """Each measure within the scope, by its key, in one query."""
    measures = list(measures)
    records = {f"{m.key} counted": m.numerator(scope) for m in measures}
    records |= {f"{m.key} out of": m.denominator(scope) for m in measures if m.denominator}
    counts = count_all(records)
    return {m.key: Figure(m, counts[f"{m.key} counted"], counts.get(f"{m.key} out of")) for m in measures}
