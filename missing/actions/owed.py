"""Interviews that are owed, or are not, since something else on record was put right: a birthday, a death, a merge."""

from datetime import datetime

from accounts.models import User
from missing.actions.endings import close_for_death
from missing.actions.opening import open_interview
from missing.codes import Source
from missing.models import Episode
from missing.rules import OFFERED_BY_DEFAULT
from people.models import YoungPerson


def open_what_is_owed(young_person: YoungPerson, at: datetime) -> None:
    """Open the interview after each of their episodes that owes one and has none, by its own clock.

    Within the caller's transaction. Nobody is told of what fell due before `at`, when nobody could know of it. What
    came by a case file opened none, and opens none now; missed curfews ask by their number (`judge_curfews`).
    """
    ended = Episode.objects.standing().filter(young_person=young_person, clock_starts_at__isnull=False)
    without = ended.filter(source=Source.RECORDED, category__in=OFFERED_BY_DEFAULT, interview__isnull=True)
    for episode in without.select_related("young_person").order_by("clock_starts_at", "pk"):
        if interview := open_interview(episode):
            interview.alerts_from = at
            interview.save(update_fields=["alerts_from"])


def put_on_record_as_ended(episode: Episode, *, actor: User, at: datetime) -> None:
    """Of who has died: the interview that their episode owes is on record, and not required any more."""
    if episode.clock_starts_at is None or Episode.objects.filter(pk=episode.pk, interview__isnull=False).exists():
        return
    if interview := open_interview(episode, even_if_died=True):
        close_for_death(interview, actor=actor, at=at)
