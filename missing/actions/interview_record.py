"""What an interview's full record keeps: its answers, and the places and people named in it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.access import ActionRefused
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
    record: Mapping[str, Any],
    places: Iterable[PlaceSaid],
    people: Iterable[PersonSaid],
    at: datetime,
) -> InterviewRecord:
    """Write the record of an interview that is being completed, inside its transaction.

    Raises ActionRefused where the young person was not told what is passed on, and for a place or a person that is not
    one of theirs.
    """
    need(record.get("limits_told"), "Say that you told them what you must pass on.", "limits_told")
    # Two interviews of one young person at once may name the same new place.
    YoungPerson.objects.select_for_update(of=("self",), no_key=True).get(pk=_young_person(interview))
    kept, _ = InterviewRecord.objects.update_or_create(
        interview=interview, defaults={name: record[name] for name in ANSWERS & set(record)} | {"recorded_at": at}
    )
    _keep_places(interview, places, at)
    _keep_people(interview, people, at)
    return kept


def _keep_places(interview: ReturnInterview, places: Iterable[PlaceSaid], at: datetime) -> None:
    known = {place.pk: place for place in PlaceMentioned.objects.filter(young_person=_young_person(interview))}
    by_words = {place.where.casefold(): place for place in known.values()}
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
        mention, _ = PlaceMention.objects.get_or_create(interview=interview, place=place)
        if said.slept_there and not mention.slept_there:
            mention.slept_there = True
            mention.save(update_fields=["slept_there"])


def _keep_people(interview: ReturnInterview, people: Iterable[PersonSaid], at: datetime) -> None:
    known = {person.pk: person for person in PersonMentioned.objects.filter(young_person=_young_person(interview))}
    by_words = {person.name.casefold(): person for person in known.values()}
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
