"""All that is on record of a completed interview, in the sections of its form, as it is read, shared and printed."""

from dataclasses import dataclass
from typing import Any

from missing.models import InterviewRecord, PoliceIntelligence, ReturnInterview
from missing.rules.interview_record import SECTIONS
from people.days import time_on_record


@dataclass(frozen=True)
class Block:
    """One section: rows of what was asked and what is known. Empty rows are left out."""

    key: str
    title: str
    rows: list[dict[str, Any]]


YES_NO = {True: "Yes", False: "No", None: ""}


def blocks_of(interview: ReturnInterview) -> list[Block]:
    """The sections that hold something; of a short or imported interview those that it has."""
    record = getattr(interview, "record", None) or InterviewRecord(interview=interview)
    rows = {
        "before": _before(interview, record),
        "account": [
            ("What they said", interview.account),
            ("Think that they were missing", record.get_thinks_was_missing_display()),
        ],
        "where": _where(interview, record),
        "why": [
            ("What they went away from", _listed(record, "push")),
            ("What they went to", _listed(record, "pull")),
            ("Why, in short", record.why),
        ],
        "harm": _harm(interview, record),
        "help": [
            ("What would help", interview.safer_next_time),
            ("What is going well, who is good for them", record.strengths),
            ("How they feel about being back", record.feels_now),
        ],
        "safety": [
            ("Agreed for next time", record.safety_plan),
            ("They have it", "In writing or on their telephone" if record.plan_given else ""),
            ("Helplines given", _listed(record, "helplines")),
        ],
        "finish": [
            ("When", time_on_record(interview.outcome_at)),
            ("How", interview.get_method_display()),
            ("Where", record.get_talked_at_display()),
            ("How long", f"{record.minutes} minutes" if record.minutes else ""),
            ("Interviewer", interview.interviewer_shown),
            ("Independence", interview.get_independence_display()),
        ],
    }
    blocks = [Block(section.key, section.title, _known(rows[section.key])) for section in SECTIONS]
    return [block for block in blocks if block.rows]


def intelligence_rows(intelligence: PoliceIntelligence) -> list[dict[str, Any]]:
    return _known(
        [
            ("What is known", intelligence.what),
            ("Who is named", intelligence.who),
            ("Where and when", intelligence.where_and_when),
            ("How the young person knows", intelligence.get_how_known_display()),
            ("Could be traced to them", intelligence.get_traceable_display()),
            ("What could happen to them then", intelligence.risk),
            ("Sent to", intelligence.sent_to),
            ("Police reference", intelligence.police_reference),
            ("Written by", f"{intelligence.by}, {time_on_record(intelligence.sent_at)}"),
        ]
    )


def _before(interview: ReturnInterview, record: InterviewRecord) -> list[tuple[str, str]]:
    wishes = [record.wish_who, record.wish_where, record.wish_how]
    language = f", {record.interpreter_language}" if record.interpreter_language else ""
    return [
        ("Told what stays here and what must be passed on", "Yes" if record.limits_told else ""),
        ("Their wishes", "; ".join(wish for wish in wishes if wish)),
        ("Interpreter", f"{record.get_interpreter_display()}{language}" if record.interpreter else ""),
        ("Advocate", record.get_advocate_display()),
        ("Seen alone", YES_NO[interview.seen_alone]),
        ("Who else was there", record.present),
    ]


def _where(interview: ReturnInterview, record: InterviewRecord) -> list[tuple[str, str]]:
    if record.pk is None:
        return []
    places = interview.place_mentions.select_related("place").order_by("pk")
    people = interview.person_mentions.select_related("person").order_by("pk")
    return [
        ("Places", "; ".join(str(mention) for mention in places)),
        ("People", "; ".join(f"{m.person}{', worries us' if m.person.is_of_concern else ''}" for m in people)),
        ("How they travelled", _listed(record, "travel")),
        ("Who paid", record.paid_by),
        ("Telephone and social media", record.online),
        ("How they came back", record.get_brought_back_by_display()),
    ]


def _harm(interview: ReturnInterview, record: InterviewRecord) -> list[tuple[str, str]]:
    return [
        ("They told of", _listed(record, "harms_told")),
        ("Suspected", _listed(record, "harms_suspected")),
        ("Asked, and it was not so", _listed(record, "harms_ruled_out")),
        ("By somebody who cares for them", record.get_harm_by_carer_display()),
        ("By whom", record.harm_by),
        ("Harm or risk", interview.harm),
        ("Health", record.health),
    ]


def _listed(record: InterviewRecord, field: str) -> str:
    labels = dict(record._meta.get_field(field).base_field.choices)  # type: ignore[union-attr]
    return "; ".join(labels[code] for code in getattr(record, field))


def _known(rows: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"label": label, "value": value} for label, value in rows if value]
