"""The files of this room, as docs/formats.md lists their columns; the order and the words are a public contract."""

from people import codes
from people.case_file.kinds import CaseFileKind, choice, day, number, postcode, register, text, yes_no
from people.imports import (
    finish_placements,
    import_care_periods,
    import_placements,
    import_young_people,
    judge_care_periods,
    judge_placements,
    judge_young_people,
)

REFERENCE = text("reference", 40, required=True)

YOUNG_PEOPLE = CaseFileKind(
    order=10,
    file="young_people.csv",
    key=("reference",),
    columns=(
        REFERENCE,
        text("first_name", 100, required=True),
        text("last_name", 100, required=True),
        day("date_of_birth", required=True),
        choice("sex", codes.Sex.values),
        choice("ethnicity", codes.Ethnicity.values),
        text("team", 100),
        text("social_worker", 254),
        postcode("home_postcode", 10),
        text("responsible_authority", 100),
        yes_no("restricted"),
    ),
    judge=judge_young_people,
    write=import_young_people,
)
CARE_PERIODS = CaseFileKind(
    order=20,
    file="care_periods.csv",
    key=("reference", "started_on"),
    columns=(
        REFERENCE,
        day("started_on", required=True),
        day("ended_on"),
        choice("legal_status", codes.LegalStatus.values),
        choice("category_of_need", codes.CategoryOfNeed.values),
    ),
    judge=judge_care_periods,
    write=import_care_periods,
)
PLACEMENTS = CaseFileKind(
    order=30,
    file="placements.csv",
    key=("reference", "started_on"),
    columns=(
        REFERENCE,
        day("started_on", required=True),
        day("ended_on"),
        choice("placement_type", codes.PlacementType.values, required=True),
        choice("provider", codes.PlacementProvider.values),
        text("provider_name", 150),
        postcode("postcode", 10),
        text("local_authority", 100),
        number("distance_miles"),
    ),
    judge=judge_placements,
    write=import_placements,
    finish=finish_placements,
)
MACE_CASES = CaseFileKind(
    order=60,
    file="mace_cases.csv",
    key=("case_reference",),
    columns=(
        text("case_reference", 40, required=True),
        REFERENCE,
        day("referred_on", required=True),
        day("threshold_met_on"),
        day("initial_meeting_on"),
        choice("level", ("at_risk", "significant", "serious")),
        day("closed_on"),
        choice("closure_reason", ("risk_reduced", "moved_area", "turned_18", "custody", "other")),
        text("recalled_from", 40),
    ),
    no_room="no room for MACE cases yet",
)


def register_kinds() -> None:
    for kind in (YOUNG_PEOPLE, CARE_PERIODS, PLACEMENTS, MACE_CASES):
        register(kind)
