"""Making one record of two of the same young person, with a preview, and two of one again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.models import User
from accounts.rules import Can
from people.actions.merged_restriction import missing_closed_by, was_restricted_since
from people.actions.merging import is_of_both, merge_records, unmerge_records, why_not_merge
from people.actions.restriction import with_interviewer_named
from people.forms import MergeForm, UnmergeForm
from people.forms.merging import known
from people.merging import (
    MERGED,
    clashes_of,
    keep_what_is_fetched,
    what_blocks,
    what_is_in_the_way,
    what_it_brings,
    what_moves,
)
from people.merging_page import side_by_side, what_followed
from people.models import RecordMerge, YoungPerson, may_open
from people.read_log import note_read
from people.search import find
from people.views.record import open_record
from people.views.search import who


@require_GET
@requires(Can.MERGE_RECORDS)
def find_other(request: HttpRequest, reference: str) -> HttpResponse:
    """Which other record is of the same young person? Only records that are the user's to open are offered."""
    user, person = signed_in(request), open_record(request, reference)
    typed = request.GET.get("q", person.full_name).strip()[:100]
    finding = find(user, typed)
    others = [p for p in finding.people if p.pk != person.pk and p.may_open and is_of_both(user, p.team_id)]  # type: ignore[attr-defined]
    context = {
        "young_person": person,
        "url": reverse("people:merge", args=[person.reference]),
        "q": typed,
        "results": [
            {
                "name": p.full_name,
                "note": who(p),
                "url": reverse("people:merge_with", args=[person.reference, p.reference]),
            }
            for p in others
        ],
        "too_many": finding.there_are_more,
        "ask_about_restricted": finding.ask,
    }
    return render(request, "people/merge_find.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.MERGE_RECORDS)
def merge_with(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """The preview: what stays, what follows, and what has to be chosen first."""
    user = signed_in(request)
    kept, merged = _both(request, reference, other)
    if refusal := why_not_merge(user, kept, merged):
        raise PermissionDenied(refusal)
    keep_what_is_fetched(kept)
    clashes = clashes_of(kept, merged)
    keeping = keep_form(request, f"record_merge:{kept.pk}-{merged.pk}")
    missing = missing_closed_by(kept, merged)
    form = MergeForm(request.POST or None, clashes=clashes, asks_for_keeper=bool(missing))
    keeping.begin(form)
    if form.is_valid():
        try:
            merge_records(
                actor=user,
                kept=kept,
                merged=merged,
                reason=form.reason,
                choices=form.choices,
                keeper=form.keeps_the_log,
            )
        except ActionRefused as refused:
            form.refuse(refused)
        else:
            keeping.discard()
            messages.success(request, f"{merged.reference} is part of this record now, and finds it.")
            if missing:
                messages.success(request, f"{form.keeps_the_log} keeps the log of {missing.reference}.")
            for words in form.warned_of:
                messages.warning(request, f"As you chose: {words}")
            return redirect(kept)
    context = {
        "young_person": kept,
        "merged": merged,
        "form": form,
        "kept": keeping,
        "facts": side_by_side(kept, merged),
        "follows": what_moves(kept, merged),
        "blocked": what_blocks(kept, merged),
        "brings": what_it_brings(kept, merged),
        "clashes": [
            {"clash": clash, "field": form[clash.key], "known": form[known(clash)] if clash.warnings else None}
            for clash in clashes
        ],
        "is_restricted": kept.is_restricted or merged.is_restricted,
        "missing_now": missing,
    }
    return render(request, "people/merge.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.MERGE_RECORDS)
def merged_page(request: HttpRequest, reference: str, merge: int) -> HttpResponse:
    """What became one record, and the way back to two."""
    user, person = signed_in(request), open_record(request, reference)
    merges = RecordMerge.objects.visible_to(user).select_related("kept", "merged", "merged_by", "undone_by")
    found = get_object_or_404(merges, pk=merge, kept=person)
    may_undo = not found.is_undone and is_of_both(user, person.team_id, found.changed[MERGED].get("team_id", [None])[0])
    both_restricted = may_undo and was_restricted_since(found)
    keeping = keep_form(request, f"record_unmerge:{found.pk}")
    form = UnmergeForm(request.POST if request.method == "POST" and may_undo else None)
    keeping.begin(form)
    if form.attempt(unmerge_records, actor=user, merge=found):
        keeping.discard()
        messages.success(request, _two_again(user, found))
        if both_restricted:
            messages.warning(request, f"{found.merged.reference} is restricted too, with the same people named.")
        return redirect(person)
    context = {
        "young_person": person,
        "merge": found,
        "form": form,
        "kept": keeping,
        "may_undo": may_undo,
        "in_the_way": what_is_in_the_way(found) if may_undo else [],
        "both_restricted": both_restricted,
    } | what_followed(found)
    return render(request, "people/merged.html", context)


def _two_again(user: User, merge: RecordMerge) -> str:
    """What was done, with the way to the other record for who may open it."""
    other, one = merge.merged.reference, merge.kept.reference
    if may_open(user, merge.merged_id):
        other = format_html('<a href="{}">{}</a>', merge.merged.get_absolute_url(), other)
    words = "{} is a record of its own again. What was written since about the young person, and not of one episode or "
    return format_html(words + "interview, is here on {}: look through both.", other, one)


def _both(request: HttpRequest, reference: str, other: str) -> tuple[YoungPerson, YoungPerson]:
    visible = YoungPerson.objects.visible_to(signed_in(request)).select_related(
        "team", "social_worker", "reviewing_officer", "needs", "photograph"
    )
    both = with_interviewer_named(visible.defer("photograph__image")).filter(reference__in=[reference, other])
    found = {person.reference: person for person in both}
    if reference not in found or other not in found:
        raise Http404
    note_read(request, found[reference])
    note_read(request, found[other])
    return found[reference], found[other]
