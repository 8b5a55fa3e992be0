"""The questions of the forms of this room that are kept, for who reads a draft of one (people.draft_words)."""

from collections.abc import Mapping, Sequence

from django import forms

from accounts.drafts import as_data
from accounts.models import Draft, User
from missing.forms import (
    AcceptContactForm,
    AskForInterviewForm,
    CancelBookingForm,
    ContactForm,
    LogEntryForm,
    LogEpisodeForm,
    NotRequiredForm,
    ParentsForm,
    ReopenForm,
    ReturnForm,
    VoidForm,
)
from missing.forms.hidden import LogHiddenForm
from missing.forms.interview_record import FORMS, section_form
from missing.interview_drafts import known_to
from missing.models import ReturnInterview
from people import draft_words

OF_FORMS: dict[str, type[forms.Form]] = {
    "accept_contact": AcceptContactForm,
    "ask_for_interview": AskForInterviewForm,
    "cancel_booking": CancelBookingForm,
    "contact": ContactForm,
    "log_entry": LogEntryForm,
    "log_episode": LogEpisodeForm,
    "log_hidden": LogHiddenForm,
    "not_required": NotRequiredForm,
    "parents": ParentsForm,
    "reopen": ReopenForm,
    "return": ReturnForm,
    "unvoid": VoidForm,
    "void": VoidForm,
}
NAMES_RECORDS = {"where": ("place_", "known_people"), "finish": ("interviewer", "covers")}
"""The questions of an interview's record that are answered with records: what those are called is fetched."""


def register() -> None:
    draft_words.register_forms(OF_FORMS)
    draft_words.register("interview", of_interview)


def of_interview(
    drafts: Sequence[Draft], user: User, interview: ReturnInterview | None
) -> Mapping[str, draft_words.Fields]:
    """Of each section, with the places, people and colleagues that the answers name, as far as this user sees them."""
    found: dict[str, draft_words.Fields] = {}
    for draft in drafts:
        section = draft.key.rpartition(":")[2]
        if section in FORMS:
            known = known_to(user, interview, section) if interview and _names_records(section, draft) else {}
            found[draft.key] = section_form(section, as_data(draft), **known).fields
    return found


def _names_records(section: str, draft: Draft) -> bool:
    return any(
        name.startswith(NAMES_RECORDS.get(section, "\0")) and any(values) for name, values in draft.values.items()
    )
