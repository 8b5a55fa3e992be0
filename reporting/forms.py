from django import forms

from reporting.models.weekly import NOTE_AT_MOST


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Note at the top of the e-mail",
        help_text="For every service. No names: initials and references only.",
        required=False,
        max_length=NOTE_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    appearance = {"note": {"characters": NOTE_AT_MOST}}
