"""One return home interview: its steps, and how it ended."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ActionRefused, requires, signed_in
from accounts.rules import Can
from missing.actions import close_without_interview, record_attempt, record_contact, record_offer
from missing.forms import AttemptForm, CloseForm, ContactForm, OfferForm
from missing.interview_page import facts_of, may_change, outcome_rows, steps_of
from missing.models import ReturnInterview
from missing.views.found import back_to, the_interview
from people.refusals import say_beside
from people.warnings import warnings_for


@require_GET
@requires(Can.SEE_RECORDS)
def interview_page(request: HttpRequest, episode: str) -> HttpResponse:
    return _page(request, the_interview(request, episode), OfferForm(), AttemptForm())


@require_POST
@requires(Can.WORK_INTERVIEWS)
def add_offer(request: HttpRequest, episode: str) -> HttpResponse:
    interview, form = the_interview(request, episode), OfferForm(request.POST)
    if form.is_valid():
        try:
            record_offer(actor=signed_in(request), interview=interview, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Offer written down.")
            return redirect(interview)
    return _page(request, interview, form, AttemptForm())


@require_POST
@requires(Can.WORK_INTERVIEWS)
def add_attempt(request: HttpRequest, episode: str) -> HttpResponse:
    interview, form = the_interview(request, episode), AttemptForm(request.POST)
    if form.is_valid():
        try:
            record_attempt(actor=signed_in(request), interview=interview, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Attempt written down.")
            return redirect(interview)
    return _page(request, interview, OfferForm(), form)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def close_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Declined, accepted and not done, or not offered, with the reason."""
    user, interview = signed_in(request), the_interview(request, episode)
    form = CloseForm(request.POST) if request.method == "POST" else CloseForm(initial={"outcome_at": "now"})
    if request.method == "POST" and form.is_valid():
        outcome_at: datetime = form.cleaned_data["outcome_at"]
        try:
            closed = close_without_interview(
                actor=user,
                interview=interview,
                outcome=form.cleaned_data["outcome"],
                outcome_at=outcome_at,
                reason=form.reason_in_words(),
            )
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _said(closed))
            return back_to(user, interview)
    return render(request, "missing/close.html", _about(interview) | {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Can.RECORD_CONTACTS)
def contact_page(request: HttpRequest, episode: str) -> HttpResponse:
    """The social work contact after a decline; it settles every declined interview of theirs that waits for one."""
    user, interview = signed_in(request), the_interview(request, episode)
    waiting = ReturnInterview.objects.contact_due().filter(episode__young_person=interview.episode.young_person_id)
    form = ContactForm(request.POST) if request.method == "POST" else ContactForm()
    if request.method == "POST" and form.is_valid():
        try:
            settled = [one for one in waiting if _declined_by(one, form.cleaned_data["contact_on"])]
            record_contact(actor=user, interviews={interview, *settled}, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Contact recorded.")
            return redirect(interview)
    return render(request, "missing/contact.html", _about(interview) | {"form": form, "waiting": waiting})


def _page(request: HttpRequest, interview: ReturnInterview, offer: OfferForm, attempt: AttemptForm) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    bad: list[forms.Form] = [form for form in (offer, attempt) if form.is_bound]
    may_open = interview.may_open_record  # type: ignore[attr-defined]  # fetched with it
    context = _about(interview) | {
        "warnings": warnings_for(interview.episode.young_person, with_reasons=may_open),
        "offer_form": offer,
        "attempt_form": attempt,
        "form": bad[0] if bad else None,
        "steps": steps_of(interview),
        "outcome_rows": outcome_rows(interview),
        "may_see_queue": user.can(Can.WORK_INTERVIEWS),
        "may_open_record": may_open,
        **facts_of(interview, now),
        **may_change(interview, user),
    }
    return render(request, "missing/interview.html", context)


def _declined_by(interview: ReturnInterview, day: date) -> bool:
    return interview.outcome_at is None or timezone.localdate(interview.outcome_at) <= day


def _about(interview: ReturnInterview) -> dict[str, Any]:
    return {"interview": interview, "episode": interview.episode, "young_person": interview.episode.young_person}


def _said(interview: ReturnInterview) -> str:
    due_on = interview.contact_due_on
    words = f"{interview.get_outcome_display()}."
    return f"{words} A social work contact is due by {due_on:%-d %B}." if due_on else words
