"""What follows in this room when two records of one young person have become one, or are two again."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from missing.actions.homes_apart import take_back_their_homes
from missing.actions.owed import open_what_is_owed
from missing.actions.strategy_episodes import consider_episode, reconsider
from missing.actions.two_again import name_on_their_own, part
from missing.models import Episode, PersonMention, PlaceMention, StrategyDiscussion
from people.models import YoungPerson
from people.restricting import move_work


@transaction.atomic
def count_again(actor: User, kept: YoungPerson, merged: YoungPerson, at: datetime) -> None:
    """Called at the end of a merge or its undoing, in its transaction: both records are looked at as they are now.

    Of two again, what was written while they were one goes with what it is about (missing.actions.two_again). Episodes
    are counted again for strategy discussions, as if the latest had just begun; what was told of places and people is
    named on the record that the interview is on; and where who sees the record has changed, work moves and both sides
    are told.
    """
    _mentions_follow(kept, merged)
    are_one = merged.merged_into_id == kept.pk
    standing = [kept] if are_one else [kept, merged]
    why = f"The records {kept} ({kept.reference}, {merged.reference}) are {'one' if are_one else 'two again'}."
    elsewhere = list(_episodes_of_the_other(standing))
    if not are_one:
        name_on_their_own(kept, merged)
        part(kept, merged, why, at)
        take_back_their_homes(actor, kept, merged, at)
    for person in standing:
        reconsider(person.pk, why, at)
    for episode in elsewhere:
        consider_episode(episode, at)
    for person in standing:
        theirs = Episode.objects.counted_as_missing().filter(young_person=person).select_related("young_person")
        if latest := theirs.order_by("-missing_from").first():
            consider_episode(latest, at, is_new=True)
        open_what_is_owed(person, at)
        if person.is_restricted:
            move_work(actor, person, at)


def _episodes_of_the_other(people: list[YoungPerson]) -> list[Episode]:
    """Episodes that are a ground of an open discussion about somebody else by now."""
    open_ones = StrategyDiscussion.objects.open().filter(young_person__in=people).values("pk")
    grounds = Q(strategy_triggers__discussion__in=open_ones, strategy_triggers__withdrawn_at__isnull=True)
    found = Episode.objects.standing().filter(grounds)
    found = found.exclude(young_person=F("strategy_triggers__discussion__young_person"))
    return list(found.select_related("young_person").distinct())


def _mentions_follow(kept: YoungPerson, merged: YoungPerson) -> None:
    """A place or person that is on both records is one of each: what an interview told is of its own record's."""
    both = [kept.pk, merged.pk]
    kinds = ((PlaceMention, "place", "where"), (PersonMention, "person", "name"))
    for model, named, word in kinds:
        astray = (
            model.objects.filter(**{f"{named}__young_person__in": both, "interview__episode__young_person__in": both})
            .exclude(**{f"{named}__young_person": F("interview__episode__young_person")})
            .select_related(named, "interview__episode")
        )
        for mention in astray:
            record = getattr(mention, named)
            like = type(record).objects.filter(
                young_person=mention.interview.episode.young_person_id, **{f"{word}__iexact": getattr(record, word)}
            )
            there = like.exclude(mentions__interview=mention.interview_id).first()
            if there:
                setattr(mention, named, there)
                mention.save(update_fields=[named])
