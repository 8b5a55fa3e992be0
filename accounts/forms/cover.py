from typing import Any

from django import forms
from django.utils import timezone

from accounts.forms.refusable import RefusableForm
from accounts.forms.users import DAYS
from accounts.models import User, UserQuerySet


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


class AbsentForm(forms.Form):
    """Who is away, asked first: who may cover hangs on it."""

    absent = PersonChoice(
        User.objects.none(), label="Who is away?", empty_label=None, error_messages={"required": "Choose who is away."}
    )

    def __init__(self, *args: Any, people: UserQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = people  # type: ignore[attr-defined]


class CoverForm(RefusableForm):
    """Who covers for `absent`, and when. Offers those alone whose roles let them do what the absent one does."""

    absent = PersonChoice(
        User.objects.none(), widget=forms.HiddenInput, error_messages={"required": "Choose who is away."}
    )
    cover = PersonChoice(
        User.objects.none(),
        label="Who covers?",
        empty_label="Choose a colleague",
        error_messages={
            "required": "Choose who covers.",
            "invalid_choice": "Their roles do not let them do all that has to be done. Choose one of the list.",
        },
    )
    first_on = day("First day", "Write the first day.")
    last_on = day("Last day", "Write the last day.")

    def __init__(self, *args: Any, absent: User, people: UserQuerySet, covers: UserQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = people  # type: ignore[attr-defined]
        self.fields["cover"].queryset = covers  # type: ignore[attr-defined]
        self.fields["cover"].help_text = (
            f"Colleagues whose roles let them do what {absent} does; others would leave some of it waiting. They see "
            "the young people and the interviews, and are told what falls due."
        )
        self.initial["absent"] = absent.pk
        self.initial.setdefault("first_on", timezone.localdate())
