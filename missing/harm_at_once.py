"""Harm that is typed into an interview's record is marked before anything else is done with it."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from accounts.access import ActionRefused
from accounts.drafts import as_data, is_behind
from accounts.models import Draft, User
from alerts.actions import raise_one
from missing.actions import mark_harm_told
from missing.actions.other_councils import mark_harm_they_told
from missing.harm_notices import KIND, Notice, harm_notice, harm_said, tells_of_harm, what_stands
from missing.interview_drafts import TELL_HARM, harm_answers
from missing.models import ReturnInterview
from missing.rules.interview_record import (
    IN_WORDS,
    said_of,
    what_is_undecided,
    why_harm_is_unclear,
)

PASSED_ON = "What you wrote of harm is passed on to those who must know. A strategy discussion is due."
ON_RECORD = "What you wrote of harm is on record, and no alert goes out: ring their social worker or duty now."
NOT_PASSED_ON = "The harm could not be passed on from here: {} Ring their social worker or duty now."


def mark_what_is_typed(
    user: User,
    interview: ReturnInterview,
    section: str,
    typed: QueryDict,
    drafts: Mapping[str, Draft],
    *,
    says_who_is_told: bool = True,
) -> Notice:
    """Mark the harm that the section tells of, in a transaction of its own, and say what was opened and who is told.

    Without `says_who_is_told`, for who may not open the record any more, nothing that it holds is said; to whom the
    interview is not to read (`the_interview`) nothing of what others wrote.

    Empty where none is told, but for what the user told before: that it stands, and how to take it back. Words alone
    are marked too, and of what kind they are is asked. A page that is behind another tab of the same user adds what is
    graver, whether it is then saved or not, and takes nothing back. What cannot be marked is said, with what to do
    instead.
    """
    if section not in TELL_HARM:
        return Notice()
    answers = harm_answers(drafts, section, typed)
    whose = None if getattr(interview, "may_read", False) else user
    here = [needed for needed in what_is_undecided(answers) if needed.section == section]
    asked = " ".join(needed.words for needed in filter(None, [why_harm_is_unclear(answers), *here]))
    if not tells_of_harm(answers):
        stands = what_stands(interview, user, section) if says_who_is_told else Notice()
        if stands.words or not asked:
            return stands
        before = harm_said(interview, by=whose) if says_who_is_told else ""
        return Notice(before or f"{asked} Nobody is told yet.")
    said = said_of(answers)
    try:
        harm = mark_harm_told(
            actor=user,
            interview=interview,
            what_was_told=said.words,
            kinds=said.kinds,
            by_whom=said.by_whom,
            is_suspicion=said.is_suspicion,
            instead_of=_said_before(section, answers, drafts, typed),
        )
    except ActionRefused as refusal:
        return Notice(NOT_PASSED_ON.format(refusal.message))
    raise_one(KIND, harm.pk)
    if says_who_is_told:
        notice = harm_notice(interview, user, answers, section=section, by=whose)
        return notice._replace(words=f"{notice.words} {asked}".strip())
    passed_on = ON_RECORD if interview.episode.young_person.died_on else PASSED_ON
    return Notice(f"{passed_on} {asked}".strip())


def mark_what_they_told(user: User, interview: ReturnInterview, words: str, by_carer: str = "") -> str:
    """Mark the harm that a placing council tells of, in a transaction of its own, and say what was opened and who is
    told; empty where the words tell of none."""
    try:
        harm = mark_harm_they_told(actor=user, interview=interview, harm=words, harm_by_carer=by_carer)
    except ActionRefused as refusal:
        return NOT_PASSED_ON.format(refusal.message)
    if harm is None:
        return ""
    raise_one(KIND, harm.pk)
    return harm_said(interview, by=user)


def _said_before(section: str, answers: Mapping[str, Any], drafts: Mapping[str, Draft], typed: QueryDict) -> str:
    """What the sections told of harm as they were last saved, where `answers` go on from it; else empty.

    Not where another tab has saved since, nor where words that were written are left out: those stay on record.
    """
    draft = drafts.get(section)
    before = harm_answers(drafts, section, as_data(draft) if draft else QueryDict())
    is_left_out = any(before.get(name) and not answers.get(name) for name in IN_WORDS)
    return said_of(before).words if tells_of_harm(before) and not is_left_out and not is_behind(draft, typed) else ""
