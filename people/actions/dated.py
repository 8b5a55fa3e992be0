"""What care periods and placements have in common: a first and a last day, one after another."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.access import ActionRefused
from people.models import CarePeriod, Placement, YoungPerson


def check_dates(young_person: YoungPerson, dated: CarePeriod | Placement, at: datetime) -> None:
    """Refuse days before birth, days to come, and days that belong to another; `at` is when they are recorded.

    One may start on the day that another ends. What is on record already with the same days is left as it is: imported
    facts may overlap, and correcting a name should not ask for them.
    """
    today = timezone.localdate(at)
    if dated.started_on < young_person.date_of_birth:
        raise ActionRefused("This is before they were born.", field="started_on")
    if dated.started_on > today:
        raise ActionRefused("This day has not come yet. Record it when it has.", field="started_on")
    if dated.ended_on and dated.ended_on > today:
        raise ActionRefused("This day has not come yet. Leave it empty until it has.", field="ended_on")
    if dated.ended_on and dated.ended_on < dated.started_on:
        raise ActionRefused("The last day cannot be before the first.", field="ended_on")
    on_record = type(dated).objects.filter(pk=dated.pk, started_on=dated.started_on, ended_on=dated.ended_on)
    if not on_record.exists():
        _refuse_overlap(young_person, dated)


def end_the_one_before(young_person: YoungPerson, dated: CarePeriod | Placement) -> None:
    """A child lives in one place under one legal status: what is still open ends on the day the new one starts."""
    if dated.ended_on is None:
        for other in _theirs(young_person, dated).filter(ended_on__isnull=True, started_on__lt=dated.started_on):
            other.ended_on = dated.started_on
            other.save(update_fields=["ended_on"])


def _refuse_overlap(young_person: YoungPerson, dated: CarePeriod | Placement) -> None:
    others = _theirs(young_person, dated).exclude(started_on=dated.started_on)
    if dated.ended_on is None and (later := others.filter(started_on__gt=dated.started_on).last()):
        raise ActionRefused(
            f"Another starts on {_day(later.started_on)}. Write the last day of this one.", field="ended_on"
        )
    meets = others.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=dated.started_on))
    if dated.ended_on:
        meets = meets.filter(started_on__lt=dated.ended_on)
    else:
        meets = meets.filter(ended_on__isnull=False)
    if other := meets.first():
        until = _day(other.ended_on) if other.ended_on else "now"
        raise ActionRefused(f"This overlaps with the one from {_day(other.started_on)} to {until}.", field="started_on")


def _theirs(young_person: YoungPerson, dated: CarePeriod | Placement) -> QuerySet:
    return type(dated).objects.filter(young_person=young_person).exclude(pk=dated.pk)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
