"""Finding what an address names, as far as the user may see it; anything else is not found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.access import signed_in
from accounts.models import User
from missing.models import Episode, ReturnInterview
from people.read_log import note_read


def the_episode(request: HttpRequest, reference: str) -> Episode:
    """The episode, noted as read. Raises Http404 when it is none, or not this user's to see."""
    rows = Episode.objects.visible_to(signed_in(request)).select_related(
        "young_person",
        "team",
        "social_worker",
        "placement",
        "logged_by",
        "interview__assigned_to",
        "voided_by",
        "merged_into__interview",
        "goes_on_from",
        "goes_on_as",
        "adult_handover",
    )
    episode = get_object_or_404(rows, reference=reference)
    note_read(request, episode.young_person)
    return episode


def the_interview(request: HttpRequest, reference: str) -> ReturnInterview:
    """The interview of that episode, noted as read. Raises Http404 when it is none, or not this user's to see."""
    rows = ReturnInterview.objects.visible_to(signed_in(request)).select_related(
        "episode__young_person__social_worker",
        "episode__team",
        "episode__placement",
        "assigned_to",
        "interviewer",
        "contact__by",
        "covered_by__episode",
    )
    interview = get_object_or_404(rows, episode__reference=reference)
    note_read(request, interview.episode.young_person)
    return interview


def back_to(user: User, record: Episode | ReturnInterview) -> HttpResponse:
    """To the record's page, or to its list where the change has taken the record out of the user's sight."""
    if type(record).objects.visible_to(user).filter(pk=record.pk).exists():
        return redirect(record)
    return redirect("missing:now" if isinstance(record, Episode) else "missing:queue")
