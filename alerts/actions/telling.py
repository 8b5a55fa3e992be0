"""Recording stages and telling people of them, in the transaction of the caller."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Q

from accounts.office_hours import is_out_of_hours
from alerts.actions.clearing import (
    let_be_mailed_again,
    let_be_written_anew,
    withdraw_emails,
    withdraw_other_deadlines,
)
from alerts.emails import mailbox_email, stage_emails
from alerts.models import Alert, AlertStage, MorningReader, OutgoingEmail
from alerts.recipients import Directory, Matter, Told
from alerts.sources import AlertSource
from alerts.told_before import NOTHING, Known, who_knows
from people.search import service_managers_to_ring

__all__ = ["Done", "Known", "ToTell", "queue_emails", "tell", "write_alerts"]

RECORD_STAGES = """
    INSERT INTO alerts_alertstage
        (kind, subject_key, stage, words, due_at, young_person_id, reference, path, is_urgent, is_overtaken, is_at_once,
        team_id, worker_id, holder_id, raised_at, told)
    SELECT %(kind)s, row.*, %(now)s, 0
    FROM unnest(
        %(keys)s::text[], %(stages)s::text[], %(words)s::text[], %(due_at)s::timestamptz[], %(people)s::bigint[],
        %(references)s::text[], %(paths)s::text[], %(urgent)s::bool[], %(overtaken)s::bool[], %(at_once)s::bool[],
        %(teams)s::bigint[], %(workers)s::bigint[], %(holders)s::bigint[]
    ) AS row
    ON CONFLICT (kind, subject_key, stage, due_at) DO UPDATE
        SET withdrawn_at = NULL, cleared_at = NULL, raised_at = EXCLUDED.raised_at,
            is_overtaken = EXCLUDED.is_overtaken, words = EXCLUDED.words, is_at_once = EXCLUDED.is_at_once,
            team_id = EXCLUDED.team_id, worker_id = EXCLUDED.worker_id, holder_id = EXCLUDED.holder_id,
            rechecked_at = NULL
        WHERE alerts_alertstage.withdrawn_at IS NOT NULL OR alerts_alertstage.cleared_at IS NOT NULL
    RETURNING id, subject_key, stage
"""
"""One statement, so that of two sweeps at once one alone gets the row back. A stage that was withdrawn comes again when
its deadline is put back to what it was, one that was cleared when its matter stands again."""


ToTell = dict[int, tuple[Matter, list[Told]]]
"""By id of the stage: its matter, and whom it tells."""


@dataclass(frozen=True)
class Done:
    stages: int
    alerts: int
    emails: int


def tell(source: AlertSource, matters: list[Matter], now: datetime) -> Done:
    """Record every due stage of these matters and tell of the latest of each.

    The earlier ones of a matter are recorded as overtaken and tell nobody: after a day without sweeps one message
    comes, not four. A stage that another sweep recorded a moment ago is theirs to tell of.
    """
    withdraw_other_deadlines(source, {matter.key: matter.due_at for matter in matters}, now)
    directory = Directory(matters, now)
    recorded = _record(source, directory, now)
    latest = {pk: matter for matter in matters if (pk := recorded.get((matter.key, matter.latest.code)))}
    known = who_knows(source.kind, latest, now)
    to_tell: ToTell = {pk: (matter, _whom(directory, pk, matter, known)) for pk, matter in latest.items()}
    _end_earlier(source, to_tell, now)
    alerts = write_alerts(to_tell, now, known)
    for number, pks in _by_number(to_tell).items():
        AlertStage.objects.filter(pk__in=pks).update(told=number)
    return Done(len(recorded), alerts, queue_emails(source, to_tell, directory, now, known))


def write_alerts(to_tell: ToTell, now: datetime, known: Known | None = None) -> int:
    """One for each person told; what somebody knows already, and has read or put off, stays so. How many."""
    alerts = []
    for pk, (_, people) in to_tell.items():
        for told in people:
            had = (known or {}).get((pk, told.user.pk)) or NOTHING
            alerts.append(
                Alert(
                    stage_id=pk,
                    user=told.user,
                    capacity=told.capacity,
                    because=told.because,
                    created_at=now,
                    read_at=had.read_at,
                    remind_at=had.remind_at,
                )
            )
    Alert.objects.bulk_create(
        alerts,
        update_conflicts=True,
        unique_fields=["stage", "user"],
        update_fields=["capacity", "because", "created_at", "read_at", "remind_at", "cleared_at"],
    )
    return len(alerts)


def _whom(directory: Directory, pk: int, matter: Matter, known: Known) -> list[Told]:
    """Whom the stage tells; by night the night too, of which it keeps who had it where the night knows of it."""
    if not _goes_out_of_hours(matter, directory.now):
        return directory.told(matter)
    by_night = directory.told(matter, is_out_of_hours=True)
    if (pk, None) not in known:
        return by_night
    by_day = directory.told(matter)
    users = {told.user.pk for told in by_day}
    return by_day + [told for told in by_night if told.user.pk not in users and (pk, told.user.pk) in known]


def _goes_out_of_hours(matter: Matter, now: datetime) -> bool:
    return matter.is_at_once and is_out_of_hours(now)


def _by_number(to_tell: ToTell) -> dict[int, list[int]]:
    """The ids of the stages by how many people each tells."""
    counts = defaultdict(list)
    for pk, (_, people) in to_tell.items():
        counts[len(people)].append(pk)
    return counts


def _record(source: AlertSource, directory: Directory, now: datetime) -> dict[tuple[str, str], int]:
    """The stages that were not on record or had ended: their ids by key and stage."""
    let_be_mailed_again(source, [matter.key for matter in directory.matters])
    rows = [(matter, stage) for matter in directory.matters for stage in matter.stages]
    with connection.cursor() as cursor:
        cursor.execute(
            RECORD_STAGES,
            {
                "kind": source.kind,
                "now": now,
                "keys": [matter.key for matter, _ in rows],
                "stages": [stage.code for _, stage in rows],
                "words": [stage.words for _, stage in rows],
                "due_at": [matter.due_at for matter, _ in rows],
                "people": [matter.young_person_id for matter, _ in rows],
                "references": [matter.reference for matter, _ in rows],
                "paths": [source.path(matter.reference) for matter, _ in rows],
                "urgent": [stage.is_urgent and not source.is_news for _, stage in rows],
                "overtaken": [stage is not matter.latest for matter, stage in rows],
                "at_once": [matter.is_at_once for matter, _ in rows],
                "teams": [directory.team_id(matter) for matter, _ in rows],
                "workers": [directory.worker_id(matter) for matter, _ in rows],
                "holders": [matter.holder_id for matter, _ in rows],
            },
        )
        return {(key, stage): pk for pk, key, stage in cursor.fetchall()}


def _end_earlier(source: AlertSource, to_tell: ToTell, now: datetime) -> None:
    """A later stage takes the place of the earlier ones: their alerts go, their unsent e-mails stay unsent.

    Nobody is told of them any more, whoever comes to the work.
    """
    keys = [matter.key for matter, _ in to_tell.values()]
    before = AlertStage.objects.standing().filter(kind=source.kind, subject_key__in=keys, is_overtaken=False)
    before.exclude(pk__in=list(to_tell)).update(is_overtaken=True)
    earlier = Alert.objects.standing().filter(stage__kind=source.kind, stage__subject_key__in=keys)
    earlier = earlier.exclude(stage__in=list(to_tell))
    stages = set(earlier.values_list("stage", flat=True))
    if stages:
        withdraw_emails(Q(stage__in=stages), now)
        Alert.objects.standing().filter(stage__in=stages).update(cleared_at=now)


def queue_emails(
    source: AlertSource, to_tell: ToTell, directory: Directory, now: datetime, known: Known | None = None
) -> int:
    """Of missing and harm outside office hours to the duty mailbox too; to nobody who knows of it. How many."""
    known = known or {}
    readers = set(MorningReader.objects.values_list("user", flat=True))
    emails = [
        email
        for pk, (matter, people) in to_tell.items()
        for email in stage_emails(
            source,
            pk,
            matter,
            [told for told in people if not (known.get((pk, told.user.pk)) or NOTHING).is_told],
            directory.team_name(matter),
            now,
            readers,
        )
    ]
    at_night = {
        pk: matter for pk, (matter, _) in to_tell.items() if _goes_out_of_hours(matter, now) and (pk, None) not in known
    }
    if at_night and settings.DUTY_MAILBOX:
        restricted = {pk for pk, matter in at_night.items() if directory.is_restricted(matter)}
        to_ring = service_managers_to_ring() if restricted else ""
        emails += [
            mailbox_email(source, pk, matter, directory.team_name(matter), to_ring if pk in restricted else "", now)
            for pk, matter in at_night.items()
        ]
    keys = [email.dedupe_key for email in emails]
    let_be_written_anew(Q(dedupe_key__in=keys), now)
    before = set(OutgoingEmail.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return len(OutgoingEmail.objects.bulk_create([email for email in emails if email.dedupe_key not in before]))
