"""The full record of an interview: its sections, kept as they are typed, then recorded at once."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ActionRefused, requires, signed_in
from accounts.drafts import SINCE, TAB, SavedElsewhere, save_draft, since_of
from accounts.models import Draft, User
from accounts.rules import Can
from missing.actions import complete_interview
from missing.actions.closing import after_return
from missing.actions.covering import could_cover
from missing.actions.queue import why_not_write
from missing.forms.interview_record import section_form
from missing.harm_at_once import harm_said, mark_what_is_typed
from missing.holders import may_be_wished
from missing.interview_drafts import (
    TELL_HARM,
    discard_drafts,
    draft_key,
    drafts_of,
    facts_of,
    forms_of,
    still_needed_of,
)
from missing.mentions import people_known, places_found, places_known
from missing.models import ReturnInterview
from missing.queue_rows import wished_in_words
from missing.record_page import (
    about,
    amiss_elsewhere,
    is_open,
    last_saved,
    progress,
    section_context,
    section_url,
    who_writes,
)
from missing.rules.interview_record import SECTION_KEYS
from missing.views.found import back_to, the_interview
from missing.whole_record import blocks_of
from people.refusals import say_beside
from people.views.record import open_record


@require_GET
@requires(Can.WORK_INTERVIEWS)
def sections_page(request: HttpRequest, episode: str) -> HttpResponse:
    """The list of sections, with what is written and what is needed still; or why this user may not write it."""
    user, interview = signed_in(request), the_interview(request, episode)
    if not is_open(interview):
        return redirect("missing:interview_record", episode)
    drafts = drafts_of(user, interview)
    sections = progress(interview, drafts)
    context = about(interview) | {
        "sections": sections,
        "go_on": next((one for one in sections if not one["is_written"]), sections[-1]),
        "last_saved": last_saved(drafts),
        "harm_said": harm_said(interview),
        "wished": wished_in_words(interview),
        **who_writes(interview, user),
    }
    return render(request, "missing/record/sections.html", context)


@require_http_methods(["GET", "POST"])
@requires(Can.WORK_INTERVIEWS)
def section_page(request: HttpRequest, episode: str, section: str) -> HttpResponse:
    """One section. Continue keeps it and goes on; what cannot be read is said beside it and is kept all the same.

    Who may not write the interview is led to its first page, which says why; what they sent is kept, and harm told on.
    """
    user, interview = signed_in(request), _to_write(request, episode, section)
    if not is_open(interview):
        return redirect("missing:interview_record", episode)
    may_write = why_not_write(interview, user) is None
    if request.method == "GET" and not may_write:
        return redirect("missing:complete", episode)
    drafts, known = drafts_of(user, interview), _known(user, interview, section)
    if request.method == "GET":
        form = section_form(section, draft=drafts.get(section), **known)
        return _page(request, interview, section_context(interview, section, form, drafts, user=user))
    form = section_form(section, request.POST, **known)
    mark_what_is_typed(user, interview, section, request.POST, drafts)
    try:
        _keep(request, user, interview, section)
    except SavedElsewhere as elsewhere:
        tab, since = request.POST.get(TAB, ""), request.POST.get(SINCE, "")
        context = section_context(
            interview, section, form, drafts, user=user, tab=tab, since=since, elsewhere=elsewhere.message
        )
        return _page(request, interview, context)
    except ActionRefused as refusal:
        form.add_error(None, refusal.message)
    else:
        if not may_write:
            return redirect("missing:complete", episode)
    if section in TELL_HARM:
        _ask_of_harm(form, section, drafts_of(user, interview), goes_on="later" not in request.POST)
    if not form.is_valid():
        context = section_context(interview, section, form, drafts_of(user, interview), user=user)
        return _page(request, interview, context)
    if "more" in request.POST:
        return redirect(f"{section_url(interview, section)}#{request.POST['more']}")
    if "later" in request.POST:
        return redirect("missing:complete", episode)
    if section == SECTION_KEYS[-1]:
        return _finish(request, user, interview, form)
    return redirect(section_url(interview, SECTION_KEYS[SECTION_KEYS.index(section) + 1]))


@require_POST
@requires(Can.WORK_INTERVIEWS)
def keep_section(request: HttpRequest, episode: str, section: str) -> HttpResponse:
    """Keep what is being typed. Harm that is told of is marked first, whatever comes of the rest.

    200 with the new version and what to say; 409 where another tab has saved something else; 400 with the reason.
    """
    user, interview = signed_in(request), _to_write(request, episode, section)
    if not is_open(interview):
        return HttpResponse(
            "This interview is closed: nothing more can be written.", status=400, content_type="text/plain"
        )
    said = mark_what_is_typed(user, interview, section, request.POST, drafts_of(user, interview))
    try:
        version = _keep(request, user, interview, section)
    except SavedElsewhere as elsewhere:
        return JsonResponse({"failed": elsewhere.message, "said": said}, status=409)
    except ActionRefused as refused:
        return HttpResponse(refused.message, status=400, content_type="text/plain")
    return JsonResponse({"version": version, "said": said})


@require_GET
@requires(Can.SEE_RECORDS)
def whole_record(request: HttpRequest, episode: str) -> HttpResponse:
    """All that is on record of the interview, section by section."""
    user, interview = signed_in(request), the_interview(request, episode)
    may_reopen = user.can(Can.DECIDE_ON_INTERVIEWS) and not interview.is_theirs
    context = {"blocks": blocks_of(interview), "may_reopen": may_reopen}
    return render(request, "missing/record/whole.html", about(interview) | context)


@require_GET
@requires(Can.SEE_RECORDS)
def named_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Places and people named in the interviews that this user may read, each with how often and when last."""
    user, young_person = signed_in(request), open_record(request, reference)
    context = {
        "young_person": young_person,
        "places": places_found(young_person, user),
        "people": people_known(young_person, user),
    }
    return render(request, "missing/named.html", context)


def _finish(request: HttpRequest, user: User, interview: ReturnInterview, form: forms.Form) -> HttpResponse:
    """Record the interview with everything that is typed, or say what hinders it."""
    drafts = drafts_of(user, interview)
    sections = forms_of(user, interview, drafts)
    bad, needed = [key for key in SECTION_KEYS if not sections[key].is_valid()], still_needed_of(drafts)
    if not bad and not needed:
        try:
            complete_interview(actor=user, interview=interview, **facts_of(sections))
        except ActionRefused as refusal:
            say_beside(form, refusal)
            if refusal.field != "outcome_at":
                _say_of_the_time(form, interview)
        else:
            discard_drafts(interview, user)
            messages.success(request, "Interview recorded.")
            return back_to(user, interview)
    for missing in needed:
        if missing.section == SECTION_KEYS[-1]:
            form.add_error(missing.field, missing.words)
    amiss = amiss_elsewhere(interview, needed, bad)
    context = section_context(interview, SECTION_KEYS[-1], form, drafts, user=user, amiss=amiss)
    return _page(request, interview, context)


def _say_of_the_time(form: forms.Form, interview: ReturnInterview) -> None:
    """That the conversation cannot have been before they were back: said with another refusal, and not after it."""
    try:
        after_return(interview, form.cleaned_data["outcome_at"], "outcome_at")
    except ActionRefused as refusal:
        say_beside(form, refusal)


def _ask_of_harm(form: forms.Form, section: str, drafts: Mapping[str, Draft], *, goes_on: bool) -> None:
    """Of which kind harm in words is, is asked before one leaves it; with an account whether any was told, to go on."""
    needed = {one.field: one for one in still_needed_of(drafts) if one.section == section}
    if section == "account" and ("account" in needed or not goes_on):
        return
    for one in needed.values():
        form.add_error(one.field, one.words)


def _page(request: HttpRequest, interview: ReturnInterview, context: dict[str, Any]) -> HttpResponse:
    return render(request, "missing/record/section.html", context | {"harm_said": harm_said(interview)})


def _keep(request: HttpRequest, user: User, interview: ReturnInterview, section: str) -> str:
    typed = dict(request.POST.lists())
    return save_draft(user, draft_key(interview, section), typed, since=since_of(request.POST))


def _known(user: User, interview: ReturnInterview, section: str) -> dict[str, Any]:
    if section == SECTION_KEYS[-1]:
        return {"earlier": could_cover(interview), "colleagues": may_be_wished(interview)}
    if section != "where":
        return {}
    young_person = interview.episode.young_person
    return {"places": places_known(young_person, user), "people": people_known(young_person, user)}


def _to_write(request: HttpRequest, episode: str, section: str) -> ReturnInterview:
    """The interview whose section is written. Raises Http404 for a section that there is none of, too."""
    interview = the_interview(request, episode)
    if section not in SECTION_KEYS:
        raise Http404
    return interview
