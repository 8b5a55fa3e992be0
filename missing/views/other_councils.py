"""What the council that placed a young person here tells of its interview, and whose interview it is."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import pass_to_placing_council, record_what_they_told, take_from_placing_council
from missing.forms.other_councils import TheyToldForm
from missing.harm_at_once import mark_what_they_told
from missing.models import ReturnInterview
from missing.views.found import led_back_unless_pressed, the_interview
from people.refusals import say_beside


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def they_told(request: HttpRequest, episode: str) -> HttpResponse:
    """How the placing council says that it ended. Harm is marked first, whatever comes of the rest."""
    user, interview = signed_in(request), the_interview(request, episode)
    kept = keep_form(request, f"they_told:{interview.pk}")
    typed = request.POST
    harm_said = mark_what_they_told(user, interview, typed.get("harm", ""), typed.get("harm_by_carer", ""))
    form = TheyToldForm(request.POST) if request.method == "POST" else TheyToldForm()
    if request.method == "GET":
        kept.begin(form)
    elif form.is_valid():
        try:
            record_what_they_told(actor=user, interview=interview, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            messages.success(request, f"What they told you is written down. {harm_said}".strip())
            return redirect(interview)
    context = {
        "interview": interview,
        "episode": interview.episode,
        "young_person": interview.episode.young_person,
        "form": form,
        "kept": kept,
        "harm_said": harm_said,
    }
    return render(request, "missing/they_told.html", context)


@requires(Can.HAND_OVER_INTERVIEWS)
@led_back_unless_pressed
def pass_on(request: HttpRequest, episode: str) -> HttpResponse:
    return _settle(request, episode, pass_to_placing_council, "The interview is {council}’s now.")


@requires(Can.HAND_OVER_INTERVIEWS)
@led_back_unless_pressed
def take_back(request: HttpRequest, episode: str) -> HttpResponse:
    return _settle(request, episode, take_from_placing_council, "The interview is ours now, and in the queue.")


def _settle(request: HttpRequest, episode: str, action: Callable[..., ReturnInterview], words: str) -> HttpResponse:
    interview = the_interview(request, episode)
    try:
        action(actor=signed_in(request), interview=interview)
    except ActionRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, words.format(council=interview.episode.young_person.authority))
    return redirect(interview)
