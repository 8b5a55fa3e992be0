"""Everything that changes a young person's record, by noun."""

from people.actions.allocation import allocate
from people.actions.around import add_court_order, add_person_around, change_court_order, change_person_around
from people.actions.care import add_care_period, change_care_period
from people.actions.case_files import confirm_import, give_up_import, hand_in_case_file
from people.actions.deaths import note_death, take_note_of_death_back
from people.actions.identity import end_identity_link, link_identities
from people.actions.merging import merge_records, unmerge_records
from people.actions.names_and_support import add_other_name, add_support, change_other_name, change_support
from people.actions.needs import change_needs, keep_photograph, remove_photograph
from people.actions.openings import open_record_with_reason
from people.actions.placements import add_placement, change_placement
from people.actions.restriction import change_named, lift_restriction, restrict_record
from people.actions.stale import StaleRecord
from people.actions.young_people import add_young_person, change_details
from people.imports import import_care_periods, import_placements, import_young_people

__all__ = [
    "StaleRecord",
    "add_care_period",
    "add_court_order",
    "add_other_name",
    "add_person_around",
    "add_placement",
    "add_support",
    "add_young_person",
    "allocate",
    "change_care_period",
    "change_court_order",
    "change_details",
    "change_named",
    "change_needs",
    "change_other_name",
    "change_person_around",
    "change_placement",
    "change_support",
    "confirm_import",
    "end_identity_link",
    "give_up_import",
    "hand_in_case_file",
    "import_care_periods",
    "import_placements",
    "import_young_people",
    "keep_photograph",
    "lift_restriction",
    "link_identities",
    "merge_records",
    "note_death",
    "open_record_with_reason",
    "remove_photograph",
    "restrict_record",
    "take_note_of_death_back",
    "unmerge_records",
]
