"""Two records that were one are two again: each young person's grounds are of their own strategy discussion."""

from collections.abc import Iterable
from datetime import datetime

from alerts.actions import withdraw_alerts
from alerts.wake import wake_sweep
from missing.actions.strategy_grounds import close_to_duty, discussion_to_join, open_to_duty
from missing.actions.strategy_withdrawal import withdraw
from missing.models import StrategyDiscussion, StrategyTrigger
from people.models import YoungPerson, may_open


def part_discussions(kept: YoungPerson, merged: YoungPerson, why: str, at: datetime) -> None:
    """A discussion of nothing but what is on the other record goes there; else the harm told there leaves it.

    Such harm is due to be discussed by itself, also where the discussion was closed for both: nobody can say that it
    was theirs that was talked about. Who works with them is told anew. Other grounds are withdrawn and found again by
    `reconsider` and `consider_episode`.
    """
    people = {person.pk: person for person in (kept, merged)}
    discussions = StrategyDiscussion.objects.filter(young_person__in=people).order_by("pk")
    for discussion in discussions.select_for_update(of=["self"]):
        other = people[merged.pk if discussion.young_person_id == kept.pk else kept.pk]
        standing = list(
            discussion.triggers.filter(withdrawn_at__isnull=True).select_related("episode", "harm__episode")
        )
        astray = [ground for ground in standing if _whose(ground) == other.pk]
        if not astray:
            continue
        if len(astray) == len(standing) and not _has_another(other, discussion):
            _give(discussion, other, astray)
        else:
            _take_harm_out(discussion, other, astray, why, at)


def _whose(ground: StrategyTrigger) -> int | None:
    """Whose record it rests on; None of what somebody asked for, which is of the record that it was asked on."""
    episode = ground.episode or (ground.harm.episode if ground.harm else None)
    return episode.young_person_id if episode else None


def _has_another(person: YoungPerson, discussion: StrategyDiscussion) -> bool:
    """Whether one of theirs is open beside this open one: there is one at most."""
    return discussion.is_open and StrategyDiscussion.objects.open().filter(young_person=person).exists()


def _give(discussion: StrategyDiscussion, person: YoungPerson, grounds: Iterable[StrategyTrigger]) -> None:
    """It is told of anew: nobody of theirs knows of it. Who may not open their record has it no more."""
    discussion.young_person = person
    if discussion.assigned_to and not may_open(discussion.assigned_to, person.pk):
        discussion.assigned_to = None
    discussion.save(update_fields=["young_person", "assigned_to"])
    _tell_anew({f"strategy:{discussion.pk}", *_keys(grounds)})


def _take_harm_out(
    discussion: StrategyDiscussion, person: YoungPerson, astray: Iterable[StrategyTrigger], why: str, at: datetime
) -> None:
    """To the discussion of their own that is open, or one that is opened for it; of who has died none is."""
    told = [ground for ground in astray if ground.harm_id]
    if not told or person.died_on:
        return
    theirs = discussion_to_join(person.pk, at)
    StrategyTrigger.objects.filter(pk__in=[ground.pk for ground in told]).update(discussion=theirs)
    open_to_duty(theirs, at)
    left = discussion.triggers.filter(withdrawn_at__isnull=True)
    if not left.filter(harm__isnull=False).exists():
        close_to_duty(discussion, at)
    if discussion.is_open and not left.exists():
        withdraw(discussion, why, at)
    _tell_anew(_keys(told))


def _keys(grounds: Iterable[StrategyTrigger]) -> set[str]:
    return {ground.harm.key for ground in grounds if ground.harm}


def _tell_anew(keys: set[str]) -> None:
    """What was told of it to the other team leaves their bells; the sweep tells who works with them."""
    withdraw_alerts(subject_keys=keys)
    wake_sweep()
