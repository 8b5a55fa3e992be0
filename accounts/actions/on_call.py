"""Who is on call in which week."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import OnCallWeek, User
from accounts.office_hours import on_call_week
from accounts.rules import Can, Role

MAY_BE_ON_CALL = (Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.DIRECTOR)


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
        if not manager.is_here or not manager.groups.filter(name__in=MAY_BE_ON_CALL).exists():
            raise ActionRefused(f"{manager} is not a manager here. Choose a manager.", field=field)
        if manager.ends_on and manager.ends_on < week + timedelta(days=7):
            raise ActionRefused(f"{manager} leaves on {manager.ends_on:%-d %B}, before it ends.", field=field)
        OnCallWeek.objects.update_or_create(week=week, defaults={"manager": manager})


def field_of(week: date) -> str:
    """The name of the form's field for a week."""
    return f"week_{week:%Y%m%d}"
