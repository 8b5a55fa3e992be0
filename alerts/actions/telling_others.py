"""Whom a stage tells afterwards: who came to the work since, and whoever there is now where there was nobody.

The sweep finds it in what is on record, by whichever door somebody allocated, handed over or opened an account: each
stage says whose it was when people were last told (docs/decisions/alerts-by-stages.md).
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.rules import Role
from alerts.actions.clearing import withdraw_emails
from alerts.actions.telling import Done, Known, ToTell, queue_emails, write_alerts
from alerts.models import Alert, AlertStage
from alerts.recipients import Directory, Matter, Told
from alerts.sources import AlertSource

BATCH = 500

IT_CAME = "You are told because this came to you or to your team."


def to_tell_others() -> dict[str, list[int]]:
    """The ids of the stages told to nobody, or about who has another team or worker since, by kind: one query."""
    found: dict[str, list[int]] = defaultdict(list)
    for kind, pk in AlertStage.objects.to_tell_others().values_list("kind", "pk"):
        found[kind].append(pk)
    return found


@transaction.atomic
def tell_others(source: AlertSource, stages: Collection[int], now: datetime) -> Done:
    """Tell the present stage of each of these, and of what is held by somebody else since, to who was not told yet.

    Nobody is told twice. What has gone from a worker, or from a team's managers, leaves their bell where they have
    nothing to do with it any more. What is paused, or locked by somebody, is left to a later sweep.
    """
    moved = [*stages, *_held_by_another(source, now)]
    rows = {stage.pk: stage for stage in AlertStage.objects.standing().filter(pk__in=moved).order_by("pk")[:BATCH]}
    matters = _matters_of(source, rows.values(), now)
    if not matters:
        return Done(0, 0, 0)
    directory = Directory(matters.values(), now)
    standing = _standing(rows)
    to_tell: ToTell = {}
    for pk, stage in rows.items():
        matter = matters.get(stage.subject_key)
        if stage.told and source.is_news and not source.at_once:
            continue  # it was news to who was there then
        if matter and (matter.latest.code, matter.due_at) == (stage.stage, stage.due_at):
            told = directory.told(matter)
            new = [one for one in told if one.user.pk not in standing[pk]]
            to_tell[pk] = (matter, [_who_came(one) if stage.told else one for one in new])
            _clear_who_went(stage, {one.user.pk for one in told}, now)
    alerts = write_alerts(to_tell, now)
    known: Known = {(pk, None): None for pk, stage in rows.items() if stage.told}  # the duty mailbox, asked at its time
    emails = queue_emails(source, to_tell, directory, now, known)
    for pk, stage in rows.items():
        if matter := matters.get(stage.subject_key):
            stage.team_id, stage.worker_id = directory.team_id(matter), directory.worker_id(matter)
            stage.holder_id = matter.holder_id
            stage.told += len(to_tell[pk][1]) if pk in to_tell else 0
    AlertStage.objects.bulk_update(rows.values(), ["team", "worker", "holder", "told"])
    return Done(0, alerts, emails)


def _held_by_another(source: AlertSource, now: datetime) -> list[int]:
    """The stages of what somebody holds who did not when people were last told."""
    if source.holder is None:
        return []
    held = source.standing(now).filter(alert_key=OuterRef("subject_key"), alert_holder__isnull=False)
    another = held.exclude(alert_holder=Coalesce(OuterRef("holder"), Value(0)))
    stages = AlertStage.objects.standing().filter(Exists(another), kind=source.kind, is_overtaken=False)
    return list(stages.values_list("pk", flat=True))


def _matters_of(source: AlertSource, stages: Collection[AlertStage], now: datetime) -> dict[str, Matter]:
    """What stands of their subjects by its key, locked so that nobody settles it meanwhile."""
    pks = [int(stage.subject_key.rpartition(":")[2]) for stage in stages]
    if not pks:
        return {}
    rows = source.reached(now).filter(pk__in=pks).select_for_update(skip_locked=True, no_key=True, of=("self",))
    matters = [Matter.of(row, source, now) for row in rows.only("pk")]
    return {matter.key: matter for matter in matters}


def _standing(stages: Collection[int]) -> dict[int, set[int]]:
    """Who has an alert of each stage in the bell."""
    found: dict[int, set[int]] = defaultdict(set)
    for stage, user in Alert.objects.standing().filter(stage__in=stages).values_list("stage", "user"):
        found[stage].add(user)
    return found


def _who_came(told: Told) -> Told:
    return replace(told, because=told.because or IT_CAME)


def _clear_who_went(stage: AlertStage, still: Collection[int], now: datetime) -> None:
    """Of who was told as the worker, or as a manager of the team, of before."""
    managers = User.objects.filter(teams=stage.team_id, groups__name=Role.TEAM_MANAGER).values("pk")
    before = Q(user=stage.worker_id) | Q(user__in=managers)
    went = Alert.objects.standing().filter(before, stage=stage).exclude(user__in=still)
    users = list(went.values_list("user", flat=True))
    if users:
        withdraw_emails(Q(stage=stage, to_user__in=users), now)
        Alert.objects.standing().filter(stage=stage, user__in=users).update(cleared_at=now)
