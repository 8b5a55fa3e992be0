"""What the pages of merging two episodes tell."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from accounts.models import User
from missing.actions.merged_facts import what_stands
from missing.actions.merged_interviews import drafts_that_move, takes_over
from missing.actions.merging import ends_what_is_open, is_how_it_went_on, still_binds, why_not_merge
from missing.codes import Category, EndedHow, Outcome, PoliceRisk
from missing.models import Episode, InterviewBooking, ReturnInterview
from missing.queue_rows import wished_in_words
from missing.rules.merging import MERGED, which_stands
from people.days import about_time_in_words, time_in_words
from people.merging import all_that_follow, counted_by

NEAREST = 10


def others_of(episode: Episode, user: User) -> list[dict[str, Any]]:
    """The episodes of the same young person nearest in time, each with the way to the preview.

    Not the time away as which it went on, nor that which went on as it: the two are no one absence.
    """
    rows = Episode.objects.visible_to(user).standing().filter(young_person=episode.young_person_id)
    found = rows.exclude(pk=episode.pk).select_related("interview")
    others = [one for one in found if not (is_how_it_went_on(one, episode) or is_how_it_went_on(episode, one))]
    others.sort(key=lambda other: abs(other.started_at - episode.started_at))
    return [
        {
            "name": f"{other}, {other.get_category_display().lower()}",
            "facts": f"from {time_in_words(other.started_at)} to {_until(other)}",
            "url": _preview(*_in_order(episode, other)),
        }
        for other in others[:NEAREST]
    ]


def merged_into(episode: Any, user: User) -> list[dict[str, Any]]:
    """Those that became part of this one, of `with_page_facts`; the way to two again where this user may take it."""
    if not episode.holds_another:
        return []
    rows = Episode.objects.visible_to(user).filter(merged_into=episode).select_related("young_person", "interview")
    return [
        {
            "merged": merged,
            "undo_url": ""
            if why_not_merge(user, episode, merged)
            else reverse("missing:unmerge", args=[merged.reference]),
        }
        for merged in rows.order_by("pk")
    ]


def what_it_will_say(kept: Episode, merged: Episode, start: str, end: str) -> list[dict[str, Any]]:
    """Each fact of both, and what will stand."""
    stands = what_stands(kept, merged, start, end)
    rows = [
        ("What it is", lambda v: Category(v("category")).label),
        ("From", lambda v: about_time_in_words(v("started_at"), v("started_is_approximate"))),
        ("Found", lambda v: about_time_in_words(v("found_at"), v("found_is_approximate"))),
        ("Came back", lambda v: about_time_in_words(v("returned_at"), v("returned_is_approximate"))),
        ("How it ended", lambda v: EndedHow(v("ended_how")).label if v("ended_how") else "Not ended"),
        ("Police told", lambda v: about_time_in_words(v("reported_to_police_at"), v("police_told_is_approximate"))),
        ("Police reference", lambda v: v("police_reference")),
        ("Police risk", lambda v: PoliceRisk(v("police_risk")).label),
        ("Told by", lambda v: v("reported_by")),
        ("What is known", lambda v: v("circumstances")),
    ]
    return [
        {
            "label": label,
            "kept": said(lambda name: getattr(kept, name)),
            "merged": said(lambda name: getattr(merged, name)),
            "stands": said(stands.__getitem__),
        }
        for label, said in rows
    ]


def leaves_the_list(kept: Episode, merged: Episode, end: str) -> str:
    """A warning where one of the two has not ended and the end of the other was chosen: it takes them off the list."""
    if not ends_what_is_open(kept, merged, end):
        return ""
    one, other = (kept, merged) if kept.is_open else (merged, kept)
    return (
        f"They are on record as {one.get_category_display().lower()} now. With the end of {other} they leave the list "
        "of who is missing."
    )


def what_follows(kept: Episode, merged: Episode) -> list[dict[str, Any]]:
    """How much moves, which interview stands, and what it takes over from the other; three queries."""
    one, other = _interview(kept), _interview(merged)
    pairs = {follows.key: follows.moving(kept, merged) for follows in all_that_follow(Episode)}
    if one and other:
        pairs |= {follows.key: follows.moving(one, other) for follows in all_that_follow(ReturnInterview)}
    rows = counted_by(pairs)
    if other and not one:
        rows.append({"label": "Interview", "value": f"That after {merged} moves: {_said(other)}"})
    elif one and other:
        note = f"That after {merged} ({_said(other)}) is kept and counts nowhere"
        rows.append({"label": "Interview", "value": f"That after {kept} stands: {_said(one)}", "note": note})
        rows += _taken_over(kept, merged, one, other)
    return rows


def _taken_over(
    kept: Episode, merged: Episode, one: ReturnInterview, other: ReturnInterview
) -> Iterator[dict[str, Any]]:
    """Who has the interview that stands, whom they asked for, what is booked, and what is being typed."""
    takes = takes_over(one, other)
    if takes.get("assigned_to_id"):
        yield {"label": "With", "value": other.assigned_to, "note": f"who has that after {merged}"}
    elif other.assigned_to_id and other.assigned_to_id != one.assigned_to_id and other.is_to_do:
        words = f"{other.assigned_to} has that after {merged} no more"
        yield {"label": "With", "value": one.assigned_to or "Nobody: it is not ours to do", "note": words}
    if takes.get("wish_recorded_at"):
        yield {"label": "They asked for", "value": wished_in_words(other), "note": f"said after {merged}"}
    elif other.wish_recorded_at and wished_in_words(other) != wished_in_words(one):
        words = f"that they asked for {wished_in_words(other)} after {merged} falls away"
        yield {"label": "They asked for", "value": wished_in_words(one) or "Nobody", "note": words}
    if falls_away := _booking_that_falls_away(one, other):
        words = f"{falls_away} after {merged}: this falls away. Tell them, and any interpreter."
        yield {"label": "Booking", "value": words}
    if typing := sorted({draft.user.full_name for draft in drafts_that_move(one, other)}):
        words = f"What {' and '.join(typing)} typed goes on in that after {kept}"
        yield {"label": "Not recorded yet", "value": words, "note": "nobody else sees it"}


def _booking_that_falls_away(one: ReturnInterview, other: ReturnInterview) -> InterviewBooking | None:
    booked = list(InterviewBooking.objects.standing().filter(interview__in=[one, other]).order_by("pk"))
    theirs = next((booking for booking in booked if booking.interview_id == other.pk), None)
    return theirs if len(booked) > 1 or one.outcome else None


def _in_order(episode: Episode, other: Episode) -> tuple[Episode, Episode]:
    """Kept and merged: whose interview got further stands, else the one that was logged first."""
    one, two = (episode, other) if episode.pk < other.pk else (other, episode)
    stands = which_stands(_got_as_far_as(one, two), _got_as_far_as(two, one))
    return (two, one) if stands == MERGED else (one, two)


def _got_as_far_as(episode: Episode, other: Episode) -> int:
    """An ending that does not bind once the two are one is less than what is still to do."""
    interview = _interview(episode)
    if interview is None:
        return 0
    if interview.outcome and not still_binds(interview, episode, other):
        return 1
    return 4 if interview.outcome == Outcome.COMPLETED else 3 if interview.outcome else 2


def _interview(episode: Episode) -> ReturnInterview | None:
    found: ReturnInterview | None = getattr(episode, "interview", None)
    return found


def _said(interview: ReturnInterview) -> str:
    return interview.get_outcome_display().lower() or "still to do"


def _until(episode: Episode) -> str:
    return time_in_words(episode.ended_at) if episode.ended_at else "now"


def _preview(kept: Episode, merged: Episode) -> str:
    return reverse("missing:merge_with", args=[kept.reference, merged.reference])
