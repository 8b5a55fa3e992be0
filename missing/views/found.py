"""Finding what an address names, as far as the user may see it; anything else is not found."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.access import signed_in
from accounts.models import User
from missing.models import Episode, ReturnInterview
from missing.models.episode_rows import EpisodeQuerySet
from people.around_brief import name_in_use
from people.models import MayOpen, seen_by
from people.read_log import note_read

Rows = Callable[[EpisodeQuerySet], EpisodeQuerySet]


def the_episode(request: HttpRequest, reference: str, with_facts: Rows | None = None) -> Episode:
    """The episode, noted as read; `may_open_record` says whether the young person's record is this user's too.
    `known_as` is the name that they go by, where it is another.

    `with_facts` adds what the page needs besides. Raises Http404 when it is none, or not theirs to see.
    """
    user = signed_in(request)
    rows = seen_by(user, Episode.objects).select_related("young_person", "team", "placement", "interview")
    rows = rows.annotate(may_open_record=MayOpen(user, "young_person"), known_as=name_in_use("young_person"))
    episode: Episode = get_object_or_404(with_facts(rows) if with_facts else rows, reference=reference)
    note_read(request, episode.young_person)
    return episode


def the_interview(request: HttpRequest, reference: str) -> ReturnInterview:
    """The interview of that episode, noted as read; `may_open_record` and `known_as` as of `the_episode`.

    Raises Http404 when it is none, or not this user's to see.
    """
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
    )
    may_open_record = MayOpen(user, "episode__young_person")
    rows = rows.annotate(may_open_record=may_open_record, known_as=name_in_use("episode__young_person"))
    interview: ReturnInterview = get_object_or_404(rows, episode__reference=reference)
    note_read(request, interview.episode.young_person)
    return interview


def back_to(user: User, record: Episode | ReturnInterview) -> HttpResponse:
    """To the record's page, or to its list where the change has taken the record out of the user's sight."""
    if type(record).objects.visible_to(user).filter(pk=record.pk).exists():
        return redirect(record)
    return redirect("missing:now" if isinstance(record, Episode) else "missing:queue")
