"""Grounds that turned out not to be so, and discussions that nothing asks for any more."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from alerts.actions import clear_alerts
from missing.actions.locking import lock_young_people
from missing.actions.strategy_grounds import close_to_duty, open_to_duty
from missing.codes import StrategyGround
from missing.models import Episode, StrategyDiscussion, StrategyTrigger
from people.models import YoungPerson


@transaction.atomic
def withdraw_discussions(subject: YoungPerson | Episode, reason: str, at: datetime | None = None) -> int:
    """What asked for strategy discussions is over: a young person has died, or an episode was voided.

    Of a young person whatever is open is withdrawn; of an episode its grounds are, and a discussion that has no others.
    One that is closed keeps its grounds: it was held or declined because of them, and they are not new should the
    episode be put back. Harm that was told stands, whatever becomes of the episode. Gives how many were withdrawn.
    """
    at = at or timezone.now()
    if isinstance(subject, YoungPerson):
        lock_young_people([subject.pk])
        return sum(withdraw(discussion, reason, at) for discussion in _open_of(subject.pk))
    open_ones = StrategyDiscussion.objects.open().filter(young_person=subject.young_person_id)
    triggers = StrategyTrigger.objects.filter(episode=subject, discussion__in=open_ones.values("pk")).exclude(
        kind__in=[StrategyGround.HARM, StrategyGround.ASKED]
    )
    return withdraw_grounds(triggers, reason, at)


def withdraw_grounds(triggers: QuerySet[StrategyTrigger], reason: str, at: datetime) -> int:
    """Withdraw these grounds, and the open discussions that are left without any. How many discussions."""
    standing = triggers.filter(withdrawn_at__isnull=True)
    discussions = set(standing.values_list("discussion", flat=True))
    theirs = StrategyDiscussion.objects.filter(pk__in=discussions).values_list("young_person", flat=True)
    lock_young_people(list(theirs))
    standing.update(withdrawn_at=at, withdraw_reason=reason)
    open_ones = StrategyDiscussion.objects.open().filter(pk__in=discussions)
    left = open_ones.exclude(triggers__in=StrategyTrigger.objects.filter(withdrawn_at__isnull=True))
    return sum(withdraw(discussion, reason, at) for discussion in _locked(left))


def reopen_withdrawn(young_person: YoungPerson, reason: str, *, since: datetime | None, at: datetime) -> None:
    """What was withdrawn for this reason was so wrongly: it is due again, told anew, and duty may read of harm.

    `since` is when the reason came on record; None where that is not known. Of several the latest, and none beside one
    that is open: there is one at most.
    """
    lock_young_people([young_person.pk])
    theirs = StrategyDiscussion.objects.filter(young_person=young_person)
    withdrawn = theirs.filter(withdraw_reason=reason, withdrawn_at__isnull=False)
    if since:
        withdrawn = withdrawn.filter(withdrawn_at__gte=since)
    discussion = withdrawn.select_for_update(of=["self"]).order_by("-withdrawn_at", "-pk").first()
    if discussion is None or theirs.open().exists():
        return
    discussion.withdrawn_at, discussion.withdraw_reason = None, ""
    discussion.save(update_fields=["withdrawn_at", "withdraw_reason"])
    if discussion.triggers.filter(harm__isnull=False, withdrawn_at__isnull=True).exists():
        open_to_duty(discussion, discussion.opened_at)


def withdraw(discussion: StrategyDiscussion, reason: str, at: datetime) -> bool:
    discussion.withdrawn_at, discussion.withdraw_reason = at, reason
    discussion.save(update_fields=["withdrawn_at", "withdraw_reason"])
    end_alerts(discussion, at)
    return True


def end_alerts(discussion: StrategyDiscussion, at: datetime) -> None:
    """The discussion is closed: nobody is told of it any more, and duty's access ends."""
    clear_alerts(kind="strategy", subject_key=f"strategy:{discussion.pk}", at=at)
    for harm in discussion.triggers.exclude(harm=None).values_list("harm", flat=True):
        clear_alerts(kind="harm_told", subject_key=f"harm:{harm}", at=at)
    close_to_duty(discussion, at)


def _open_of(young_person_id: int) -> Iterable[StrategyDiscussion]:
    return _locked(StrategyDiscussion.objects.open().filter(young_person=young_person_id))


def _locked(discussions: QuerySet[StrategyDiscussion]) -> list[StrategyDiscussion]:
    pks = list(discussions.values_list("pk", flat=True))
    return list(StrategyDiscussion.objects.open().select_for_update(of=["self"]).filter(pk__in=pks).order_by("pk"))
