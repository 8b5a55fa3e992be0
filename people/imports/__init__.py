"""The one door by which files change what this room has on record: set-based, under the rules of its actions.

Each `judge_…` decides over staged rows without writing; each `import_…` takes in the accepted ones, batch by batch.
"""

from people.imports.care_periods import import_care_periods, judge_care_periods
from people.imports.placements import finish_placements, import_placements, judge_placements
from people.imports.young_people import import_young_people, judge_young_people

__all__ = [
    "finish_placements",
    "import_care_periods",
    "import_placements",
    "import_young_people",
    "judge_care_periods",
    "judge_placements",
    "judge_young_people",
]
