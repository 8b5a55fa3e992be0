"""The files of this room, as docs/formats.md lists their columns; the order and the words are a public contract."""

from missing import codes
from missing.imports import (
    finish_episodes,
    finish_interviews,
    import_episodes,
    import_interviews,
    judge_episodes,
    judge_interviews,
)
from people.case_file.kinds import CaseFileKind, choice, day, instant, register, text

LONGEST_TEXT = 100_000

EPISODES = CaseFileKind(
    order=40,
    file="episodes.csv",
    key=("episode_reference",),
    columns=(
        text("episode_reference", 40, required=True),
        text("reference", 40, required=True),
        choice("category", codes.Category.values, required=True),
        instant("missing_from", required=True),
        instant("found_at"),
        instant("returned_at"),
        choice("ended_how", codes.EndedHow.values),
        instant("reported_to_police_at"),
        text("police_reference", 60),
        choice("police_risk", codes.PoliceRisk.values),
    ),
    judge=judge_episodes,
    write=import_episodes,
    finish=finish_episodes,
)
INTERVIEWS = CaseFileKind(
    order=50,
    file="interviews.csv",
    key=("episode_reference",),
    columns=(
        text("episode_reference", 40, required=True),
        choice("outcome", codes.Outcome.values),
        instant("outcome_at"),
        instant("offered_at"),
        choice("method", codes.Method.values),
        text("interviewer", 150),
        choice("independence", codes.Independence.values),
        text("reason", LONGEST_TEXT),
        text("covered_by", 40),
        day("contact_on"),
        choice("contact_method", codes.ContactMethod.values),
    ),
    judge=judge_interviews,
    write=import_interviews,
    finish=finish_interviews,
)


def register_kinds() -> None:
    for kind in (EPISODES, INTERVIEWS):
        register(kind)
