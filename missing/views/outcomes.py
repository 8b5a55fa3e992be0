"""How an interview ends without a conversation, what follows a decline, and what a manager decides."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import KeptForm, keep_form
from accounts.models import User
from accounts.rules import Can
from missing.actions import (
    accept_contact,
    close_without_interview,
    mark_not_required,
    record_contact,
    record_parents_asked,
    reopen_interview,
)
from missing.actions.covering import all_settled_by
from missing.actions.declines import waiting_for_contact, was_declined_by
from missing.codes import OfferResponse
from missing.forms import AcceptContactForm, CloseForm, ContactForm, NotRequiredForm, ParentsForm, ReopenForm
from missing.interview_steps import lesser_contacts
from missing.models import InterviewBooking, ReturnInterview, SocialWorkContact
from missing.models.booking import booking_in_words
from missing.queue_rows import wished_in_words
from missing.record_page import about
from missing.rules import why_contact_is_not_enough
from missing.told_warnings import whom_to_be_careful_with
from missing.views.found import back_to, the_interview
from people.refusals import say_beside
from people.warnings import TellWarning


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def close_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Declined, accepted and not done, or not offered, with the reason; after a decline what parents or carers say."""
    user, interview = signed_in(request), the_interview(request, episode)
    is_accepted = interview.offers.standing().filter(response=OfferResponse.ACCEPTED).exists()
    initial = {"outcome_at": "now"}
    kept = keep_form(request, f"not_done:{interview.pk}")
    wished = wished_in_words(interview)
    typed = request.POST if request.method == "POST" else None
    form = CloseForm(typed, is_accepted=is_accepted, initial=initial)
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        booking = InterviewBooking.objects.standing_of(interview)
        try:
            closed = close_without_interview(
                actor=user,
                interview=interview,
                outcome=form.cleaned_data["outcome"],
                outcome_at=form.cleaned_data["outcome_at"],
                reason=form.cleaned_data["reason"],
                decline_reason=form.cleaned_data["decline_reason"],
                parents=form.parents(),
                **form.accepted(),
            )
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            messages.success(request, _said(closed, booking))
            return back_to(user, interview)
    more = {"warnings": _whom_not_to_tell(user, interview), "wished": wished}
    return _form_page(request, interview, form, "missing/close.html", kept, **more)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def parents_page(request: HttpRequest, episode: str) -> HttpResponse:
    """What parents or carers say, where they were asked later than the decline was written down."""
    user, interview = signed_in(request), the_interview(request, episode)
    kept = keep_form(request, f"parents:{interview.pk}")
    form = ParentsForm(request.POST or None)
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        try:
            record_parents_asked(actor=user, interview=interview, parents=form.parents())
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            messages.success(request, "Written down.")
            return redirect(interview)
    warnings = _whom_not_to_tell(user, interview)
    return _form_page(request, interview, form, "missing/parents.html", kept, warnings=warnings)


@require_http_methods(["GET", "POST"])
@requires(Can.RECORD_CONTACTS)
def contact_page(request: HttpRequest, episode: str) -> HttpResponse:
    """The social work contact after a decline; it settles every declined interview of theirs that waits for one.

    A lesser one is written down, and for a manager to accept.
    """
    user, interview = signed_in(request), the_interview(request, episode)
    waiting = list(waiting_for_contact(interview.episode.young_person_id).select_related("episode"))
    kept = keep_form(request, f"contact:{interview.pk}")
    form = ContactForm(request.POST) if request.method == "POST" else ContactForm()
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        try:
            settled = [one for one in waiting if was_declined_by(one, form.cleaned_data["contact_on"])]
            contact = record_contact(actor=user, interviews={interview, *settled}, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            _say_what_it_settles(request, contact, {interview, *waiting})
            return redirect(interview)
    return _contact_page(request, interview, form, kept, waiting=waiting)


@require_http_methods(["GET", "POST"])
@requires(Can.DECIDE_ON_INTERVIEWS)
def accept_page(request: HttpRequest, episode: str) -> HttpResponse:
    """A manager takes the last lesser contact for enough, and says why."""
    user, interview = signed_in(request), the_interview(request, episode)
    contact = lesser_contacts(interview).order_by("-contact_on", "-pk").first()
    if contact is None:
        messages.warning(request, "No contact waits to be accepted.")
        return redirect(interview)
    kept = keep_form(request, f"accept_contact:{interview.pk}")
    form = AcceptContactForm(request.POST or None)
    kept.begin(form)
    if request.method == "POST" and form.attempt(accept_contact, actor=user, contact=contact):
        kept.discard()
        messages.success(request, "The contact is accepted.")
        return redirect(interview)
    lesser = why_contact_is_not_enough(contact.method, is_out_of_area=interview.episode.is_out_of_area)
    return _form_page(request, interview, form, "missing/accept_contact.html", kept, contact=contact, lesser=lesser)


@require_http_methods(["GET", "POST"])
@requires(Can.DECIDE_ON_INTERVIEWS)
def not_required_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, interview = signed_in(request), the_interview(request, episode)
    kept = keep_form(request, f"not_required:{interview.pk}")
    form = NotRequiredForm(request.POST or None)
    kept.begin(form)
    if request.method == "POST" and form.attempt(mark_not_required, actor=user, interview=interview):
        kept.discard()
        messages.success(request, "Not required, as you decided.")
        return back_to(user, interview)
    may_record_death = user.can(Can.RECORD_DEATHS) and interview.may_open_record  # type: ignore[attr-defined]
    return _form_page(request, interview, form, "missing/not_required.html", kept, may_record_death=may_record_death)


@require_http_methods(["GET", "POST"])
@requires(Can.DECIDE_ON_INTERVIEWS)
def reopen_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Take back how it ended; what it covered is open again with it."""
    user, interview = signed_in(request), the_interview(request, episode)
    kept = keep_form(request, f"reopen:{interview.pk}")
    form = ReopenForm(request.POST or None)
    kept.begin(form)
    if request.method == "POST" and form.attempt(reopen_interview, actor=user, interview=interview):
        kept.discard()
        messages.success(request, "The interview is open again. It is judged by its own 72 hours, as before.")
        return redirect(interview)
    return _form_page(request, interview, form, "missing/reopen.html", kept, covered=all_settled_by(interview))


def _contact_page(
    request: HttpRequest,
    interview: ReturnInterview,
    form: ContactForm,
    kept: KeptForm,
    *,
    waiting: list[ReturnInterview],
) -> HttpResponse:
    lesser = list(lesser_contacts(interview).select_related("by"))
    may_accept = bool(lesser) and signed_in(request).can(Can.DECIDE_ON_INTERVIEWS)
    context = {
        "waiting": waiting,
        "needs_a_visit": any(not one.episode.is_out_of_area for one in waiting),
        "lesser": lesser,
        "may_accept": may_accept,
        "warnings": _whom_not_to_tell(signed_in(request), interview),
    }
    return _form_page(request, interview, form, "missing/contact.html", kept, **context)


def _say_what_it_settles(request: HttpRequest, contact: SocialWorkContact, waiting: set[ReturnInterview]) -> None:
    """Which of those that waited the contact settles, and why the others are still due."""
    settled = set(contact.interviews.select_related("episode"))
    left = sorted(waiting - settled, key=lambda interview: interview.pk)
    if not left:
        messages.success(request, "Contact recorded.")
        return
    why = {interview: _why_still_due(interview, contact) for interview in left}
    if not settled and len(left) == 1:
        messages.warning(request, f"Written down, and still due. {why[left[0]]}")
        return
    done = f"Contact recorded for {_named(settled)}." if settled else "Written down."
    reasons = {words: [interview for interview in left if why[interview] == words] for words in why.values()}
    due = (f"Still due after {_named(those)}: {words[:1].lower()}{words[1:]}" for words, those in reasons.items())
    messages.warning(request, " ".join([done, *due]))


def _why_still_due(interview: ReturnInterview, contact: SocialWorkContact) -> str:
    if not was_declined_by(interview, contact.contact_on):
        return "It was declined after that day."
    return why_contact_is_not_enough(contact.method, is_out_of_area=interview.episode.is_out_of_area) or ""


def _named(interviews: Iterable[ReturnInterview]) -> str:
    return ", ".join(sorted(interview.episode.reference for interview in interviews))


def _form_page(
    request: HttpRequest, interview: ReturnInterview, form: Any, template: str, kept: KeptForm, **more: Any
) -> HttpResponse:
    return render(request, template, about(interview) | {"form": form, "kept": kept, **more})


def _whom_not_to_tell(user: User, interview: ReturnInterview) -> list[TellWarning]:
    """Asking somebody tells them something. The reasons are of the record: for who may open it."""
    may_open: bool = interview.may_open_record  # type: ignore[attr-defined]  # fetched with it
    return whom_to_be_careful_with(user, interview.episode.young_person, may_open=may_open)


def _said(interview: ReturnInterview, booking: InterviewBooking | None) -> str:
    """What is on record now, what is due, and whom to tell that they need not come."""
    said = [f"{interview.get_outcome_display()}."]
    if interview.contact_due_on:
        said.append(f"A social work contact is due by {interview.contact_due_on:%-d %B %Y}.")
    if booking and booking.meets_at > timezone.now():
        said.append(f"What was booked for {booking_in_words(booking.meets_at, booking.method)} is cancelled.")
        others = f", and the interpreter: {booking.interpreter}" if booking.interpreter else ""
        said.append(f"Tell who expects it{others}.")
    return " ".join(said)
