"""The rota of the on-call managers: read by all who may need to ring one, set by service managers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires, signed_in
from accounts.actions import set_on_call
from accounts.forms.on_call import OnCallForm
from accounts.models import Cover, User
from accounts.rota import rota
from accounts.rules import Can


@requires(Can.SEE_ON_CALL)
def on_call(request: HttpRequest) -> HttpResponse:
    """Who is on call this week and in those to come."""
    user, now = signed_in(request), timezone.now()
    weeks = rota(now)
    this_week = weeks[0].on_call
    covers = Cover.objects.today().filter(absent=this_week.manager) if this_week else []
    standing_in = User.objects.active().with_access().filter(covering__in=covers) if this_week else []
    context = {
        "now": this_week,
        "covers": [cover for cover in standing_in if cover.is_on_call],
        "weeks": weeks,
        "may_set": user.can(Can.SET_ON_CALL),
    }
    return render(request, "accounts/on_call.html", context)


@requires(Can.SET_ON_CALL)
def change_on_call(request: HttpRequest) -> HttpResponse:
    form = OnCallForm(request.POST or None)
    if request.method == "POST" and form.attempt(set_on_call, actor=signed_in(request)):
        messages.success(request, "The rota is saved.")
        return redirect("on_call")
    context = {"form": form, "title": "Who is on call", "button": "Save the rota", "back": "on_call"}
    return render(request, "accounts/form.html", context)
