"""Days and years as people in London mean them, as instants."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def end_of_day(now: datetime) -> datetime:
    """The midnight that ends this London day; exclusive."""
    return end_of_date(timezone.localdate(now))


def end_of_date(day: date) -> datetime:
    """The midnight that ends this London date; exclusive."""
    return datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())


def start_of_year(now: datetime) -> datetime:
    """The midnight that began this London year; inclusive."""
    first = timezone.localdate(now).replace(month=1, day=1)
    return datetime.combine(first, time(), timezone.get_default_timezone())
