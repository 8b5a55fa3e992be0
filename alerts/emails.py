"""The e-mail of an alert: kind, local reference, time and a link. No name, no address, no story, nothing personal.

One e-mail names somebody: of a restricted record the duty mailbox learns which colleagues to ring, and says so.
"""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from alerts.models import Alert, OutgoingEmail, Pace
from alerts.recipients import Matter, Told
from alerts.rules import next_morning
from alerts.sources import AlertSource
from alerts.written import inlined
from people.days import is_end_of_day

REMINDER = "reminder"
"""What the catalogue calls one that was put off and is back; on record it is of its alert's kind."""


def stage_emails(
    source: AlertSource,
    stage_id: int,
    matter: Matter,
    people: Iterable[Told],
    team: str,
    now: datetime,
    morning_readers: Collection[int] = (),
) -> list[OutgoingEmail]:
    """One for each person told. Nobody is told the same stage twice: the key is the stage and the person.

    Those of the ids in `morning_readers` have it with the others in the morning, where it may wait.
    """
    made: dict[tuple[str, str], tuple[dict[str, Any], str, str]] = {}
    emails = []
    for told in people:
        variant = (told.capacity, _because(told))
        if variant not in made:
            made[variant] = _texts(source, matter, told, team)
        facts, text, html = made[variant]
        pace = _pace(matter, told.user.pk in morning_readers)
        emails.append(
            OutgoingEmail(
                message_id=new_message_id(),
                dedupe_key=f"alert:{stage_id}:{told.user.pk}",
                to_user=told.user,
                address=told.user.email,
                kind=source.kind,
                reference=matter.reference,
                subject=facts["what"],
                text=text,
                html=html,
                stage_id=stage_id,
                pace=pace,
                facts=facts,
                created_at=now,
                next_try_at=next_morning(now) if pace == Pace.MORNING else now,
            )
        )
    return emails


def mailbox_email(
    source: AlertSource, stage_id: int, matter: Matter, team: str, to_ring: str, now: datetime
) -> OutgoingEmail:
    """The same for the duty mailbox, which is nobody's own.

    Of a restricted record it says the team, and whom `to_ring` about it: colleagues who may open it, by name and
    telephone. Of any other that is empty.
    """
    facts, text, html = _texts(source, matter, None, team, to_ring=to_ring)
    return OutgoingEmail(
        message_id=new_message_id(),
        dedupe_key=f"alert:{stage_id}:duty",
        address=settings.DUTY_MAILBOX,
        kind=source.kind,
        reference=facts["reference"],
        subject=facts["what"],
        text=text,
        html=html,
        stage_id=stage_id,
        facts=facts,
        created_at=now,
        next_try_at=now,
    )


def hide_from_the_mailbox(email: OutgoingEmail, team: str, to_ring: str) -> None:
    """Write one to the duty mailbox anew, of a record that was restricted after it was queued: as `mailbox_email`."""
    email.reference = ""
    email.facts |= {"reference": "", "team": team, "hides_the_case": True, "to_ring": to_ring}
    email.facts |= {"because": _why_the_mailbox(to_ring), "url": f"{settings.PUBLIC_URL}{reverse('on_call')}"}
    email.text, email.html = _rendered(email.facts)
    email.save(update_fields=["reference", "facts", "text", "html"])


def reminder_email(alert: Alert, source: AlertSource, what: str, in_the_morning: bool, now: datetime) -> OutgoingEmail:
    """That what was put off until now is back: it says what the stage said, in the pace of the person's others."""
    stage, user, hides = alert.stage, alert.user, alert.hides_the_case
    person = stage.young_person if hides else None
    team = person.team.name if person and person.team else ""
    facts = _facts(source, what, stage.reference, stage.path, stage.due_at, team=team, hides=hides)
    facts["because"] = "You asked to be reminded of it today."
    text, html = _rendered(facts)
    pace = Pace.HOURLY if stage.young_person_id else Pace.AT_ONCE
    return OutgoingEmail(
        message_id=new_message_id(),
        dedupe_key=f"remind:{alert.pk}:{alert.remind_at:%Y-%m-%d}",
        to_user=user,
        address=user.email,
        kind=stage.kind,
        reference=facts["reference"],
        subject=what,
        text=text,
        html=html,
        stage=stage,
        pace=Pace.MORNING if in_the_morning else pace,
        facts=facts,
        created_at=now,
        next_try_at=now,
    )


def new_message_id() -> str:
    """Chosen when the e-mail is written down, so that it stays the same however often it is sent."""
    return f"<{uuid.uuid4()}@{_mail_domain()}>"


def in_full(instant: datetime) -> str:
    """An instant for an e-mail, which may be read another day: `Monday 26 October 2026 at 17:00`, London time."""
    local = timezone.localtime(instant)
    return f"{local:%A} {local.day} {local:%B %Y} at {local:%H:%M}"


def deadline_in_full(instant: datetime) -> str:
    """The same; what is due at midnight, by the day that ends: `by the end of Monday 26 October 2026`."""
    if not is_end_of_day(instant):
        return in_full(instant)
    return f"by the end of {day_in_full(instant - timedelta(days=1))}"


def day_in_full(instant: datetime) -> str:
    """The day that it is in London at that instant: `Monday 26 October 2026`."""
    day = timezone.localdate(instant)
    return f"{day:%A} {day.day} {day:%B %Y}"


def _pace(matter: Matter, in_the_morning: bool) -> Pace:
    if matter.is_at_once:
        return Pace.AT_ONCE
    if in_the_morning:
        return Pace.MORNING
    return Pace.HOURLY if matter.young_person_id else Pace.AT_ONCE


def _texts(
    source: AlertSource, matter: Matter, told: Told | None, team: str, *, to_ring: str = ""
) -> tuple[dict[str, Any], str, str]:
    """The facts, and they as text and as HTML. `told` is None for a mailbox, `to_ring` given of a restricted record."""
    hides = bool(to_ring) or (told is not None and told.capacity is Alert.Capacity.LAST_RESORT)
    what = f"{source.label} {matter.latest.words}".strip()
    path = source.path(matter.reference)
    facts = _facts(source, what, matter.reference, path, matter.due_at, team=team, hides=hides)
    facts["because"] = _because(told) if told else _why_the_mailbox(to_ring)
    facts["to_ring"] = to_ring
    if to_ring:
        facts["url"] = f"{settings.PUBLIC_URL}{reverse('on_call')}"
    return facts, *_rendered(facts)


def _because(told: Told) -> str:
    return told.because if told.because_by_email is None else told.because_by_email


def _why_the_mailbox(to_ring: str) -> str:
    return "It is outside office hours." + (f" The record is restricted. Ring {to_ring}." if to_ring else "")


def _facts(
    source: AlertSource, what: str, reference: str, path: str, due_at: datetime, *, team: str, hides: bool
) -> dict[str, Any]:
    """What an alert tells; of a case that is hidden from who reads it, the team alone."""
    if source.is_of_a_day:
        label, time = "On", day_in_full(due_at)
    elif source.is_news or source.is_waiting:
        label, time = "When" if source.is_news else "Since", in_full(due_at)
    else:
        label, time = "Due", deadline_in_full(due_at)
    return {
        "what": what,
        "reference": "" if hides else reference,
        "team": team if hides else "",
        "hides_the_case": hides,
        "time_label": label,
        "time": time,
        "url": f"{settings.PUBLIC_URL}{'/alerts/' if hides else path}",
    }


def _rendered(facts: dict[str, Any]) -> tuple[str, str]:
    context = facts | {"authority_name": settings.AUTHORITY_NAME}
    text = render_to_string("alerts/email/alert.txt", context)
    return text, inlined(render_to_string("alerts/email/alert.html", context))


@lru_cache
def _mail_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
