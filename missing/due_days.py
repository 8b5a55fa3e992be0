"""Days to come, as people type them: `Friday`, `3 Dec`, `3/12/2026`, `tomorrow`, `in 5 days`."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from people.typed_clocks import NotATime
from people.typed_times import read_date

_IN_DAYS = re.compile(r"in (\d{1,3}) days?")


def read_due(typed: str, today: date) -> date:
    """The day that was meant: of a weekday the next, of a date without its year the one to come.

    Raises NotATime, in words for the person at the screen.

    >>> read_due("Friday", date(2026, 11, 23)).isoformat(), read_due("3 Jan", date(2026, 11, 23)).isoformat()
    ('2026-11-27', '2027-01-03')
    >>> read_due("tomorrow", date(2026, 11, 23)).isoformat(), read_due("in 5 days", date(2026, 11, 23)).isoformat()
    ('2026-11-24', '2026-11-28')
    """
    if found := _IN_DAYS.fullmatch(typed.strip().lower()):
        return today + timedelta(days=int(found[1]))
    return read_date(typed, today, ahead=True)


class DueDayField(forms.CharField):
    """A day typed plainly; gives a date, never one past."""

    def __init__(self, *, help_text: str = "For example Friday, 3 Dec or in 5 days", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(help_text=help_text, **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "class": "govuk-input--width-20"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%-d %b %Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            day = read_due(typed, timezone.localdate())
        except NotATime as error:
            raise forms.ValidationError(str(error), code="not_a_day") from None
        if day < timezone.localdate():
            raise forms.ValidationError("This day is past.", code="past")
        return day
