from people.models.access import AccessGrant, ReadLog, RecordOpening
from people.models.around import CourtOrder, OtherName, PersonAround, SupportInPlace
from people.models.care import CarePeriod, Placement
from people.models.case_event import CaseEvent
from people.models.case_file import ImportRun, RejectedRow
from people.models.death import Death
from people.models.identity import IdentityLink
from people.models.may_open import MayOpen, MaySee, may_open, seen_by
from people.models.merge import RecordMerge
from people.models.needs import Needs, Photograph
from people.models.young_person import YoungPerson

__all__ = [
    "AccessGrant",
    "CarePeriod",
    "CaseEvent",
    "CourtOrder",
    "Death",
    "IdentityLink",
    "ImportRun",
    "MayOpen",
    "MaySee",
    "Needs",
    "OtherName",
    "PersonAround",
    "Photograph",
    "Placement",
    "ReadLog",
    "RecordMerge",
    "RecordOpening",
    "RejectedRow",
    "SupportInPlace",
    "YoungPerson",
    "may_open",
    "seen_by",
]
