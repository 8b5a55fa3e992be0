"""What follows from an ending that was put right, said to who has just done it."""

from missing.codes import Category, EndedHow
from missing.endings_page import clock_words
from missing.models import Episode
from missing.telling import outstanding, with_tell_facts
from people.days import about_time_in_words, time_in_words

AGAIN = {
    Category.MISSING: "missing again",
    Category.AWAY: "away again",
    Category.CURFEW: "late again",
}


def what_follows(episode: Episode) -> str:
    """In a few sentences: what they are now and since when, what becomes of the interview, who is to be told."""
    rows = with_tell_facts(Episode.objects.all()).select_related("interview", "goes_on_as")
    episode = rows.get(pk=episode.pk)
    to_tell = "; ".join(line.label for line in outstanding(episode))
    told_what = "they are not back" if episode.is_open else "it is over"
    said = [_what_it_is(episode), _of_the_interview(episode)]
    said.append(f"Still to be told that {told_what}: {to_tell}." if to_tell else "")
    return " ".join(filter(None, said))


def _what_it_is(episode: Episode) -> str:
    name = episode.young_person.first_name
    if episode.is_open:
        since = about_time_in_words(episode.state_since, episode.state_since_is_approximate)
        return f"{name} is on record as {AGAIN[Category(episode.category)]}, since {since}."
    if episode.is_not_yet_back:
        found = about_time_in_words(episode.found_at, episode.found_is_approximate)
        return f"{name} is on record as found {found}, and not yet back."
    how = clock_words(episode) if episode.ended_how == EndedHow.RETURNED else episode.get_ended_how_display()
    words = f"The ending is corrected: {how.lower()} " + about_time_in_words(
        episode.clock_starts_at, episode.clock_is_approximate
    )
    later = getattr(episode, "goes_on_as", None)
    return f"{words}. It goes on as {later}." if later and not later.is_void else f"{words}."


def _of_the_interview(episode: Episode) -> str:
    interview = getattr(episode, "interview", None)
    if interview is None or not interview.is_to_do:
        return ""
    if interview.due_at is None:
        return "The interview is off the queue until they are back."
    return f"The interview is due by {time_in_words(interview.due_at)}."
