from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import correct_category, correct_times, now_missing
from missing.actions.corrections import may_correct
from missing.actions.voiding import why_not_void
from missing.forms import CategoryForm, CorrectTimesForm
from missing.forms.corrections import FROM_NOW_ON, FROM_THE_START
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
    if request.method == "POST" and form.attempt(correct_times, actor=user, episode=found):
        kept.discard()
        messages.success(request, "The times are corrected. What follows from them has followed.")
        return back_to(user, found)
    context = {"form": form, "kept": kept, "episode": found, "young_person": found.young_person}
    return render(request, "missing/correct.html", context | TIMES | {"may_void": why_not_void(user, found) is None})


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def category_page(request: HttpRequest, episode: str) -> HttpResponse:
    """What it is: somebody away or late is missing now, or it was something else from its start."""
    user, found = signed_in(request), the_episode(request, episode)
    if found.is_void:
        return redirect(found)
    kept = keep_form(request, f"category:{found.pk}")
    form = CategoryForm(request.POST if request.method == "POST" else None, episode=found)
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        how, since, reason = (form.cleaned_data[name] for name in ("how", "since", "reason"))
        try:
            if how == FROM_NOW_ON:
                now_missing(actor=user, episode=found, since=since, note=reason)
            else:
                category = how.removeprefix(f"{FROM_THE_START}:")
                correct_category(actor=user, episode=found, category=category, reason=reason)
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            kept.discard()
            messages.success(request, "Written down. What follows from it has followed.")
            return back_to(user, found)
    context = {"form": form, "kept": kept, "episode": found, "young_person": found.young_person}
    return render(request, "missing/correct.html", context | CATEGORY)


TIMES = {
    "title": "Correct the times",
    "lede": "The 72 hours, the alerts and the figures follow. What was on record before stays in the history.",
}
CATEGORY = {
    "title": "Change what this is",
    "lede": "If they have been found, record the return instead.",
}
