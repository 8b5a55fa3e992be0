"""Times that may be approximate: whoever types `about 18:30` says so, and it is kept beside the time."""

from datetime import datetime
from typing import Any

from django import forms

from people.typed_times import is_about, typed_in_full

UNDERSTOOD = {"understood": "missing:understood_time"}
START_UNDERSTOOD = {"understood": "missing:understood_start"}


class ApproximateTimes(forms.Form):
    """`approximate` names, for each typed time, the answer that says whether it was typed as an approximate one."""

    approximate: dict[str, str] = {}

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        for name, flag in self.approximate.items():
            if name in self.fields:
                facts[flag] = bool(facts.get(name)) and is_about(str(self.data.get(self.add_prefix(name), "")))
        return facts


def as_typed(instant: datetime | None, is_approximate: bool) -> str | None:
    """What somebody would have typed for it: `about 21 Nov 2026 18:30`, and GMT or BST where that hour comes twice."""
    return f"{'about ' if is_approximate else ''}{typed_in_full(instant)}" if instant else None


def with_its_seconds(typed: datetime | None, on_record: datetime | None) -> datetime | None:
    """Times are shown and typed to the minute: one that was left as it is shown is the very instant on record."""
    if typed and on_record and typed == on_record.replace(second=0, microsecond=0):
        return on_record
    return typed
