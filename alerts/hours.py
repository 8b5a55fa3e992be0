"""When each stage is reached: at the hours it comes with, or at those that the council set."""

import logging
from collections.abc import Iterable

from alerts.models import StageHours
from alerts.sources import AlertSource, Stage
from people.lengths import counted, in_words

log = logging.getLogger(__name__)

HOURS_SAID = 72
"""Up to this many, hours are said as hours: they are what the law and the guidance count in."""


def at_set_hours(sources: Iterable[AlertSource]) -> list[AlertSource]:
    """The sources with their stages at the hours that are set now; one query for all.

    Hours that do not fit the stages any more, which the code may have changed since, count for nothing.
    """
    hours: dict[str, dict[str, int]] = {}
    for kind, stage, set_to in StageHours.objects.values_list("kind", "stage", "hours"):
        hours.setdefault(kind, {})[stage] = set_to
    return [_at_hours(source, hours[source.kind]) if source.kind in hours else source for source in sources]


def _at_hours(source: AlertSource, hours: dict[str, int]) -> AlertSource:
    try:
        return source.at_hours(hours)
    except ValueError:
        log.exception("The hours set for %s do not fit its stages; it goes by those that it comes with", source.kind)
        return source


def when(source: AlertSource, stage: Stage) -> str:
    """For the page of settings: `24 hours before it is due`, `at once`, `72 hours after it began`."""
    has_begun = source.is_news or source.is_waiting
    if not stage.offset:
        return "at once" if has_begun else "when it is due"
    length = length_of(stage)
    if has_begun:
        return f"{length} after it began"
    return f"{length} {'after' if stage.is_urgent else 'before'} it is due"


def length_of(stage: Stage) -> str:
    """From its deadline, to either side."""
    return counted(stage.hours, "hour") if stage.hours <= HOURS_SAID else in_words(stage.offset)
