from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import require
from accounts.models import User
from accounts.rules import Can
from people.actions.dated import check_dates, end_the_one_before
from people.actions.stale import locked, locked_person
from people.models import CarePeriod, YoungPerson
from people.refusals import Refusal, in_words

REFUSALS = {
    "care_period_once_a_day": Refusal("A care period that starts on this day is on record already.", "started_on"),
    "care_period_ends_after_it_starts": Refusal("The last day cannot be before the first.", "ended_on"),
}


@transaction.atomic
def add_care_period(
    *,
    actor: User,
    young_person: YoungPerson,
    started_on: date,
    ended_on: date | None = None,
    legal_status: str = "",
    category_of_need: str = "",
    at: datetime | None = None,
) -> CarePeriod:
    """Record a time of being looked after; an earlier one that is still open ends on the day this one starts.

    Both days are included. Raises ActionRefused for days before birth, to come, or within another period.
    """
    require(actor, Can.EDIT_RECORDS)
    young_person = locked_person(actor, young_person)
    period = CarePeriod(
        young_person=young_person,
        started_on=started_on,
        ended_on=ended_on,
        legal_status=legal_status,
        category_of_need=category_of_need,
    )
    check_dates(young_person, period, at or timezone.now())
    end_the_one_before(young_person, period)
    with in_words(REFUSALS):
        period.save(force_insert=True)
    return period


@transaction.atomic
def change_care_period(
    *,
    actor: User,
    care_period: CarePeriod,
    started_on: date,
    ended_on: date | None,
    legal_status: str,
    category_of_need: str,
    version: int | None = None,
    at: datetime | None = None,
) -> CarePeriod:
    """Correct or end a care period. Raises as `add_care_period`, and StaleRecord."""
    require(actor, Can.EDIT_RECORDS)
    young_person = locked_person(actor, care_period.young_person)
    period = locked(care_period, version)
    period.started_on, period.ended_on = started_on, ended_on
    period.legal_status, period.category_of_need = legal_status, category_of_need
    check_dates(young_person, period, at or timezone.now())
    with in_words(REFUSALS):
        period.save()
    return period
