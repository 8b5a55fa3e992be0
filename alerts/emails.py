"""The e-mail of an alert: kind, local reference, time and a link. No name, no address, no story, nothing personal."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import lru_cache

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from alerts.models import Alert, OutgoingEmail
from alerts.recipients import Matter, Told
from alerts.sources import AlertSource
from people.days import is_end_of_day

_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False)


def stage_emails(
    source: AlertSource, stage_id: int, matter: Matter, people: Iterable[Told], team: str, now: datetime
) -> list[OutgoingEmail]:
    """One for each person told. Nobody is told the same stage twice: the key is the stage and the person."""
    made: dict[tuple[str, str], tuple[str, str]] = {}
    emails = []
    for told in people:
        variant = (told.capacity, told.because)
        if variant not in made:
            made[variant] = _texts(source, matter, told, team)
        text, html = made[variant]
        emails.append(
            OutgoingEmail(
                message_id=new_message_id(),
                dedupe_key=f"alert:{stage_id}:{told.user.pk}",
                to_user=told.user,
                address=told.user.email,
                kind=source.kind,
                reference=matter.reference,
                subject=f"{source.label} {matter.latest.words}".strip(),
                text=text,
                html=html,
                stage_id=stage_id,
                created_at=now,
                next_try_at=now,
            )
        )
    return emails


def new_message_id() -> str:
    """Chosen when the e-mail is written down, so that it stays the same however often it is sent."""
    return f"<{uuid.uuid4()}@{_mail_domain()}>"


def inlined(html: str) -> str:
    """The page with its styles put on each element: mail programs drop style sheets."""
    return _INLINER.inline(html)


def in_full(instant: datetime) -> str:
    """An instant for an e-mail, which may be read another day: `Monday 26 October 2026 at 17:00`, London time."""
    local = timezone.localtime(instant)
    return f"{local:%A} {local.day} {local:%B %Y} at {local:%H:%M}"


def deadline_in_full(instant: datetime) -> str:
    """The same; what is due at midnight, by the day that ends: `by the end of Monday 26 October 2026`."""
    if not is_end_of_day(instant):
        return in_full(instant)
    day = timezone.localdate(instant) - timedelta(days=1)
    return f"by the end of {day:%A} {day.day} {day:%B %Y}"


def _texts(source: AlertSource, matter: Matter, told: Told, team: str) -> tuple[str, str]:
    hides_the_case = told.capacity is Alert.Capacity.LAST_RESORT
    path = "/alerts/" if hides_the_case else source.path(matter.reference)
    context = {
        "what": f"{source.label} {matter.latest.words}".strip(),
        "reference": "" if hides_the_case else matter.reference,
        "team": team if hides_the_case else "",
        "hides_the_case": hides_the_case,
        "time_label": "When" if source.is_news else "Since" if source.is_waiting else "Due",
        "time": in_full(matter.due_at) if source.is_news or source.is_waiting else deadline_in_full(matter.due_at),
        "because": told.because,
        "url": f"{settings.PUBLIC_URL}{path}",
        "authority_name": settings.AUTHORITY_NAME,
    }
    text = render_to_string("alerts/email/alert.txt", context)
    return text, inlined(render_to_string("alerts/email/alert.html", context))


@lru_cache
def _mail_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
