"""Several alerts in one e-mail: not more than one an hour to a person about a young person, or one each morning.

Each alert keeps a row of its own in the outbox, so that what is dealt with meanwhile is taken back as ever. Which of
them leave together is decided once, in a short transaction before the first try, and stands on record (`goes_with`):
every later try is of the same group under the same Message-ID, and what comes later waits for an e-mail of its own.
Missing and harm never wait and never share. What is paused by then waits until it goes on: who is missing again has no
interview that is due.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string

from alerts.emails import new_message_id
from alerts.models import Alert, OutgoingEmail, Pace
from alerts.paused import is_paused
from alerts.rules import is_just_morning, next_morning
from alerts.written import Written, inlined

SEVERAL, MORNING = "several", "morning"
"""What the catalogue calls the two."""

A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)

ONE_AT_A_TIME = 0x5AFE
"""The first key of the advisory lock under which groups are formed; the second is the person's id."""


@transaction.atomic
def form_group(email: OutgoingEmail, now: datetime) -> bool:
    """Decide what leaves together with this one, which is due; False where it has to wait for its hour.

    Two senders at once form groups for one person one after the other: the second finds what the first decided.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ONE_AT_A_TIME, email.to_user_id])
    ungrouped = OutgoingEmail.objects.to_leave().filter(grouped_at__isnull=True, pace=email.pace)
    theirs = ungrouped.filter(to_user=email.to_user_id)
    is_morning = email.pace == Pace.MORNING
    about = Q(next_try_at__lte=now + A_MINUTE) if is_morning else _about_the_same(email)
    near = theirs.filter(about | Q(pk=email.pk))
    kinds = set(near.values_list("stage__kind", flat=True))
    together = theirs.filter(pk__in=set(near.filter(~is_paused(now, kinds)).values_list("pk", flat=True)))
    if not together.filter(pk=email.pk).exists():  # somebody else's group has it, it was taken back, or it is paused
        theirs.filter(pk=email.pk).update(next_try_at=next_morning(now) if is_morning else now + AN_HOUR)
        return False
    if until := _waits_until(email, now):
        (together if is_morning else theirs.filter(pk=email.pk)).update(next_try_at=until)
        return False
    together.exclude(pk=email.pk).update(goes_with=email.pk, grouped_at=now)
    theirs.filter(pk=email.pk).update(grouped_at=now)
    return True


def let_paused_wait(emails: Sequence[OutgoingEmail], head: OutgoingEmail, now: datetime) -> list[OutgoingEmail]:
    """Of a group that is about to leave, those that may. What is paused since it was formed will form another.

    The rest leaves under the Message-ID of the group, which may have left under it before, and so what was its head
    takes a new one. Called with all of them locked.
    """
    waits = {email.pk: email.stage.kind for email in emails if email.pace != Pace.AT_ONCE and email.stage}
    paused = set(
        OutgoingEmail.objects.filter(is_paused(now, waits.values()), pk__in=waits).values_list("pk", flat=True)
    )
    if not paused:
        return list(emails)
    left = [email for email in emails if email.pk not in paused]
    for email in emails:
        if email.pk in paused:
            until = next_morning(now) if email.pace == Pace.MORNING else now + AN_HOUR
            new = {"message_id": new_message_id()} if email.pk == head.pk else {}
            OutgoingEmail.objects.filter(pk=email.pk).update(goes_with=None, grouped_at=None, next_try_at=until, **new)
    if left and head.pk in paused:
        OutgoingEmail.objects.filter(goes_with=head.pk).exclude(pk=left[0].pk).update(goes_with=left[0])
        OutgoingEmail.objects.filter(pk=left[0].pk).update(goes_with=None, message_id=head.message_id)
    return left


def as_one(emails: Sequence[OutgoingEmail]) -> Written:
    """What is sent for these: the one as it was written, or all that they tell, one after the other."""
    first = emails[0]
    if len(emails) == 1 and first.pace != Pace.MORNING:
        return Written(first.subject, first.text, first.html)
    if first.pace == Pace.MORNING:
        subject = f"Your alerts this morning: {len(emails)}"
    else:
        subject = f"{first.subject} and {len(emails) - 1} more"
    context: dict[str, Any] = {
        "subject": subject,
        "alerts": [email.facts for email in emails],
        "is_morning": first.pace == Pace.MORNING,
        "url": f"{settings.PUBLIC_URL}/alerts/",
        "authority_name": settings.AUTHORITY_NAME,
    }
    text = render_to_string("alerts/email/several.txt", context)
    return Written(subject, text, inlined(render_to_string("alerts/email/several.html", context)))


def _waits_until(email: OutgoingEmail, now: datetime) -> datetime | None:
    """Of one of a morning: a minute on, while a sweep has still to bring back what was put off until then.

    Of one that is mailed by the hour: an hour after the last one about the same young person, if that is to come. One
    that is formed and not tried yet counts as sent when it is. For one that was tried in vain nobody waits: its pauses
    grow to hours, and it may never arrive.
    """
    if email.pace == Pace.MORNING:
        return now + A_MINUTE if is_just_morning(now) and _is_more_to_come_back(email, now) else None
    about = OutgoingEmail.objects.exclude(pace=Pace.AT_ONCE).filter(_about_the_same(email), to_user=email.to_user_id)
    sent = about.filter(sent_at__gt=now - AN_HOUR).order_by("-sent_at").values_list("sent_at", flat=True).first()
    formed = about.waiting().filter(grouped_at__isnull=False, goes_with__isnull=True, tries=0)
    on_its_way = formed.order_by("-next_try_at").values_list("next_try_at", flat=True).first()
    last = max(filter(None, (sent, on_its_way and max(on_its_way, now))), default=None)
    return last + AN_HOUR if last else None


def _is_more_to_come_back(email: OutgoingEmail, now: datetime) -> bool:
    put_off = Alert.objects.put_off().filter(~is_paused(now), user=email.to_user_id, remind_at__lte=now)
    return put_off.exists()


def _about_the_same(email: OutgoingEmail) -> Q:
    return Q(stage__young_person=email.stage.young_person_id if email.stage else None)
