from people.models.access import AccessGrant, ReadLog
from people.models.care import CarePeriod, Placement
from people.models.case_event import CaseEvent
from people.models.case_file import ImportRun, RejectedRow
from people.models.young_person import YoungPerson, ids_visible_to

__all__ = [
    "AccessGrant",
    "CarePeriod",
    "CaseEvent",
    "ImportRun",
    "Placement",
    "ReadLog",
    "RejectedRow",
    "YoungPerson",
    "ids_visible_to",
]
