"""What the page of an episode tells of its end, of the reviews while it lasts, and of turning 18 in it."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.rules import Can
from missing.actions.handovers import why_not_hand_over
from missing.actions.long_reviews import next_review_of
from missing.codes import EndedHow
from missing.models import Episode, LongReview
from missing.rules import PLANNED_AFTER, TAKES_ITS_PLACE_FROM, turns_18_at, turns_18_soon, was_adult_when_back
from people.days import full_date, plain_date, plain_time, time_in_words
from people.lengths import in_words
from people.rules import eighteenth_birthday


def clock_words(episode: Episode) -> str:
    """From what the 72 hours count: their return, or where they did not come back, when they were found."""
    return "Came back" if episode.ended_how in ("", EndedHow.RETURNED) or episode.returned_at else "Found"


def ending_facts(episode: Episode, now: datetime) -> list[dict[str, Any]]:
    """For the strip: how it ended other than by coming back, what it goes on as, and that they are 18."""
    facts: list[dict[str, Any]] = []
    if episode.ended_how not in ("", EndedHow.RETURNED):
        facts.append({"label": "Ended", "value": episode.get_ended_how_display()})
        facts += _goes_on_as(episode)
    earlier = episode.goes_on_from
    if earlier and not earlier.is_void:
        facts.append({"label": "Found after", "value": earlier.reference, "url": earlier.get_absolute_url()})
    if episode.turned_18_in_it:
        facts.append(_turned_18(episode))
    if day := turns_18_on(episode, now):
        facts.append({"label": "Turns 18", "value": day[:1].upper() + day[1:], "tone": "late"})
    return facts


def turns_18_on(episode: Episode, now: datetime) -> str:
    """`tomorrow, Tue 24 Nov`: their 18th birthday, where it comes within a week and they are not found; else empty."""
    born_on = episode.young_person.date_of_birth
    if not episode.is_open or not turns_18_soon(born_on, now):
        return ""
    birthday = eighteenth_birthday(born_on)
    is_tomorrow = birthday == timezone.localdate(now) + timedelta(days=1)
    return f"tomorrow, {plain_date(birthday)}" if is_tomorrow else plain_date(birthday)


def _goes_on_as(episode: Episode) -> list[dict[str, Any]]:
    later = getattr(episode, "goes_on_as", None)
    if later is None or later.is_void:
        return []
    note = "" if later.is_open else "ended " + time_in_words(later.ended_at)
    return [{"label": "Goes on as away", "value": later.reference, "url": later.get_absolute_url(), "note": note}]


def _turned_18(episode: Episode) -> dict[str, Any]:
    handover = getattr(episode, "adult_handover", None)
    day = full_date(eighteenth_birthday(episode.young_person.date_of_birth))
    if handover:
        note = f"handed over {time_in_words(handover.handed_at)} to {handover.to_whom}"
    else:
        note = "not handed over yet" if episode.is_open else "no handover on record"
    tone = "" if handover or not episode.is_open else "late"
    return {"label": "Turned 18", "value": day, "note": f"counted until then; {note}", "tone": tone}


def ending_actions(episode: Episode, user: User, now: datetime) -> list[dict[str, Any]]:
    """The buttons that some endings bring."""
    if not user.can(Can.LOG_EPISODES) or episode.young_person.died_on:
        return []
    actions = []
    if why_not_hand_over(episode, now) is None:
        label = "Change the handover at 18" if hasattr(episode, "adult_handover") else "Record the handover at 18"
        url = reverse("missing:adult_handover", args=[episode.reference])
        actions.append({"label": label, "url": url, "is_secondary": True})
    if episode.clock_starts_at and not hasattr(episode, "interview"):
        url = reverse("missing:ask_for_interview", args=[episode.reference])
        actions.append({"label": "Ask for an interview", "url": url, "is_secondary": True})
    return actions


def adult_on(episode: Episode) -> str:
    """The day on which they turned 18, where that was in the episode; empty where they were younger or older."""
    born_on = episode.young_person.date_of_birth
    if not was_adult_when_back(episode.clock_starts_at, born_on):
        return ""
    if turns_18_at(born_on) <= episode.started_at:
        return ""
    return full_date(eighteenth_birthday(born_on))


def before_words(episode: Episode, now: datetime) -> str:
    """What a review that is written down now counts as: the one that is due, or a further one before its time."""
    if not episode.is_open:
        return f"They were found {time_in_words(episode.ended_at)}. Write down what was held before then."
    due = next_review_of(episode, list(episode.long_reviews.all()))
    when = time_in_words(due.due_at)
    if due.due_at and due.stays_due_after(now):
        return (
            f"The {name_of(due)} is due {when}, in {in_words(due.due_at - now)}. What you write now is kept as a "
            "further review; that one stays due. What you type is kept."
        )
    earlier = time_in_words(due.due_at - TAKES_ITS_PLACE_FROM) if due.due_at else ""
    return f"{due}, due {when}. One that was held before {earlier} is kept as a further review. What you type is kept."


def recorded_words(review: LongReview, episode: Episode) -> str:
    """What was recorded, and what is due after it."""
    if not episode.is_open:
        return f"{review} recorded."
    if review.number:
        return f"{review} recorded. The next one is planned."
    due = next_review_of(episode, list(episode.long_reviews.all()))
    return f"{review} recorded. The {name_of(due)} stays due {time_in_words(due.due_at)}."


def name_of(review: LongReview) -> str:
    """Within a sentence: `72-hour review`, `monthly review, 1 month after day 28`."""
    name = str(review)
    return name[:1].lower() + name[1:]


def review_rows(episode: Episode, now: datetime) -> list[dict[str, Any]]:
    """The reviews, latest first: one query. The next is among them while the episode lasts."""
    reviews = list(episode.long_reviews.select_related("manager", "by"))
    held = sorted((review for review in reviews if review.held_at), key=_held_at, reverse=True)
    not_held = [review for review in reviews if _was_due(review)]
    if episode.is_open:
        not_held = [next_review_of(episode, reviews)]
    return [_review(review, now) for review in [*not_held, *held]]


def _held_at(review: LongReview) -> tuple[datetime, int]:
    return review.held_at or review.alerts_from, review.pk


def _was_due(review: LongReview) -> bool:
    return review.lapsed_at is not None and review.due_at is not None and review.due_at <= review.lapsed_at


def _review(review: LongReview, now: datetime) -> dict[str, Any]:
    return {
        "review": review,
        "name": str(review),
        "due": plain_time(review.due_at) or "–",
        "is_late": review.is_to_hold and review.due_at is not None and review.due_at < now,
        "held": plain_time(review.held_at),
        "with": review.by or review.manager or "the team manager",
    }


def reviews_card(episode: Episode, now: datetime) -> list[dict[str, Any]]:
    """For the card beside the log: what is due and what was decided last; nothing of an absence shorter than a day."""
    if (episode.ended_at or now) - episode.started_at < PLANNED_AFTER:
        return []
    rows = review_rows(episode, now)
    card = []
    for row in rows:
        review = row["review"]
        if review.is_to_hold:
            value = f"{'Overdue since' if row['is_late'] else 'due'} {time_in_words(review.due_at)}"
            card.append({"label": row["name"], "value": value[:1].upper() + value[1:], "note": f"with {row['with']}"})
        elif review.held_at and len(card) < 2:
            card.append(
                {"label": row["name"], "value": f"Held {time_in_words(review.held_at)}", "note": review.decided}
            )
    return card
