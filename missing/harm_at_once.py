"""Harm that is typed into an interview's record is marked before anything else is done with it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.http import QueryDict
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.drafts import as_data, is_behind
from accounts.models import Draft, User
from accounts.rules import Role
from alerts.actions import raise_one
from alerts.models import Alert, AlertStage
from missing.actions import mark_harm_told
from missing.actions.other_councils import mark_harm_they_told
from missing.actions.refusals import why_no_discussion
from missing.interview_drafts import TELL_HARM, harm_answers
from missing.models import HarmTold, ReturnInterview
from missing.rules.interview_record import (
    IN_WORDS,
    is_told_on,
    said_of,
    tells_in_words,
    what_is_undecided,
    why_harm_is_unclear,
)
from people.lengths import counted

KIND = "harm_told"
PASSED_ON = "What you wrote of harm is passed on to those who must know. A strategy discussion is due."
ON_RECORD = "What you wrote of harm is on record, and no alert goes out: ring their social worker or duty now."
NOT_PASSED_ON = "The harm could not be passed on from here: {} Ring their social worker or duty now."
BEING_TOLD = timedelta(minutes=10)
"""So long after harm was written down it may be that the alerts are only about to leave."""


def mark_what_is_typed(
    user: User,
    interview: ReturnInterview,
    section: str,
    typed: QueryDict,
    drafts: Mapping[str, Draft],
    *,
    says_who_is_told: bool = True,
) -> str:
    """Mark the harm that the section tells of, in a transaction of its own, and say what was opened and who is told.

    Without `says_who_is_told`, for who may not open the record any more, nothing that it holds is said; to whom the
    interview is not to read (`the_interview`) nothing of what others wrote.

    Empty where none is told. Words alone are marked too, and of what kind they are is asked. A page that is behind
    another tab of the same user adds what is graver, whether it is then saved or not, and takes nothing back. What
    cannot be marked is said, with what to do instead.
    """
    if section not in TELL_HARM:
        return ""
    answers = harm_answers(drafts, section, typed)
    whose = None if getattr(interview, "may_read", False) else user
    here = [needed for needed in what_is_undecided(answers) if needed.section == section]
    asked = " ".join(needed.words for needed in filter(None, [why_harm_is_unclear(answers), *here]))
    if not is_told_on(answers) and not tells_in_words(answers):
        before = harm_said(interview, by=whose) if asked and says_who_is_told else ""
        return (before or f"{asked} Nobody is told yet.") if asked else ""
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
        return NOT_PASSED_ON.format(refusal.message)
    raise_one(KIND, harm.pk)
    passed_on = ON_RECORD if interview.episode.young_person.died_on else PASSED_ON
    return f"{harm_said(interview, by=whose) if says_who_is_told else passed_on} {asked}".strip()


def mark_what_they_told(user: User, interview: ReturnInterview, words: str) -> str:
    """Mark the harm that a placing council tells of, in a transaction of its own, and say what was opened and who is
    told; empty where the words tell of none."""
    try:
        harm = mark_harm_they_told(actor=user, interview=interview, harm=words)
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
    is_told = is_told_on(before) or tells_in_words(before)
    is_left_out = any(before.get(name) and not answers.get(name) for name in IN_WORDS)
    return said_of(before).words if is_told and not is_left_out and not is_behind(draft, typed) else ""


def harm_said(interview: ReturnInterview, *, by: User | None = None) -> str:
    """What was opened and who was told of what was written last, in one query; empty where nothing was. Of who has
    died it takes whom to ring: two more.

    `by` leaves out what others wrote.
    """
    theirs = {"by": by} if by else {}
    key = Concat(Value("harm:"), Cast(OuterRef("pk"), CharField()))
    stages = AlertStage.objects.filter(kind=KIND, subject_key=key, withdrawn_at__isnull=True)
    harm = (
        HarmTold.objects.standing()
        .filter(interview=interview, **theirs)
        .annotate(
            is_raised=Exists(stages),
            is_due=Exists(HarmTold.objects.to_discuss().filter(pk=OuterRef("pk"))),
            told=ArraySubquery(_told(key)),
        )
        .select_related("by")
        .order_by("-told_at", "-pk")
        .first()
    )
    return in_words(harm, interview) if harm else ""


def in_words(harm: Any, interview: ReturnInterview) -> str:
    """`harm` as `harm_said` fetches it: by whom it was written, and who was told, by name; of duty, how many.

    That somebody is about to be told is said only where that is so.
    """
    at, young_person = timezone.localtime(harm.told_at), interview.episode.young_person
    due = " A strategy discussion is due." if harm.is_due else ""
    what = "Harm suspected" if harm.is_suspicion else "Harm told"
    said = f"{what}, written down {at:%-d %b} at {at:%H:%M} by {harm.by}.{due}"
    if harm.is_raised and (told := who(harm.told, young_person.social_worker_id)):
        return f"{said} Told of it: {', '.join(told)}."
    if silent := why_no_discussion(young_person):
        return f"{said} {silent}"
    if harm.is_raised:
        return f"{said} Nobody could be told who may open the record: ring their manager or duty now."
    if harm.is_due and timezone.now() - harm.told_at < BEING_TOLD:
        return f"{said} Who must know of it is being told now."
    return f"{said} Nobody has been told of it: ring their social worker or duty now."


def who(told: list[dict[str, Any]], worker_id: int | None) -> list[str]:
    """Their own worker first, then managers, then others by name, then duty."""
    worker = [f"their social worker {one['name']}" for one in told if one["id"] == worker_id]
    others = [one for one in told if one["id"] != worker_id]
    managers = [f"team manager {one['name']}" for one in others if Role.TEAM_MANAGER in one["roles"]]
    rest = [one for one in others if Role.TEAM_MANAGER not in one["roles"]]
    duty = [one for one in rest if Role.DUTY in one["roles"]]
    named = [one["name"] for one in rest if Role.DUTY not in one["roles"]]
    on_duty = [f"duty ({counted(len(duty), 'person', 'people')})"] if duty else []
    return worker + managers + named + on_duty


def _told(key: Any) -> Any:
    """Those who were told of the harm of the outer query; not who was told of the kind and the team alone."""
    roles = ArraySubquery(User.groups.through.objects.filter(user=OuterRef("user")).values("group__name"))
    told = Alert.objects.filter(stage__kind=KIND, stage__subject_key=key, stage__withdrawn_at__isnull=True).exclude(
        capacity=Alert.Capacity.LAST_RESORT
    )
    found = JSONObject(id="user", name="user__full_name", roles=roles)
    return told.order_by("user__full_name", "pk").values(found=found)
