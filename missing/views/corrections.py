from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import requires, signed_in
from accounts.rules import Can
from missing.actions import correct_times
from missing.actions.corrections import may_correct
from missing.forms import CorrectTimesForm
from missing.views.found import back_to, the_episode


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def correct_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, found = signed_in(request), the_episode(request, episode)
    if not may_correct(user, found):
        raise PermissionDenied
    form = CorrectTimesForm(request.POST if request.method == "POST" else None, episode=found)
    if request.method == "POST" and form.attempt(correct_times, actor=user, episode=found):
        messages.success(request, "The times are corrected. What follows from them has followed.")
        return back_to(user, found)
    context = {"form": form, "episode": found, "young_person": found.young_person}
    return render(request, "missing/correct.html", context)
