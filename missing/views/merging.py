"""The same absence logged twice: which other episode it is, what the one episode will say, and two again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires, signed_in
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import merge_episodes, unmerge_episodes
from missing.actions.merging import why_not_merge, why_they_stay_two
from missing.forms import MergeEpisodesForm, VoidForm
from missing.merging_page import leaves_the_list, others_of, what_follows, what_it_will_say
from missing.models import Episode, EpisodeMerge
from missing.views.found import back_to, the_episode


@require_GET
@requires(Can.LOG_EPISODES)
def find_other(request: HttpRequest, episode: str) -> HttpResponse:
    """Which other episode of this young person tells of the same absence? The nearest in time first."""
    user, found = signed_in(request), the_episode(request, episode)
    if found.is_void:
        return redirect(found)
    context = {"episode": found, "young_person": found.young_person, "others": others_of(found, user)}
    return render(request, "missing/merge_find.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def merge_with(request: HttpRequest, episode: str, other_episode: str) -> HttpResponse:
    """The preview: `episode` stays, the other becomes part of it. `look` shows it again for what is chosen now."""
    user, stays = signed_in(request), the_episode(request, episode)
    merged = _other(request, stays, other_episode)
    if stays.is_void or merged.is_void:
        return redirect(stays)
    if why_not_merge(user, stays, merged):
        raise PermissionDenied
    is_look = "look" in request.POST
    sent = request.POST if request.method == "POST" and not is_look else None
    form = MergeEpisodesForm(sent, kept=stays, merged=merged)
    kept = keep_form(request, f"merge:{stays.pk}-{merged.pk}")
    kept.begin(form)
    if is_look:
        form.initial = {**form.initial, **{name: request.POST.get(name, "") for name in form.fields}}
    elif request.method == "POST" and form.attempt(merge_episodes, actor=user, kept=stays, merged=merged):
        kept.discard()
        messages.success(request, f"{merged.reference} is part of {stays.reference} now.")
        return back_to(user, stays)
    context = {
        "episode": stays,
        "merged": merged,
        "young_person": stays.young_person,
        "form": form,
        "kept": kept,
        "facts": what_it_will_say(stays, merged, *form.chosen),
        "follows": what_follows(stays, merged),
        "blocked": why_they_stay_two(stays, merged),
        "leaves_the_list": leaves_the_list(stays, merged, form.chosen[1]),
    }
    return render(request, "missing/merge.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.LOG_EPISODES)
def unmerge_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Of an episode that was merged: two absences after all."""
    user, merged = signed_in(request), the_episode(request, episode)
    if not merged.merged_into:
        return redirect(merged)
    merge = get_object_or_404(EpisodeMerge.objects.select_related("kept", "merged"), merged=merged, undone_at=None)
    if why_not_merge(user, merge.kept, merged):
        raise PermissionDenied
    form = VoidForm(request.POST if request.method == "POST" else None, label="Why are they two absences?")
    kept = keep_form(request, f"unmerge:{merged.pk}")
    kept.begin(form)
    if form.attempt(unmerge_episodes, actor=user, merge=merge):
        kept.discard()
        messages.success(request, f"{merged.reference} is an episode of its own again.")
        return back_to(user, merged)
    page: dict[str, Any] = {
        "title": "Make two episodes again",
        "lede": f"{merged.reference} was merged into {merge.kept.reference}. {merge.reason}",
        "follows": [
            f"The times, the log and the interview go back to where they were before; {merged.reference} counts again.",
            f"What was written since stays with {merge.kept.reference}.",
        ],
    }
    context = {"form": form, "kept": kept, "episode": merged, "young_person": merged.young_person}
    return render(request, "missing/void.html", page | context)


def _other(request: HttpRequest, stays: Episode, reference: str) -> Episode:
    rows = Episode.objects.visible_to(signed_in(request)).select_related(
        "young_person", "interview__assigned_to", "interview__wished_interviewer"
    )
    merged: Episode = get_object_or_404(rows, reference=reference, young_person=stays.young_person_id)
    if merged.pk == stays.pk:
        raise Http404
    return merged
