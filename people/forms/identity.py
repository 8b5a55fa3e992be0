from typing import Any

from django import forms

from accounts.forms import RefusableForm
from accounts.models import User
from accounts.rules import ROLES_THAT_CAN, Can
from people.forms.allocation import KeeperForm, WorkerField, holding
from people.models import YoungPerson
from people.restricting import MissingNow, missing_now


class LinkIdentityForm(KeeperForm):
    """The old record, by its reference: names are not searched for here, so that none is offered by mistake.

    `closes` is the record that the link will restrict, once its reference was sent. Where that young person is missing
    now, `missing` says so, and who keeps the log is asked.
    """

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

    field_order = ("reference", "keeper", "interviewer", "note")

    def __init__(self, data: Any = None, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        old = self._found(data.get("reference", "")) if data is not None else None
        self.closes = old if old and not old.is_restricted else None
        self.missing: MissingNow | None = missing_now(self.closes) if self.closes else None
        super().__init__(data, *args, asks_for_keeper=bool(self.missing), **kwargs)
        self.fields["interviewer"].queryset = holding(*ROLES_THAT_CAN[Can.WORK_INTERVIEWS])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if reference := facts.pop("reference", ""):
            old = self._found(reference)
            if old is None:
                self.add_error("reference", "There is no record with this reference.")
            facts["old"] = old
        return facts

    def _found(self, reference: str) -> YoungPerson | None:
        typed = YoungPerson.objects.visible_to(self.user).filter(reference__iexact=reference.replace("\0", "").strip())
        return typed.select_related("social_worker").first()


class EndIdentityLinkForm(RefusableForm):
    reason = forms.CharField(
        label="Why do they not belong together?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write why they do not belong together."},
    )
