"""Passing on what was learnt: copies of chosen sections, intelligence for the police."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.kept_forms import keep_form
from accounts.models import User
from accounts.rules import Can
from missing.actions import send_intelligence, set_intelligence_reference, share_interview
from missing.actions.passed_on import may_withdraw_passed_on
from missing.codes import Outcome
from missing.forms.sharing import IntelligenceForm, ReferenceForm, ShareForm
from missing.harmed import harmed_of, must_not_be_told_now, why_not_give_again, why_not_send_again
from missing.mistakes import struck_out
from missing.models import Episode, InterviewCopy, PoliceIntelligence, Printed, ReturnInterview
from missing.record_page import about
from missing.rules.interview_record import titles
from missing.rules.sharing import Harmed
from missing.sharing_codes import Handed, Recipient
from missing.told_warnings import whom_to_be_careful_with
from missing.views.found import the_read_interview
from missing.whole_record import blocks_of, intelligence_rows
from people.around_codes import MayBeTold
from people.models import PersonAround
from people.refusals import say_beside
from people.warnings import TellWarning

WHAT_NEXT: dict[str, str] = {
    Handed.SECURE_EMAIL: "Save it here, and send it.",
    Handed.PAPER: "Print it here, and give it to them.",
    Handed.READ_OUT: "Read it out from here.",
    Handed.THEIR_SYSTEM: "Save it here, and put it into their system.",
}


@require_GET
@requires(Can.SEE_RECORDS)
def sharing_page(request: HttpRequest, episode: str) -> HttpResponse:
    """Who was given what, what is to be done, what the manager wrote, and what was printed."""
    user, interview = signed_in(request), the_read_interview(request, episode, "record")
    copies, warnings = list(interview.copies.select_related("by")), _warnings(user, interview)
    harmed, must_not = harmed_of(interview) if copies else Harmed(), dict[str, str]()
    if copies and any(warning.is_barred for warning in warnings):
        names = [copy.recipient_name for copy in copies]
        must_not = must_not_be_told_now(interview.episode.young_person_id, *names)
    context = about(interview) | {
        "may_share": user.can(Can.WORK_INTERVIEWS),
        "is_recorded": interview.outcome == Outcome.COMPLETED,
        "recorded_after": _recorded_after(user, interview),
        "may_oversee": user.can(Can.OVERSEE_INTERVIEWS) and not interview.is_to_do,
        "recipients": Recipient.choices,
        "copies": [{"copy": copy, "is_barred": bool(why_not_give_again(copy, harmed, must_not))} for copy in copies],
        "intelligence": interview.intelligence.select_related("by"),
        "follow_ups": interview.follow_ups.select_related("owner", "settled_by"),
        **_written_and_printed(interview),
        "today": timezone.localdate(),
        "warnings": warnings,
    }
    return render(request, "missing/sharing/sharing.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def share_page(request: HttpRequest, episode: str, recipient: str) -> HttpResponse:
    """Choosing what one recipient gets, with whom to be careful about."""
    user, interview = signed_in(request), the_read_interview(request, episode, "record")
    if recipient not in Recipient.values:
        raise Http404
    if interview.outcome != Outcome.COMPLETED:
        if _recorded_after(user, interview) is None:
            messages.info(request, "There is nothing to share before the interview is recorded.")
        return redirect("missing:sharing", episode)
    posted = request.POST if request.method == "POST" else None
    kept, warnings = keep_form(request, f"share:{interview.pk}:{recipient}"), _warnings(signed_in(request), interview)
    form = ShareForm(
        posted,
        blocks=blocks_of(interview),
        recipient=recipient,
        harmed=harmed_of(interview),
        harmed_by=getattr(getattr(interview, "record", None), "harm_by", ""),
        around=_around(interview, warnings),
    )
    kept.begin(form)
    if posted is not None and form.is_valid():
        try:
            copy = share_interview(actor=user, interview=interview, recipient=recipient, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            messages.success(request, f"Written down. {WHAT_NEXT[copy.handed]}")
            return redirect(copy)
    context = about(interview) | {
        "form": form,
        "kept": kept,
        "recipient": Recipient(recipient).label,
        "blocks": form.allowed,
        "warnings": warnings,
    }
    return render(request, "missing/sharing/share.html", context)


@require_GET
@requires(Can.SEE_RECORDS)
def copy_page(request: HttpRequest, episode: str, copy: int) -> HttpResponse:
    """What somebody was given, word for word, and what was held back and why; and that it is not for them any more."""
    user, interview = signed_in(request), the_read_interview(request, episode, "record")
    found: InterviewCopy = get_object_or_404(interview.copies.select_related("by", "withdrawn_by"), pk=copy)
    must_not = must_not_be_told_now(interview.episode.young_person_id, found.recipient_name)
    context = (
        about(interview)
        | _put_right(user, interview, found)
        | {
            "copy": found,
            "withheld": titles(found.withheld),
            "why_not_again": why_not_give_again(found, harmed_of(interview), must_not),
            "warnings": _warnings(user, interview),
        }
    )
    return render(request, "missing/sharing/copy.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def send_intelligence_page(request: HttpRequest, episode: str) -> HttpResponse:
    """The short form of what the police are told as intelligence."""
    user, interview = signed_in(request), the_read_interview(request, episode)
    kept, warnings = keep_form(request, f"intelligence:{interview.pk}"), _warnings(signed_in(request), interview)
    form = IntelligenceForm(request.POST if request.method == "POST" else None, around=_around(interview, warnings))
    kept.begin(form)
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_intelligence(actor=user, interview=interview, **form.cleaned_data)
        except ActionRefused as refusal:
            say_beside(form, refusal)
        else:
            kept.discard()
            messages.success(request, "Written down. Print it or save it here, and send it.")
            return redirect(sent)
    context = about(interview) | {"form": form, "kept": kept, "warnings": warnings}
    return render(request, "missing/sharing/send_intelligence.html", context)


@require_GET
@requires(Can.SEE_RECORDS)
def intelligence_page(request: HttpRequest, episode: str, intelligence: int) -> HttpResponse:
    user, interview = signed_in(request), the_read_interview(request, episode)
    rows = interview.intelligence.select_related("by", "withdrawn_by")
    found: PoliceIntelligence = get_object_or_404(rows, pk=intelligence)
    must_not = must_not_be_told_now(interview.episode.young_person_id, found.sent_to)
    context: dict[str, Any] = (
        about(interview)
        | _put_right(user, interview, found)
        | {
            "intelligence": found,
            "rows": intelligence_rows(found),
            "why_not_again": why_not_send_again(found.sent_to, must_not),
            "warnings": _warnings(user, interview),
        }
    )
    return render(request, "missing/sharing/intelligence.html", context)


def _recorded_after(user: User, interview: ReturnInterview) -> Episode | None:
    """The later episode with whose interview this one was settled in one conversation, which is shared from there."""
    later = interview.covered_by
    if later is None or later.outcome != Outcome.COMPLETED:
        return None
    return later.episode if ReturnInterview.objects.visible_to(user).filter(pk=later.pk).exists() else None


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def reference_page(request: HttpRequest, episode: str, intelligence: int) -> HttpResponse:
    """The reference of the police, once they give it."""
    user, interview = signed_in(request), the_read_interview(request, episode)
    found = get_object_or_404(interview.intelligence.select_related("by", "interview"), pk=intelligence)
    if not may_withdraw_passed_on(user, interview, found.by_id):
        raise PermissionDenied
    kept = keep_form(request, f"intelligence_reference:{found.pk}")
    posted = request.POST if request.method == "POST" else None
    form = ReferenceForm(posted, initial={"police_reference": found.police_reference})
    kept.begin(form)
    if request.method == "POST" and form.attempt(set_intelligence_reference, actor=user, intelligence=found):
        kept.discard()
        messages.success(request, "Saved.")
        return redirect(found)
    context = about(interview) | {"intelligence": found, "form": form, "kept": kept}
    return render(request, "missing/sharing/reference.html", context)


def _put_right(user: User, interview: ReturnInterview, found: InterviewCopy | PoliceIntelligence) -> dict[str, Any]:
    """Whether they may strike it out; and where that was done, by whom and why."""
    if found.withdrawn_at is None:
        return {"may_put_right": may_withdraw_passed_on(user, interview, found.by_id)}
    return {"struck_out": struck_out(str(found.withdrawn_by), found.withdrawn_at, found.withdraw_reason)["note"]}


def _around(interview: ReturnInterview, warnings: Sequence[TellWarning]) -> list[PersonAround]:
    """Who is around the young person, where somebody of them must not be told anything.

    For who may not open the record those alone of whom the page warns.
    """
    if not any(warning.is_barred for warning in warnings):
        return []
    around = PersonAround.objects.filter(young_person=interview.episode.young_person_id)
    if not interview.may_open_record:  # type: ignore[attr-defined]  # fetched with it
        return list(around.filter(may_be_told=MayBeTold.NO))
    return list(around.current())


def _written_and_printed(interview: ReturnInterview) -> dict[str, list[dict[str, Any]]]:
    """What managers wrote of it (`oversight`) and what was printed of it, each the latest first: one query."""
    written = interview.oversight.order_by().values_list(Value(""), "text", "by__full_name", "at")
    printed = interview.printed.order_by().values_list("what", "about", "by__full_name", "at")
    found: dict[str, list[dict[str, Any]]] = {"oversight": [], "printed": []}
    for what, text, by, at in written.union(printed, all=True).order_by("-at"):
        kind = "printed" if what else "oversight"
        found[kind].append({"what": what and Printed.What(what).label, "text": text, "by": by, "at": at})
    return found


def _warnings(user: User, interview: ReturnInterview) -> list[TellWarning]:
    """Whom to be careful with before it is sent; why, for those alone who may open the record."""
    may_open = interview.may_open_record  # type: ignore[attr-defined]  # fetched with it
    return whom_to_be_careful_with(user, interview.episode.young_person, may_open=may_open)
