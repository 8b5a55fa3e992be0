"""Reviews of a long absence: what was decided, what is due, and who holds it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires, signed_in
from accounts.away import warn_if_away
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import name_reviewer, record_long_review
from missing.endings_page import before_words, recorded_words, review_rows
from missing.forms import LongReviewForm, NameReviewerForm
from missing.models import Episode
from missing.reviewers import SETTLE_REVIEWS
from missing.rules import PLANNED_AFTER
from missing.views.episode_forms import episode_form
from missing.views.found import the_episode
from people.whose_record import not_yours_to


@require_GET
@requires(Can.SEE_RECORDS)
def reviews_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, found = signed_in(request), the_episode(request, episode)
    context = {
        "episode": found,
        "young_person": found.young_person,
        "rows": review_rows(found, timezone.now()),
        "may_review": (
            user.can(Can.REVIEW_LONG_MISSING)
            and found.may_open_record  # type: ignore[attr-defined]  # fetched with it
            and not found.is_void
            and found.lasted >= PLANNED_AFTER
        ),
    }
    return render(request, "missing/long_reviews.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.REVIEW_LONG_MISSING)
def record_page(request: HttpRequest, episode: str) -> HttpResponse:
    """What was decided in the review that is due next, or was held before they were found; kept as it is typed."""
    user, found = signed_in(request), the_episode(request, episode)
    _refuse_strangers(found)
    if found.is_void:
        messages.warning(request, "This was voided, so no review of it is written down.")
        return redirect(found)
    kept = keep_form(request, f"long_review:{found.pk}")
    form = LongReviewForm(request.POST if request.method == "POST" else None, episode=found)
    if request.method == "POST":
        if form.attempt(record_long_review, actor=user, episode=found):
            kept.discard()
            messages.success(request, recorded_words(form.done, found))
            warn_if_away(request, form.cleaned_data.get("next_manager"))
            return redirect("missing:long_reviews", found.reference)
    else:
        form.initial = {"held_at": "now" if found.is_open else ""}
        kept.begin(form)
    lede = before_words(found, timezone.now())
    return episode_form(request, found, form, title="Record a review", button="Record the review", lede=lede, kept=kept)


@require_http_methods(["GET", "POST"])
@requires(Can.REVIEW_LONG_MISSING)
def manager_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Name who holds the next review, or hand it over."""
    user, found = signed_in(request), the_episode(request, episode)
    _refuse_strangers(found)
    if not found.is_open:
        messages.warning(request, "They have been found, so no review is held any more.")
        return redirect("missing:long_reviews", found.reference)
    planned = next((review for review in found.long_reviews.all() if review.is_to_hold), None)
    form = NameReviewerForm(
        request.POST if request.method == "POST" else None,
        episode=found,
        initial={"manager": planned.manager_id if planned else None},
    )
    if request.method == "POST" and form.attempt(name_reviewer, actor=user, episode=found):
        holder = form.done.manager or "the team manager"
        messages.success(request, f"The next review is with {holder}.")
        warn_if_away(request, form.done.manager)
        return redirect("missing:long_reviews", found.reference)
    return episode_form(request, found, form, title="Who holds the next review", button="Save who holds it")


def _refuse_strangers(found: Episode) -> None:
    """Raises PermissionDenied, which says whom to ring, for who may not open the record: as was fetched with it."""
    if not found.may_open_record:  # type: ignore[attr-defined]
        raise PermissionDenied(not_yours_to(SETTLE_REVIEWS, found.young_person))
