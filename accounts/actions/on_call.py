"""Who is on call in which week."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import OnCallWeek, User
from accounts.office_hours import on_call_week
from accounts.rules import MAY_BE_ON_CALL, Can
from accounts.work import HandedOn


@transaction.atomic
def set_on_call(*, actor: User, weeks: Mapping[date, User | None], at: datetime | None = None) -> None:
    """Put these managers down for these weeks, each by the Monday on which it begins; None leaves a week to nobody.

    Raises ActionRefused for a day that is no Monday, for a week that is over, and for who is no manager here or is
    gone by then; `field` is the week's.
    """
    require(actor, Can.SET_ON_CALL)
    this_week = on_call_week(at or timezone.now())
    for week, manager in weeks.items():
        field = field_of(week)
        if week.weekday() != 0:
            raise ActionRefused("An on-call week begins on a Monday.", field=field)
        if week < this_week:
            raise ActionRefused("This week is over.", field=field)
        if manager is None:
            OnCallWeek.objects.filter(week=week).delete()
            continue
        if not _is_manager_here(manager):
            raise ActionRefused(f"{manager} is not a manager here. Choose a manager.", field=field)
        if refusal := _why_not_to_its_end(manager, week):
            raise ActionRefused(refusal, field=field)
        OnCallWeek.objects.update_or_create(week=week, defaults={"manager": manager})


def weeks_held(user: User) -> QuerySet[OnCallWeek]:
    """The present week and those to come for which they are down."""
    return OnCallWeek.objects.filter(manager=user, week__gte=on_call_week(timezone.now()))


def who_may_take_weeks(leaver: User) -> QuerySet[User]:
    return User.objects.holding(*MAY_BE_ON_CALL).exclude(pk=leaver.pk).order_by("full_name", "pk")


@transaction.atomic
def hand_on_weeks(leaver: User, to: User | None, actor: User | None, at: datetime) -> HandedOn:
    """Put `to` down for the leaver's weeks; nobody for those that outlast their own account, or where there is none.

    Raises ActionRefused where `to` is no manager here.
    """
    if actor is not None:
        require(actor, Can.MANAGE_USERS)
    if to is not None and not _is_manager_here(to):
        raise ActionRefused(f"{to} is not a manager here. Choose a manager.", field="on_call_weeks_to")
    given, put_back, reasons = 0, 0, set()
    weeks = OnCallWeek.objects.filter(manager=leaver, week__gte=on_call_week(at))
    for week in weeks.select_for_update(of=("self",)).order_by("week"):
        refusal = _why_not_to_its_end(to, week.week) if to else ""
        if to and not refusal:
            week.manager = to
            week.save(update_fields=["manager"])
            given += 1
            continue
        week.delete()
        put_back += 1
        reasons |= {refusal} if refusal else set()
    return HandedOn(given, put_back, " ".join(sorted(reasons)))


def field_of(week: date) -> str:
    """The name of the form's field for a week."""
    return f"week_{week:%Y%m%d}"


def _is_manager_here(user: User) -> bool:
    return user.is_here and not user.held_roles.isdisjoint(MAY_BE_ON_CALL)


def _why_not_to_its_end(manager: User, week: date) -> str:
    """In words, where their account ends before the week does."""
    if manager.ends_on and manager.ends_on < week + timedelta(days=7):
        return f"{manager} leaves on {manager.ends_on:%-d %B}, before it ends."
    return ""
