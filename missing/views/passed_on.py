"""What was passed on, put right: a copy that was not given, intelligence that was not sent, the police's reference."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import requires, signed_in
from accounts.forms import RefusableForm
from accounts.kept_forms import KeptForm, keep_form
from accounts.rules import Can
from missing.actions import set_intelligence_reference, withdraw_copy, withdraw_intelligence
from missing.actions.passed_on import may_withdraw_passed_on
from missing.forms import ReasonForm
from missing.forms.sharing import ReferenceForm
from missing.models import InterviewCopy, PoliceIntelligence, ReturnInterview
from missing.record_page import about
from missing.views.found import the_read_interview


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def withdraw_copy_page(request: HttpRequest, episode: str, copy: int) -> HttpResponse:
    interview = the_read_interview(request, episode)
    row = get_object_or_404(interview.copies.select_related("by", "interview"), pk=copy)
    form = ReasonForm(_posted(request), label="Why was it not given, or what is wrong with it?")
    kept = keep_form(request, f"withdraw_copy:{row.pk}")
    title = "It was not given to them"
    return _page(request, interview, row, form, kept, title, lambda **said: withdraw_copy(copy=row, **said))


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def withdraw_intelligence_page(request: HttpRequest, episode: str, intelligence: int) -> HttpResponse:
    interview = the_read_interview(request, episode)
    row = get_object_or_404(interview.intelligence.select_related("by", "interview"), pk=intelligence)
    form = ReasonForm(_posted(request), label="Why was it not sent, or what is wrong with it?")
    kept = keep_form(request, f"withdraw_intelligence:{row.pk}")
    title = "It was not sent, or is wrong"
    return _page(
        request, interview, row, form, kept, title, lambda **said: withdraw_intelligence(intelligence=row, **said)
    )


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def reference_page(request: HttpRequest, episode: str, intelligence: int) -> HttpResponse:
    interview = the_read_interview(request, episode)
    row = get_object_or_404(interview.intelligence.select_related("by", "interview"), pk=intelligence)
    form = ReferenceForm(_posted(request), initial={"police_reference": row.police_reference})
    kept = keep_form(request, f"intelligence_reference:{row.pk}")
    title = "The reference of the police"
    return _page(
        request,
        interview,
        row,
        form,
        kept,
        title,
        lambda **said: set_intelligence_reference(intelligence=row, **said),
    )


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    interview: ReturnInterview,
    row: InterviewCopy | PoliceIntelligence,
    form: RefusableForm,
    kept: KeptForm,
    title: str,
    act: Callable[..., Any],
) -> HttpResponse:
    """One question, on the way back to what it is about."""
    user = signed_in(request)
    if not may_withdraw_passed_on(user, interview, row.by_id):
        raise PermissionDenied
    if row.withdrawn_at and request.method == "GET":
        messages.info(request, "That is struck out already.")
        return redirect(row)
    is_struck_out = isinstance(form, ReasonForm)
    kept.begin(form)
    if request.method == "POST" and form.attempt(act, actor=user):
        kept.discard()
        messages.success(request, "Struck out. It stays to be read, with your reason." if is_struck_out else "Saved.")
        return redirect(row)
    context = about(interview) | {"row": row, "form": form, "kept": kept, "title": title}
    context["button"] = "Strike it out" if is_struck_out else "Save"
    return render(request, "missing/sharing/put_right.html", context)
