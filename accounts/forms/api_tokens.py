from django import forms

from accounts.forms.refusable import RefusableForm


class ApiTokenForm(RefusableForm):
    name = forms.CharField(
        max_length=80,
        label="What is it for?",
        help_text="For example: monthly figures spreadsheet.",
        error_messages={"required": "Write what it is for."},
    )
    days = forms.TypedChoiceField(
        label="How long should it work?",
        choices=[(30, "30 days"), (90, "90 days"), (365, "A year")],
        initial=90,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long."},
    )
