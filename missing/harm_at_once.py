"""Harm that is typed into an interview's record is marked before anything else is done with it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import Draft, User
from missing.actions import mark_harm_told
from missing.interview_drafts import TELL_HARM, harm_typed
from missing.models import HarmTold, ReturnInterview


def mark_what_is_typed(
    user: User, interview: ReturnInterview, section: str, typed: Mapping[str, Any], drafts: Mapping[str, Draft]
) -> str:
    """Mark the harm that the section tells of, in a transaction of its own, and say what was opened and who is told.

    Empty where none is told. What cannot be marked is said, with what to do instead.
    """
    told = harm_typed(drafts, section, typed) if section in TELL_HARM else None
    if told is None:
        return ""
    words, is_by_carer = told
    try:
        harm = mark_harm_told(actor=user, interview=interview, what_was_told=words, is_by_carer=is_by_carer)
    except ActionRefused as refusal:
        return f"The harm could not be passed on from here: {refusal.message} Ring their social worker or duty now."
    return in_words(harm, interview)


def harm_said(interview: ReturnInterview) -> str:
    """What was opened and who was told because of this interview, in one query; empty where nothing was."""
    harm = HarmTold.objects.standing().filter(interview=interview).order_by("-told_at", "-pk").first()
    return in_words(harm, interview) if harm else ""


def in_words(harm: HarmTold, interview: ReturnInterview) -> str:
    worker = interview.episode.young_person.social_worker
    told = f"their social worker {worker}, the team manager and duty" if worker else "the team manager and duty"
    at = timezone.localtime(harm.told_at)
    return f"Harm told, written down {at:%-d %b} at {at:%H:%M}. A strategy discussion is due, and {told} are told."
