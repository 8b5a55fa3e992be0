"""Who knows of a stage already, under the deadline that was corrected, and what they had done with it.

A correction that moves nothing in anybody's eyes is a new row and no news: nobody is told again, by night no more than
by day, and what was read or put off stays so (docs/decisions/alerts-by-stages.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from accounts.office_hours import closed_since
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.recipients import Matter
from alerts.whom_else import LATE_IN_THE_DAY


@dataclass(frozen=True)
class Had:
    """What somebody had of the stage: when they read it, until when they put it off, and whether they are told of it.

    Who is not told yet, as their e-mail had not left, is mailed of the new one.
    """

    read_at: datetime | None = None
    remind_at: datetime | None = None
    is_told: bool = True


NOTHING = Had(is_told=False)

Known = dict[tuple[int, int | None], Had | None]
"""By id of the stage and of who had it. None stands for the night: the duty mailbox, and whom the night is told to."""


@dataclass
class _Before:
    """A stage that the correction withdrew: when the last e-mail to each left, if it did, and what each had of it."""

    stage: AlertStage
    emails: dict[int | None, datetime | None] = field(default_factory=dict)
    alerts: dict[int, tuple[datetime | None, datetime | None]] = field(default_factory=dict)

    @property
    def had(self) -> dict[int, Had]:
        """By user. Told is whose last e-mail has left, who put it off, and who knew by then: they were not mailed."""
        mailed = {user: Had() for user, sent_at in self.emails.items() if user and sent_at}
        return mailed | {
            user: Had(read_at, remind_at, is_told=user not in self.emails or user in mailed or remind_at is not None)
            for user, (read_at, remind_at) in self.alerts.items()
        }

    def is_known_by_night(self, now: datetime) -> bool:
        """The night was told of it, or need not be: the rule of `alerts.whom_else.unread_when_the_office_closed`."""
        if None in self.emails:
            return self.emails[None] is not None
        closed_at = closed_since(now)
        if closed_at is None:
            return False
        was_asked = (self.stage.rechecked_at or self.stage.raised_at) >= closed_at
        if (self.stage.is_at_once and was_asked) or any(read_at for read_at, _ in self.alerts.values()):
            return True
        told_at = [*self.emails.values(), *(self.stage.raised_at for user in self.alerts if user not in self.emails)]
        return any(at and at < closed_at - LATE_IN_THE_DAY for at in told_at)


def who_knows(kind: str, matters: Mapping[int, Matter], now: datetime) -> Known:
    """Who had the same stage before its deadline was corrected, where it had been reached by then too.

    `matters` by the id of the stage that is told now. A start mended by a minute moves nothing in anybody's eyes; a
    stage that lay ahead after the correction comes anew. After several corrections what they had last counts.
    """
    known: Known = {}
    for pk, before in _withdrawn(kind, matters):
        known |= {(pk, user): had for user, had in before.had.items()}
        if before.is_known_by_night(now):
            known[pk, None] = Had()
        else:
            known.pop((pk, None), None)
    return known


def _withdrawn(kind: str, matters: Mapping[int, Matter]) -> list[tuple[int, _Before]]:
    """The stages that these were before, each with the id of what it is now; what was corrected last comes last."""
    same = {(matter.key, matter.latest.code): pk for pk, matter in matters.items()}
    reached = {pk: matter.due_at + matter.latest.offset for pk, matter in matters.items()}
    stages = AlertStage.objects.filter(
        kind=kind,
        subject_key__in=[key for key, _ in same],
        withdrawn_at__isnull=False,
        cleared_at__isnull=True,
        told__gt=0,
    )
    found = [
        (pk, _Before(stage))
        for stage in stages.order_by("withdrawn_at", "raised_at", "pk")
        if (pk := same.get((stage.subject_key, stage.stage)))
        and pk != stage.pk
        and stage.withdrawn_at
        and reached[pk] <= stage.withdrawn_at
    ]
    if found:
        _fetch({before.stage.pk: before for _, before in found})
    return found


def _fetch(before: Mapping[int, _Before]) -> None:
    """Their e-mails and alerts; without those of a matter that had ended since and stood again."""
    emails = OutgoingEmail.objects.filter(stage__in=list(before)).exclude(dedupe_key__startswith="before:")
    for stage, user, sent_at in emails.order_by("created_at", "pk").values_list("stage", "to_user", "sent_at"):
        before[stage].emails[user] = sent_at
    alerts = Alert.objects.filter(stage__in=list(before), created_at__gte=F("stage__raised_at"))
    for stage, user, read_at, remind_at in alerts.values_list("stage", "user", "read_at", "remind_at"):
        before[stage].alerts[user] = (read_at, remind_at)
