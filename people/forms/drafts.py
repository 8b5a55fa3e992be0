from typing import Any

from django import forms

from accounts.forms import RefusableForm
from accounts.models import User
from people.forms.allocation import WorkerField


class OpenDraftForm(RefusableForm):
    why = forms.CharField(
        label="Why do you open it?",
        max_length=300,
        help_text="Its owner reads this when they are back.",
        error_messages={"required": "Write why you open it: its owner reads this."},
    )


class HandOverDraftForm(RefusableForm):
    to = WorkerField(
        User.objects.none(),
        label="Hand over to",
        empty_label="Choose a colleague",
        help_text="They find it in the same form, and go on where it stops.",
        error_messages={"required": "Choose a colleague."},
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]
