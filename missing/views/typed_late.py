"""What was typed into an interview that nobody can write any more, or not this user: kept, and shown to its writer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import ActionRefused, signed_in
from accounts.drafts import save_draft, since_of
from accounts.models import Draft, User
from accounts.rules import Can
from missing.forms.interview_record import section_form
from missing.harm_at_once import mark_what_is_typed
from missing.interview_drafts import draft_key, drafts_of, forms_of, known_to
from missing.merged_into import that_stands
from missing.models import ReturnInterview
from missing.record_page import about, is_open, typed_rows
from missing.rules.interview_record import SECTION_KEYS, SECTIONS
from missing.views.writing import KEPT, Writing, ended


def keep_typed(request: HttpRequest, user: User, interview: ReturnInterview, section: str) -> str:
    """Keep what was sent as the user's own draft. Gives its version; raises as `save_draft`."""
    return save_draft(user, draft_key(interview, section), dict(request.POST.lists()), since=since_of(request.POST))


def keep_late(request: HttpRequest, writing: Writing, section: str) -> HttpResponse:
    """Mark the harm that was sent, keep the words, show them; nothing of the record where it is not theirs to see."""
    user, interview, sees = signed_in(request), writing.interview, writing.is_theirs_to_see
    harm = mark_what_is_typed(user, interview, section, request.POST, drafts_of(user, interview), says_who_is_told=sees)
    try:
        keep_typed(request, user, interview, section)
        kept = writing.kept
    except ActionRefused as refused:
        kept = refused.message
    form = section_form(section, request.POST, **(known_to(user, interview, section) if sees else {}))
    context = {"meanwhile": writing.meanwhile, "kept": kept, "said": harm.words, "blocks": [_block(section, form)]}
    return _page(request, interview if sees else None, context)


def typed_before(request: HttpRequest, interview: ReturnInterview, drafts: Mapping[str, Draft]) -> HttpResponse:
    """All that the user had typed into one that is open no more, and the way to the one that stands instead."""
    forms = forms_of(signed_in(request), interview, drafts)
    blocks = [_block(section, forms[section]) for section in SECTION_KEYS if section in drafts]
    context = {"meanwhile": ended(interview), "kept": KEPT, "blocks": blocks, "stands": that_stands(interview)}
    return _page(request, interview, context)


def url_of_what_was_typed(user: User, interview: ReturnInterview) -> str:
    """Where the user reads what they had typed into one that is open no more; empty where there is nothing."""
    if is_open(interview) or not user.can(Can.WORK_INTERVIEWS) or not drafts_of(user, interview):
        return ""
    return reverse("missing:complete", args=[interview.episode.reference])


def _block(section: str, form: Any) -> dict[str, Any]:
    title = next(one.title for one in SECTIONS if one.key == section)
    return {"title": title, "rows": typed_rows(form)}


def _page(request: HttpRequest, interview: ReturnInterview | None, context: dict[str, Any]) -> HttpResponse:
    shown = about(interview) | {"stands": interview} if interview else {}
    return render(request, "missing/record/typed_late.html", shown | context)
