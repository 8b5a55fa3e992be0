from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires, signed_in
from accounts.actions import add_service, add_team, change_service, change_team
from accounts.forms import ServiceForm, TeamForm
from accounts.models import Service, Team, User
from accounts.rules import Can
from accounts.team_managers import has_team_manager


@requires(Can.MANAGE_USERS)
def teams(request: HttpRequest) -> HttpResponse:
    """Teams and services on one page: they are set up together. Whoever has left gets no e-mail and is not shown."""
    members = Count("members", filter=Q(members__is_active=True))
    here = User.objects.active()
    people = [Prefetch(name, queryset=here, to_attr=f"{name}_here") for name in ("managers", "email_recipients")]
    context = {
        "teams": Team.objects.select_related("service").annotate(people=members, is_managed=has_team_manager()),
        "services": Service.objects.prefetch_related("teams", *people),
    }
    return render(request, "accounts/teams.html", context)


@requires(Can.MANAGE_USERS)
def new_team(request: HttpRequest) -> HttpResponse:
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.attempt(add_team, actor=signed_in(request)):
        team = form.done
        return _done(request, f"{team} is added.")
    return _form(request, form, "Add a team", "Add team")


@requires(Can.MANAGE_USERS)
def team(request: HttpRequest, team: int) -> HttpResponse:
    record = get_object_or_404(Team, pk=team)
    form = TeamForm(request.POST or None, initial={"name": record.name, "service": record.service_id})
    if request.method == "POST" and form.attempt(change_team, actor=signed_in(request), team=record):
        changed = form.done
        return _done(request, f"{changed} is saved.")
    return _form(request, form, record.name, "Save team")


@requires(Can.MANAGE_USERS)
def new_service(request: HttpRequest) -> HttpResponse:
    form = ServiceForm(request.POST or None)
    if request.method == "POST" and form.attempt(add_service, actor=signed_in(request)):
        service = form.done
        return _done(request, f"{service} is added.")
    return _form(request, form, "Add a service", "Add service")


@requires(Can.MANAGE_USERS)
def service(request: HttpRequest, service: int) -> HttpResponse:
    record = get_object_or_404(Service.objects.prefetch_related("teams", "managers", "email_recipients"), pk=service)
    on_record = {
        "name": record.name,
        "teams": record.teams.all(),
        "managers": record.managers.all(),
        "email_recipients": record.email_recipients.all(),
    }
    form = ServiceForm(request.POST or None, initial=on_record)
    if request.method == "POST" and form.attempt(change_service, actor=signed_in(request), service=record):
        changed = form.done
        return _done(request, f"{changed} is saved.")
    return _form(request, form, record.name, "Save service")


def _form(request: HttpRequest, form: TeamForm | ServiceForm, title: str, button: str) -> HttpResponse:
    return render(request, "accounts/form.html", {"form": form, "title": title, "button": button, "back": "teams"})


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("teams")
