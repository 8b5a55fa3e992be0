"""What comes with some endings: a death, a handover at 18, an interview that somebody asks for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import ask_for_interview, record_adult_handover, record_death, take_death_back
from missing.actions.deaths import not_back
from missing.actions.handovers import why_not_hand_over
from missing.booked_again import booked_again
from missing.forms import AdultHandoverForm, AskForInterviewForm, DeathForm, TakeDeathBackForm
from missing.views.episode_forms import episode_form
from missing.views.found import back_to, the_episode
from people.views.record import open_record
from people.views.saving import form_page, saved


@require_http_methods(["GET", "POST"])
@requires(Can.RECORD_DEATHS)
def death_page(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    if person.died_on:
        return redirect(person)
    last = not_back(person)
    form = DeathForm(
        request.POST if request.method == "POST" else None,
        asks_when_found=last is not None,
        initial={"found_at": last.found_at if last else None},
    )
    if request.method == "POST" and form.attempt(record_death, actor=signed_in(request), young_person=person):
        words = f"It is on record that {person} has died. Every alert, offer and e-mail about them has stopped."
        return saved(request, person, words)
    note = "Every alert, offer and e-mail about them stops at once. Interviews still to do are closed as not required."
    return form_page(request, person, form, title="Record that they have died", button="Record the death", note=note)


@require_http_methods(["GET", "POST"])
@requires(Can.TAKE_BACK_DEATHS)
def take_back_page(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    if not person.died_on:
        return redirect(person)
    form = TakeDeathBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.attempt(take_death_back, actor=signed_in(request), young_person=person):
        words = f"Taken back. What is to be done for {person} is to be done again. {booked_again(person)}".strip()
        return saved(request, person, words)
    note = (
        "What the record of it ended is as it was before: open episodes, interviews still to do and times booked for "
        "them, contacts, alerts. A time that has passed has to be agreed anew."
    )
    return form_page(request, person, form, title="They have not died", button="Take it back", note=note)


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def handover_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Who looks for them from 18 on."""
    user, found = signed_in(request), the_episode(request, episode)
    known = getattr(found, "adult_handover", None)
    fields = ("handed_to", "to_whom", "handed_at", "note")
    form = AdultHandoverForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(known, name) for name in fields} if known else {},
    )
    kept = keep_form(request, f"adult_handover:{found.pk}")
    kept.begin(form)
    if request.method == "POST" and form.attempt(record_adult_handover, actor=user, episode=found):
        kept.discard()
        messages.success(request, "The handover is on record. The episode stays open until they are found.")
        return back_to(user, found)
    lede = why_not_hand_over(found, timezone.now()) or (
        "At 18 the statutory count ends. The record stays open, and its alerts go on, until they are found."
    )
    return episode_form(
        request, found, form, title="Handover at 18", button="Record the handover", lede=lede, kept=kept
    )


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def ask_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, found = signed_in(request), the_episode(request, episode)
    kept = keep_form(request, f"ask_for_interview:{found.pk}")
    form = AskForInterviewForm(request.POST if request.method == "POST" else None)
    kept.begin(form)
    if request.method == "POST" and form.attempt(ask_for_interview, actor=user, episode=found):
        kept.discard()
        messages.success(request, "The interview is in the queue.")
        return back_to(user, found)
    lede = "After a missed curfew there is none unless somebody asks. Its 72 hours count from their return."
    title = "Ask for an interview"
    return episode_form(request, found, form, title=title, button=title, lede=lede, kept=kept)
