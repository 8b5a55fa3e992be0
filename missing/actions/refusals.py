"""The words for what the database refuses about episodes and interviews, by constraint."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.access import ActionRefused
from missing.codes import Category, EndedHow
from missing.models import Episode
from missing.rules.telling import is_told_too_early
from people.days import full_date, time_in_words
from people.models import YoungPerson
from people.refusals import Refusal, ask_what_is_asked_at_the_end, in_words
from people.whose_record import whom_to_ring_about

BEFORE_THEY_WERE_BACK = "This is before they came back."
NOT_YET = "This time has not come yet."

EPISODE = {
    "episodes_do_not_overlap": Refusal(
        "This overlaps with another episode of theirs. Look at the times.", "started_at"
    ),
    "one_open_episode_a_young_person": Refusal("They have an open episode already.", "young_person"),
    "episode_not_before_birth": Refusal("This is before they were born.", "started_at"),
    "episode_not_after_death": Refusal("This is after they died.", "started_at"),
    "episode_does_not_start_after_now": Refusal(NOT_YET, "started_at"),
    "episode_found_after_start": Refusal("They cannot be found before they went missing.", "found_at"),
    "episode_returned_after_start": Refusal("They cannot come back before they went missing.", "returned_at"),
    "episode_returned_after_found": Refusal("They cannot come back before they were found.", "returned_at"),
    "episode_does_not_end_after_now": Refusal(NOT_YET, "returned_at"),
    "episode_missing_from_its_start_or_later": Refusal("It began later than this.", "missing_from"),
    "episode_missing_from_its_end_or_earlier": Refusal("They became missing later than this.", "returned_at"),
    "log_entry_not_after_now": Refusal(NOT_YET, "at"),
}
FOUND = EPISODE | {
    name: EPISODE[name]._replace(field="found_at")
    for name in ("episode_does_not_end_after_now", "episode_missing_from_its_end_or_earlier")
}
"""Of who was found and is not yet back: that is the end which was given."""
INTERVIEW = {
    "interview_ends_after_the_clock_starts": Refusal(BEFORE_THEY_WERE_BACK, "outcome_at"),
    "interview_does_not_end_after_now": Refusal(NOT_YET, "outcome_at"),
    "offer_not_after_now": Refusal(NOT_YET, "offered_at"),
    "attempt_not_after_now": Refusal(NOT_YET, "attempted_at"),
    "one_standing_booking_an_interview": Refusal("Somebody has just booked a time. Look at it first."),
}
TELLING = {
    "person_told_once": Refusal("This is on record already: put that line right instead.", "recipients"),
    "person_told_not_after_now": Refusal(NOT_YET, "told_at"),
}
CORRECTION = (
    EPISODE
    | INTERVIEW
    | {
        "interview_ends_after_the_clock_starts": Refusal(
            "The interview is on record as held before this. Correct that first.", "returned_at"
        ),
        "episode_does_not_start_after_now": Refusal("It was logged before this.", "started_at"),
        "interview_clock_is_the_episodes": Refusal(
            "The clock of the interview does not agree with this.", "returned_at"
        ),
        "interview_covered_by_a_later_one_that_ended": Refusal(
            "One conversation settled several interviews here, and would be before the return from one of them. Reopen "
            "the interviews that it settled first.",
            "returned_at",
        ),
    }
)


LOGGED_FROM = timedelta(days=1)
"""So long before its start the log of an episode goes back: how the day went, and what was seen of them before."""
MAY_CROSS = " Where a time is approximate the two may cross by an hour, and not by more."


def refuse_what_is_left_wrong() -> None:
    """Ask now what the database asks at the end of a transaction only: there nobody would be told in words."""
    with in_words(CORRECTION):
        ask_what_is_asked_at_the_end()


def refuse_void(episode: Episode) -> None:
    """Refuse to change an episode that was voided, or merged into another."""
    if episode.merged_into_id:
        raise ActionRefused(f"{episode} was merged into {episode.merged_into}. Write it there.")
    if episode.is_void:
        raise ActionRefused(f"{episode} was voided. Put it back first if it was right after all.")


def need(value: object, message: str, field: str) -> None:
    """Refuse where what must be given is not."""
    if not value:
        raise ActionRefused(message, field=field)


def why_no_discussion(young_person: YoungPerson) -> str:
    """That nothing follows from here, as they have died, and whom to ring instead; empty for the living."""
    if young_person.died_on is None:
        return ""
    return (
        f"{young_person} is on record as having died on {full_date(young_person.died_on)}, so no strategy discussion "
        f"is opened and no alert goes out: ring {whom_to_ring_about(young_person)}."
    )


def refuse_after_death(young_person: YoungPerson, day: date, field: str) -> None:
    """Refuse that somebody talked with them on a London day after the one on which they died."""
    if young_person.died_on and day > young_person.died_on:
        raise ActionRefused(f"This is after they died, on {full_date(young_person.died_on)}.", field=field)


def refuse_as_known(episode: Episode, returned_at: datetime | None) -> None:
    """Refuse to record a refusal of who was away or late all along, or of who came back."""
    if episode.category != Category.MISSING:
        raise ActionRefused(
            "Where they are was known all along, so this goes on as it is until they are back or placed elsewhere.",
            field="how",
        )
    if returned_at:
        raise ActionRefused("Who came back has not refused to. Choose one of the two.", field="returned_at")


def refuse_police_time(told_at: datetime | None, started_at: datetime, at: datetime, *, is_approximate: bool) -> None:
    """Refuse that the police were told before there was something to tell (`is_told_too_early`), or in time to come."""
    if told_at and is_told_too_early(told_at, started_at, is_approximate=is_approximate):
        words = f"The police cannot have been told before it started.{MAY_CROSS if is_approximate else ''}"
        raise ActionRefused(words, field="reported_to_police_at")
    if told_at and told_at > at:
        raise ActionRefused("This time has not come yet.", field="reported_to_police_at")


def refuse_long_before(episode: Episode, happened_at: datetime | None) -> None:
    """Refuse a line of the log of more than a day before the episode: the date is a slip, or it belongs elsewhere."""
    if happened_at and happened_at < episode.started_at - LOGGED_FROM:
        raise ActionRefused(
            f"{full_date(timezone.localdate(happened_at))} is more than a day before this began "
            f"({time_in_words(episode.started_at)}). Look at the date. If it is right, write the day in the text, "
            "without a time of its own.",
            field="at",
        )


def need_note(episode: Episode, ended_how: str, note: str) -> None:
    """Refuse where what the codes do not say is not said: of a missed curfew, and of an ending of another kind.

    A death is on record without: nothing is to stand in its way.
    """
    if ended_how == EndedHow.DIED or note.strip():
        return
    if episode.category == Category.CURFEW:
        need("", "Write a short note: why they were late, and how they are.", "note")
    if ended_how == EndedHow.OTHER:
        need("", "Write how it ended.", "note")
