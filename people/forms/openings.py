from typing import Any

from django import forms

from accounts.forms import RefusableForm


class OpenWithReasonForm(RefusableForm):
    reason = forms.CharField(
        label="Why do you need to open it?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write why you need to open it."},
    )

    appearance = {"reason": {"characters": 1000}}

    def __init__(self, *args: Any, told: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = told
