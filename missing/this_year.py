"""How often somebody was missing this year: counted in one way by every page that says so."""

from datetime import datetime

from django.db.models import Q

from missing.periods import start_of_year


def missing_this_year(now: datetime) -> Q:
    """Episodes that count (`Episode.objects.counted_as_missing`), missing since the year began or later.

    The year is London's. Who went away before New Year and was missing after it was missing this year.
    """
    return Q(voided_at__isnull=True, missing_from__gte=start_of_year(now))
