"""Which standing stages may tell others by now: what decides whom they tell is not what it was when last asked.

One query a sweep, outside office hours one more, which find nothing as long as nothing changes; whom they then tell,
the same chain says as at their raising (alerts/actions/telling_others.py).
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from accounts.models import Cover, User
from accounts.office_hours import closed_since
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.models.email import OutgoingEmailQuerySet
from alerts.sources import all_sources
from people.days import LONDON
from people.models import AccessGrant
from people.models.young_person import SEES_RESTRICTED_RECORDS

BEING_WRITTEN = timedelta(minutes=10)
"""What was put on record at the very time may not have been seen when it was asked: it counts as since."""

LATE_IN_THE_DAY = timedelta(minutes=30)
"""Before the office closes: an e-mail that left later may have found the desks empty."""

OTHERS_THAN_THEN = Q(young_person__isnull=False) & (~Q(team_now=F("team_then")) | ~Q(worker_now=F("worker_then")))
"""The young person has another team or worker."""


def stages_to_recheck(now: datetime) -> dict[str, list[int]]:
    """Their ids by kind. News that woke nobody is asked for again only where nobody at all was told."""
    none = Value(0)
    stages = AlertStage.objects.standing().alias(
        team_now=Coalesce("young_person__team_id", none),
        worker_now=Coalesce("young_person__social_worker_id", none),
        team_then=Coalesce("team_id", none),
        worker_then=Coalesce("worker_id", none),
        since=Coalesce("rechecked_at", "raised_at") - BEING_WRITTEN,
        since_day=TruncDate(Coalesce("rechecked_at", "raised_at"), tzinfo=LONDON),
    )
    news = [source.kind for source in all_sources() if source.is_news]
    may_tell = stages.filter(
        _reaches_nobody() | OTHERS_THAN_THEN | _named_since(now) | _covered_since(now) | _may_not_open(),
        Q(told=0) | Q(is_at_once=True) | ~Q(kind__in=news),
        is_overtaken=False,
    )
    found: dict[str, list[int]] = defaultdict(list)
    for kind, pk in may_tell.values_list("kind", "pk"):
        found[kind].append(pk)
    return found


def unread_when_the_office_closed(now: datetime) -> dict[str, list[int]]:
    """The ids by kind of missing and harm raised by day of which, as far as is known, nobody knows at night.

    Nobody has read the alert, and no e-mail of it had left half an hour before the office closed, nor one that left
    before its deadline was corrected. Of each that is asked once a night; of what was raised since, the night was told
    at once. Empty while the office is open.
    """
    found: dict[str, list[int]] = defaultdict(list)
    if closed_at := closed_since(now):
        in_time = OutgoingEmail.objects.filter(sent_at__lt=closed_at - LATE_IN_THE_DAY)
        emailed = in_time.filter(stage=OuterRef("pk"))
        read = Alert.objects.filter(stage=OuterRef("pk"), read_at__isnull=False)
        stages = AlertStage.objects.standing().alias(asked_at=Coalesce("rechecked_at", "raised_at"))
        by_day = stages.filter(is_at_once=True, is_overtaken=False, asked_at__lt=closed_at)
        by_day = by_day.filter(~Exists(emailed), ~Exists(read), ~_told_before_it_was_corrected(in_time))
        for kind, pk in by_day.values_list("kind", "pk"):
            found[kind].append(pk)
    return found


def _told_before_it_was_corrected(emails: OutgoingEmailQuerySet) -> Q:
    """One of the emails told of the same stage under another deadline, and who had it was not mailed anew for that."""
    own = OutgoingEmail.objects.filter(stage=OuterRef("stage"), to_user=OuterRef("user"))
    knew = Alert.objects.filter(~Exists(own), stage=OuterRef("pk"))
    withdrawn = emails.filter(
        stage__kind=OuterRef("kind"),
        stage__subject_key=OuterRef("subject_key"),
        stage__stage=OuterRef("stage"),
        stage__withdrawn_at__isnull=False,
    )
    return Q(Exists(knew)) & Q(Exists(withdrawn))


def told_in_vain(stages: Collection[int]) -> dict[int, set[int]]:
    """By stage, the users whom its e-mail has not reached: it came back, or could not be sent."""
    found: dict[int, set[int]] = defaultdict(set)
    emails = _in_vain().filter(stage__in=stages, to_user__isnull=False)
    for stage, user in emails.values_list("stage", "to_user"):
        found[stage].add(user)
    return found


def _in_vain() -> OutgoingEmailQuerySet:
    """Of alerts as they were last mailed: what was mailed anew since has another key."""
    in_vain = Q(given_up_at__isnull=False) | Q(bounced_at__isnull=False)
    return OutgoingEmail.objects.filter(in_vain, dedupe_key__startswith="alert:")


def _reaches_nobody() -> Q:
    """Nobody who works here has it in the bell; of missing and harm, nobody to whom e-mail of it goes."""
    in_a_bell = Alert.objects.standing().filter(Exists(User.objects.active().filter(pk=OuterRef("user"))))
    in_a_bell = in_a_bell.filter(stage=OuterRef("pk"))
    in_vain = _in_vain().filter(stage=OuterRef("stage"), to_user=OuterRef("user"))
    by_email = in_a_bell.filter(~Exists(in_vain), user__email_bounced_at__isnull=True)
    return Q(~Exists(in_a_bell)) | Q(~Exists(by_email), is_at_once=True)


def _named_since(now: datetime) -> Q:
    """The record was restricted or opened again, or other people are named on it."""
    theirs = AccessGrant.objects.filter(young_person=OuterRef("young_person"), reason=AccessGrant.Reason.NAMED)
    return Q(Exists(theirs.filter(Q(starts_at__gt=OuterRef("since")) | Q(until__gt=OuterRef("since"), until__lte=now))))


def _may_not_open() -> Q:
    """The record was restricted by a file, which names nobody, and somebody has it in the bell who sees it no more."""
    sees = Q(user__groups__name__in=SEES_RESTRICTED_RECORDS)
    named = AccessGrant.objects.current().filter(
        user=OuterRef("user"), young_person=OuterRef("stage__young_person"), reason=AccessGrant.Reason.NAMED
    )
    told = Alert.objects.standing().filter(~Exists(named), stage=OuterRef("pk"))
    told = told.exclude(capacity=Alert.Capacity.LAST_RESORT).exclude(sees)
    return Q(Exists(told), young_person__is_restricted=True)


def _covered_since(now: datetime) -> Q:
    """Somebody covers for one who was told."""
    told = Alert.objects.standing().filter(stage=OuterRef(OuterRef("pk")), user=OuterRef("absent"))
    covers = Cover.objects.on(timezone.localdate(now)).filter(Exists(told))
    return Q(Exists(covers.filter(Q(recorded_at__gt=OuterRef("since")) | Q(first_on__gt=OuterRef("since_day")))))
