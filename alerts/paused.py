"""Matters of which nobody is reminded for the time being: above all, of who is missing again."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from alerts.sources import all_sources


def is_paused(now: datetime) -> Q:
    """Of alerts and e-mails: whether the matter of their stage is paused, as its source says."""
    paused = Q(pk__in=[])
    for source in all_sources():
        if source.is_paused is not None:
            subject = source.paused(now).filter(alert_key=OuterRef("stage__subject_key"))
            paused |= Q(Exists(subject), stage__kind=source.kind)
    return paused
