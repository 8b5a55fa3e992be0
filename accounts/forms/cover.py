from typing import Any

from django import forms
from django.utils import timezone

from accounts.forms.refusable import RefusableForm
from accounts.forms.users import DAYS
from accounts.models import User


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name}, {obj.job_title}" if obj.job_title else str(obj.full_name)


def day(label: str, missing: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        error_messages={"required": missing, "invalid": "Write the day like 30/11/2026."},
    )


class CoverForm(RefusableForm):
    absent = PersonChoice(
        User.objects.none(), label="Who is away?", empty_label=None, error_messages={"required": "Choose who is away."}
    )
    cover = PersonChoice(
        User.objects.none(),
        label="Who covers?",
        empty_label="Choose a colleague",
        help_text="They see the young people and the interviews of who is away, and are told what falls due.",
        error_messages={"required": "Choose who covers."},
    )
    first_on = day("First day", "Write the first day.")
    last_on = day("Last day", "Write the last day.")

    def __init__(self, *args: Any, user: User, absent: Any, covers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = absent  # type: ignore[attr-defined]
        self.fields["cover"].queryset = covers  # type: ignore[attr-defined]
        self.initial.setdefault("absent", user.pk)
        self.initial.setdefault("first_on", timezone.localdate())
