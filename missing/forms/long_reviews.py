from typing import Any

from django import forms

from accounts.forms import RefusableForm, TakerChoice
from accounts.models import User
from missing.forms.episodes import LONG, long_text
from missing.forms.times import UNDERSTOOD
from missing.models import Episode
from missing.reviewers import managers_for
from people.fields import TypedTimeField


class LongReviewForm(RefusableForm):
    """A review that was held: what was decided, and who holds the next."""

    held_at = TypedTimeField(label="When was it held?", error_messages={"required": "Write when it was held."})
    decided = long_text("What was decided?", required=True, help_text="What is known now, the risk, what changes.")
    next_steps = long_text("Next steps", rows=3, help_text="Who does what, and by when.")
    next_manager = TakerChoice(User.objects.none(), required=False, label="Who holds the next review?")

    appearance = {"held_at": UNDERSTOOD, "decided": LONG, "next_steps": LONG}

    def __init__(self, *args: Any, episode: Episode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided"].error_messages["required"] = "Write what was decided."
        if episode.is_open:
            offer(self.fields["next_manager"], episode, "As now")
        else:
            del self.fields["next_manager"]


class NameReviewerForm(RefusableForm):
    manager = TakerChoice(User.objects.none(), required=False, label="Who holds the next review?")

    appearance = {"manager": {"optional": False}}

    def __init__(self, *args: Any, episode: Episode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["manager"], episode, "The team manager, whoever that is then")


def offer(field: forms.Field, episode: Episode, nobody: str) -> None:
    """The managers who may be named, and words for naming nobody."""
    field.queryset = managers_for(episode)  # type: ignore[attr-defined]
    field.empty_label = nobody  # type: ignore[attr-defined]
