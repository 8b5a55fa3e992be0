"""Days and years as people in London mean them, as instants."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def end_of_day(now: datetime) -> datetime:
    """The midnight that ends this London day; exclusive."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), timezone.get_default_timezone())


def start_of_year(now: datetime) -> datetime:
    """The midnight that began this London year; inclusive."""
    first = timezone.localdate(now).replace(month=1, day=1)
    return datetime.combine(first, time(), timezone.get_default_timezone())
