"""What is to be done because of an interview, and the manager's note on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.away import warn_if_away
from accounts.kept_forms import keep_form
from accounts.rules import Can
from missing.actions import add_follow_up, settle_follow_up, write_oversight
from missing.actions.sharing import why_not_settle
from missing.forms.sharing import FollowUpForm, OversightForm, SettleForm
from missing.holders import may_own
from missing.models import FollowUpAction
from missing.record_page import about
from missing.views.found import the_read_interview
from people.refusals import say_beside


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def add_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, interview = signed_in(request), the_read_interview(request, episode)
    kept = keep_form(request, f"follow_up:{interview.pk}")
    form = FollowUpForm(request.POST if request.method == "POST" else None, owners=may_own(interview))
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        try:
            given = add_follow_up(actor=user, interview=interview, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            messages.success(request, f"It is on {given.owner}’s home page now.")
            warn_if_away(request, given.owner)
            return redirect("missing:sharing", episode)
    return render(request, "missing/sharing/add_follow_up.html", about(interview) | {"form": form, "kept": kept})


@require_http_methods(["GET", "POST"])
@requires(Can.SEE_RECORDS)
def settle_page(request: HttpRequest, episode: str, follow_up: int) -> HttpResponse:
    """Say that it is done, or will not be, and why; to who may not, that it is somebody else's to say."""
    user, interview = signed_in(request), the_read_interview(request, episode)
    found: FollowUpAction = get_object_or_404(
        interview.follow_ups.select_related("owner", "by", "settled_by"), pk=follow_up
    )
    kept = keep_form(request, f"settle:{found.pk}")
    form = SettleForm(request.POST) if request.method == "POST" else SettleForm()
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        try:
            settle_follow_up(actor=user, follow_up=found, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            messages.success(request, "Written down.")
            return redirect("missing:sharing", episode)
    why_not = why_not_settle(found, user)
    context = about(interview) | {"form": form, "kept": kept, "follow_up": found, "why_not": why_not}
    return render(request, "missing/sharing/settle.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.OVERSEE_INTERVIEWS)
def oversight_page(request: HttpRequest, episode: str) -> HttpResponse:
    user, interview = signed_in(request), the_read_interview(request, episode)
    kept = keep_form(request, f"oversight:{interview.pk}")
    form = OversightForm(request.POST) if request.method == "POST" else OversightForm()
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        try:
            write_oversight(actor=user, interview=interview, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            messages.success(request, "Your note is on record.")
            return redirect("missing:sharing", episode)
    context = about(interview) | {"form": form, "kept": kept}
    return render(request, "missing/sharing/oversight.html", context)
