"""What an interview's full record keeps: its answers, and the places and people named in it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.access import ActionRefused
from accounts.models import User
from missing.actions.refusals import need
from missing.mentions import PersonSaid, PlaceSaid
from missing.models import (
    InterviewRecord,
    PersonMention,
    PersonMentioned,
    PlaceMention,
    PlaceMentioned,
    ReturnInterview,
)
from people.models import YoungPerson

ANSWERS = frozenset(field.name for field in InterviewRecord._meta.concrete_fields) - {
    "id",
    "interview",
    "recorded_at",
}


def keep_record(
    interview: ReturnInterview,
    *,
    actor: User,
    record: Mapping[str, Any],
    places: Iterable[PlaceSaid] | None,
    people: Iterable[PersonSaid] | None,
    at: datetime,
) -> InterviewRecord:
    """Write the record of an interview that is being completed, inside its transaction.

    Recorded anew, it names the places and people that are given now; those that it named before stay where None are
    given, and where the actor may not read what it named.

    Raises ActionRefused where the young person was not told what is passed on, and for a place or a person that is not
    one of theirs.
    """
    need(record.get("limits_told"), "Say that you told them what you must pass on.", "limits_told")
    # Two interviews of one young person at once may name the same new place.
    YoungPerson.objects.select_for_update(of=("self",), no_key=True).get(pk=_young_person(interview))
    may_read = YoungPerson.objects.visible_to(actor).filter(pk=_young_person(interview)).exists()
    kept, _ = InterviewRecord.objects.update_or_create(
        interview=interview, defaults={name: record[name] for name in ANSWERS & set(record)} | {"recorded_at": at}
    )
    if places is not None:
        _keep_places(interview, places, at, replaces=may_read)
    if people is not None:
        _keep_people(interview, people, at, replaces=may_read)
    return kept


def _keep_places(interview: ReturnInterview, places: Iterable[PlaceSaid], at: datetime, *, replaces: bool) -> None:
    known = {place.pk: place for place in PlaceMentioned.objects.filter(young_person=_young_person(interview))}
    by_words = {place.where.casefold(): place for place in known.values()}
    slept: dict[PlaceMentioned, bool] = {}
    for said in places:
        if said.known is not None:
            place = known.get(said.known)
        else:
            where = " ".join(said.where.split())
            place = by_words.get(where.casefold()) or PlaceMentioned.objects.create(
                young_person_id=_young_person(interview), where=where, kind=said.kind, recorded_at=at
            )
            by_words[where.casefold()] = place
        if place is None:
            raise ActionRefused("This place is not on record for this young person.")
        if said.kind and not place.kind:
            place.kind = said.kind
            place.save(update_fields=["kind"])
        slept[place] = said.slept_there or slept.get(place, False)
    for place, slept_there in slept.items():
        PlaceMention.objects.update_or_create(interview=interview, place=place, defaults={"slept_there": slept_there})
    if replaces:
        interview.place_mentions.exclude(place__in=slept).delete()


def _keep_people(interview: ReturnInterview, people: Iterable[PersonSaid], at: datetime, *, replaces: bool) -> None:
    known = {person.pk: person for person in PersonMentioned.objects.filter(young_person=_young_person(interview))}
    by_words = {person.name.casefold(): person for person in known.values()}
    named: set[PersonMentioned] = set()
    for said in people:
        if said.known is not None:
            person = known.get(said.known)
        else:
            name = " ".join(said.name.split())
            person = by_words.get(name.casefold()) or PersonMentioned.objects.create(
                young_person_id=_young_person(interview), name=name, recorded_at=at
            )
            by_words[name.casefold()] = person
        if person is None:
            raise ActionRefused("This person is not on record for this young person.")
        _learn(person, said)
        PersonMention.objects.get_or_create(interview=interview, person=person)
        named.add(person)
    if replaces:
        interview.person_mentions.exclude(person__in=named).delete()


def _learn(person: PersonMentioned, said: PersonSaid) -> None:
    """What this interview tells more of somebody than was known; a worry is never taken back by silence."""
    told = {"relation": said.relation, "age_band": said.age_band, "is_of_concern": said.is_of_concern}
    news = {name: value for name, value in told.items() if value and value != getattr(person, name)}
    for name, value in news.items():
        setattr(person, name, value)
    if news:
        person.save(update_fields=list(news))


def _young_person(interview: ReturnInterview) -> int:
    return interview.episode.young_person_id
