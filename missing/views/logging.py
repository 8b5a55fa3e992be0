"""Logging an episode: find the young person, then write down what is known."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.drafts import as_initial, discard_draft, draft_for
from accounts.models import User
from accounts.rules import Can
from missing.actions import add_to_log, report_together
from missing.actions.together import Together
from missing.codes import Category, LogKind, PoliceRisk
from missing.forms import LogEpisodeForm
from missing.models import Episode
from missing.searching import of_the_same_home, search_to_log
from missing.views.found import back_to
from people.actions.deaths import why_not_logged
from people.days import plain_time
from people.merged_references import find_record
from people.models import YoungPerson
from people.read_log import note_read
from people.refusals import say_beside


@require_GET
@requires(Can.LOG_EPISODES)
def find_young_person(request: HttpRequest) -> HttpResponse:
    """Who is missing? Found while typing; says at once who is missing already."""
    q = request.GET.get("q", "").strip()
    context = {"q": q, **search_to_log(signed_in(request), q)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "missing/log_search_results.html", context | {"is_partial": True})
    return render(request, "missing/log_search.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def log_episode(request: HttpRequest, reference: str) -> HttpResponse:
    user = signed_in(request)
    found = YoungPerson.objects.findable_by(user).select_related("team", "social_worker")
    young_person = find_record(request, found, reference)
    note_read(request, young_person)
    draft = draft_for(user, f"log_episode:{young_person.pk}")
    open_episode = Episode.objects.open().filter(young_person=young_person).first()
    form = LogEpisodeForm(
        request.POST if request.method == "POST" else None,
        open_episode=open_episode,
        same_home=of_the_same_home(user, young_person),
    )
    if request.method == "POST" and form.is_valid():
        try:
            logged = report_together(actor=user, young_person=young_person, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            if not logged.is_new:
                return _add_to_the_first(request, user, logged.episode, form.cleaned_data)
            discard_draft(user, f"log_episode:{young_person.pk}")
            messages.success(request, _said(logged))
            return back_to(user, logged.episode)
    elif request.method == "GET":
        form.initial = as_initial(draft, form)
    context = {
        "form": form,
        "young_person": young_person,
        "draft": draft,
        "draft_key": f"log_episode:{young_person.pk}",
        "open_episode": open_episode,
        "died_on": why_not_logged(young_person),
    }
    return render(request, "missing/log_episode.html", context)


def _said(logged: Together) -> str:
    others = [f"{episode.young_person} as {episode.reference}" for episode in logged.others]
    with_them = f", {', '.join(others)}" if others else ""
    whose = "The workers and managers of each" if others else "Their worker and manager"
    return f"Logged as {logged.episode.reference}{with_them}. {whose} are being told."


def _add_to_the_first(request: HttpRequest, user: User, episode: Episode, facts: dict[str, Any]) -> HttpResponse:
    """Somebody was quicker: what was typed goes into the log of their episode, and nothing is lost."""
    add_to_log(actor=user, episode=episode, kind=LogKind.NOTE, text=_in_words(facts))
    discard_draft(user, f"log_episode:{episode.young_person_id}")
    messages.warning(
        request, f"{episode.young_person} was logged already, as {episode.reference}. What you wrote is in its log."
    )
    return redirect(episode)


def _in_words(facts: dict[str, Any]) -> str:
    """All that was typed into the form, as a line of the log."""
    about = "about " if facts["started_is_approximate"] else ""
    told_police = facts["reported_to_police_at"]
    known = [
        f"Logged again: {Category(facts['category']).label.lower()} since {about}{plain_time(facts['started_at'])}.",
        facts["circumstances"],
        f"Told by {facts['reported_by']}." if facts["reported_by"] else "",
        f"Police told {plain_time(told_police)}." if told_police else "",
        f"Police reference {facts['police_reference']}." if facts["police_reference"] else "",
        f"Police risk: {PoliceRisk(facts['police_risk']).label.lower()}."
        if facts["police_risk"] != PoliceRisk.NOT_RECORDED
        else "",
    ]
    return " ".join(filter(None, known))
