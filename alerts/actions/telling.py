"""Recording stages and telling people of them, in the transaction of the caller."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Q

from accounts.office_hours import is_out_of_hours
from alerts.actions.clearing import let_be_written_anew, withdraw_emails
from alerts.emails import mailbox_email, stage_emails
from alerts.models import Alert, AlertStage, MorningReader, OutgoingEmail
from alerts.recipients import Directory, Matter, Told
from alerts.sources import AlertSource
from people.search import service_managers_to_ring

RECORD_STAGES = """
    INSERT INTO alerts_alertstage
        (kind, subject_key, stage, words, due_at, young_person_id, reference, path, is_urgent, is_overtaken, raised_at,
        told)
    SELECT %(kind)s, row.*, %(now)s, 0
    FROM unnest(
        %(keys)s::text[], %(stages)s::text[], %(words)s::text[], %(due_at)s::timestamptz[], %(people)s::bigint[],
        %(references)s::text[], %(paths)s::text[], %(urgent)s::bool[], %(overtaken)s::bool[]
    ) AS row
    ON CONFLICT (kind, subject_key, stage, due_at) DO UPDATE
        SET withdrawn_at = NULL, cleared_at = NULL, raised_at = EXCLUDED.raised_at,
            is_overtaken = EXCLUDED.is_overtaken, words = EXCLUDED.words
        WHERE alerts_alertstage.withdrawn_at IS NOT NULL
    RETURNING id, subject_key, stage
"""
"""One statement, so that of two sweeps at once one alone gets the row back. A stage that was withdrawn comes again when
its deadline is put back to what it was."""


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
    recorded = _record(source, matters, now)
    directory = Directory(matters)
    is_out_of_hours_news = source.at_once and is_out_of_hours(now)
    to_tell: ToTell = {}
    for matter in matters:
        stage_id = recorded.get((matter.key, matter.latest.code))
        if stage_id is not None:
            to_tell[stage_id] = (matter, directory.told(matter, is_out_of_hours=is_out_of_hours_news))
    _end_earlier(source, to_tell, now)
    alerts = [
        Alert(stage_id=pk, user=told.user, capacity=told.capacity, because=told.because, created_at=now)
        for pk, (_, people) in to_tell.items()
        for told in people
    ]
    Alert.objects.bulk_create(
        alerts,
        update_conflicts=True,
        unique_fields=["stage", "user"],
        update_fields=["capacity", "because", "created_at", "read_at", "remind_at", "cleared_at"],
    )
    counts = defaultdict(list)
    for pk, (_, people) in to_tell.items():
        counts[len(people)].append(pk)
    for told, pks in counts.items():
        AlertStage.objects.filter(pk__in=pks).update(told=told)
    return Done(len(recorded), len(alerts), _queue(source, to_tell, directory, now, to_mailbox=is_out_of_hours_news))


def _record(source: AlertSource, matters: list[Matter], now: datetime) -> dict[tuple[str, str], int]:
    """The stages that were not on record or had been withdrawn: their ids by key and stage."""
    rows = [(matter, stage) for matter in matters for stage in matter.stages]
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
            },
        )
        return {(key, stage): pk for pk, key, stage in cursor.fetchall()}


def _end_earlier(source: AlertSource, to_tell: ToTell, now: datetime) -> None:
    """A later stage takes the place of the earlier ones: their alerts go, their unsent e-mails stay unsent."""
    keys = [matter.key for matter, _ in to_tell.values()]
    earlier = Alert.objects.standing().filter(stage__kind=source.kind, stage__subject_key__in=keys)
    earlier = earlier.exclude(stage__in=list(to_tell))
    stages = set(earlier.values_list("stage", flat=True))
    if stages:
        withdraw_emails(Q(stage__in=stages), now)
        Alert.objects.standing().filter(stage__in=stages).update(cleared_at=now)


def _queue(source: AlertSource, to_tell: ToTell, directory: Directory, now: datetime, *, to_mailbox: bool) -> int:
    readers = set(MorningReader.objects.values_list("user", flat=True))
    emails = [
        email
        for pk, (matter, people) in to_tell.items()
        for email in stage_emails(source, pk, matter, people, directory.team_name(matter), now, readers)
    ]
    if to_mailbox and settings.DUTY_MAILBOX:
        restricted = {pk for pk, (matter, _) in to_tell.items() if directory.is_restricted(matter)}
        to_ring = service_managers_to_ring() if restricted else ""
        emails += [
            mailbox_email(source, pk, matter, directory.team_name(matter), to_ring if pk in restricted else "", now)
            for pk, (matter, _) in to_tell.items()
        ]
    keys = [email.dedupe_key for email in emails]
    let_be_written_anew(Q(dedupe_key__in=keys), now)
    before = set(OutgoingEmail.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return len(OutgoingEmail.objects.bulk_create([email for email in emails if email.dedupe_key not in before]))
