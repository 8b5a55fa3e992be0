"""Drafts of colleagues who are away: a service manager opens one by saying why, and hands it over."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires, signed_in
from accounts.draft_kinds import title_of
from accounts.drafts import drafts_under, root_of
from accounts.models import Draft, DraftOpening, User
from accounts.rules import ROLES_THAT_CAN, Can
from people.actions.drafts import hand_over_draft, open_draft, typed_on
from people.draft_subjects import named_in, subject_of
from people.draft_words import typed_in
from people.forms.drafts import HandOverDraftForm, OpenDraftForm
from people.paging import page_of
from people.read_log import note_read


@require_GET
@requires(Can.OPEN_DRAFTS)
def drafts(request: HttpRequest) -> HttpResponse:
    """Who has begun which form, about whom and when: not what is in it. The sections of a form are one row.

    Whom it is about is said where the user may open that record.
    """
    user = signed_in(request)
    found: dict[tuple[int, str], Draft] = {}
    for draft in Draft.objects.exclude(user=user).select_related("user").defer("values").order_by("-saved_at"):
        found.setdefault((draft.user_id, root_of(draft.key)), draft)
    page = page_of(request, list(found.values()))
    about = named_in([draft.key for draft in page], user)
    rows = [{"draft": draft, "form": title_of(draft.key), "about": about.get(draft.key)} for draft in page]
    return render(request, "people/drafts.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
@requires(Can.OPEN_DRAFTS)
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, write it down, then show it."""
    user = signed_in(request)
    draft = get_object_or_404(Draft.objects.exclude(user=user).select_related("user"), pk=pk)
    form = OpenDraftForm(request.POST or None)
    if request.method == "POST" and form.attempt(open_draft, actor=user, draft=draft):
        return redirect("people:opened_draft", form.done.pk)
    context = {"form": form, "draft": draft, "title": title_of(draft.key)}
    return render(request, "people/open_draft.html", context | {"about": named_in([draft.key], user).get(draft.key)})


@require_http_methods(["GET", "POST"])
@requires(Can.OPEN_DRAFTS)
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """What stood there when it was opened, to who opened it; and handing it over. A reading of the record it is about.

    What its owner types later is theirs alone until it is opened again, also where the same form is begun anew.
    """
    user = signed_in(request)
    openings = DraftOpening.objects.filter(opened_by=user, handed_at__isnull=True).select_related("owner")
    opening = get_object_or_404(openings, pk=pk)
    there = list(Draft.objects.filter(drafts_under(opening.key), user=opening.owner_id).order_by("pk"))
    typed = [draft for draft in there if draft.saved_at <= opening.opened_at]
    if not there:
        raise Http404
    if not typed:
        messages.info(request, typed_on(opening))
        return redirect("people:drafts")
    subject = subject_of(opening.key)
    if subject.young_person:
        note_read(request, subject.young_person)
    able = ROLES_THAT_CAN[Can.SEE_RECORDS] & ROLES_THAT_CAN[subject.can]
    colleagues = User.objects.holding(*able).exclude(pk=opening.owner_id)
    form = HandOverDraftForm(request.POST or None, colleagues=colleagues.order_by("full_name", "pk"))
    if request.method == "POST" and form.attempt(hand_over_draft, actor=user, opening=opening):
        messages.success(request, f"{form.done.handed_to} has the draft now. {opening.owner} is shown so.")
        return redirect("people:drafts")
    context = {
        "form": form,
        "opening": opening,
        "saved_at": max(draft.saved_at for draft in typed),
        "subject": subject,
        "typed_on": typed_on(opening) if len(typed) < len(there) else "",
        "rows": typed_in(typed, user, subject.record),
    }
    return render(request, "people/opened_draft.html", context)
