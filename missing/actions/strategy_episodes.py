"""What an episode says for a strategy discussion, asked again whenever it changes and by each sweep."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import attrgetter

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from missing.actions.strategy_grounds import add_grounds, would_open_one
from missing.actions.strategy_withdrawal import withdraw_grounds
from missing.both_records import standing_episodes, their_discussions
from missing.codes import Category, EndedHow, PoliceRisk, Source, StrategyGround
from missing.models import Episode, StrategyDiscussion, StrategyTrigger
from missing.rules.interviews import ADULTS, may_be_a_child
from missing.rules.strategy import Ground, Repeat, is_long, repeated
from people.days import time_on_record
from people.models import YoungPerson
from people.rules import last_birthday_of_adults

log = logging.getLogger(__name__)

REPEATS = (StrategyGround.REPEAT_MONTH, StrategyGround.REPEAT_QUARTER)


class SweepIncomplete(Exception):
    """Some episodes could not be looked at; all the others were. The next sweep tries again."""


def consider_episode(episode: Episode, at: datetime, *, is_new: bool = False) -> StrategyDiscussion | None:
    """Add what this episode says to the discussion that is due, or open one.

    `is_new` is that it has begun to count as missing, or begins at another time: only then are episodes counted. What
    came by a case file says nothing, nor does the episode of somebody who is 18 or has died; who may be a child by an
    estimated or disputed date of birth is treated as one.
    """
    if episode.source != Source.RECORDED or not _counts(episode, at):
        return None
    grounds = [*_risk(episode), *_long(episode, at)]
    if is_new:
        grounds += _repeated(episode, at, _starts(episode.young_person_id, at))
    return _add(episode, grounds, at)


def would_be_due(kept: YoungPerson, merged: YoungPerson, at: datetime) -> list[Ground]:
    """For what a discussion would fall due, were all that stands on both records the kept one's. Writes nothing."""
    counted = [episode for episode in standing_episodes(kept, merged) if episode.missing_from]
    latest = max(counted, key=attrgetter("missing_from"), default=None)
    if latest is None or latest.source != Source.RECORDED or not _counts(latest, at, kept):
        return []
    starts = [episode.missing_from for episode in counted if episode.missing_from]
    grounds = [*_risk(latest), *_long(latest, at), *_repeated(latest, at, starts)]
    return would_open_one(their_discussions(kept, merged), grounds, at) if grounds else []


def consider_risk(episode: Episode, at: datetime) -> StrategyDiscussion | None:
    """The police have changed what they hold the risk to be; somebody wrote it down, so it counts for any episode."""
    return _add(episode, _risk(episode, has_risen=True), at) if _counts(episode, at) else None


def reconsider(young_person_id: int, reason: str, at: datetime) -> int:
    """Withdraw the grounds of the open discussion that are not so any more, now that something was corrected.

    A risk that the police have lowered since was high all the same. How many discussions were withdrawn.
    """
    standing = StrategyTrigger.objects.filter(
        discussion__in=StrategyDiscussion.objects.open().filter(young_person=young_person_id),
        episode__isnull=False,
        withdrawn_at__isnull=True,
    ).exclude(kind__in=[StrategyGround.HARM, StrategyGround.ASKED, StrategyGround.SERIOUS_LEVEL])
    not_so = [
        trigger.pk for trigger in standing.select_related("episode", "discussion") if not _is_still_so(trigger, at)
    ]
    return withdraw_grounds(StrategyTrigger.objects.filter(pk__in=not_so), reason, at)


def open_for_the_long_missing(at: datetime | None = None) -> int:
    """The sweep: whoever has been missing for long by now, and for whom that is not on record of late. How many.

    Run again, or twice at once, it adds nothing. Raises SweepIncomplete where one of them failed; the rest is done.
    """
    at = at or timezone.now()
    opened, failed = 0, []
    for episode in long_missing(at).select_related("young_person"):
        try:
            opened += consider_episode(episode, at) is not None
        except Exception:
            log.exception("The strategy discussion of episode %s could not be opened", episode.pk)
            failed.append(f"episode:{episode.pk}")
    if failed:
        raise SweepIncomplete(", ".join(failed))
    return opened


def long_missing(at: datetime) -> QuerySet[Episode]:
    """Recorded here, missing now and for long, without that ground of late: from the index of who is missing.

    Of late is in the open discussion, or in one that was closed within the days after which it is a ground again.
    """
    since = at - timedelta(days=settings.STRATEGY_AGAIN_AFTER_DAYS)
    on_record = StrategyTrigger.objects.filter(
        Q(discussion__closed_at__isnull=True) | Q(discussion__closed_at__gt=since),
        kind=StrategyGround.LONG,
        episode=OuterRef("pk"),
        withdrawn_at__isnull=True,
        discussion__withdrawn_at__isnull=True,
    )
    is_child = Q(young_person__date_of_birth__gt=last_birthday_of_adults(timezone.localdate(at)))
    may_be = ~Q(young_person__birthday_is="") & ~Q(young_person__kind_of_record__in=ADULTS)
    return Episode.objects.missing_now().filter(
        is_child | may_be,
        ~Exists(on_record),
        source=Source.RECORDED,
        missing_from__lt=at - timedelta(hours=settings.STRATEGY_MISSING_HOURS),
        young_person__died_on__isnull=True,
    )


def _counts(episode: Episode, at: datetime, person: YoungPerson | None = None) -> bool:
    person = person or episode.young_person
    is_child = may_be_a_child(
        kind_of_record=person.kind_of_record, age=person.age_at(at), birthday_is=person.birthday_is
    )
    has_died = person.died_on is not None or episode.ended_how == EndedHow.DIED
    return episode.missing_from is not None and is_child and not has_died


def _add(episode: Episode, grounds: Iterable[Ground], at: datetime) -> StrategyDiscussion | None:
    found = list(grounds)
    return add_grounds(episode.young_person_id, found, at) if found else None


def _risk(episode: Episode, *, has_risen: bool = False) -> Iterable[Ground]:
    """High, and where it has just become so a ground at once, whatever was discussed before."""
    if episode.police_risk == PoliceRisk.HIGH and episode.category == Category.MISSING:
        words = f"The police hold the risk to be high in {episode}."
        again_after = timedelta(0) if has_risen else _again_after(episode)
        yield _ground(StrategyGround.HIGH_RISK, episode, words, again_after)


def _long(episode: Episode, at: datetime) -> Iterable[Ground]:
    hours = settings.STRATEGY_MISSING_HOURS
    if is_long(episode.missing_from, episode.ended_at, at, hours):
        words = f"Missing for more than {hours} hours in {episode}, from {time_on_record(episode.missing_from)}."
        yield _ground(StrategyGround.LONG, episode, words, _again_after(episode))


def _repeated(episode: Episode, at: datetime, starts: Iterable[datetime]) -> Iterable[Ground]:
    if found := repeated(starts, at, _repeats()):
        repeat, times = found
        yield _ground(repeat.kind, episode, f"Missing {times} times in {repeat.days} days, last in {episode}.")


def _ground(kind: StrategyGround, episode: Episode, words: str, again_after: timedelta | None = None) -> Ground:
    return Ground(kind, f"episode:{episode.pk}", words, again_after, episode_id=episode.pk)


def _again_after(episode: Episode) -> timedelta | None:
    """While they are missing still: of an episode that is over nothing new is said, whatever is corrected in it."""
    return timedelta(days=settings.STRATEGY_AGAIN_AFTER_DAYS) if episode.ended_at is None else None


def _starts(young_person_id: int, at: datetime) -> list[datetime]:
    """When they became missing of late, whoever recorded it; what is voided does not count."""
    longest = max(repeat.days for repeat in _repeats())
    theirs = Episode.objects.counted_as_missing().filter(
        young_person=young_person_id, missing_from__gte=at - timedelta(days=longest)
    )
    return [start for start in theirs.values_list("missing_from", flat=True) if start]


def _repeats() -> tuple[Repeat, Repeat]:
    return (
        Repeat(REPEATS[0], settings.STRATEGY_MONTH_EPISODES, settings.STRATEGY_MONTH_DAYS),
        Repeat(REPEATS[1], settings.STRATEGY_QUARTER_EPISODES, settings.STRATEGY_QUARTER_DAYS),
    )


def _is_still_so(trigger: StrategyTrigger, at: datetime) -> bool:
    episode = trigger.episode
    if episode is None or not Episode.objects.counted_as_missing().filter(pk=episode.pk).exists():
        return False
    if episode.young_person_id != trigger.discussion.young_person_id:
        return False  # two records that were one are two again
    if trigger.kind == StrategyGround.LONG:
        return is_long(episode.missing_from, episode.ended_at, at, settings.STRATEGY_MISSING_HOURS)
    if trigger.kind in REPEATS:
        (repeat,) = (repeat for repeat in _repeats() if repeat.kind == trigger.kind)
        return repeated(_starts(trigger.discussion.young_person_id, trigger.at), trigger.at, [repeat]) is not None
    return episode.category == Category.MISSING
