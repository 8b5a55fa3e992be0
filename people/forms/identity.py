from typing import Any

from django import forms

from accounts.forms import RefusableForm
from accounts.models import User
from accounts.rules import ROLES_THAT_CAN, Can
from people.forms.allocation import WorkerField, holding
from people.models import YoungPerson


class LinkIdentityForm(RefusableForm):
    """The old record, by its reference: names are not searched for here, so that none is offered by mistake."""

    reference = forms.CharField(
        label="Reference of the record from before the adoption",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": "Write the reference of the old record."},
    )
    interviewer = WorkerField(
        User.objects.none(),
        required=False,
        empty_label="Choose somebody",
        label="Who will hold return home interviews of the old record",
        help_text="The old record becomes restricted, if it is not yet: then somebody must be named who is not that "
        "record’s social worker. They see the old record, and learn nothing of the link.",
    )
    note = forms.CharField(
        label="How is it known?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["interviewer"].queryset = holding(*ROLES_THAT_CAN[Can.WORK_INTERVIEWS])  # type: ignore[attr-defined]

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
