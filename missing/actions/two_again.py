"""Two records that were one are two again: what was written meanwhile goes with the episode that it is about."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef

from alerts.models import AlertStage
from missing.actions.discussions_apart import part_discussions
from missing.codes import Recipient
from missing.models import (
    Episode,
    FollowUpAction,
    HarmTold,
    LongReview,
    PersonMention,
    PersonMentioned,
    PersonTold,
    PlaceMention,
    PlaceMentioned,
    ReturnInterview,
    SocialWorkContact,
    StrategyDiscussion,
)
from people.models import AccessGrant, CaseEvent, PersonAround, YoungPerson

ON_RECORD = (
    ("episode", Episode, "young_person"),
    ("interview", ReturnInterview, "episode__young_person"),
    ("harm", HarmTold, "episode__young_person"),
    ("strategy", StrategyDiscussion, "young_person"),
    ("follow_up", FollowUpAction, "interview__episode__young_person"),
    ("long_review", LongReview, "episode__young_person"),
)
"""What grants, events and alerts are about, as their keys name it (`episode:17`), and whose it is."""


def part(kept: YoungPerson, merged: YoungPerson, why: str, at: datetime) -> None:
    """Called once the rows that had followed are back: what was written since follows them.

    A contact goes with the interviews that it settled, discussions and harm told with the young person whose they are;
    with each of them who may see it, what the timeline tells of it, and what was told of it by alerts.
    """
    _contacts_follow(kept, merged)
    _told_are_their_own(kept, merged)
    part_discussions(kept, merged, why, at)
    for person, other in ((kept, merged), (merged, kept)):
        _what_is_about_theirs_follows(person, other)


def name_on_their_own(kept: YoungPerson, merged: YoungPerson) -> None:
    """A place or person of whom interviews of the other record told: theirs alone, or of both where both told of it."""
    both = [kept.pk, merged.pk]
    kinds: tuple[tuple[Any, Any, str, str], ...] = (
        (PlaceMention, PlaceMentioned, "place", "where"),
        (PersonMention, PersonMentioned, "person", "name"),
    )
    for model, of, named, word in kinds:
        whose = "interview__episode__young_person"
        mentions = model.objects.filter(**{f"{named}__young_person__in": both, f"{whose}__in": both})
        astray = mentions.exclude(**{f"{named}__young_person": F(whose)}).order_by(named).distinct()
        for pk, person in astray.values_list(named, whose):
            record = of.objects.get(pk=pk)
            same = {f"{word}__iexact": getattr(record, word)}
            if of.objects.filter(young_person=person, **same).exists():
                continue  # on record there, and named by the same interview already
            if record.mentions.exclude(**{whose: person}).exists():
                record.pk, record._state.adding = None, True
            record.young_person_id = person
            record.save()
            mentions.filter(**{named: pk, whose: person}).update(**{named: record})


def _contacts_follow(kept: YoungPerson, merged: YoungPerson) -> None:
    """One for interviews of both is in the way of two (missing.undoing_merges)."""
    settled = ReturnInterview.objects.filter(contact=OuterRef("pk"))
    theirs = SocialWorkContact.objects.filter(
        Exists(settled.filter(episode__young_person=merged)), ~Exists(settled.exclude(episode__young_person=merged))
    )
    theirs.filter(young_person=kept).update(young_person=merged)


def _told_are_their_own(kept: YoungPerson, merged: YoungPerson) -> None:
    """Who was told of an episode is somebody of its own record; else somebody else, by name: the list asks again."""
    both = [kept.pk, merged.pk]
    told = PersonTold.objects.filter(episode__young_person__in=both, person__young_person__in=both)
    for row in told.exclude(person__young_person=F("episode__young_person")).select_related("episode", "person"):
        if (was := row.person) is None:
            continue
        same = {"name__iexact": was.name, "relation": was.relation}
        like = PersonAround.objects.filter(young_person=row.episode.young_person_id, **same).first()
        if like and not PersonTold.objects.standing().filter(episode=row.episode, of=row.of, person=like).exists():
            row.person = like
        else:
            row.name, row.person, row.recipient = row.name or was.name, None, Recipient.OTHER
        row.save(update_fields=["name", "person", "recipient"])


def _what_is_about_theirs_follows(person: YoungPerson, other: YoungPerson) -> None:
    keys = [
        f"{key}:{pk}"
        for key, model, whose in ON_RECORD
        for pk in model._default_manager.filter(**{whose: person}).values_list("pk", flat=True)
    ]
    AlertStage.objects.filter(young_person=other, subject_key__in=keys).update(young_person=person)
    CaseEvent.objects.filter(young_person=other, source_key__in=keys).update(young_person=person)
    there = AccessGrant.objects.filter(
        young_person=person, reason=OuterRef("reason"), source_key=OuterRef("source_key"), role=OuterRef("role")
    )
    astray = AccessGrant.objects.filter(young_person=other, source_key__in=keys)
    astray.filter(~Exists(there.filter(user__isnull=True)), user__isnull=True).update(young_person=person)
    astray.filter(~Exists(there.filter(user=OuterRef("user"))), user__isnull=False).update(young_person=person)
