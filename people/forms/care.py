from typing import Any

from django import forms

from people import codes
from people.forms.versioned import VersionedForm
from people.forms.young_people import NOT_RECORDED
from people.models import CarePeriod, Placement
from people.postcodes import whereabouts
from people.typed_days import DayField

BEFORE_OUR_TIME = {codes.PlacementType.H5, codes.PlacementType.P2, codes.PlacementType.Z1}
"""Codes that are no longer given; those that have one keep it."""


class DatedForm(VersionedForm):
    started_on = DayField(label="First day", error_messages={"required": "Write the first day."})
    ended_on = DayField(label="Last day", required=False, help_text="Leave empty while it lasts.")

    def __init__(self, *args: Any, record: CarePeriod | Placement | None = None, **kwargs: Any) -> None:
        if record is not None:
            on_record = {name: getattr(record, name) for name in self.base_fields if name != "version"}
            kwargs["initial"] = on_record | (kwargs.get("initial") or {})
        super().__init__(*args, record=record, **kwargs)


class CarePeriodForm(DatedForm):
    legal_status = forms.ChoiceField(choices=[NOT_RECORDED, *codes.LegalStatus.choices], required=False)
    category_of_need = forms.ChoiceField(choices=[NOT_RECORDED, *codes.CategoryOfNeed.choices], required=False)


class PlacementForm(DatedForm):
    placement_type = forms.ChoiceField(
        choices=[("", "Choose"), *codes.PlacementType.choices],
        label="Kind of placement",
        error_messages={"required": "Choose the kind of placement."},
    )
    provider = forms.ChoiceField(
        choices=[NOT_RECORDED, *codes.PlacementProvider.choices], required=False, label="Who provides it"
    )
    provider_name = forms.CharField(max_length=150, required=False, label="Name of the home or carer")
    postcode = forms.CharField(
        max_length=10,
        required=False,
        help_text="The local authority and the miles from the city are worked out from it.",
    )
    local_authority = forms.CharField(
        max_length=100, required=False, help_text="Only when the postcode is new, or must not be written down."
    )
    distance_miles = forms.DecimalField(
        max_digits=5,
        decimal_places=1,
        min_value=0,
        required=False,
        label="Miles from the city",
        help_text="Only when the postcode is new, or must not be written down.",
    )
    field_order = ("placement_type", "provider", "provider_name", "postcode", "local_authority", "distance_miles")

    def __init__(self, *args: Any, record: Placement | None = None, **kwargs: Any) -> None:
        if record is not None:
            kwargs["initial"] = by_hand(record) | (kwargs.get("initial") or {})
        super().__init__(*args, record=record, **kwargs)
        kept = {record.placement_type} if record else set()
        self.fields["placement_type"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((code, words) for code, words in codes.PlacementType.choices if code not in BEFORE_OUR_TIME - kept),
        ]
        widths = {"provider_name": "20", "postcode": "10", "distance_miles": "5"}
        for name, width in widths.items():
            self.fields[name].widget.attrs["class"] = f"govuk-input--width-{width}"


def by_hand(placement: Placement) -> dict[str, object]:
    """Where it is, as somebody typed it; nothing where the postcode tells, or it would stay with another postcode."""
    if placement.postcode and whereabouts(placement.postcode):
        return {"local_authority": "", "distance_miles": None}
    return {"local_authority": placement.authority, "distance_miles": placement.distance_miles}
