"""The administrator's pages of users. No young person is named on them."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from accounts.access import requires, signed_in
from accounts.actions import add_user, change_user, close_account, reactivate_user, set_temporary_password
from accounts.actions.leaving import open_work_of, work_beside_of
from accounts.actions.roles import held_by_role, in_words
from accounts.forms import ClosingForm, TemporaryPasswordForm, UserForm
from accounts.models import Team, User
from accounts.pressed import led_back_to
from accounts.rules import Can, Role
from accounts.team_managers import managed_by_them_alone, without_team_manager
from accounts.work import HandedOn, Work

ROLE_NAMES = dict(Role.choices)
WORK_IN_TEAMS = (Role.SOCIAL_WORKER, Role.TEAM_MANAGER)
WITHOUT_MANAGER = (
    "Without one nobody of the team allocates or decides, and service managers are told of missing and harm instead. "
    "Give the role to somebody of the team."
)
MOVED_FIRST = "A role that they need for it can be taken from them once somebody else has it."
A_PAGE = 50
LONGEST = 100
"""Characters that are looked for."""


@requires(Can.MANAGE_USERS)
def users(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, those shut out last, or whom `q` finds."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    found = User.objects.with_access().found_by(typed).prefetch_related("teams")
    page = Paginator(found.order_by("-is_active", "full_name", "pk"), A_PAGE).get_page(request.GET.get("page"))
    rows = [{"user": user, "roles": role_names(user), "last_day": last_day_of(user)} for user in page]
    query = f"{urlencode({'q': typed})}&" if typed else ""
    return render(request, "accounts/users.html", {"users": rows, "page": page, "q": typed, "query": query})


@requires(Can.MANAGE_USERS)
def new_user(request: HttpRequest) -> HttpResponse:
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.attempt(add_user, actor=signed_in(request)):
        user = form.done
        messages.success(request, f"{user} has an account. Set a temporary password so that they can sign in.")
        _warn_without_team(request, form.cleaned_data)
        return redirect("temporary_password", user.pk)
    return render(request, "accounts/form.html", {"form": form, "title": "Add a user", "button": "Add user"})


@requires(Can.MANAGE_USERS)
def user(request: HttpRequest, user: int) -> HttpResponse:
    person = get_object_or_404(User.objects.with_access(), pk=user)
    form = UserForm(request.POST or None, user=person)
    alone = list(managed_by_them_alone(person))
    if request.method == "POST" and form.attempt(change_user, actor=signed_in(request), user=person):
        messages.success(request, f"{form.cleaned_data['full_name']} is saved.")
        _warn_without_team(request, form.cleaned_data)
        _warn_without_manager(request, alone, form.done)
        return redirect("users")
    context = {"form": form, "person": person, "title": person.full_name, "button": "Save user"}
    if held := held_by_role(person):
        context["held"] = f"{in_words(held)} {MOVED_FIRST}"
    context["managed_alone"] = [f"{person} is the only team manager of {team}. {WITHOUT_MANAGER}" for team in alone]
    return render(request, "accounts/user.html", context)


def _warn_without_team(request: HttpRequest, saved: Mapping[str, Any]) -> None:
    """Who works in teams and is in none sees no record: that is seldom meant."""
    in_teams = [ROLE_NAMES[role].lower() for role in saved["roles"] if role in WORK_IN_TEAMS]
    if in_teams and not saved["teams"]:
        words = f"{saved['full_name']} is in no team. A {in_teams[0]} sees the records of their teams alone."
        messages.warning(request, words)


def _warn_without_manager(request: HttpRequest, teams: Iterable[Team], of: User) -> None:
    """Of these teams that somebody alone managed: which nobody manages any more, or not after their last day."""
    without = set(without_team_manager(Team.objects.filter(pk__in=[team.pk for team in teams])))
    for team in teams:
        if team in without:
            messages.warning(request, f"{team} has no team manager now. {WITHOUT_MANAGER}")
        elif of.ends_on:
            words = f"{team} has no team manager after {of.ends_on:%-d %B %Y}, the last day of {of}. {WITHOUT_MANAGER}"
            messages.warning(request, words)


@requires(Can.MANAGE_USERS)
def deactivate(request: HttpRequest, user: int) -> HttpResponse:
    """Close an account: what its user holds is listed, and moved in the same save."""
    person = get_object_or_404(User.objects.with_access(), pk=user)
    held, alone = open_work_of(person), list(managed_by_them_alone(person))
    form = ClosingForm(request.POST or None, leaver=person, held=held)
    if request.method == "POST" and form.attempt(close_account, actor=signed_in(request), user=person):
        messages.success(request, f"{person} cannot sign in any more. What they recorded stays under their name.")
        for work, to, handed_on in form.done.moved:
            messages.success(request, moved_in_words(work, to, handed_on))
        _warn_without_manager(request, alone, form.done.user)
        return redirect("users")
    context = {
        "form": form,
        "person": person,
        "to_move_first": [(work, count) for work, count in held if work.hand_on is None],
        "managed_alone": [f"{team} has no team manager once {person} is shut out. {WITHOUT_MANAGER}" for team in alone],
        "open_work": open_work_in_words(held, work_beside_of(person)),
        "drafts": person.drafts.count(),
    }
    return render(request, "accounts/deactivate.html", context)


def open_work_in_words(
    held: Iterable[tuple[Work, int]], beside: Iterable[tuple[Work, int, str]]
) -> list[dict[str, Any]]:
    """Every kind of work that is open with them, its number, and what becomes of it: rows of a summary list."""
    below, first = "You say below who takes them on.", "Move these first."
    asked = [(work, count, work.ends or (below if work.hand_on else first)) for work, count in held]
    return [{"label": work.title_to_others, "value": count, "note": said} for work, count, said in [*asked, *beside]]


def moved_in_words(work: Work, to: User | None, handed_on: HandedOn) -> str:
    """`Your interviews: 3 with Leah Osei now, 1 put back. This is their own social worker.`"""
    parts = [f"{handed_on.given} with {to} now"] if handed_on.given else []
    parts += [f"{handed_on.put_back} {'ended' if work.ends else 'put back'}"] if handed_on.put_back else []
    return f"{work.title_to_others}: {', '.join(parts)}. {handed_on.because}".strip()


@requires(Can.MANAGE_USERS)
@led_back_to(lambda request, user: reverse("user", args=[user]))
def reactivate(request: HttpRequest, user: int) -> HttpResponse:
    person = get_object_or_404(User, pk=user)
    reactivate_user(actor=signed_in(request), user=person)
    messages.success(request, f"{person} can sign in again, with the roles and teams they had. Check them.")
    return redirect("user", person.pk)


@sensitive_post_parameters()
@requires(Can.MANAGE_USERS)
def temporary_password(request: HttpRequest, user: int) -> HttpResponse:
    person = get_object_or_404(User.objects.active(), pk=user)
    form = TemporaryPasswordForm(request.POST or None, user=person)
    if request.method == "POST" and form.attempt(set_temporary_password, actor=signed_in(request), user=person):
        messages.success(request, f"{person} can sign in with that password once, and then chooses their own.")
        return redirect("users")
    context = {"form": form, "title": f"Temporary password for {person}", "button": "Set password", "back": "users"}
    return render(request, "accounts/form.html", context)


def last_day_of(user: User) -> str:
    """`Until 30 November 2026`, `Ended 30 November 2026`, or nothing."""
    if user.ends_on is None:
        return ""
    return f"{'Until' if user.is_here else 'Ended'} {user.ends_on:%-d %B %Y}"


def role_names(user: User) -> list[str]:
    return [ROLE_NAMES[code] for code in sorted(user.held_roles) if code in ROLE_NAMES]
