from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.utils import timezone

from missing.clock import clock_at
from missing.models import ReturnInterview
from people.days import time_in_words
from people.lengths import counted


def recorded_words(covers: Sequence[ReturnInterview]) -> str:
    """That the interview is recorded, and which earlier ones the conversation settled with it."""
    if not covers:
        return "Interview recorded."
    earlier = ", ".join(covered.episode.reference for covered in covers)
    return f"Interview recorded. It settles {counted(len(covers), 'earlier interview')} too, after {earlier}."


def covers_field(earlier: Sequence[ReturnInterview]) -> forms.TypedMultipleChoiceField:
    """Which earlier open interviews a conversation settles too: the last question of a completed interview.

    `earlier` are those to choose from (`missing.actions.covering.could_cover`). What is chosen is a list of them, for
    `complete_interview(…, covers=…)`.
    """
    by_key = {str(interview.pk): interview for interview in earlier}
    now = timezone.now()
    return forms.TypedMultipleChoiceField(
        label="Did this conversation also cover…",
        choices=[(key, _in_words(interview, now)) for key, interview in by_key.items()],
        coerce=by_key.__getitem__,
        empty_value=[],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Tick each time away that you talked about. Each is still judged by its own 72 hours.",
        error_messages={"invalid_choice": "One of these has just been closed. Look again."},
    )


def _in_words(interview: ReturnInterview, now: datetime) -> str:
    """`E00123: came back Sun 22 Nov, 08:10. Overdue by 2 hours`: each by its own clock."""
    came_back = f"{interview.episode.reference}: came back {time_in_words(interview.clock_starts_at)}"
    return f"{came_back}. {clock_at(interview.due_at, now).words}" if interview.due_at else came_back
