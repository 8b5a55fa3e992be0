"""Every form, drawn once: the markup that screen readers and the error summary rely on."""

import shutil
import subprocess
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import override_settings
from django.urls import path

BOLD = "<b>O'Neil</b>"
ROOT = Path(__file__).resolve().parents[2]


class ReturnForm(forms.Form):
    who = forms.CharField(label="Who says so?", widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}))
    returned_at = forms.CharField(label="Time of return", help_text="For example 18:30")
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("m", "Missing"), ("x", BOLD)])
    told = forms.MultipleChoiceField(
        label="Who was told?", required=False, widget=forms.CheckboxSelectMultiple, choices=[("sw", "Social worker")]
    )
    risk = forms.ChoiceField(label="Police risk", choices=[("", "Choose"), ("Set", [("h", BOLD)])])
    reason = forms.CharField(label="Why?", required=False, widget=forms.Textarea(attrs={"placeholder": "No"}))
    story = forms.CharField(label="Circumstances", max_length=200, widget=forms.Textarea, help_text="Clothes")
    seen = forms.SplitDateTimeField(label="Last seen", required=False)
    photo = forms.FileField(label="Photo")
    sure = forms.BooleanField(label="I am sure", help_text="It cannot be undone")
    mail = forms.EmailField(label="E-mail", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    appearance: ClassVar[dict[str, dict[str, Any]]] = {
        "kind": {"hints": {"m": "Nobody knows where"}},
        "mail": {"optional": False},
        "reason": {"shown_when": "kind=m"},
        "returned_at": {"understood": "understood"},
        "story": {"characters": 200},
    }

    def clean(self) -> None:
        if self.data.get("who") == BOLD:
            raise forms.ValidationError(f"{BOLD} is not known.")


urlpatterns = [path("understood/", lambda request: None, name="understood")]
pytestmark = pytest.mark.usefixtures("addresses")


@pytest.fixture
def addresses() -> Any:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def empty() -> ReturnForm:
    return ReturnForm({"who": BOLD})


def test_an_input_names_its_hint_and_its_error() -> None:
    drawn = empty()["returned_at"].as_field_group()
    assert 'aria-describedby="id_returned_at_helptext id_returned_at_error"' in drawn
    assert 'id="id_returned_at_helptext"' in drawn
    assert 'id="id_returned_at_error"' in drawn
    assert 'class="govuk-input govuk-input--error"' in drawn
    assert '<span class="govuk-visually-hidden">Error:</span>' in drawn


def test_classes_of_the_widget_are_kept() -> None:
    assert 'class="govuk-input govuk-input--width-20"' in str(ReturnForm()["who"])


def test_a_count_of_characters_is_part_of_the_description() -> None:
    drawn = empty()["story"].as_field_group()
    assert 'aria-describedby="id_story_helptext id_story_error id_story-info"' in drawn
    assert 'data-maxlength="200"' in drawn
    assert "govuk-js-character-count" in drawn


def test_a_group_carries_its_error_and_a_choice_its_hint() -> None:
    drawn = empty()["kind"].as_field_group()
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_kind_error">' in drawn
    assert 'aria-describedby="id_kind_0_hint"' in drawn
    assert "aria-invalid" not in drawn


def test_what_a_person_wrote_stays_words() -> None:
    form = empty()
    drawn = str(form) + render_to_string("components/error_summary.html", {"form": form})
    assert BOLD not in drawn
    assert drawn.count("&lt;b&gt;O&#x27;Neil&lt;/b&gt;") == 5


def test_the_summary_names_each_question_and_leads_to_its_first_input() -> None:
    form = empty()
    summary = render_to_string("components/error_summary.html", {"form": form})
    drawn = str(form)
    for target, words in [
        ("id_returned_at", "Fill in “Time of return”"),
        ("id_kind_0", "Choose an answer for “Kind”"),
        ("id_risk", "Choose an answer for “Police risk”"),
        ("id_photo", "Choose a file for “Photo”"),
        ("id_sure", "Tick “I am sure”"),
    ]:
        assert f'<a href="#{target}">{words}</a>' in summary
        assert f'id="{target}"' in drawn
    assert ReturnForm()["seen"].first_input_id == "id_seen_0"
    assert 'id="id_seen_0"' in drawn
    assert "Answer “Who says so?”" in ReturnForm({})["who"].error_sentences


def test_only_what_may_be_left_out_says_so() -> None:
    drawn = str(ReturnForm())
    assert "Who was told? (optional)" in drawn
    assert drawn.count("(optional)") == 2  # and the split time
    assert " required" not in drawn
    assert "placeholder" not in drawn


def test_a_question_may_depend_on_an_answer_and_a_time_says_how_it_was_understood() -> None:
    drawn = str(ReturnForm())
    assert 'data-shown-when="kind=m"' in drawn
    assert 'hx-target="#id_returned_at_understood"' in drawn
    assert '<div class="understood" id="id_returned_at_understood" aria-live="polite"></div>' in drawn


@pytest.mark.parametrize("form", [ReturnForm(), empty()], ids=["fresh", "with errors"])
def test_the_page_of_a_form_is_valid_html(form: ReturnForm, tmp_path: Path) -> None:
    page = tmp_path / "form.html"
    body = f'<form method="post" action="/">{form}<button type="submit">Save</button></form>'
    shell = '<!doctype html><html lang="en-GB"><head><title>Form</title></head><body><h1>Form</h1>'
    summary = render_to_string("components/error_summary.html", {"form": form}) if form.errors else ""
    page.write_text(f"{shell}{summary}{body}</body></html>")
    node = shutil.which("node")
    assert node, "the tests need Node"
    said = subprocess.run(
        [node, "node_modules/html-validate/bin/html-validate.mjs", "--config", ".htmlvalidate.json", str(page)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert said.returncode == 0, said.stdout + said.stderr
