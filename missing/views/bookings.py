"""When and where an interview will be, and whom the young person wants to talk to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import book_interview, cancel_booking, mark_missed, record_wish
from missing.forms import BookingForm, CancelBookingForm, WishForm
from missing.holders import may_be_wished
from missing.models import InterviewBooking, ReturnInterview
from missing.models.booking import booking_in_words
from missing.queue_rows import wished_in_words
from missing.record_page import about
from missing.told_warnings import whom_to_be_careful_with
from missing.views.found import led_back_unless_pressed, the_interview
from people.models import Needs


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def book_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Book a time, or move the one that is booked."""
    user, interview = signed_in(request), the_interview(request, episode)
    booking = InterviewBooking.objects.standing_of(interview)
    kept = keep_form(request, f"booking:{interview.pk}")
    form = BookingForm(request.POST or None, interview=interview, booking=booking, language=_interpreted(interview))
    kept.begin(form)
    if request.method == "POST" and form.attempt(book_interview, actor=user, interview=interview):
        kept.discard()
        made = form.done
        theirs = made.interview.assigned_to_id == user.pk and interview.assigned_to_id is None
        words = f"Booked for {booking_in_words(made.meets_at, made.method)}."
        messages.success(request, f"{words} The interview is yours now." if theirs else words)
        return redirect(interview)
    late = interview.due_at is not None and interview.due_at < timezone.now()
    context = about(interview) | {"form": form, "booking": booking, "kept": kept}
    may_open = interview.may_open_record  # type: ignore[attr-defined]  # fetched with it
    context |= {
        "wished": wished_in_words(interview),
        "deadline_has_passed": late,
        "warnings": whom_to_be_careful_with(user, interview.episode.young_person, may_open=may_open),
    }
    return render(request, "missing/book.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def cancel_booking_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, interview = signed_in(request), the_interview(request, episode)
    booking = InterviewBooking.objects.standing_of(interview)
    if booking is None:
        messages.warning(request, "Nothing is booked.")
        return redirect(interview)
    kept = keep_form(request, f"cancel_booking:{interview.pk}")
    form = CancelBookingForm(request.POST or None)
    kept.begin(form)
    if request.method == "POST" and form.attempt(cancel_booking, actor=user, interview=interview):
        kept.discard()
        messages.success(request, "The booking is cancelled. The interview is still to do.")
        return redirect(interview)
    context = about(interview) | {"form": form, "kept": kept, "booking": booking}
    return render(request, "missing/cancel_booking.html", context)


@requires(Can.WORK_INTERVIEWS)
@led_back_unless_pressed
def missed(request: HttpRequest, episode: str) -> HttpResponse:
    """They did not come: one press, and it is an attempt; the message that says so takes it back by another."""
    user, interview = signed_in(request), the_interview(request, episode)
    is_from_queue = request.POST.get("from") == "queue"
    try:
        attempt = mark_missed(actor=user, interview=interview)
    except ActionRefused as refusal:
        messages.error(request, refusal.message)
    else:
        undo = reverse("missing:undo_missed", args=[episode, attempt.pk])
        words = f"Written down as an attempt: {attempt.get_result_display().lower()}."
        if is_from_queue:
            words, undo = f"{interview.episode.young_person}: {words[:1].lower()}{words[1:]}", f"{undo}?from=queue"
        messages.success(request, words, extra_tags=undo)
    return redirect("missing:queue") if is_from_queue else redirect(interview)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def wish_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Whom the young person wants to talk to, their own worker included.

    `?for=me` is how their own worker comes here who wants to write the interview: it begins with them, and leads back.
    """
    user, interview = signed_in(request), the_interview(request, episode)
    known = {name: getattr(interview, name) for name in ("wished_interviewer", "wished_name")}
    is_for_me = request.GET.get("for") == "me"
    if is_for_me and not any(known.values()):
        known["wished_interviewer"] = user
    kept = keep_form(request, f"wish:{interview.pk}")
    form = WishForm(request.POST or None, people=may_be_wished(interview), initial=known)
    kept.begin(form)
    if request.method == "POST" and form.attempt(record_wish, actor=user, interview=interview):
        kept.discard()
        has_wish = form.done.wish_recorded_at is not None
        messages.success(request, "Their wish is written down." if has_wish else "They wish for nobody in particular.")
        return redirect("missing:complete", episode) if is_for_me else redirect(interview)
    return render(request, "missing/wish.html", about(interview) | {"form": form, "kept": kept})


def _interpreted(interview: ReturnInterview) -> str:
    """The language that an interpreter is needed for, as the record says."""
    needs = Needs.objects.filter(young_person=interview.episode.young_person_id, needs_interpreter=True).first()
    return needs.language if needs else ""
