"""Logging an episode: find the young person, then write down what is known."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.drafts import as_initial
from accounts.kept_forms import keep_form
from accounts.models import Draft, User
from accounts.rules import Can
from missing.actions import add_to_log, report_together
from missing.actions.together import Together
from missing.alert_sources import is_news
from missing.begun_logs import begun_by
from missing.being_told import being_told
from missing.codes import LogKind
from missing.forms import LogEpisodeForm
from missing.forms.logging import LOOK
from missing.log_drafts import keep_for_the_log
from missing.log_words import all_in_words, taken_in_words
from missing.models import Episode, ReturnInterview
from missing.searching import nobody_like, of_the_same_home, others_like, search_to_log
from missing.told_warnings import whom_to_be_careful_with
from missing.views.found import back_to
from people.actions.deaths import why_not_logged
from people.days import about_time_in_words, time_in_words
from people.drafts_of_merged import draft_about
from people.how_sure import age_in_words, born_in_words
from people.merged_references import find_record
from people.models import YoungPerson, may_open
from people.read_log import note_read
from people.refusals import say_beside
from people.search import Finding


@require_GET
@requires(Can.LOG_EPISODES)
def find_young_person(request: HttpRequest) -> HttpResponse:
    """Who is missing? Found while typing; says at once who is missing already, and what they began to log."""
    q = request.GET.get("q", "").strip()
    context = {"q": q, **search_to_log(signed_in(request), q)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "missing/log_search_results.html", context | {"is_partial": True})
    return render(request, "missing/log_search.html", context | {"begun": begun_by(signed_in(request))})


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def log_episode(request: HttpRequest, reference: str) -> HttpResponse:
    user = signed_in(request)
    found = YoungPerson.objects.findable_by(user).select_related("team", "social_worker")
    young_person = find_record(request, found, reference)
    note_read(request, young_person)
    kept = keep_form(request, f"log_episode:{young_person.pk}", lambda: draft_about(user, "log_episode", young_person))
    before = Episode.objects.without_return().filter(young_person=young_person).first()
    about: dict[str, Any] = {
        "before": before,
        "findable": YoungPerson.objects.findable_by(user).exclude(pk=young_person.pk),
    }
    if request.method == "POST" and LOOK not in request.POST:
        form = LogEpisodeForm(request.POST, **about)
        form.finding = _like_the_name(user, young_person, form)
        if form.is_valid():
            try:
                logged = report_together(actor=user, young_person=young_person, **form.facts)
            except ActionRefused as refusal:
                say_beside(form, refusal)
            else:
                kept.discard()
                return _shown(request, user, logged, form.cleaned_data, before)
    else:
        draft = Draft(values=dict(request.POST.lists())) if request.POST else kept.draft
        form = LogEpisodeForm(**about)
        typed = as_initial(draft, form)
        kept.note_restored(form, {} if request.POST else typed)
        form.begin_with(typed)
        form.finding = _like_the_name(user, young_person, form)
    form.offer([*of_the_same_home(user, young_person), *form.finding.people])
    context = {
        "form": form,
        "young_person": young_person,
        "kept": kept,
        "before": before,
        "died_on": why_not_logged(young_person),
        "finding": form.finding,
        "nobody": nobody_like(user, young_person, str(form["find_other"].value() or ""), form.finding),
        "age": age_in_words(young_person),
        "born": born_in_words(young_person),
        "warnings": whom_to_be_careful_with(user, young_person, may_open=may_open(user, young_person.pk)),
    }
    return render(request, "missing/log_episode.html", context)


def _like_the_name(user: User, young_person: YoungPerson, form: LogEpisodeForm) -> Finding:
    return others_like(user, young_person, str(form["find_other"].value() or ""))


def _shown(
    request: HttpRequest, user: User, logged: Together, facts: dict[str, Any], before: Episode | None
) -> HttpResponse:
    """To the episode. Where one was open already: what was typed is in its log, or waits to be added to it."""
    episode = logged.episode
    for other in logged.open_already:
        # Whom the police gave the reference for is the first: it is asked again for each
        add_to_log(actor=user, episode=other, kind=LogKind.NOTE, text=all_in_words(facts | {"police_reference": ""}))
    for became in filter(None, map(taken_in_words, logged.taken_in)):
        messages.warning(request, became)
    if logged.is_new:
        messages.success(request, _said(user, logged, before if facts.get("came_back_at") else None))
        if before and before.is_not_yet_back and not facts.get("came_back_at"):
            words = f"{before} still says that they were found and are not yet back. Record how it ended when you know."
            messages.warning(request, words)
        return back_to(user, episode)
    who, words = episode.young_person, all_in_words(facts)
    if facts["that_one"] == episode.reference:
        add_to_log(actor=user, episode=episode, kind=LogKind.NOTE, text=words)
        messages.success(request, f"Added to the log of {episode.reference}, which is open already.{_others(logged)}")
    else:
        keep_for_the_log(user, episode, words)
        by = f" by {episode.logged_by.full_name}" if episode.logged_by else ""
        messages.warning(
            request,
            f"{who} was logged already{by}, {time_in_words(episode.recorded_at)}, as {episode.reference}: this is that "
            f"episode. What you wrote is in the box of its log: look it over and add it.{_others(logged)}",
        )
    return redirect(episode)


def _others(logged: Together) -> str:
    others = _named(logged.others)
    return (f" Logged too: {others}." if others else "") + _open_already(logged)


def _open_already(logged: Together) -> str:
    others = _named(logged.open_already)
    return f" Open already: {others}. What you wrote is in the log there too." if others else ""


def _named(episodes: list[Episode]) -> str:
    return ", ".join(f"{episode.young_person} as {episode.reference}" for episode in episodes)


def _said(user: User, logged: Together, before: Episode | None) -> str:
    """`before` is the episode that the same save has ended. One that is over itself says from when to when it was."""
    ended, episode = "", logged.episode
    if before:
        before.refresh_from_db()
        back = about_time_in_words(before.clock_starts_at, before.clock_is_approximate)
        ended = f" {before} has ended: back {back}." if back else ""
    others = _named(logged.others)
    with_them = f", {others}" if others else ""
    told = f" {being_told([episode, *logged.others], user)}" if is_news(episode) else ""
    return f"Logged as {episode}{with_them}{_lasted(episode)}.{ended}{told}{_open_already(logged)}"


def _lasted(episode: Episode) -> str:
    """`: from Fri 20 Nov, 20:00 to Sat 21 Nov, 02:00, and the interview is in the queue`, of one that is over."""
    if episode.ended_at is None:
        return ""
    since = about_time_in_words(episode.started_at, episode.started_is_approximate)
    until = about_time_in_words(episode.ended_at, episode.end_is_approximate)
    has_interview = ReturnInterview.objects.filter(episode=episode).exists()
    return f": from {since} to {until}{', and the interview is in the queue' if has_interview else ''}"
