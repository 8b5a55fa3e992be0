"""What an interview that a manager reopened begins with: each section as it was recorded, in the words of its form."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import User
from missing.codes import Outcome
from missing.forms.interview_record import FORMS
from missing.forms.places_and_people import SLEPT, WAS_THERE
from missing.holders import may_be_wished
from missing.interview_codes import Told, YesNo
from missing.models import (
    EarlierOutcome,
    HarmTold,
    InterviewRecord,
    PersonMention,
    PlaceMention,
    ReturnInterview,
)
from missing.rules.interview_record import IN_THEIR_ACCOUNT, IN_WHY
from people.history import events_of
from people.models import MayOpen

Values = dict[str, list[str]]
"""By the name of a field, as a form sends them and a draft keeps them."""

HARM_BY_TELLING = {"harms_told": Told.TOLD, "harms_suspected": Told.SUSPECTED, "harms_ruled_out": Told.NO}


def recorded_before(user: User, interview: ReturnInterview) -> dict[str, Values]:
    """What is on record of each section; nothing where it was never recorded or stands, or is not this user's to read.

    No query for an interview that holds no account, else one; another where a colleague had held it. Whether they told
    of harm is asked again where no answer on record tells of it: a sentence that is added may.
    """
    stands = interview.is_void or interview.outcome == Outcome.COMPLETED
    record = _record_read_by(user, interview) if interview.account and not stands else None
    if record is None:
        return {}
    said = {name: listed for name, value in _answers(interview, record).items() if (listed := _as_sent(value))}
    found = {key: {name: said[name] for name in form.base_fields if name in said} for key, form in FORMS.items()}
    found["harm"] |= {
        f"harm_{harm}": [told.value] for name, told in HARM_BY_TELLING.items() for harm in getattr(record, name)
    }
    found["where"] |= {
        f"place_{told['place']}": [WAS_THERE, *([SLEPT] if told["slept"] else [])] for told in record.places_told
    } | _named("known_people", record.people_told)
    if interview.is_to_do:
        found["finish"] |= _talk(user, interview, record)
    return {key: values for key, values in found.items() if values}


def _record_read_by(user: User, interview: ReturnInterview) -> Any:
    """The record with what hangs on it, in one query; None where there is none that this user may read."""
    told = {"interview": OuterRef("interview")}
    places, people = PlaceMention.objects.filter(**told), PersonMention.objects.filter(**told)
    reopened = EarlierOutcome.objects.filter(
        interview__episode__young_person=interview.episode.young_person_id, is_reopened=True
    )
    talks = events_of(ReturnInterview).filter(pgh_obj_id=interview.pk, outcome=Outcome.COMPLETED)
    how = ("outcome_at", "method", "independence", "interviewer_name")
    records: QuerySet[Any] = InterviewRecord.objects.filter(
        MayOpen(user, "interview__episode__young_person"), interview=interview
    )
    if user.sees_only_what_is_given:
        records = records.filter(interview__in=ReturnInterview.objects.given(user))
    return records.annotate(
        places_told=ArraySubquery(places.order_by("pk").values(json=JSONObject(place="place", slept="slept_there"))),
        people_told=ArraySubquery(people.order_by("pk").values("person")),
        harm_words=ArraySubquery(HarmTold.objects.standing().filter(**told).values("what_was_told")),
        reopened=ArraySubquery(
            reopened.values(json=JSONObject(interview="interview", outcome="outcome", at="replaced_at"))
        ),
        talks=ArraySubquery(
            talks.order_by("-pgh_id").values(json=JSONObject(interviewer="interviewer", **{n: n for n in how}))[:1]
        ),
    ).first()


def _answers(interview: ReturnInterview, record: Any) -> Mapping[str, Any]:
    """By the names of the form's fields, which are those of the record but for what the interview itself holds."""
    in_account, in_why = (any(told in words for words in record.harm_words) for told in (IN_THEIR_ACCOUNT, IN_WHY))
    return vars(record) | {
        "account": interview.account,
        "harm_in_account": YesNo.YES.value if in_account else "",
        "harm_in_why": YesNo.YES.value if in_why else "",
        "harm": interview.harm,
        "safer_next_time": interview.safer_next_time,
        "seen_alone": {True: "yes", False: "no", None: ""}[interview.seen_alone],
    }


def _as_sent(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    if isinstance(value, bool):
        return ["on"] if value else []
    return [] if value in (None, "") else [str(value)]


def _named(name: str, ids: Iterable[int]) -> Values:
    listed = [str(one) for one in ids]
    return {name: listed} if listed else {}


def _talk(user: User, interview: ReturnInterview, record: Any) -> Values:
    """When, how and by whom it was held, and what it covered: reopening clears that from the interview."""
    found: Values = {}
    for talk in record.talks:
        at = FORMS["finish"].base_fields["outcome_at"].prepare_value(datetime.fromisoformat(talk["outcome_at"]))
        said = talk | {"outcome_at": at} | _interviewer(user, interview, talk)
        found |= {name: [str(value)] for name, value in said.items() if value}
    last = max((row["at"] for row in record.reopened if row["interview"] == interview.pk), default=None)
    return found | _named(
        "covers",
        [
            row["interview"]
            for row in record.reopened
            if row["at"] == last and row["outcome"] == Outcome.COVERED_BY_LATER
        ],
    )


def _interviewer(user: User, interview: ReturnInterview, talk: Mapping[str, Any]) -> dict[str, Any]:
    """Empty is who records it. A colleague who can be chosen no more is written by name."""
    held_by = talk["interviewer"]
    if held_by is None or held_by == user.pk:
        return {"interviewer": None}
    if may_be_wished(interview).filter(pk=held_by).exists():
        return {"interviewer": held_by}
    return {"interviewer": None, "interviewer_name": str(User.objects.get(pk=held_by))}
