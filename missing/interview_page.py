"""What the page of one interview tells, put in words and in order."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.rules import Can
from missing.actions.interviews import CAN_STILL_BE_DONE
from missing.actions.queue import gives_orders, holds, may_read, why_not_as_own_worker, why_not_hold, why_not_write
from missing.clock import clock_at
from missing.codes import DECLINED, Category, Outcome, Route
from missing.endings_page import adult_on, clock_words
from missing.interview_steps import Step, harm_rows
from missing.models import Episode, ReturnInterview
from missing.models.booking import booking_in_words
from missing.queue_rows import where, wished_in_words
from missing.rules import asks_whether_held, was_in_time
from people.days import about_time, about_time_in_words, plain_date, plain_time
from people.lengths import counted
from people.models import MaySee


def facts_of(interview: ReturnInterview, now: datetime, booking: Step | None = None) -> dict[str, Any]:
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
    if booking and booking.time and interview.is_to_do:
        where_and_who = booking.as_entry()["text"].removesuffix(".")
        facts.append({"label": "Booked", "value": plain_time(booking.time), "note": where_and_who})
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
    own_worker = interview.episode.young_person.social_worker_id
    is_own = own_worker is not None and own_worker == interview.assigned_to_id
    note = "their own social worker: not independent" if is_own else ""
    facts.append({"label": "With", "value": holder, "note": note})
    if wished := wished_in_words(interview):
        facts.append({"label": "They asked for", "value": wished})
    late = bool(interview.is_to_do and interview.due_at and interview.due_at < now and not interview.is_theirs)
    return {"facts": facts, "is_alarm": late}


def notices_of(
    interview: ReturnInterview, steps: list[Step], user: User, now: datetime, *, may_record: bool
) -> list[dict[str, Any]]:
    """What stands in the way or may be done at once: missing again, several open, parents not asked yet.

    Of the others that are open, those that are this user's to see.
    """
    notices: list[dict[str, Any]] = []
    around = (
        Episode.objects.standing()
        .filter(young_person=interview.episode.young_person_id)
        .filter(
            Q(ended_at__isnull=True, category=Category.MISSING)
            | Q(interview__outcome="", interview__due_at__isnull=False, interview__is_to_settle=False)
            & ~Q(interview__route=Route.PLACING_COUNCIL)
            & Q(MaySee(user, ReturnInterview, "interview"))
        )
        .select_related("interview")
        .order_by("clock_starts_at", "pk")
    )
    episodes = list(around)
    if interview.is_to_do:
        for episode in episodes:
            if episode.ended_at is None and episode.pk != interview.episode_id:
                since = about_time_in_words(episode.state_since, episode.state_since_is_approximate)
                words = f"Missing again since {since}. Reminders pause; the clock and the figure do not."
                notices.append(
                    {
                        "tone": "warning",
                        "text": words,
                        "url": episode.get_absolute_url(),
                        "link_label": "Open the episode",
                    }
                )
        if may_record:
            notices += _one_conversation(interview, [e for e in episodes if e.clock_starts_at])
    if interview.episode.young_person.died_on:
        return notices
    if interview.outcome in DECLINED and not interview.is_theirs and not any(step.kind == "parents" for step in steps):
        notices.append(
            {
                "tone": "info",
                "text": "Parents or carers have not been asked yet what they know.",
                "url": reverse("missing:parents", args=[interview.episode.reference]),
                "link_label": "Write down what they say",
            }
        )
    if user.can(Can.DECIDE_ON_INTERVIEWS) and any(step.kind == "contact" for step in steps):
        notices.append(
            {
                "tone": "info",
                "text": "A contact is on record that is less than what is expected.",
                "url": reverse("missing:accept_contact", args=[interview.episode.reference]),
                "link_label": "Accept it as enough",
            }
        )
    return notices


def _one_conversation(interview: ReturnInterview, episodes: list[Episode]) -> list[dict[str, Any]]:
    """That one conversation may settle all that are open; it is recorded on the latest.

    From another's page `for_all` is what the way there is called.
    """
    if len(episodes) < 2:
        return []
    latest = episodes[-1]
    others = [e.reference for e in episodes if e.pk != interview.episode_id]
    named = " and ".join([", ".join(["this one", *others[:-1]]), others[-1]])
    is_here = latest.pk == interview.episode_id
    words = (
        f"{counted(len(episodes), 'interview')} of theirs are open: {named}. One conversation may settle "
        f"all: record it {'here' if is_here else f'on {latest.reference}'}, and tick the others at the end."
    )
    address = reverse("missing:complete", args=[latest.reference])
    every = "both" if len(episodes) == 2 else f"all {len(episodes)}"
    for_all = "" if is_here else f"Record one conversation for {every}"
    return [{"tone": "info", "text": words, "for_all": for_all, "for_all_url": address}]


def held_question(interview: ReturnInterview, booking: Step | None, now: datetime) -> str:
    """`Booked for today 09:00, by video`: asked about once its time is over and nothing is on record; else empty.

    Nobody is asked while they are missing, and were before its time.
    """
    if booking is None or booking.time is None or not interview.is_to_do or not asks_whether_held(booking.time, now):
        return ""
    theirs = Episode.objects.open().filter(young_person=interview.episode.young_person_id, category=Category.MISSING)
    since = theirs.order_by("missing_from").values_list("missing_from", flat=True).first()
    if not asks_whether_held(booking.time, now, missing_since=since):
        return ""
    return f"Booked for {booking_in_words(booking.time, booking.code)}"


def outcome_rows(interview: ReturnInterview, steps: list[Step]) -> list[dict[str, Any]]:
    """How it ended, with what was said, and that harm was told."""
    if interview.is_to_do:
        return []
    was_held = interview.outcome == Outcome.COMPLETED
    rows: list[tuple[str, Any]] = [
        ("How", interview.get_method_display()),
        ("Interviewer", interview.interviewer_shown),
        ("Independence", interview.get_independence_display()),
        ("Seen alone", {True: "Yes", False: "No", None: ""}[interview.seen_alone]),
        ("Why not required", interview.get_not_required_why_display()),
        ("Noted before" if was_held else "Reason", interview.reason),
        ("Recorded by", interview.outcome_by.full_name if interview.outcome_by else ""),
        ("Told us by", interview.told_by),
        ("What they said", interview.account),
        ("Harm or risk", interview.harm),
        ("What would help", interview.safer_next_time),
    ]
    if interview.contact:
        contact = interview.contact
        how = f"{contact.get_method_display()}, " if contact.method else ""
        rows.append(("Social work contact", f"{how}{plain_date(contact.contact_on)}. {contact.note}"))
        if contact.accepted_by:
            rows.append(("Accepted by", f"{contact.accepted_by.full_name}: {contact.accepted_because}"))
    elif interview.contact_due_on and interview.episode.young_person.died_on is None:
        rows.append(("Social work contact", f"Due by {plain_date(interview.contact_due_on)}"))
    shown = [{"label": label, "value": value} for label, value in rows if value] + harm_rows(steps)
    if interview.covered_by:
        later = interview.covered_by
        text = f"The conversation after {later.episode.reference}"
        shown.insert(0, {"label": "Covered by", "value": text, "url": later.get_absolute_url()})
    if was_held:
        covered = interview.covers.select_related("episode").order_by("clock_starts_at", "pk")
        shown += [
            {"label": "Covers also", "value": one.episode.reference, "url": one.get_absolute_url()} for one in covered
        ]
    return shown


def may_change(interview: ReturnInterview, user: User) -> dict[str, Any]:
    """Which buttons this user gets, and why not where that is worth saying. Of who has died nothing is offered."""
    young_person = interview.episode.young_person
    lives = young_person.died_on is None
    runs = interview.clock_starts_at is not None and not interview.is_void
    ours = runs and not interview.is_theirs
    works, hands_out = ours and user.can(Can.WORK_INTERVIEWS), gives_orders(user, interview)
    decides = ours and user.can(Can.DECIDE_ON_INTERVIEWS) and may_read(user, interview)
    settles = hands_out and interview.is_to_do
    to_do = works and interview.is_to_do
    free = to_do and interview.assigned_to_id is None
    refusal = why_not_hold(interview, user) if free else None
    completes = works and lives and (interview.is_to_do or interview.outcome in CAN_STILL_BE_DONE)
    why_not_record = _why_not_record(interview, user, free, refusal) if completes else None
    hands_over = hands_out or holds(user, interview)
    waits = lives and interview.contact_due_on is not None and interview.contact_id is None and not interview.is_void
    return {
        "may_step": to_do,
        "may_take": free and refusal is None,
        "why_not_record": why_not_record or refusal,
        "may_put_back": to_do and interview.assigned_to_id is not None and hands_over,
        "may_hand_over": to_do and hands_over,
        "is_own_worker": young_person.social_worker_id == user.pk,
        "may_complete": completes and why_not_record is None,
        "is_theirs": interview.is_theirs,
        "may_tell": interview.is_theirs and runs and user.can(Can.WORK_INTERVIEWS) and may_read(user, interview),
        "may_pass_to_council": settles and not interview.is_theirs and not young_person.is_ours,
        "may_take_from_council": settles and interview.is_theirs and young_person.is_ours,
        "may_contact": waits and user.can(Can.RECORD_CONTACTS),
        "may_ask_parents": works and lives and interview.outcome in DECLINED,
        "may_say_not_required": decides and interview.is_to_do,
        "may_reopen": decides and lives and not interview.is_to_do,
    }


def _why_not_record(interview: ReturnInterview, user: User, free: bool, refusal: str | None) -> str | None:
    """What `why_not_write` says; of one that nobody has, `refusal` says it: why this user may not take it."""
    if free and not gives_orders(user, interview):
        return refusal or why_not_as_own_worker(interview, user)
    return why_not_write(interview, user)
