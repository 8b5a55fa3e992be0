"""Cover while somebody is away: arranged by themselves or by their manager, ended when they are back."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import ActionRefused, requires, signed_in
from accounts.actions import arrange_cover, end_cover
from accounts.actions.cover import people_to_cover
from accounts.forms.cover import CoverForm
from accounts.kept_forms import keep_form
from accounts.models import Cover, User
from accounts.rules import ROLES_THAT_CAN, Can

DRAFT = "cover:new"


@require_http_methods(["GET", "POST"])
@requires(Can.USE_OWN_ACCOUNT)
def cover(request: HttpRequest) -> HttpResponse:
    """Who covers for whom, now and to come, and arranging it."""
    user = signed_in(request)
    absent = people_to_cover(user).order_by("full_name", "pk")
    colleagues = User.objects.holding(*ROLES_THAT_CAN[Can.SEE_RECORDS]).order_by("full_name", "pk")
    form = CoverForm(request.POST or None, user=user, absent=absent, covers=colleagues)
    kept = keep_form(request, DRAFT)
    kept.begin(form)
    if request.method == "POST" and form.attempt(arrange_cover, actor=user):
        kept.discard()
        messages.success(request, f"{form.done.cover} covers for {form.done.absent} until {form.done.last_on:%-d %B}.")
        return redirect("cover")
    theirs = Q(cover=user) | Q(absent__in=people_to_cover(user).values("pk"))
    covers = Cover.objects.not_over().filter(theirs).select_related("absent", "cover", "said_by")
    return render(request, "accounts/cover.html", {"form": form, "kept": kept, "covers": covers})


@require_POST
@requires(Can.USE_OWN_ACCOUNT)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        ended = end_cover(actor=signed_in(request), cover=get_object_or_404(Cover, pk=pk))
    except ActionRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{ended.cover} does not cover for {ended.absent} any more.")
    return redirect("cover")
