"""Matters of which nobody is reminded for the time being: above all, of who is missing again."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from alerts.sources import all_sources


def is_paused(now: datetime, kinds: Collection[str] | None = None) -> Q:
    """Of alerts and e-mails: whether the matter of their stage is paused, as its source says.

    With `kinds`, of stages of these kinds alone: the others are then not asked after, and count as not paused.
    """
    paused = Q(pk__in=[])
    for source in all_sources():
        if source.is_paused is not None and (kinds is None or source.kind in kinds):
            subject = source.paused(now).filter(alert_key=OuterRef("stage__subject_key"))
            paused |= Q(Exists(subject), stage__kind=source.kind)
    return paused
