"""Counting many figures in one query."""

from collections.abc import Iterable

from accounts.counting import count_all
from reporting.measures.measure import Figure, Measure
from reporting.scope import Scope


def count(scope: Scope, measures: Iterable[Measure]) -> dict[str, Figure]:
    """Each measure within the scope, by its key, in one query."""
    measures = list(measures)
    records = {f"{m.key} counted": m.numerator(scope) for m in measures}
    records |= {f"{m.key} out of": m.denominator(scope) for m in measures if m.denominator}
    counts = count_all(records)
    return {m.key: Figure(m, counts[f"{m.key} counted"], counts.get(f"{m.key} out of")) for m in measures}
