"""What a figure is: its words, and the very records that it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from reporting.rules import percent
from reporting.scope import Scope

Records = Callable[[Scope], "QuerySet[Any]"]


class Unit(StrEnum):
    COUNT = "count"
    PERCENT = "percent"


@dataclass(frozen=True)
class Measure:
    """One figure. Every page, report and export that shows it renders this one definition (docs/figures.md).

    `numerator` gives the records counted. `denominator` gives those that a percentage is out of; beside a count it is
    the whole that the count is shown with ("of 88 who went missing") and is no part of the figure. Both are QuerySets
    of episodes or of young people. `rest` gives those of the second that are not in the first, where that is
    worth a list. `counted`, `out_of` and `not_counted` say what the three hold.
    """

    key: str
    label: str
    unit: Unit
    definition: str
    numerator: Records
    counted: str
    denominator: Records | None = None
    out_of: str = ""
    rest: Records | None = None
    not_counted: str = ""


@dataclass(frozen=True)
class Figure:
    """A measure, counted. `value` is None where a percentage has nothing to count."""

    measure: Measure
    numerator: int
    denominator: int | None

    @property
    def value(self) -> int | Decimal | None:
        if self.measure.unit == Unit.PERCENT:
            return percent(self.numerator, self.denominator or 0)
        return self.numerator

    @property
    def shown(self) -> str:
        """The value as it stands on a page: `58.1%`, `3`, or words where there is nothing to count."""
        if self.value is None:
            return "None to count"
        return f"{self.value}%" if self.measure.unit == Unit.PERCENT else f"{self.value:,}"

    def as_data(self) -> dict[str, Any]:
        """The figure as docs/formats.md 2 writes it: a count has no denominator."""
        measure, is_percent = self.measure, self.measure.unit == Unit.PERCENT
        value = float(self.value) if isinstance(self.value, Decimal) else self.value
        return {
            "label": measure.label,
            "value": value,
            "numerator": self.numerator,
            "denominator": self.denominator if is_percent else None,
            "unit": measure.unit.value,
            "definition": measure.definition,
        }
