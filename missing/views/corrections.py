from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.models import User
from accounts.rules import Can
from missing.actions import correct_category, correct_ending, correct_times, now_away, now_missing
from missing.actions.correct_ending import why_not_correct_ending
from missing.actions.corrections import may_correct
from missing.actions.voiding import why_not_void
from missing.ending_corrected import what_follows
from missing.followed import Consequences, what_followed, what_it_is_now
from missing.forms import CategoryForm, CorrectEndingForm, CorrectTimesForm
from missing.forms.correct_ending import NOT_BACK
from missing.forms.corrections import FROM_AN_INSTANT, FROM_NOW_ON, FROM_THE_START
from missing.models import Episode
from missing.views.found import back_to, the_episode


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def correct_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, found = signed_in(request), the_episode(request, episode)
    if found.is_void:
        return redirect(found)
    if not may_correct(user, found):
        raise PermissionDenied
    form = CorrectTimesForm(request.POST if request.method == "POST" else None, episode=found)
    kept = keep_form(request, f"correct_times:{found.pk}")
    kept.begin(form)
    before = Consequences.of(found, user) if request.method == "POST" else None
    if before and form.attempt(correct_times, actor=user, episode=found):
        kept.discard()
        messages.success(request, f"The times are corrected. {what_followed(found, before, user)}".strip())
        return back_to(user, found)
    context = {"form": form, "kept": kept, "episode": found, "young_person": found.young_person}
    return render(request, "missing/correct.html", context | TIMES | _ways_on(user, found))


def _ways_on(user: User, episode: Episode) -> dict[str, Any]:
    """What else may be wrong, of that which this user may put right; why they may not void it, in words."""
    why_not = why_not_void(user, episode)
    return {
        "may_void": why_not is None,
        "why_not_void": why_not,
        "may_merge": not episode.is_void,
        "may_correct_ending": why_not_correct_ending(user, episode) is None,
    }


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def category_page(request: HttpRequest, episode: str) -> HttpResponse:
    """What it is: somebody away or late is missing or away now, or it was something else from its start."""
    user, found = signed_in(request), the_episode(request, episode)
    if found.is_void:
        return redirect(found)
    if not may_correct(user, found):
        raise PermissionDenied
    kept = keep_form(request, f"category:{found.pk}")
    form = CategoryForm(request.POST if request.method == "POST" else None, episode=found)
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        how, reason, before = form.cleaned_data["how"], form.cleaned_data["reason"], Consequences.of(found, user)
        from_then = {name: form.cleaned_data[name] for name in ("since", "since_is_approximate")}
        try:
            if how in FROM_AN_INSTANT:
                become = now_missing if how == FROM_NOW_ON else now_away
                become(actor=user, episode=found, note=reason, **from_then)
            else:
                category = how.removeprefix(f"{FROM_THE_START}:")
                correct_category(actor=user, episode=found, category=category, reason=reason)
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            kept.discard()
            messages.success(request, f"Written down. {what_it_is_now(found, before, user)}")
            return back_to(user, found)
    context = {"form": form, "kept": kept, "episode": found, "young_person": found.young_person}
    context |= {"may_correct_ending": why_not_correct_ending(user, found) is None}
    return render(request, "missing/correct.html", context | CATEGORY)


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def ending_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Another ending than the one on record, or not back after all; `?how=not_back` comes with that answer."""
    user, found = signed_in(request), the_episode(request, episode)
    if found.is_void or found.end_recorded_at is None:
        return redirect(found)
    if why_not_correct_ending(user, found):
        raise PermissionDenied
    kept = keep_form(request, f"correct_ending:{found.pk}")
    form = CorrectEndingForm(request.POST if request.method == "POST" else None, episode=found)
    kept.begin(form)
    if request.GET.get("how") == NOT_BACK:
        form.initial["how"] = NOT_BACK
    if request.method == "POST" and form.attempt(correct_ending, actor=user, episode=found):
        kept.discard()
        messages.success(request, what_follows(found))
        return back_to(user, found)
    later = getattr(found, "goes_on_as", None)
    warning = WENT_ON.format(later) if later and not later.is_void else ""
    context = {"form": form, "kept": kept, "episode": found, "young_person": found.young_person, "warning": warning}
    return render(request, "missing/correct.html", context | ENDING)


WENT_ON = (
    "It goes on as {0}. If they did not refuse to come back, {0} is voided with this: it is kept, and counts nowhere."
)
ENDING = {
    "title": "Correct how it ended",
    "lede": "The 72 hours, the interview, the alerts and the figures follow. What was on record before stays in the "
    "history.",
}
TIMES = {
    "title": "Correct the times",
    "lede": "The 72 hours, the alerts and the figures follow. What was on record before stays in the history.",
}
CATEGORY = {
    "title": "Change what this is",
    "lede": "If they have been found, record the return instead.",
}
