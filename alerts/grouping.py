"""Several alerts in one e-mail: not more than one an hour to a person about a young person, or one each morning.

Each alert keeps a row of its own in the outbox, so that what is dealt with meanwhile is taken back as ever. Which of
them leave together is decided when one of them is sent. Missing and harm never wait and never share.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string

from alerts.html import inlined
from alerts.models import OutgoingEmail, Pace
from alerts.models.email import HELD_BACK

SEVERAL, MORNING = "several", "morning"
"""What the catalogue calls the two."""

AN_HOUR = timedelta(hours=1)

ANOTHER_SENDER_MAY_TAKE = timedelta(seconds=15)
"""When to look again after another process was found writing to the same person: longer than a mail server may take."""

ONE_SENDER_A_PERSON = 0x5AFE
"""The first key of the advisory lock; the second is the person's id."""


class Mail(NamedTuple):
    subject: str
    text: str
    html: str


def waits_until(email: OutgoingEmail, now: datetime) -> datetime | None:
    """Until when this one has to wait for its turn; None when it may leave.

    Takes a lock on writing to this person, held until the transaction ends: two senders at once would each believe
    that theirs is the first of the hour.
    """
    if email.pace == Pace.AT_ONCE or email.to_user_id is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [ONE_SENDER_A_PERSON, email.to_user_id])
        (is_ours,) = cursor.fetchone()
    if not is_ours:
        return now + ANOTHER_SENDER_MAY_TAKE
    if email.pace == Pace.MORNING:
        return None
    told = OutgoingEmail.objects.filter(to_user=email.to_user_id, sent_at__gt=now - AN_HOUR).exclude(pace=Pace.AT_ONCE)
    told = told.filter(stage__young_person=email.stage.young_person_id if email.stage else None)
    last = told.order_by("-sent_at").values_list("sent_at", flat=True).first()
    return last + AN_HOUR if last else None


def others_to_tell_with(email: OutgoingEmail, now: datetime) -> list[OutgoingEmail]:
    """What else waits for this person and may be told in the same e-mail, locked; oldest first."""
    if email.pace == Pace.AT_ONCE or email.to_user_id is None:
        return []
    waiting = (
        OutgoingEmail.objects.waiting()
        .filter(~HELD_BACK)
        .filter(to_user=email.to_user_id, pace=email.pace)
        .exclude(pk=email.pk)
    )
    if email.pace == Pace.MORNING:
        waiting = waiting.filter(next_try_at__lte=now)
    else:
        waiting = waiting.filter(stage__young_person=email.stage.young_person_id if email.stage else None)
    locked = waiting.select_for_update(skip_locked=True, of=("self",))
    return list(locked.select_related("to_user", "stage__young_person").order_by("created_at", "pk"))


def as_one(emails: Sequence[OutgoingEmail]) -> Mail:
    """What is sent for these: the one as it was written, or all that they tell, one after the other."""
    first = emails[0]
    if len(emails) == 1 and first.pace != Pace.MORNING:
        return Mail(first.subject, first.text, first.html)
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
    return Mail(subject, text, inlined(render_to_string("alerts/email/several.html", context)))
