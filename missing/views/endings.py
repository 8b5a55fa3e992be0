"""What comes with some endings: a death, a handover at 18, an interview that somebody asks for."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import requires, signed_in
from accounts.drafts import discard_draft
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import ask_for_interview, record_adult_handover, record_death, take_death_back
from missing.actions.deaths import not_back
from missing.actions.handovers import why_not_hand_over
from missing.booked_again import booked_again
from missing.deaths_told import said_of_death
from missing.forms import AdultHandoverForm, AskForInterviewForm, DeathForm, TakeDeathBackForm
from missing.models import Episode, ReturnInterview
from missing.views.episode_forms import episode_form
from missing.views.found import back_to, the_episode
from people.how_sure import age_in_words, born_in_words
from people.models import YoungPerson
from people.views.record import open_record
from people.views.saving import form_page, saved


@require_http_methods(["GET", "POST"])
@requires(Can.RECORD_DEATHS)
def death_page(request: HttpRequest, reference: str) -> HttpResponse:
    person = open_record(request, reference)
    if person.died_on:
        return redirect(person)
    if request.method != "POST":
        return ask_again(request, person)
    user, last = signed_in(request), not_back(person)
    form = DeathForm(request.POST, young_person=person, asks_when_found=last is not None)
    if not form.attempt(record_death, actor=user, young_person=person):
        return _death_form(request, person, form, last)
    if last:
        discard_draft(user, f"return:{last.pk}")
    return saved(request, person, said_of_death(person, user))


def ask_again(
    request: HttpRequest, person: YoungPerson, *, typed: Mapping[str, Any] | None = None, back_url: str = ""
) -> HttpResponse:
    """Who it is, what stops and how it is known, before a death is recorded. Nothing is recorded by this page itself.

    `typed` is what was typed on the page that led here, `back_url` that page.
    """
    if person.died_on:
        return redirect(person)
    last = not_back(person)
    initial: dict[str, Any] = {"found_at": last.found_at if last else None}
    initial |= {name: typed[name] for name in ("found_at", "note") if typed and typed.get(name)}
    form = DeathForm(young_person=person, asks_when_found=last is not None, initial=initial)
    return _death_form(request, person, form, last, back_url=back_url)


def _death_form(
    request: HttpRequest, person: YoungPerson, form: DeathForm, last: Episode | None, *, back_url: str = ""
) -> HttpResponse:
    to_do = ReturnInterview.objects.to_do().filter(episode__young_person=person).count()
    context = {"young_person": person, "form": form, "episode": last, "to_do": to_do, "back_url": back_url}
    context |= {"age": age_in_words(person), "born": born_in_words(person)}
    return render(request, "missing/death.html", context)


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
