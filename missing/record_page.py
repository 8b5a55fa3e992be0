"""What the pages of an interview's form show: the section, the progress list, what is amiss."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.kept_forms import KeptForm
from accounts.models import Draft, User
from missing.actions.interviews import CAN_STILL_BE_DONE
from missing.actions.queue import gives_orders, holds, why_not_as_own_worker, why_not_write
from missing.codes import Outcome
from missing.forms.interview_record import is_written
from missing.interview_drafts import draft_key, still_needed_of
from missing.models import InterviewBooking, ReturnInterview
from missing.queue_rows import wished_in_words
from missing.rules.interview_record import ASKED_OF_HARM, NEEDED, SECTION_KEYS, SECTIONS, Needed
from people.draft_words import in_words

OWN_TEMPLATE = {"where", "harm"}


def about(interview: ReturnInterview) -> dict[str, Any]:
    """What every page of an interview names."""
    return {"interview": interview, "episode": interview.episode, "young_person": interview.episode.young_person}


def who_writes(interview: ReturnInterview, user: User) -> dict[str, Any]:
    """Why this user may not write it, or at its end not as who did it; and what can be done about that.

    `may_record_wish`, `may_hand_over` and `may_put_back` are for their own social worker: to write down that the young
    person asked for them, or to let somebody else do it.
    """
    why_not, as_own_worker = why_not_write(interview, user), why_not_as_own_worker(interview, user)
    has_it, hands_out = holds(user, interview), gives_orders(user, interview)
    may_settle = bool(as_own_worker) and interview.is_to_do and not interview.is_theirs and (has_it or hands_out)
    return {
        "why_not": why_not or as_own_worker,
        "may_write": why_not is None,
        "is_own_worker": bool(as_own_worker),
        "may_record_wish": may_settle,
        "may_hand_over": may_settle,
        "may_put_back": may_settle and interview.assigned_to_id is not None,
    }


def progress(interview: ReturnInterview, drafts: Mapping[str, Draft], current: str = "") -> list[dict[str, Any]]:
    """The sections in order, each with whether it is written, or stands as it was recorded before it was reopened, and
    whether something of it is needed still."""
    needed = {missing.section for missing in still_needed_of(drafts)}
    return [
        {
            "title": section.title,
            "holds": section.holds,
            "url": section_url(interview, section.key),
            "is_current": section.key == current,
            "is_written": is_written(section.key, draft := drafts.get(section.key)),
            "is_as_recorded": draft is not None and draft.saved_at is None,
            "is_needed": section.key in needed,
        }
        for section in SECTIONS
    ]


def typed_rows(form: forms.Form) -> list[dict[str, str]]:
    """What was typed into a section, question by question, in words for components/summary_list.html."""
    typed = form.data if isinstance(form.data, QueryDict) else QueryDict()
    return in_words(form.fields, dict(typed.lists()))


def last_saved(drafts: Mapping[str, Draft]) -> datetime | None:
    return max((draft.saved_at for draft in drafts.values() if draft.saved_at), default=None)


def section_context(
    interview: ReturnInterview,
    section: str,
    form: forms.Form,
    drafts: Mapping[str, Draft],
    *,
    user: User,
    tab: str = "",
    since: str | None = None,
    elsewhere: str = "",
    amiss: Sequence[dict[str, str]] = (),
) -> dict[str, Any]:
    """`tab` and `since` are what an unsaved page goes on with; `elsewhere` says that another tab was quicker."""
    number = SECTION_KEYS.index(section)
    address = [interview.episode.reference, section]
    kept = KeptForm(
        user,
        draft_key(interview, section),
        page_url=reverse("missing:record_section", args=address),
        url=reverse("missing:keep_section", args=address),
        draft=drafts.get(section),
        tab=tab,
        since=since,
        elsewhere=elsewhere,
    )
    if section == SECTION_KEYS[-1] and not form.is_bound and section not in drafts:
        _begin_with_the_booking(form, interview)
    return about(interview) | {
        "form": form,
        "needed": [form.fields[one.field].label for one in NEEDED if one.section == section],
        "section": SECTIONS[number],
        "number": number + 1,
        "template": f"missing/record/{section if section in OWN_TEMPLATE else 'plain'}.html",
        "sections": progress(interview, drafts, current=section),
        "drafts": drafts,
        "harm_questions": [name for name in form.fields if name in ASKED_OF_HARM],
        "kept": kept,
        "amiss": amiss,
        "is_last": section == SECTION_KEYS[-1],
        "wished": wished_in_words(interview),
    }


def _begin_with_the_booking(form: forms.Form, interview: ReturnInterview) -> None:
    """How they talked and, once it has come, when, as it was booked; the place in its words, as its kind is asked."""
    booking = InterviewBooking.objects.standing().filter(interview=interview).first()
    if booking is None:
        return
    form.initial["method"] = booking.method
    if booking.meets_at <= timezone.now():
        form.initial["outcome_at"] = booking.meets_at
    form.fields["talked_at"].help_text = f"Booked at: {booking.place}" if booking.place else ""


def amiss_elsewhere(interview: ReturnInterview, needed: Sequence[Needed], bad: Sequence[str]) -> list[dict[str, str]]:
    """What hinders the end in the other sections, each with the way there."""
    words = dict.fromkeys(bad, "Something here cannot be read. Open it and press Continue.")
    words |= {missing.section: missing.words for missing in reversed(needed)}
    return [
        {"words": words[section.key], "title": section.title, "url": section_url(interview, section.key)}
        for section in SECTIONS[:-1]
        if section.key in words
    ]


def section_url(interview: ReturnInterview, section: str) -> str:
    return reverse("missing:record_section", args=[interview.episode.reference, section])


def is_open(interview: ReturnInterview) -> bool:
    """Whether it can be recorded still: not voided, and not done, or closed in a way that a later talk undoes."""
    if interview.is_void:
        return False
    return interview.is_to_do or Outcome(interview.outcome) in CAN_STILL_BE_DONE
