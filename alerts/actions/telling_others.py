"""Whom a stage tells afterwards: who should be told of it now and has not been.

Who came to the work or covers since, who may open the record now, and the next of the chain where whoever was told has
left, gave the work back or is not reached; duty and who is on call, where the office closed before anybody knew. The
sweep finds it in what is on record, by whichever door it happened (alerts/whom_else.py,
docs/decisions/alerts-by-stages.md).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.rules import Role
from alerts.actions.clearing import withdraw_emails
from alerts.actions.telling import Done, Known, ToTell, queue_emails, write_alerts
from alerts.models import Alert, AlertStage
from alerts.models.alert import AlertQuerySet
from alerts.recipients import Directory, Matter, Told
from alerts.sources import AlertSource
from alerts.told_before import who_knows
from alerts.whom_else import told_in_vain

BATCH = 500

IT_CAME = "You are told because this came to you or to your team."
NOBODY_READ_IT = "You are told because it is outside office hours and nobody has read this yet."


def stages_to_ask(source: AlertSource, stages: Collection[int], now: datetime) -> dict[int, str]:
    """These, and those of what is held by somebody else since: up to BATCH, whichever were asked longest ago.

    By id, with the key of what each is about.
    """
    to_ask = [*stages, *_held_by_another(source, now)]
    longest_ago = F("rechecked_at").asc(nulls_first=True)
    asked = AlertStage.objects.standing().filter(pk__in=to_ask).order_by(longest_ago, "pk")[:BATCH]
    return dict(asked.values_list("pk", "subject_key"))


@transaction.atomic
def tell_others(source: AlertSource, asked: Mapping[int, str], by_night: Collection[int], now: datetime) -> Done:
    """Tell the present stage of each of these to who was not told yet; `asked` as `stages_to_ask` has it.

    Of those `by_night` duty, its mailbox and who is on call are told too. Nobody is told twice. What has gone from a
    worker, or from a team's managers, leaves their bell where they have nothing to do with it any more; so it does for
    who has left or may not open the record. What is paused, or locked by somebody, is left to a later sweep.
    """
    matters = _matters_of(source, asked.values(), now)
    if not matters:
        return Done(0, 0, 0)
    rows = AlertStage.objects.standing().in_bulk(list(asked))  # after the lock: another sweep may just have told
    directory = Directory(matters.values(), now)
    _clear_who_may_not_know(rows, now)
    standing, in_vain = _standing(rows), told_in_vain(rows)
    to_tell: ToTell = {}
    for pk, stage in rows.items():
        matter = matters.get(stage.subject_key)
        if matter and (matter.latest.code, matter.due_at) == (stage.stage, stage.due_at):
            told = directory.told(matter, is_out_of_hours=pk in by_night, in_vain=in_vain.get(pk, set()))
            new = [one for one in told if one.user.pk not in standing[pk]]
            why = NOBODY_READ_IT if pk in by_night else IT_CAME
            to_tell[pk] = (matter, [_saying_why(one, why) if stage.told else one for one in new])
            _clear_who_went(stage, {one.user.pk for one in told}, now)
    alerts = write_alerts(to_tell, now)
    known = _mailed_before_it_was_corrected(source, to_tell, now)
    told_by_day = [pk for pk, stage in rows.items() if stage.told and pk not in by_night]
    known |= {(pk, None): None for pk in told_by_day}  # nothing more to the duty mailbox
    emails = queue_emails(source, to_tell, directory, now, known)
    for pk, stage in rows.items():
        if matter := matters.get(stage.subject_key):
            stage.team_id, stage.worker_id = directory.team_id(matter), directory.worker_id(matter)
            stage.holder_id, stage.rechecked_at = matter.holder_id, now
            stage.told += len(to_tell[pk][1]) if pk in to_tell else 0
            stage.is_overtaken = stage.stage in {earlier.code for earlier in matter.stages[:-1]}
    fields = ["team", "worker", "holder", "told", "is_overtaken", "rechecked_at"]
    AlertStage.objects.bulk_update([stage for stage in rows.values() if stage.subject_key in matters], fields)
    return Done(0, alerts, emails)


def _held_by_another(source: AlertSource, now: datetime) -> list[int]:
    """The stages of what somebody holds who did not when people were last told."""
    if source.holder is None or source.is_news:
        return []
    held = source.standing(now).filter(alert_key=OuterRef("subject_key"), alert_holder__isnull=False)
    another = held.exclude(alert_holder=Coalesce(OuterRef("holder"), Value(0)))
    stages = AlertStage.objects.standing().filter(Exists(another), kind=source.kind, is_overtaken=False)
    return list(stages.values_list("pk", flat=True))


def _matters_of(source: AlertSource, subject_keys: Collection[str], now: datetime) -> dict[str, Matter]:
    """What stands of these subjects by its key, locked so that nobody settles it meanwhile."""
    pks = [int(key.rpartition(":")[2]) for key in subject_keys]
    if not pks:
        return {}
    rows = source.reached(now).filter(pk__in=pks).select_for_update(skip_locked=True, no_key=True, of=("self",))
    matters = [Matter.of(row, source, now) for row in rows.only("pk")]
    return {matter.key: matter for matter in matters}


def _mailed_before_it_was_corrected(source: AlertSource, to_tell: ToTell, now: datetime) -> Known:
    """Who had the stage under another deadline and is told again, as the work came back: in the bell alone."""
    matters = {pk: matter for pk, (matter, people) in to_tell.items() if people}
    known = who_knows(source.kind, matters, now) if matters else {}
    return {(pk, user): had for (pk, user), had in known.items() if user}


def _standing(stages: Collection[int]) -> dict[int, set[int]]:
    """Who has an alert of each stage in the bell."""
    found: dict[int, set[int]] = defaultdict(set)
    for stage, user in Alert.objects.standing().filter(stage__in=stages).values_list("stage", "user"):
        found[stage].add(user)
    return found


def _clear_who_may_not_know(stages: Collection[int], now: datetime) -> None:
    """Of who has left, and of who may not open the record since it was restricted."""
    alerts = Alert.objects.standing().filter(stage__in=stages)
    restricted = Q(stage__young_person__is_restricted=True)
    gone = alerts.exclude(user__in=User.objects.active())
    _clear(gone, now)
    asked = alerts.filter(restricted).values("user")
    for user in User.objects.active().with_access().filter(pk__in=asked):
        theirs = alerts.filter(restricted, user=user)
        _clear(theirs.exclude(pk__in=theirs.visible_to(user).values("pk")), now)


def _clear(alerts: AlertQuerySet, now: datetime) -> None:
    """These alerts, and what was not sent of them."""
    found = list(alerts.values_list("pk", "stage", "user"))
    for _, stage, user in found:
        withdraw_emails(Q(stage=stage, to_user=user), now)
    Alert.objects.filter(pk__in=[pk for pk, *_ in found]).update(cleared_at=now)


def _saying_why(told: Told, why: str) -> Told:
    return replace(told, because=told.because or why)


def _clear_who_went(stage: AlertStage, still: Collection[int], now: datetime) -> None:
    """Of who was told as the worker, or as a manager of the team, of before."""
    managers = User.objects.filter(teams=stage.team_id, groups__name=Role.TEAM_MANAGER).values("pk")
    before = Q(user=stage.worker_id) | Q(user__in=managers)
    _clear(Alert.objects.standing().filter(before, stage=stage).exclude(user__in=still), now)
