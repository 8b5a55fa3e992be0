"""The figures: one `Measure` each (docs/figures.md)."""

from reporting.measures.counting import count
from reporting.measures.interviews import INTERVIEWS_IN_72_HOURS, INTERVIEWS_INDEPENDENT, INTERVIEWS_OVERDUE
from reporting.measures.measure import Figure, Measure, Unit
from reporting.measures.missing import MISSING_NOW, YOUNG_PEOPLE_REPEAT

FIRST_PAGE = (MISSING_NOW, INTERVIEWS_IN_72_HOURS, YOUNG_PEOPLE_REPEAT, INTERVIEWS_OVERDUE)
"""The four figures of the managers' first page, in its order."""

BESIDE_ENDINGS = (INTERVIEWS_INDEPENDENT,)
"""What stands below how interviews ended."""

BY_KEY = {measure.key: measure for measure in (*FIRST_PAGE, *BESIDE_ENDINGS)}

__all__ = [
    "BESIDE_ENDINGS",
    "BY_KEY",
    "FIRST_PAGE",
    "INTERVIEWS_INDEPENDENT",
    "INTERVIEWS_IN_72_HOURS",
    "INTERVIEWS_OVERDUE",
    "MISSING_NOW",
    "YOUNG_PEOPLE_REPEAT",
    "Figure",
    "Measure",
    "Unit",
    "count",
]
