from typing import Any

from django import forms
from django.contrib.auth import password_validation

from accounts.forms.refusable import RefusableForm
from accounts.models import Service, Team, User
from accounts.rules import Role


class SmallCheckboxes(forms.CheckboxSelectMultiple):
    """For long lists of people, teams and roles."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attrs["class"] = "govuk-checkboxes--small"


DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]
"""How a day may be typed where the browser has no calendar of its own: day first."""


class UserForm(RefusableForm):
    full_name = forms.CharField(max_length=150, error_messages={"required": "Write their name."})
    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it, and alerts go to it.",
        error_messages={"required": "Write their e-mail address."},
    )
    job_title = forms.CharField(max_length=100, required=False)
    phone = forms.CharField(max_length=40, required=False, help_text="Shown to colleagues who should ring.")
    ends_on = forms.DateField(
        label="Last day",
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        help_text="For who comes for a time: the account closes by itself after this day.",
        error_messages={"invalid": "Write the day like 30/11/2026."},
    )
    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        widget=SmallCheckboxes,
        error_messages={"required": "Choose at least one role."},
    )
    teams = forms.ModelMultipleChoiceField(
        Team.objects.all(),
        required=False,
        widget=SmallCheckboxes,
        help_text="Social workers and team managers see the records of their teams.",
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        if user is not None:
            names = ("full_name", "email", "job_title", "phone", "ends_on")
            kwargs["initial"] = {name: getattr(user, name) for name in names} | {
                "roles": sorted(user.held_roles),
                "teams": sorted(user.team_ids),
            }
        super().__init__(*args, **kwargs)
        for name in ("full_name", "email", "phone"):
            # Somebody else's: the browser must not offer the administrator's own.
            self.fields[name].widget.attrs["autocomplete"] = "off"


class TemporaryPasswordForm(RefusableForm):
    """Typed twice: nobody sees it. The user must change it before anything else."""

    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        label="Temporary password",
        help_text="At least 10 characters. Tell them in person or by telephone.",
        strip=False,
        error_messages={"required": "Write a temporary password."},
    )
    again = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        label="The same once more",
        strip=False,
        error_messages={"required": "Write it once more."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        again = cleaned.pop("again", None)
        if (password := cleaned.get("password")) and again is not None:
            if password != again:
                self.add_error("again", "The two are not the same.")
            else:
                try:
                    password_validation.validate_password(password, self.user)
                except forms.ValidationError as error:
                    self.add_error("password", error)
        return cleaned


class TeamForm(RefusableForm):
    name = forms.CharField(max_length=100, error_messages={"required": "Write the name of the team."})
    service = forms.ModelChoiceField(Service.objects.all(), required=False, empty_label="No service")


class TeamsOfService(forms.ModelMultipleChoiceField):
    """Each team with the service that it is in."""

    def label_from_instance(self, team: Team) -> str:
        return f"{team} (in {team.service})" if team.service else str(team)


class RecipientsForm(RefusableForm):
    email_recipients = forms.ModelMultipleChoiceField(
        User.objects.none(),
        required=False,
        widget=SmallCheckboxes,
        label="Who gets the weekly e-mail",
        help_text=(
            "Where nobody is ticked, its managers get it. Whoever does not work in the service gets the numbers and a "
            "link, without initials."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email_recipients"].queryset = User.objects.active()  # type: ignore[attr-defined]


class ServiceForm(RecipientsForm):
    field_order = ("name", "teams", "managers", "email_recipients")

    name = forms.CharField(max_length=100, error_messages={"required": "Write the name of the service."})
    teams = TeamsOfService(
        Team.objects.select_related("service"),
        required=False,
        widget=SmallCheckboxes,
        help_text="A team is in one service: ticked here, it leaves the one that it is in.",
    )
    managers = forms.ModelMultipleChoiceField(
        User.objects.none(), required=False, widget=SmallCheckboxes, label="Service managers"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["managers"].queryset = User.objects.holding(Role.SERVICE_MANAGER)  # type: ignore[attr-defined]
