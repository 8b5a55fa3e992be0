from django import forms

from accounts.forms import RefusableForm


class OpenWithReasonForm(RefusableForm):
    reason = forms.CharField(
        label="Why do you need to open it?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Their social worker is told, and reads what you write here.",
        error_messages={"required": "Write why you need to open it."},
    )

    appearance = {"reason": {"characters": 1000}}
