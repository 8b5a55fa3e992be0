from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.forms import RefusableForm
from accounts.models import Team, User
from people import codes
from people.actions.young_people import adds_to_any_team
from people.around_codes import BirthdayIs
from people.days import full_date
from people.forms.versioned import VersionedForm
from people.how_sure import WRITTEN_DOWN
from people.models import YoungPerson
from people.typed_birthdays import DateOfBirthField, read_date_of_birth

NOT_RECORDED = ("", "Not recorded")


class PersonFields(forms.Form):
    """What is on record about the young person themselves."""

    first_name = forms.CharField(max_length=100, error_messages={"required": "Write their first name."})
    last_name = forms.CharField(max_length=100, error_messages={"required": "Write their last name."})
    date_of_birth = DateOfBirthField()
    birthday_is = forms.ChoiceField(
        choices=[("", "As it is written"), *BirthdayIs.choices],
        required=False,
        label="How sure is the date of birth?",
        help_text="As it is written, a day is known, and “about 14” or a year is estimated.",
    )
    birthday_note = forms.CharField(
        max_length=250, required=False, label="Why it is not certain", help_text="Who says what, and what is under way."
    )
    sex = forms.ChoiceField(choices=[NOT_RECORDED, *codes.Sex.choices], required=False)
    ethnicity = forms.ChoiceField(choices=[NOT_RECORDED, *codes.Ethnicity.choices], required=False)
    home_postcode = forms.CharField(
        max_length=10, required=False, help_text="Where their family lives.", widget=forms.TextInput
    )
    kind_of_record = forms.ChoiceField(
        label="Why are they on record here?",
        choices=codes.KindOfRecord.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why they are on record here."},
    )
    responsible_authority = forms.CharField(
        max_length=100,
        required=False,
        label="Which council looks after them?",
        help_text="Its name. The return home interview is theirs; what they tell you of it is written down here.",
    )

    appearance = {
        "date_of_birth": {"understood": "people:understood_birthday"},
        "kind_of_record": {
            "hints": {
                "looked_after": "By an order, or accommodated with the parents’ agreement.",
                "at_home": "Also while there is a plan for them.",
                "other_council": "They live here; another council answers for them.",
                "care_leaver": "16 or over. From 18 on no return home interview is due.",
                "adult_at_risk": "18 or over. No return home interview is due.",
            }
        },
        "responsible_authority": {"shown_when": "kind_of_record=other_council", "optional": False},
        "birthday_note": {"shown_when": f"birthday_is={BirthdayIs.ESTIMATED},{BirthdayIs.DISPUTED}"},
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.understood: dict[str, str] = {}
        for name, width in (("first_name", "20"), ("last_name", "20"), ("home_postcode", "10")):
            self.fields[name].widget.attrs["class"] = f"govuk-input--width-{width}"
        for name in ("first_name", "last_name", "date_of_birth", "home_postcode"):
            # The young person's own: the browser must not offer the worker's.
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """What is not the very day is estimated, whether they said so or not, and what is known of it is its reason."""
        facts: dict[str, Any] = super().clean() or {}
        typed, today = str(self.data.get(self.add_prefix("date_of_birth"), "")), timezone.localdate()
        born = read_date_of_birth(typed, today) if facts.get("date_of_birth") else None
        if born and born.known:
            self.understood["date_of_birth"] = born.in_words
            facts["birthday_is"] = facts.get("birthday_is") or BirthdayIs.ESTIMATED
            note = facts.get("birthday_note")
            if not note or WRITTEN_DOWN in note:  # what stands is of an estimate before, or was emptied
                facts["birthday_note"] = f"{born.known}{WRITTEN_DOWN}{full_date(today)}."
        return facts

    @property
    def estimated(self) -> str:
        """How an estimated date of birth was understood, to be said when it is saved."""
        return f" {self.understood['date_of_birth']}." if self.understood else ""

    def clean_responsible_authority(self) -> str:
        """Asked of another council's young person alone: what stands in the field otherwise does not apply."""
        said = str(self.cleaned_data.get("kind_of_record", ""))
        return str(self.cleaned_data["responsible_authority"]) if said in ("", codes.KindOfRecord.OTHER_COUNCIL) else ""


class NewYoungPersonForm(PersonFields, RefusableForm):
    """Adding a young person. `is_somebody_else` is asked only when somebody alike is on record."""

    reference = forms.CharField(
        max_length=40,
        required=False,
        help_text="Their number in the council’s case system. Leave empty to be given one of ours.",
    )
    team = forms.ModelChoiceField(
        Team.objects.none(), empty_label="Choose a team", error_messages={"required": "Choose a team."}
    )
    is_somebody_else = forms.BooleanField(
        required=False, label="I have looked: this is somebody else, who is not on record yet"
    )
    field_order = (
        "first_name",
        "last_name",
        "date_of_birth",
        "kind_of_record",
        "responsible_authority",
        "reference",
        "team",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = teams_of(user)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        if not self.is_bound and len(user.team_ids) == 1:
            self.initial.setdefault("team", next(iter(user.team_ids)))

    def ask_whether_somebody_else(self) -> None:
        self.add_error("is_somebody_else", "Look at who is on record already. If this is somebody else, say so here.")


class DetailsForm(PersonFields, VersionedForm):
    reference = forms.CharField(max_length=40, error_messages={"required": "A record needs a reference."})
    field_order = (
        "first_name",
        "last_name",
        "date_of_birth",
        "kind_of_record",
        "responsible_authority",
        "reference",
    )

    def __init__(self, *args: Any, record: YoungPerson, **kwargs: Any) -> None:
        names = ["reference", *PersonFields.base_fields]
        kwargs["initial"] = {name: getattr(record, name) for name in names} | (kwargs.get("initial") or {})
        super().__init__(*args, record=record, **kwargs)


def teams_of(user: User) -> QuerySet[Team]:
    """The teams that this user may put a young person into."""
    return Team.objects.all() if adds_to_any_team(user) else Team.objects.filter(pk__in=user.team_ids)
