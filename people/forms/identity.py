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

    What is sent first is only looked at: `old` is then the record of that reference, and the form is not bound, with
    all that was typed in it. It is bound once it comes back with the very reference that was shown. `closes` is the
    record that the link will restrict: where that young person is `missing` now, it is asked who keeps the log.
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
        help_text="The old record becomes restricted: then somebody must be named who is not that record’s social "
        "worker. They see the old record, and learn nothing of the link.",
    )
    note = forms.CharField(
        label="How is it known?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)

    appearance = {"interviewer": {"optional": False}}
    field_order = ("reference", "keeper", "interviewer", "note")

    def __init__(self, data: Any = None, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        self.old = self._found(data.get("reference", "")) if data is not None else None
        self.closes = self.old if self.old and not self.old.is_restricted else None
        self.missing: MissingNow | None = missing_now(self.old) if self.old else None
        if self.old and data.get("looked_at") != self.old.reference:
            kwargs["initial"] = data.dict() | {"looked_at": self.old.reference}
            data = None
        super().__init__(data, *args, asks_for_keeper=bool(self.closes and self.missing), **kwargs)
        if self.closes:
            self.fields["interviewer"].queryset = holding(*ROLES_THAT_CAN[Can.WORK_INTERVIEWS])  # type: ignore[attr-defined]
        else:
            del self.fields["interviewer"]
        if not self.old:
            del self.fields["looked_at"]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        facts.pop("looked_at", None)
        if facts.pop("reference", ""):
            if self.old is None:
                self.add_error("reference", "There is no record with this reference.")
            facts["old"] = self.old
        return facts

    def _found(self, reference: str) -> YoungPerson | None:
        typed = YoungPerson.objects.visible_to(self.user).filter(reference__iexact=reference.replace("\0", "").strip())
        return typed.select_related("team", "social_worker", "reviewing_officer").first()


class EndIdentityLinkForm(RefusableForm):
    reason = forms.CharField(
        label="Why do they not belong together?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write why they do not belong together."},
    )
