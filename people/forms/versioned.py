from typing import Any

from django import forms
from django.db.models import Model

from accounts.access import ActionRefused
from accounts.forms import RefusableForm
from people.actions import StaleRecord
from people.history import Change, version_of


class VersionedForm(RefusableForm):
    """A form that remembers which version of the record it began with; `changed_meanwhile` is what others did since."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    changed_meanwhile: list[Change] = []

    def __init__(self, *args: Any, record: Model | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is None:
            del self.fields["version"]
        elif not self.is_bound:
            self.initial.setdefault("version", version_of(record))

    def refuse(self, refused: ActionRefused) -> None:
        super().refuse(refused)
        if isinstance(refused, StaleRecord):
            # Sent once more, it is sent in knowledge of what changed.
            self.changed_meanwhile = refused.changes
            data = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("version")] = str(refused.version)
            self.data = data
