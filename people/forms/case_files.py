from typing import Any

from django import forms


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files, as a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        several = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several]


class CaseFileForm(forms.Form):
    case_file = FilesField(
        label="A zip, or the CSV files",
        help_text="Or a rejects file that you have mended. It is checked first; nothing is taken in before you say so.",
        widget=SeveralFiles(attrs={"accept": ".zip,.csv"}),
        error_messages={"required": "Choose a zip, or the CSV files."},
    )
