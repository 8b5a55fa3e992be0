"""Django's own forms in the markup of the GOV.UK Design System (FORM_RENDERER).

A form may say how its fields look, beside what they hold:

    class ReturnForm(forms.Form):
        returned_at = PlainTimeField(...)
        appearance = {"returned_at": {"understood": "missing:understood_time"}, "note": {"characters": 2000}}

- `characters`: count down from so many (the limit itself stays with max_length)
- `shown_when`: "outcome=declined,not_offered": with JavaScript, shown only while that answer is given
- `stands_alone`: such a question does not follow its answer at once, and is not set in under another
- `understood`: the name of an address that says, while typing, how the words were understood
- `hints`: {value: words} under the choices of radios and checkboxes
- `label`: "l" | "m" | "s": a larger label, where the field is the page's one question
- `optional`: False keeps "(optional)" away from a field that only sometimes must be filled; True says it of one that is
  shown by `shown_when`, which else does not
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Widget
from django.template.loader import select_template
from django.urls import reverse


class GovukBoundField(BoundField):
    """A field that knows what its GOV.UK markup needs."""

    @property
    def appearance(self) -> dict[str, Any]:
        return getattr(self.form, "appearance", {}).get(self.name, {})

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        # What is missing is said by the server, in words beside the field, never by the browser's bubble.
        attrs.pop("required", None)
        if self.is_hidden:
            return attrs
        if self.use_fieldset:
            # The fieldset carries the error; a single radio has no such state.
            attrs.pop("aria-invalid", None)
        if hints := self.appearance.get("hints"):
            attrs["hints"] = hints
        if self.appearance.get("characters"):
            described_by = attrs.get("aria-describedby") or self.described_by
            attrs["aria-describedby"] = f"{described_by} {self.auto_id}-info".strip()
            attrs["class"] = f"{self.field.widget.attrs.get('class', '')} govuk-js-character-count".strip()
        if address := self.appearance.get("understood"):
            attrs |= {
                "hx-get": reverse(address),
                "hx-trigger": f"input changed delay:300ms{', load' if self._stands_unread else ''}",
                "hx-target": f"#{self.understood_id}",
                "hx-swap": "innerHTML",
                "hx-params": self.html_name,
            }
        return attrs

    @property
    def _stands_unread(self) -> bool:
        """Whether something stands in the field of which nothing is said yet: of a draft, or of what is on record."""
        return bool(self.value()) and not self.errors and not self.understood

    @property
    def described_by(self) -> str:
        return str(self.field.widget.attrs.get("aria-describedby") or self.aria_describedby or "")

    @property
    def understood_id(self) -> str:
        return f"{self.auto_id}_understood"

    @property
    def understood(self) -> str:
        """How what was sent is understood, where the form says so: without JavaScript too."""
        return str(getattr(self.form, "understood", {}).get(self.name, ""))

    @property
    def first_input_id(self) -> str:
        """The id that a link in the error summary goes to."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect):  # and CheckboxSelectMultiple, its subclass
            return widget.id_for_label(self.auto_id, "0")
        if isinstance(widget, forms.MultiWidget):
            return f"{self.auto_id}{widget.widgets_names[0]}"  # type: ignore[attr-defined]
        return self.id_for_label or self.auto_id

    @property
    def error_sentences(self) -> list[str]:
        """What is wrong, each naming its question: "This field is required." helps nobody in a list of five."""
        said = [str(message) for message in self.errors]
        unnamed = str(forms.Field.default_error_messages["required"])
        return [self._ask_for_it() if message == unnamed else message for message in said]

    def _ask_for_it(self) -> str:
        widget, question = self.field.widget, f"“{self.label}”"
        if self.is_one_checkbox:
            return f"Tick {question}"
        if isinstance(widget, forms.FileInput):
            return f"Choose a file for {question}"
        if isinstance(widget, forms.Select | forms.RadioSelect):
            return f"Choose an answer for {question}"
        return f"{'Answer' if str(self.label).endswith('?') else 'Fill in'} {question}"

    @property
    def is_one_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def says_optional(self) -> bool:
        if self.field.required or self.is_one_checkbox:
            return False
        return bool(self.appearance.get("optional", not self.appearance.get("shown_when")))


class GovukRenderer(TemplatesSetting):
    """Finds django/forms/… under templates/govuk/ first, then where Django keeps its own."""

    form_template_name = "govuk/form.html"
    formset_template_name = "govuk/formset.html"
    field_template_name = "govuk/field.html"
    bound_field_class = GovukBoundField

    def get_template(self, template_name: str) -> Any:
        return select_template([template_name.replace("django/forms/", "govuk/"), template_name])
