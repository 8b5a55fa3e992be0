"""One return home interview: its page and its steps."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import requires, signed_in
from accounts.kept_forms import KeptForm
from accounts.rules import Can
from missing.actions import record_attempt, record_offer
from missing.begun_records import begun_by, begun_by_others
from missing.forms import AttemptForm, OfferForm
from missing.interview_page import facts_of, held_question, may_change, notices_of, outcome_rows
from missing.interview_steps import entries_of, standing_booking, steps_of
from missing.models import ReturnInterview
from missing.record_page import about, is_open
from missing.step_drafts import kept_steps
from missing.told_warnings import careful_and_ways, whom_to_be_careful_with
from missing.views.found import led_back_unless_pressed, the_interview
from missing.views.typed_late import url_of_what_was_typed


@require_GET
@requires(Can.SEE_RECORDS)
def interview_page(request: HttpRequest, episode: str) -> HttpResponse:
    interview = the_interview(request, episode)
    offer, attempt = OfferForm(), AttemptForm()
    kept = kept_steps(request, interview)
    kept["offer"].begin(offer)
    kept["attempt"].begin(attempt)
    return _page(request, interview, offer, attempt, kept)


@requires(Can.WORK_INTERVIEWS)
@led_back_unless_pressed
def add_offer(request: HttpRequest, episode: str) -> HttpResponse:
    interview, form = the_interview(request, episode), OfferForm(request.POST)
    kept = kept_steps(request, interview, sent="offer")
    if form.attempt(record_offer, actor=signed_in(request), interview=interview):
        kept["offer"].discard()
        messages.success(request, "Offer written down.")
        return redirect(interview)
    other = AttemptForm()
    kept["attempt"].begin(other)
    return _page(request, interview, form, other, kept)


@requires(Can.WORK_INTERVIEWS)
@led_back_unless_pressed
def add_attempt(request: HttpRequest, episode: str) -> HttpResponse:
    interview, form = the_interview(request, episode), AttemptForm(request.POST)
    kept = kept_steps(request, interview, sent="attempt")
    if form.attempt(record_attempt, actor=signed_in(request), interview=interview):
        kept["attempt"].discard()
        messages.success(request, "Attempt written down.")
        return redirect(interview)
    other = OfferForm()
    kept["offer"].begin(other)
    return _page(request, interview, other, form, kept)


def _page(
    request: HttpRequest,
    interview: ReturnInterview,
    offer: OfferForm,
    attempt: AttemptForm,
    kept: Mapping[str, KeptForm],
) -> HttpResponse:
    """One of the two forms is bound where it was sent and refused: it stays on the page, whatever became meanwhile."""
    user, now = signed_in(request), timezone.now()
    bad: list[forms.Form] = [form for form in (offer, attempt) if form.is_bound]
    may_open = interview.may_open_record  # type: ignore[attr-defined]  # fetched with it
    may_read: bool = interview.may_read  # type: ignore[attr-defined]
    steps = steps_of(interview, user, may_read=may_read)
    booking = standing_booking(steps)
    buttons = may_change(interview, user)
    young_person = interview.episode.young_person
    notices = begun_by_others(interview, user) if may_read and is_open(interview) else []
    if may_open and interview.is_to_do:
        warnings, ways_to_reach = careful_and_ways(user, young_person)
    else:
        warnings, ways_to_reach = whom_to_be_careful_with(user, young_person, may_open=may_open), []
    notices += notices_of(interview, steps, user, now, may_record=buttons["may_complete"])
    context = about(interview) | {
        "warnings": warnings,
        "offer_form": offer,
        "attempt_form": attempt,
        "kept_offer": kept["offer"],
        "kept_attempt": kept["attempt"],
        "form": bad[0] if bad else None,
        "steps": entries_of(steps, interview, user),
        "notices": notices,
        "for_all": next((notice for notice in notices if notice.get("for_all")), None),
        "begun": begun_by(interview, user),
        "booking": booking,
        "was_it_held": held_question(interview, booking, now),
        "outcome_rows": outcome_rows(interview, steps),
        "may_see_queue": user.can(Can.WORK_INTERVIEWS),
        "may_open_record": may_open,
        "typed_url": url_of_what_was_typed(user, interview),
        "may_read": may_read,
        "ways_to_reach": ways_to_reach,
        **facts_of(interview, now, booking),
        **buttons,
    }
    return render(request, "missing/interview.html", context)
