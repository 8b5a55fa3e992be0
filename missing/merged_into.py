"""Where an interview goes on once its episode was merged into another."""

from missing.models import ReturnInterview


def that_stands(interview: ReturnInterview) -> ReturnInterview:
    """The interview itself; of an episode that was merged into another, that of the other, however often it was.

    One query where it was not merged, two for each time that it was.
    """
    rows = ReturnInterview.objects.select_related("episode__young_person", "outcome_by")
    found = rows.get(pk=interview.pk)
    while found.episode.merged_into_id:
        other = rows.filter(episode=found.episode.merged_into_id).first()
        if other is None:
            break
        found = other
    return found
