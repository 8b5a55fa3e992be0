from datetime import datetime

from django.utils import timezone

from accounts.access import require
from accounts.models import User
from accounts.rules import Can
from alerts.models import Alert


def mark_read(*, actor: User, alert: Alert, at: datetime | None = None) -> None:
    """The actor has read it; the first time counts. Somebody else's is left alone."""
    require(actor, Can.USE_OWN_ACCOUNT)
    Alert.objects.filter(pk=alert.pk, user=actor, read_at__isnull=True).update(read_at=at or timezone.now())


def mark_all_read(
    *, actor: User, up_to: int | None = None, raised_by: datetime | None = None, at: datetime | None = None
) -> int:
    """The actor has read all that is theirs to see; how many.

    `up_to` is the highest id that the page knew of, `raised_by` when the latest alert on it was raised (default: all).
    What came since was not seen and stays; so does what was raised anew since, under the id that it had.
    """
    require(actor, Can.USE_OWN_ACCOUNT)
    seen = Alert.objects.visible_to(actor).unread()
    if up_to is not None:
        seen = seen.filter(pk__lte=up_to)
    if raised_by is not None:
        seen = seen.filter(created_at__lte=raised_by)
    pks = list(seen.values_list("pk", flat=True))
    return Alert.objects.filter(pk__in=pks).update(read_at=at or timezone.now())
