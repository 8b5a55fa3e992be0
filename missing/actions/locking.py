"""The one order in which rows are locked, so that two who save at once do not each wait for the other.

The young person first, then episodes, then interviews, then what hangs on them; several of a kind by their numbers.
A case row always points at its young person, and a new one asks for that row too: so young people are locked in the
way that lets others point at them meanwhile (docs/decisions/order-of-locks.md).
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from missing.models import Episode, ReturnInterview
from people.models import YoungPerson


def lock_young_people(young_people: Iterable[int] | QuerySet[Any, Any]) -> None:
    """Lock their rows until the transaction ends: one discussion is not closed while a ground comes to it.

    Whoever adds a ground or closes a discussion does so first, so that the ground opens the next one.
    """
    rows = YoungPerson.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=young_people)
    list(rows.order_by("pk").values_list("pk"))


def lock_young_people_of(rows: QuerySet[Any], path: str = "young_person") -> None:
    """Those of these rows, whose young person is at the end of `path`: before the rows themselves are locked."""
    lock_young_people(rows.order_by().values(path))


def episode_as_it_is(episode: Episode) -> Episode:
    """The episode as it is now, a voided one too, locked behind its young person until the transaction ends."""
    rows = Episode.objects.filter(pk=episode.pk)
    lock_young_people_of(rows)
    return rows.select_for_update(of=["self"], no_key=True).select_related("young_person").get()


def interview_as_it_is(interview: ReturnInterview) -> ReturnInterview:
    """The interview as it is now, a voided one too, locked behind its young person until the transaction ends."""
    rows = ReturnInterview.objects.filter(pk=interview.pk)
    lock_young_people_of(rows, "episode__young_person")
    return rows.select_for_update(of=["self"], no_key=True).select_related("episode__young_person").get()
