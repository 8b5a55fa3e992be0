"""What the page of one interview tells, put in words and in order."""

from datetime import datetime
from typing import Any

from accounts.models import User
from accounts.rules import Can
from missing.actions.interviews import CAN_STILL_BE_DONE
from missing.actions.queue import why_not_hold
from missing.clock import clock_at
from missing.codes import Outcome
from missing.endings_page import adult_on, clock_words
from missing.models import ReturnInterview
from missing.queue_rows import where
from missing.rules import was_in_time
from people.days import about_time, plain_date, plain_time


def facts_of(interview: ReturnInterview, now: datetime) -> dict[str, Any]:
    """The strip: the clock while it runs, how it ended after."""
    facts: list[dict[str, Any]] = []
    if interview.is_void and not interview.outcome:
        facts.append({"label": "Outcome", "value": "None", "note": "the episode was voided"})
    elif interview.is_to_do and interview.due_at:
        clock = clock_at(interview.due_at, now)
        label, tone = ("Their time left", "") if interview.is_theirs else ("Time left", clock.tone)
        facts.append({"label": label, "value": clock.words, "tone": tone})
        facts.append({"label": "Due by", "value": plain_time(interview.due_at)})
    elif interview.is_to_do:
        facts.append({"label": "Clock", "value": "Not started", "note": "they are not back yet"})
    else:
        done = interview.outcome == Outcome.COMPLETED
        in_time = "within 72 hours" if was_in_time(interview.outcome_at, interview.due_at) else "not within 72 hours"
        facts.append({"label": "Outcome", "value": interview.get_outcome_display(), "note": in_time if done else ""})
        facts.append({"label": "When", "value": plain_time(interview.outcome_at) or "Not recorded"})
    back = about_time(interview.clock_starts_at, interview.episode.clock_is_approximate)
    facts.append({"label": clock_words(interview.episode), "value": back or "Not yet"})
    facts.append({"label": "Placement", "value": where(interview.episode)})
    if interview.asked_for_by:
        facts.append({"label": "Asked for by", "value": interview.asked_for_by})
    if turned_18 := adult_on(interview.episode):
        facts.append({"label": "Turned 18", "value": turned_18, "note": "a manager may decide that none is required"})
    holder = interview.assigned_to.full_name if interview.assigned_to else "Nobody"
    if interview.is_theirs:
        holder = interview.episode.young_person.authority
    facts.append({"label": "With", "value": holder})
    late = bool(interview.is_to_do and interview.due_at and interview.due_at < now and not interview.is_theirs)
    return {"facts": facts, "is_alarm": late}


def steps_of(interview: ReturnInterview) -> list[dict[str, Any]]:
    """Offers and attempts, latest first."""
    steps = [
        {"at": offer.offered_at, "who": offer.by.full_name, "title": f"{offer}.", "text": offer.note}
        for offer in interview.offers.select_related("by")
    ]
    steps += [
        {"at": attempt.attempted_at, "who": attempt.by.full_name, "title": f"{attempt}.", "text": attempt.note}
        for attempt in interview.attempts.select_related("by")
    ]
    return sorted(steps, key=lambda step: step["at"], reverse=True)


def outcome_rows(interview: ReturnInterview) -> list[dict[str, Any]]:
    """How it ended, with what was said."""
    if interview.is_to_do:
        return []
    rows = [
        ("How", interview.get_method_display()),
        ("Interviewer", interview.interviewer_shown),
        ("Independence", interview.get_independence_display()),
        ("Seen alone", {True: "Yes", False: "No", None: ""}[interview.seen_alone]),
        ("Reason", interview.reason),
        ("Told us by", interview.told_by),
        ("What they said", interview.account),
        ("Harm or risk", interview.harm),
        ("What would help", interview.safer_next_time),
    ]
    if interview.contact:
        contact = interview.contact
        how = f"{contact.get_method_display()}, " if contact.method else ""
        rows.append(("Social work contact", f"{how}{plain_date(contact.contact_on)}. {contact.note}"))
    elif interview.contact_due_on:
        rows.append(("Social work contact", f"Due by {plain_date(interview.contact_due_on)}"))
    return [{"label": label, "value": value} for label, value in rows if value]


def may_change(interview: ReturnInterview, user: User) -> dict[str, Any]:
    """Which buttons this user gets, and why not where that is worth saying."""
    young_person = interview.episode.young_person
    runs = interview.clock_starts_at is not None and not interview.is_void
    works = user.can(Can.WORK_INTERVIEWS) and runs and not interview.is_theirs
    settles = user.can(Can.HAND_OVER_INTERVIEWS) and interview.is_to_do
    to_do = works and interview.is_to_do
    free = to_do and interview.assigned_to_id is None
    refusal = why_not_hold(interview, user) if free else None
    hands_over = interview.assigned_to_id == user.pk or user.can(Can.HAND_OVER_INTERVIEWS)
    waits = interview.contact_due_on is not None and interview.contact_id is None and not interview.is_void
    return {
        "may_step": to_do,
        "may_take": free and refusal is None,
        "why_not_take": refusal,
        "may_put_back": to_do and interview.assigned_to_id is not None and hands_over,
        "may_hand_over": to_do and hands_over,
        "may_complete": works and (interview.is_to_do or interview.outcome in CAN_STILL_BE_DONE),
        "is_theirs": interview.is_theirs,
        "may_tell": interview.is_theirs and runs and user.can(Can.WORK_INTERVIEWS),
        "may_pass_to_council": settles and not interview.is_theirs and not young_person.is_ours,
        "may_take_from_council": settles and interview.is_theirs and young_person.is_ours,
        "may_contact": waits and user.can(Can.RECORD_CONTACTS),
    }
