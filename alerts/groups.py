"""Under which heading an alert stands: by what is true of it when the page is read, not when it was raised."""

from datetime import datetime

from django.db.models import Case, IntegerField, Q, Value, When

from alerts.sources import all_sources

MISSING_AND_HARM, OVERDUE, DUE, TO_KNOW = range(4)

TITLES = {
    MISSING_AND_HARM: "Missing and harm",
    OVERDUE: "Overdue",
    DUE: "Due, or waiting",
    TO_KNOW: "For your information",
}
"""In the order of the page."""


def group_at(now: datetime) -> Case:
    """The group of an alert at that instant, in the database, so that the pages of a long list follow it too.

    Overdue is what has a deadline that has passed; the instant itself is still in time. What is no news and has no
    deadline waits.
    """
    sources = list(all_sources())
    news = [source.kind for source in sources if source.is_news]
    waiting = [source.kind for source in sources if source.is_waiting]
    return Case(
        When(stage__is_at_once=True, then=Value(MISSING_AND_HARM)),
        When(stage__kind__in=news, then=Value(TO_KNOW)),
        When(~Q(stage__kind__in=waiting), stage__due_at__lt=now, then=Value(OVERDUE)),
        default=Value(DUE),
        output_field=IntegerField(),
    )
