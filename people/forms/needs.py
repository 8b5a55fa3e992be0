from typing import Any

from django import forms

from people.forms.around import AroundForm, YesNoField, area
from people.forms.versioned import VersionedForm
from people.models import Photograph
from people.typed_days import DayField


def lines(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(max_length=2000, required=False, label=label, help_text=help_text, widget=area())


def short(length: int, label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(max_length=length, required=False, label=label, help_text=help_text)


class NeedsForm(AroundForm):
    widths = {"language": "20"}

    language = short(100, "First language")
    needs_interpreter = YesNoField(required=False, label="Is an interpreter needed?")
    communication = lines("How do they communicate?", "Hearing, sight, speech, signs; what helps them to follow.")
    learning = lines("Learning needs")
    medication = lines("Medication", "What, how much, when, and what happens without it.")
    health = lines("Health", "Allergies, conditions, pregnancy, self-harm.")
    how_to_approach = lines(
        "How is it best to approach them?", "What calms them, what frightens them, whom they trust."
    )


class DescriptionForm(AroundForm):
    widths = {"height": "10", "build": "20", "hair": "20", "eyes": "10", "complexion": "20"}

    height = short(60, "Height", "For example 1.68 m or 5 foot 6.")
    build = short(100, "Build")
    hair = short(100, "Hair")
    eyes = short(60, "Eyes")
    complexion = short(100, "Complexion")
    marks = lines("Scars, tattoos, glasses, piercings")
    usual_clothes = lines("What do they usually wear?")


class ReachForm(AroundForm):
    phones = short(250, "Their own telephones", "All numbers that they use, and the network where it is known.")
    social_media = lines("Social media", "Site and name, one in a line.")
    places = lines(
        "Places where they go", "Addresses, parks, shops, stations; where they were found before. One in a line."
    )
    travel_and_money = lines(
        "How do they travel, and what money have they?", "Bus pass, bicycle, bank card, who gives lifts."
    )


class PhotographForm(VersionedForm):
    image = forms.FileField(
        label="Photograph",
        help_text="A JPEG or a PNG. Where and when it was taken is removed from the file first.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={"required": "Choose a photograph.", "empty": "This file is empty. Choose another."},
    )
    taken_on = DayField(required=False, label="When was it taken?")

    def __init__(self, *args: Any, record: Photograph | None = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)

    def clean_image(self) -> bytes:
        return bytes(self.cleaned_data["image"].read())
