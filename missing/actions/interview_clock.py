"""The clock of an interview, where a correction has moved when they came back."""

from missing.actions.refusals import CORRECTION
from missing.models import Episode, ReturnInterview
from missing.rules import interview_due_at, interview_route
from people.refusals import in_words


def set_clock(interview: ReturnInterview, episode: Episode) -> None:
    """Count the 72 hours from when the episode says now, or from nothing where they are not back. Both are locked.

    Who interviews first follows too, unless it is another council's or has ended: who held it then was right then.
    Raises ActionRefused where it is on record as held before that.
    """
    before, clock = interview.clock_starts_at, episode.clock_starts_at
    if before == clock:
        return
    if clock and interview.alerts_from == before:
        interview.alerts_from = clock
    interview.clock_starts_at = clock
    interview.due_at = interview_due_at(clock) if clock else None
    if not interview.is_theirs and not interview.outcome:
        interview.route = interview_route(is_out_of_area=episode.is_out_of_area, distance_miles=episode.distance_miles)
    with in_words(CORRECTION):
        interview.save(update_fields=["clock_starts_at", "due_at", "route", "alerts_from"])
