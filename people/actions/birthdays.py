from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from people.models import CaseEvent, YoungPerson
from people.rules import eighteenth_birthday, last_birthday_of_adults

CAUGHT_UP = timedelta(days=7)
"""Birthdays of so many days back are still written down, after days without a run."""


def note_18th_birthdays(now: datetime, besides: Iterable[int] = ()) -> int:
    """Write down, once each, who has turned 18 of late; `besides` are ids of others who may have, however long ago.

    From the midnight in London at which the birthday begins. How many were new. Somebody who died before is left out.
    """
    today = timezone.localdate(now)
    youngest = last_birthday_of_adults(today)
    of_late = Q(date_of_birth__gt=youngest - CAUGHT_UP, date_of_birth__lte=youngest)
    noted = CaseEvent.objects.filter(kind=CaseEvent.Kind.TURNED_18, young_person=OuterRef("pk"))
    people = (
        YoungPerson.objects.filter(of_late | Q(pk__in=list(besides)), ~Exists(noted), died_on__isnull=True)
        .order_by()
        .only("date_of_birth")
    )
    found = [person for person in people if eighteenth_birthday(person.date_of_birth) <= today]
    CaseEvent.objects.bulk_create(
        [
            CaseEvent(
                young_person=person,
                kind=CaseEvent.Kind.TURNED_18,
                at=datetime.combine(eighteenth_birthday(person.date_of_birth), time(), timezone.get_default_timezone()),
                source_key=f"young_person:{person.pk}",
            )
            for person in found
        ],
        ignore_conflicts=True,
    )
    return len(found)
