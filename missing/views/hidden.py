"""Logging an episode without opening the record: for a child whose record is restricted, by who may not see it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions.hidden import report_missing_unseen
from missing.forms.hidden import LogHiddenForm
from missing.log_words import all_in_words
from people.after_adding import begin_with_names, names_from
from people.hidden import hidden_who_are_like
from people.read_log import note_tries
from people.refusals import say_beside
from people.search import service_managers_to_ring

DRAFT = "log_hidden:new"
LOGGED = "logged_without_opening"
"""Where the session keeps what the page after it says."""


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def log_hidden(request: HttpRequest) -> HttpResponse:
    """Who it is and what is known, typed once. Each try is a line in the read log of every record that it is like."""
    user, ask = signed_in(request), service_managers_to_ring()
    kept = keep_form(request, DRAFT)
    form = LogHiddenForm(request.POST or None)
    begin_with_names(form, kept, names_from(request.GET.get("q", "")))
    if request.method == "POST" and form.is_valid():
        note_tries(request, hidden_who_are_like(user, form.who))
        words = all_in_words(form.facts)
        try:
            logged = report_missing_unseen(actor=user, who=form.who, ask=ask, words=words, **form.facts)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            request.session[LOGGED] = logged._asdict()
            return redirect("missing:logged_hidden")
    return render(request, "missing/log_hidden.html", {"form": form, "kept": kept, "ask": ask})


@require_GET
@requires(Can.LOG_EPISODES)
def logged_hidden(request: HttpRequest) -> HttpResponse:
    """What was logged last without opening the record: its number and whom to ring, and nothing of the record."""
    logged = request.session.get(LOGGED)
    if logged is None:
        return redirect("missing:log_episode")
    return render(request, "missing/logged_hidden.html", logged | {"ask": service_managers_to_ring()})
