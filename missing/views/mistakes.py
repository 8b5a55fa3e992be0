"""What was written down by mistake in a log, as a step of an interview or as passed on: struck out, with a reason."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import KeptForm, keep_form
from accounts.rules import Can
from missing.actions import withdraw_attempt, withdraw_copy, withdraw_intelligence, withdraw_line, withdraw_offer
from missing.actions.log_withdrawal import why_not_withdraw_line
from missing.actions.passed_on import may_withdraw_passed_on
from missing.forms import ReasonForm
from missing.mistakes import MISTAKE
from missing.models import Episode, InterviewCopy, LogEntry, PoliceIntelligence, ReturnInterview
from missing.models.withdrawn import Withdrawable
from missing.views.found import led_back_unless_pressed, the_episode, the_interview, the_read_interview

STRUCK_OUT = "Struck out. It stays to be read, with your reason."
NOT_GIVEN = "Why was it not given, or what is wrong with it?"
NOT_SENT = "Why was it not sent, or what is wrong with it?"


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def withdraw_line_page(request: HttpRequest, episode: str, line: int) -> HttpResponse:
    found = the_episode(request, episode)
    row = get_object_or_404(LogEntry.objects.select_related("by", "episode"), pk=line, episode=found)
    refusal = why_not_withdraw_line(signed_in(request), found, row)
    if refusal and request.method == "GET":
        messages.warning(request, refusal)
        return redirect(found)
    words = f"{row.get_kind_display()}: {row.text}"
    kept = keep_form(request, f"withdraw_line:{row.pk}")
    return _page(request, found, found, row, kept, words, partial(withdraw_line, line=row))


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def withdraw_offer_page(request: HttpRequest, episode: str, offer: int) -> HttpResponse:
    interview = the_interview(request, episode)
    row = get_object_or_404(interview.offers.select_related("by"), pk=offer)
    kept = keep_form(request, f"withdraw_offer:{row.pk}")
    withdraw = partial(withdraw_offer, offer=row)
    return _page(request, interview.episode, interview, row, kept, f"{row}.", withdraw)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def withdraw_attempt_page(request: HttpRequest, episode: str, attempt: int) -> HttpResponse:
    interview = the_interview(request, episode)
    row = get_object_or_404(interview.attempts.select_related("by", "booking"), pk=attempt)
    missed = getattr(row, "booking", None)
    words = f"{row}. {missed}: that stands again, unless another time was agreed since." if missed else f"{row}."
    kept = keep_form(request, f"withdraw_attempt:{row.pk}")
    return _page(request, interview.episode, interview, row, kept, words, partial(withdraw_attempt, attempt=row))


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def withdraw_copy_page(request: HttpRequest, episode: str, copy: int) -> HttpResponse:
    interview = the_read_interview(request, episode)
    row = get_object_or_404(interview.copies.select_related("by", "interview"), pk=copy)
    _refuse_who_may_not(request, interview, row)
    kept = keep_form(request, f"withdraw_copy:{row.pk}")
    return _page(request, interview.episode, row, row, kept, f"{row}.", partial(withdraw_copy, copy=row), NOT_GIVEN)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def withdraw_intelligence_page(request: HttpRequest, episode: str, intelligence: int) -> HttpResponse:
    interview = the_read_interview(request, episode)
    row = get_object_or_404(interview.intelligence.select_related("by", "interview"), pk=intelligence)
    _refuse_who_may_not(request, interview, row)
    kept = keep_form(request, f"withdraw_intelligence:{row.pk}")
    withdraw = partial(withdraw_intelligence, intelligence=row)
    return _page(request, interview.episode, row, row, kept, f"{row}.", withdraw, NOT_SENT)


@requires(Can.WORK_INTERVIEWS)
@led_back_unless_pressed
def undo_missed(request: HttpRequest, episode: str, attempt: int) -> HttpResponse:
    """“They did not come” was a slip: one press, in the message that tells of it."""
    interview = the_interview(request, episode)
    row = get_object_or_404(interview.attempts, pk=attempt)
    try:
        withdraw_attempt(actor=signed_in(request), attempt=row, reason="“They did not come” was pressed by mistake.")
    except ActionRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{interview.episode.young_person}: the attempt is struck out.")
    return redirect("missing:queue") if request.GET.get("from") == "queue" else redirect(interview)


def _refuse_who_may_not(
    request: HttpRequest, interview: ReturnInterview, row: InterviewCopy | PoliceIntelligence
) -> None:
    """Raises PermissionDenied, as the action would."""
    if not may_withdraw_passed_on(signed_in(request), interview, row.by_id):
        raise PermissionDenied


def _page(
    request: HttpRequest,
    episode: Episode,
    record: Episode | ReturnInterview | InterviewCopy | PoliceIntelligence,
    row: Withdrawable,
    kept: KeptForm,
    words: str,
    withdraw: Callable[..., Any],
    label: str = "What was wrong with it?",
) -> HttpResponse:
    """One question, on the way back to `record`, which is the row itself or what it is a part of."""
    if row.withdrawn_at and request.method == "GET":
        messages.info(request, "That is struck out already.")
        return redirect(record)
    form = ReasonForm(request.POST if request.method == "POST" else None, label=label)
    kept.begin(form)
    if request.method == "POST" and form.attempt(withdraw, actor=signed_in(request)):
        kept.discard()
        messages.success(request, STRUCK_OUT)
        return redirect(record)
    context = {"record": record, "episode": episode, "young_person": episode.young_person, "title": MISTAKE}
    return render(request, "missing/mistake.html", context | {"words": words, "form": form, "kept": kept})
