"""Cover while somebody is away: arranged by themselves or by their manager, ended when they are back."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import ActionRefused, requires, signed_in
from accounts.actions import arrange_cover, end_cover
from accounts.actions.cover import people_to_cover, who_may_cover
from accounts.drafts import as_initial
from accounts.forms.cover import LOOK, CoverForm
from accounts.kept_forms import KeptForm, keep_form
from accounts.models import Cover, Draft, User, UserQuerySet
from accounts.pressed import led_back_to
from accounts.rules import Can

DRAFT = "cover:new"


@require_http_methods(["GET", "POST"])
@requires(Can.USE_OWN_ACCOUNT)
def cover(request: HttpRequest) -> HttpResponse:
    """Who covers for whom, now and to come, and arranging it."""
    user = signed_in(request)
    people = people_to_cover(user).order_by("full_name", "pk")
    kept = keep_form(request, DRAFT)
    absent = _who_is_away(request, kept, people)
    is_sent = request.method == "POST" and LOOK not in request.POST
    chooses = user.can(Can.ANSWER_FOR_TEAMS)
    form = CoverForm(
        request.POST if is_sent else None,
        absent=absent,
        people=people,
        covers=who_may_cover(absent),
        chooses_who_is_away=chooses,
    )
    before = {name: said for name, said in as_initial(kept.draft, form).items() if name != "absent"}
    kept.note_restored(form, before)
    typed = Draft(values=dict(request.POST.lists())) if request.POST else kept.draft
    form.initial = {**form.initial, **as_initial(typed, form), "absent": absent.pk}
    if is_sent and form.attempt(arrange_cover, actor=user):
        kept.discard()
        messages.success(request, f"{form.done.cover} covers for {form.done.absent} until {form.done.last_on:%-d %B}.")
        return redirect("cover")
    theirs = Q(cover=user, is_uncovered=False) | Q(absent__in=people_to_cover(user).values("pk"))
    covers = Cover.objects.absences().filter(theirs, last_on__gte=timezone.localdate())
    covers = covers.select_related("absent", "cover", "said_by")
    context = {"form": form, "kept": kept, "covers": covers, "chooses_who_is_away": chooses}
    return render(request, "accounts/cover.html", context)


def _who_is_away(request: HttpRequest, kept: KeptForm, people: UserQuerySet) -> User:
    """Whom the form is about: as it was sent, as it was chosen, as it was kept; else the user themselves."""
    of_draft = kept.draft.values.get("absent", [""]) if kept.draft else [""]
    chosen = request.POST.get("absent") or request.GET.get("absent") or str(of_draft[-1] if of_draft else "")
    found = people.with_access().filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    return found or signed_in(request)


@requires(Can.USE_OWN_ACCOUNT)
@led_back_to(lambda request, pk: "cover")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Cover, pk=pk)
    is_uncovered = record.is_uncovered
    try:
        ended = end_cover(actor=signed_in(request), cover=record)
    except ActionRefused as refusal:
        messages.error(request, refusal.message)
    else:
        over = f"{ended.cover} does not cover for {ended.absent} any more."
        messages.success(request, f"{ended.absent} is back." if is_uncovered else over)
    return redirect("cover")
