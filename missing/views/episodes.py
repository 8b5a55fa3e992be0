from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import add_to_log, change_police_facts
from missing.actions.corrections import may_correct
from missing.actions.merging import why_not_merge
from missing.actions.voiding import why_not_void
from missing.codes import LogKind
from missing.endings_page import reviews_card
from missing.episode_page import (
    card_rows,
    changes_of,
    gone_with,
    log_of,
    missing_now_context,
    to_tell,
    with_page_facts,
)
from missing.episode_strip import strip
from missing.for_police import with_police_page
from missing.forms import LogEntryForm, PoliceForm
from missing.log_drafts import draft_key, draft_of
from missing.merging_page import merged_into
from missing.models import Episode, LogEntry
from missing.strategy_page import card_of
from missing.telling import telling_of_now
from missing.told_warnings import whom_to_be_careful_with
from missing.views.found import the_episode
from missing.views.voiding import voided_in_words
from people.lengths import counted
from people.refusals import say_beside


@require_GET
@requires(Can.SEE_MISSING_NOW)
def missing_now(request: HttpRequest) -> HttpResponse:
    return render(request, "missing/now.html", missing_now_context(signed_in(request), timezone.now()))


@require_http_methods(["GET", "POST"])
@requires(Can.SEE_RECORDS)
def episode_page(request: HttpRequest, episode: str) -> HttpResponse:
    """The episode with its log; a line is added to the log by posting to the same address."""
    user = signed_in(request)
    found = the_episode(request, episode, lambda rows: with_page_facts(rows, user))
    kept = keep_form(request, draft_key(found), lambda: draft_of(found))
    form = LogEntryForm(request.POST) if request.method == "POST" else LogEntryForm()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            line = add_to_log(
                actor=user,
                episode=found,
                kind=facts["kind"],
                text=facts["text"],
                happened_at=facts["at"],
                is_approximate=facts["is_approximate"],
            )
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            return _added(request, found, line)
    kept.begin(form)
    told, strategy = to_tell(found), card_of(found, timezone.now())
    band = strip(found, user, timezone.now(), waiting=told["waiting"], strategy=strategy)
    may_open: bool = found.may_open_record  # type: ignore[attr-defined]  # fetched with it
    context = {
        "episode": found,
        "kept": kept,
        "young_person": found.young_person,
        **told,
        "may_open_record": may_open,
        "warnings": whom_to_be_careful_with(user, found.young_person, may_open=may_open),
        "may_log": user.can(Can.LOG_EPISODES) and not found.is_void,
        "may_correct": may_correct(user, found) and not found.is_void,
        "voided": voided_in_words(found),
        "may_unmerge": found.merged_into is not None and why_not_merge(user, found.merged_into, found) is None,
        "merged_here": merged_into(found, user),
        "may_put_back": found.is_void and not found.merged_into_id and why_not_void(user, found) is None,
        "form": form,
        "entries": log_of(found, user),
        "gone_with": gone_with(found, user),
        "strategy": strategy,
        **with_police_page(band, found, may_open and user.can(Can.OPEN_POLICE_PAGE)),
        "reviews": reviews_card(found, timezone.now()),
        **card_rows(found, timezone.now(), tells_interviews=may_open and not user.sees_only_what_is_given),
    }
    return render(request, "missing/episode.html", context)


def _added(request: HttpRequest, episode: Episode, line: LogEntry) -> HttpResponse:
    """That somebody was told leads on to the list: the words alone tick nobody off it."""
    waiting = to_tell(episode)["waiting"] if line.kind == LogKind.TOLD else []
    if not waiting:
        messages.success(request, "Added to the log.")
        return redirect(episode)
    left = counted(len(waiting), "is", "are")
    messages.success(request, f"Added to the log. {left} still to be told: tick here who it was.")
    where = reverse("missing:tell", args=[episode.reference])
    return redirect(f"{where}?of={telling_of_now(episode)}&line={line.pk}")


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def police_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, found = signed_in(request), the_episode(request, episode)
    if not may_correct(user, found):
        raise PermissionDenied
    form = PoliceForm(request.POST or None, episode=found)
    kept = keep_form(request, f"police_facts:{found.pk}")
    kept.begin(form)
    if request.method == "POST" and form.attempt(change_police_facts, actor=user, episode=found):
        kept.discard()
        messages.success(request, "Written down.")
        return redirect(found)
    context = {"form": form, "episode": found, "young_person": found.young_person, "kept": kept}
    return render(request, "missing/police.html", context)


@require_GET
@requires(Can.SEE_RECORDS)
def history_page(request: HttpRequest, episode: str) -> HttpResponse:
    found = the_episode(request, episode)
    context = {"episode": found, "young_person": found.young_person, "changes": changes_of(found)}
    return render(request, "missing/episode_history.html", context)
