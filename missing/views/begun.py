"""A log that was begun and not saved: what was typed, and throwing it away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import requires, signed_in
from accounts.drafts import SINCE, discard_draft, version_of
from accounts.rules import Can
from missing.begun_logs import begun_drafts, begun_of
from people.draft_words import typed_in


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def throw_away_log(request: HttpRequest, pk: int) -> HttpResponse:
    """What they had typed, and nothing else of the record. What was typed on meanwhile is not thrown away unseen."""
    user = signed_in(request)
    draft = get_object_or_404(begun_drafts(user), pk=pk)
    begun = begun_of(draft)
    if request.method == "POST":
        if discard_draft(user, draft.key, since=request.POST.get(SINCE, "")):
            messages.success(request, f"What you began to log{f' of {begun.who}' if begun.who else ''} is thrown away.")
            return redirect("home")
        messages.warning(request, "It was typed on meanwhile: look at it again. Nothing is thrown away.")
        return redirect("missing:throw_away_log", pk)
    context = {"begun": begun, "rows": typed_in([draft], user), "since": version_of(draft.saved_at)}
    return render(request, "missing/throw_away_log.html", context)
