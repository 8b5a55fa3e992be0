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


LOOK = "look"
"""The name of the button that shows who may cover for who is chosen, and arranges nothing."""

SHOW_WHO_COVERS = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": f'{{"{LOOK}": "1"}}',
    "hx-target": "#who-covers",
    "hx-select": "#who-covers",
    "hx-swap": "outerHTML",
}


class CoverForm(RefusableForm):
    """Who covers for `absent`, and when. Offers those alone whose roles let them do what the absent one does.

    A manager chooses who is away in the same form: what is chosen when it is sent counts.
    """

    absent = PersonChoice(
        User.objects.none(),
        label="Who is away?",
        empty_label=None,
        widget=forms.Select(attrs=SHOW_WHO_COVERS),
        error_messages={"required": "Choose who is away.", "invalid_choice": "Choose who is away."},
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

    def __init__(
        self,
        *args: Any,
        absent: User,
        people: UserQuerySet,
        covers: UserQuerySet,
        chooses_who_is_away: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = people  # type: ignore[attr-defined]
        if not chooses_who_is_away:
            self.fields["absent"].widget = forms.HiddenInput()
        self.fields["cover"].queryset = covers  # type: ignore[attr-defined]
        self.fields["cover"].help_text = (
            f"Colleagues whose roles let them do what {absent} does; others would leave some of it waiting. They see "
            "the young people and the interviews, and are told what falls due."
        )
        self.initial["absent"] = absent.pk
        self.initial.setdefault("first_on", timezone.localdate())
