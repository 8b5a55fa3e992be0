"""Taking an episode that was logged in error out of the lists, and putting it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import requires, signed_in
from accounts.kept_forms import KeptForm, keep_form
from accounts.models import User
from accounts.rules import Can
from missing.actions import unvoid_episode, void_episode
from missing.actions.covering import all_settled_by
from missing.actions.voiding import goes_on_from, why_not_void
from missing.codes import Category
from missing.forms import VoidForm
from missing.models import Episode
from missing.views.found import back_to, the_episode
from people.days import time_in_words


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def void_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, found = signed_in(request), the_episode(request, episode)
    if found.is_void:
        return redirect(found)
    if missing := goes_on_from(found):
        messages.info(request, f"{found} is how {missing} went on. Say here how {missing} ended in truth.")
        return redirect("missing:correct_ending", missing.reference)
    page = {
        "title": "Void this episode",
        "lede": "For an episode that should never have been on record. If they came back, record the return instead.",
        "facts": _what_it_is(found),
        "warning": STILL_MISSING if found.is_open and found.category == Category.MISSING else "",
        "follows": [*VOIDED, *_what_follows_too(found)],
        "is_warning": True,
    }
    form = VoidForm(request.POST or None, label="Why should it not be on record?")
    kept = keep_form(request, f"void:{found.pk}")
    return _confirm(request, user, found, form, kept, void_episode, page, f"{found.reference} is voided.")


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def unvoid_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, found = signed_in(request), the_episode(request, episode)
    if not found.is_void or found.merged_into_id:
        return redirect(found)
    page = {
        "title": "Put this episode back",
        "lede": voided_in_words(found),
        "facts": _what_it_is(found),
        "follows": PUT_BACK,
    }
    form = VoidForm(request.POST or None, label="Why was it right after all?")
    kept = keep_form(request, f"unvoid:{found.pk}")
    return _confirm(request, user, found, form, kept, unvoid_episode, page, f"{found.reference} is back on record.")


def _confirm(
    request: HttpRequest,
    user: User,
    found: Episode,
    form: VoidForm,
    kept: KeptForm,
    action: Callable[..., Any],
    page: dict[str, Any],
    said: str,
) -> HttpResponse:
    if refusal := why_not_void(user, found):
        raise PermissionDenied(refusal)
    kept.begin(form)
    if request.method == "POST" and form.attempt(action, actor=user, episode=found):
        kept.discard()
        messages.success(request, said)
        return back_to(user, found)
    context = {"form": form, "kept": kept, "episode": found, "young_person": found.young_person}
    return render(request, "missing/void.html", page | context)


def voided_in_words(episode: Episode) -> str:
    """That it counts nowhere, since when, by whom and why; for the episode's own page."""
    if episode.voided_at is None:
        return ""
    into = f"merged into {episode.merged_into}" if episode.merged_into else "voided"
    return (
        f"This episode was {into} by {episode.voided_by} {time_in_words(episode.voided_at)} and counts nowhere. "
        f"Why: {episode.voided_why}"
    )


def _what_it_is(episode: Episode) -> list[dict[str, Any]]:
    interview = getattr(episode, "interview", None)
    until = time_in_words(episode.ended_at) if episode.ended_at else "Not ended"
    rows: list[dict[str, Any]] = [
        {"label": "Young person", "value": episode.young_person.full_name},
        {"label": "Episode", "value": episode.reference, "note": episode.get_category_display()},
        {"label": "From", "value": time_in_words(episode.started_at)},
        {"label": "Until", "value": until},
        {"label": "Logged by", "value": episode.logged_by or "A case file"},
    ]
    if interview:
        rows.append({"label": "Interview", "value": interview.get_outcome_display() or "Still to do"})
    return rows


def _what_follows_too(episode: Episode) -> list[str]:
    """What is open again with it, and what stays."""
    interview, later = getattr(episode, "interview", None), getattr(episode, "goes_on_as", None)
    follows = []
    if interview and interview.outcome:
        follows = [
            f"The interview after {covered.episode}, which its conversation settled, is open again."
            for covered in all_settled_by(interview)
        ]
    if later and not later.is_void:
        follows.append(f"{later}, as which it went on, stays on record. Void it too if it was not so.")
    return follows


STILL_MISSING = "They are on record as missing now. Voiding takes them off the list of who is missing."
VOIDED = [
    "It leaves every list, figure and e-mail from now on, and its alerts are taken back.",
    "Its interview is closed with it: what is written down in it is kept and no longer counted.",
    "Nothing is deleted. You can put it back, from its own page.",
]
PUT_BACK = [
    "Its interview, its 72 hours, its alerts and the figures go on as if it had never been voided.",
    "What its conversation had settled stays open: record that in those interviews.",
]
