from typing import Any

from django import forms

from accounts.forms import RefusableForm
from accounts.models import User
from people.models import YoungPerson


class LinkIdentityForm(RefusableForm):
    """The old record, by its reference: names are not searched for here, so that none is offered by mistake."""

    reference = forms.CharField(
        label="Reference of the record from before the adoption",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": "Write the reference of the old record."},
    )
    note = forms.CharField(
        label="How is it known?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if reference := facts.pop("reference", ""):
            old = YoungPerson.objects.visible_to(self.user).filter(reference__iexact=reference.strip()).first()
            if old is None:
                self.add_error("reference", "There is no record with this reference.")
            facts["old"] = old
        return facts


class EndIdentityLinkForm(RefusableForm):
    reason = forms.CharField(
        label="Why do they not belong together?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write why they do not belong together."},
    )
