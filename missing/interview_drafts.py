"""What is typed into the sections of an interview's record until it is recorded: a draft a section, each user's own."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.drafts import as_data
from accounts.models import Draft, User
from missing.actions.covering import could_cover
from missing.forms.interview_record import section_form
from missing.forms.places_and_people import WhereForm
from missing.holders import may_be_wished
from missing.interview_codes import Told
from missing.mentions import people_known, places_known
from missing.models import ReturnInterview
from missing.recorded_before import recorded_before
from missing.rules.interview_record import (
    SECTION_KEYS,
    Needed,
    harms_answered,
    still_needed,
)

TELL_HARM = ("account", "why", "harm")
"""The sections in which harm is told."""

SEVERAL = ("push", "pull")
"""Answers to which more than one may be chosen."""

ON_THE_INTERVIEW = {
    "outcome_at",
    "method",
    "independence",
    "interviewer",
    "interviewer_name",
    "seen_alone",
    "account",
    "safer_next_time",
    "harm",
}
"""Answers that the interview itself holds."""


def draft_key(interview: ReturnInterview, section: str) -> str:
    return f"interview:{interview.pk}:{section}"


def drafts_of(user: User, interview: ReturnInterview) -> dict[str, Draft]:
    """The user's own, by section, in one query. Another user's are never given.

    Of an interview that was reopened, a section in which they have typed nothing is as it was recorded: a draft that is
    not saved, without `saved_at`, until they change it.
    """
    keys = {draft_key(interview, section): section for section in SECTION_KEYS}
    recorded = {
        section: Draft(user=user, key=draft_key(interview, section), values=values)
        for section, values in recorded_before(user, interview).items()
    }
    return recorded | {keys[draft.key]: draft for draft in Draft.objects.filter(user=user, key__in=keys)}


def discard_drafts(interview: ReturnInterview, user: User) -> None:
    """The user's own of this interview: it is recorded."""
    Draft.objects.filter(user=user, key__in=[draft_key(interview, section) for section in SECTION_KEYS]).delete()


def forms_of(user: User, interview: ReturnInterview, drafts: Mapping[str, Draft]) -> dict[str, forms.Form]:
    """Every section as this user would have sent it, whether anything was typed into it or not."""
    known: dict[str, Any] = {}
    for section in ("finish", "where"):
        if section in drafts:
            known |= known_to(user, interview, section)
    nothing: dict[str, Any] = {}
    return {
        section: section_form(section, as_data(drafts[section]) if section in drafts else nothing, **known)
        for section in SECTION_KEYS
    }


def known_to(user: User, interview: ReturnInterview, section: str) -> dict[str, Any]:
    """What the form of that section offers to choose from."""
    if section == "finish":
        return {"earlier": could_cover(interview, user), "colleagues": may_be_wished(interview)}
    if section != "where":
        return {}
    young_person = interview.episode.young_person
    return {"places": places_known(young_person, user), "people": people_known(young_person, user)}


def facts_of(sections: Mapping[str, forms.Form]) -> dict[str, Any]:
    """What `complete_interview` takes, of sections that are all valid."""
    answers: dict[str, Any] = {}
    for form in sections.values():
        answers |= form.cleaned_data
    where = sections["where"]
    assert isinstance(where, WhereForm)  # noqa: S101 - for the types
    seen_alone = {"yes": True, "no": False}.get(answers["seen_alone"])
    covers = answers.pop("covers", ())
    record = {name: value for name, value in answers.items() if name not in ON_THE_INTERVIEW} | {
        "harms_told": harms_answered(answers, Told.TOLD),
        "harms_suspected": harms_answered(answers, Told.SUSPECTED),
        "harms_ruled_out": harms_answered(answers, Told.NO),
    }
    return {name: answers[name] for name in ON_THE_INTERVIEW} | {
        "seen_alone": seen_alone,
        "record": record,
        "places": where.places_said(),
        "people": where.people_said(),
        "covers": covers,
    }


def still_needed_of(drafts: Mapping[str, Draft]) -> list[Needed]:
    """What must still be answered, by what is typed so far."""
    typed: dict[str, Any] = {}
    for draft in drafts.values():
        typed |= _answers(as_data(draft))
    return still_needed(typed)


def harm_answers(drafts: Mapping[str, Draft], section: str, typed: QueryDict) -> dict[str, Any]:
    """The answers of the sections that tell of harm, as far as they are typed.

    `typed` is what the section now holds; the others are taken from their drafts.
    """
    answers: dict[str, Any] = {}
    for key in TELL_HARM:
        if key == section:
            answers |= _answers(typed)
        elif key in drafts:
            answers |= _answers(as_data(drafts[key]))
    return answers


def _answers(data: QueryDict) -> dict[str, Any]:
    return {name: data.getlist(name) if name in SEVERAL else data[name] for name in data}
