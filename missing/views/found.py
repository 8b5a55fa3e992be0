"""Finding what an address names, as far as the user may see it; anything else is not found."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import signed_in
from accounts.models import User
from accounts.pressed import led_back_to
from missing.begun_records import typed_into
from missing.models import Episode, ReturnInterview
from missing.models.episode_rows import EpisodeQuerySet
from missing.models.interview import is_given
from missing.step_drafts import steps_typed
from people.around_brief import name_in_use
from people.by_reason import not_theirs
from people.models import MayOpen, seen_by
from people.read_log import note_read

Rows = Callable[[EpisodeQuerySet], EpisodeQuerySet]


def the_episode(request: HttpRequest, reference: str, with_facts: Rows | None = None) -> Episode:
    """The episode, noted as read; `may_open_record` says whether the young person's record is this user's too.
    `known_as` is the name that they go by, where it is another.

    `with_facts` adds what the page needs besides. Raises Http404 when it is none, or not theirs to see; for duty
    `people.by_reason.AskForReason`.
    """
    user = signed_in(request)
    rows = seen_by(user, Episode.objects).select_related("young_person", "team", "placement", "interview")
    rows = rows.annotate(may_open_record=MayOpen(user, "young_person"), known_as=name_in_use("young_person"))
    episode: Episode | None = (with_facts(rows) if with_facts else rows).filter(reference=reference).first()
    if episode is None:
        not_theirs(request, _whom_it_is_about(reference))
    note_read(request, episode.young_person)
    return episode


def the_interview(request: HttpRequest, reference: str, *also: str) -> ReturnInterview:
    """The interview of that episode, noted as read; `may_open_record` and `known_as` as of `the_episode`.

    `may_read` says whether what was written of it is theirs too (`ReturnInterviewQuerySet.read_by`), or only that it is
    to do; `typed_into` who has begun its record (missing.begun_records), `steps_typed` what this user has begun to
    write down as its next step. `also` names what else is fetched along with it. Raises as `the_episode`.
    """
    interview = _fetched(request, reference, *also)
    note_read(request, interview.episode.young_person)
    return interview


def the_read_interview(request: HttpRequest, reference: str, *also: str) -> ReturnInterview:
    """The same, for pages of what was written of it and passed on from it. Not found for whom that is not."""
    interview = _fetched(request, reference, *also)
    if not interview.may_read:  # type: ignore[attr-defined]
        not_theirs(request, _whom_it_is_about(reference))
    note_read(request, interview.episode.young_person)
    return interview


def _fetched(request: HttpRequest, reference: str, *also: str) -> ReturnInterview:
    user = signed_in(request)
    rows = seen_by(user, ReturnInterview.objects).select_related(
        "episode__young_person__social_worker",
        "episode__team",
        "episode__placement",
        "assigned_to",
        "interviewer",
        "wished_interviewer",
        "outcome_by",
        "contact__by",
        "contact__accepted_by",
        "covered_by__episode",
        *also,
    )
    may_open_record = MayOpen(user, "episode__young_person")
    known_as = name_in_use("episode__young_person")
    rows = rows.annotate(
        may_open_record=may_open_record, known_as=known_as, typed_into=typed_into(), steps_typed=steps_typed(user)
    )
    if user.sees_only_what_is_given:
        rows = rows.annotate(is_theirs_to_hold=is_given(user))
    interview: Any = rows.filter(episode__reference=reference).first()
    if interview is None:
        not_theirs(request, _whom_it_is_about(reference))
    interview.may_read = interview.may_open_record and getattr(interview, "is_theirs_to_hold", True)
    found: ReturnInterview = interview
    return found


def _whom_it_is_about(reference: str) -> "QuerySet[Any]":
    return Episode.objects.order_by().filter(reference=reference).values("young_person")


led_back_unless_pressed = led_back_to(lambda request, episode, **step: the_interview(request, episode))
"""For an address of an interview, or of a step of it, that a button sends to. Raises as `the_interview`."""


def back_to(user: User, record: Episode | ReturnInterview) -> HttpResponse:
    """To the record's page, or to its list where the change has taken the record out of the user's sight."""
    if type(record).objects.visible_to(user).filter(pk=record.pk).exists():
        return redirect(record)
    return redirect("missing:now" if isinstance(record, Episode) else "missing:queue")
