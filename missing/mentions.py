"""Places and people that young people tell of in their interviews, and what is known of them from before."""

from datetime import date
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from missing.models import PersonMentioned, PlaceMentioned
from people.models import YoungPerson

MOST = 200
"""How many of one young person's are offered; nobody has told of more."""


class PlaceSaid(NamedTuple):
    """A place of one interview: the id of one `known` from before, or a new one; a known `where` is the known place."""

    where: str = ""
    kind: str = ""
    slept_there: bool = False
    known: int | None = None


class PersonSaid(NamedTuple):
    name: str = ""
    relation: str = ""
    age_band: str = ""
    is_of_concern: bool = False
    known: int | None = None


class Found(NamedTuple):
    """A place told of in interviews: in how many, last on which day, and whether they ever slept there."""

    place: PlaceMentioned
    times: int
    last_on: date
    slept_there: bool


def places_known(young_person: YoungPerson, user: User) -> list[PlaceMentioned]:
    """Those of earlier interviews that this user may read, the latest first."""
    return list(PlaceMentioned.objects.filter(young_person=young_person).by_latest(user)[:MOST])


def people_known(young_person: YoungPerson, user: User) -> list[PersonMentioned]:
    return list(PersonMentioned.objects.filter(young_person=young_person).by_latest(user)[:MOST])


def places_found(young_person: YoungPerson, user: User) -> list[Found]:
    """Where they have been when they were missing, by what they told in interviews: the latest first, in one query."""
    known = PlaceMentioned.objects.filter(young_person=young_person).by_latest(user).ever_slept(user)
    return [Found(place, place.times, timezone.localdate(place.last_at), place.ever_slept) for place in known[:MOST]]
