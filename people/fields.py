from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from people.typed_clocks import NotATime
from people.typed_times import counts_from_now, is_about, read_date, read_time, typed_in_full

HINT = "For example 18:30, about 22:15 yesterday, 21 Nov 18:30 or an hour ago"
HINT_AHEAD = "For example 16:00, tomorrow 10:30 or Thu 16:00"
STARTS_WITHIN = timedelta(days=30)
"""An absence that began longer ago is logged or put right with the year of its date: most began this week."""


class TypedTimeField(forms.CharField):
    """A time typed plainly; gives an aware instant in UTC, never in the future."""

    within: timedelta | None = None

    def __init__(self, *, help_text: str = HINT, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        super().__init__(help_text=help_text, **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "class": "govuk-input--width-20"})

    def prepare_value(self, value: Any) -> Any:
        return typed_in_full(value) if isinstance(value, datetime) else value

    def bound_data(self, data: Any, initial: Any) -> Any:
        return self.as_of(super().bound_data(data, initial), timezone.now())

    def as_of(self, typed: Any, then: datetime) -> Any:
        """`an hour ago` as the time that it was then, for a form that is shown again: later it would be another.

        So is `18:30`, or `yesterday`, on another day than that on which it was typed.
        """
        if not isinstance(typed, str) or not typed.strip():
            return typed
        if not counts_from_now(typed) and timezone.localdate(then) == timezone.localdate():
            return typed
        try:
            return self.written_out(typed, self.read(typed, then))
        except NotATime:
            return typed

    def written_out(self, typed: str, instant: datetime) -> str:
        """What was typed, as a time that is the same whenever it is read."""
        return f"{'about ' if is_about(typed) else ''}{self.prepare_value(instant)}"

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return self.read(typed, timezone.now())
        except NotATime as error:
            raise forms.ValidationError(str(error), code="not_a_time") from None

    def read(self, typed: str, now: datetime) -> datetime:
        """The instant that was meant. Raises NotATime, in words."""
        instant = read_time(typed, now, within=self.within)
        if instant > now:
            raise NotATime("This time has not come yet. Write when it happened.")
        return instant


class StartTimeField(TypedTimeField):
    """When an absence began, typed plainly: a date without its year is of the last month, or is asked about."""

    within = STARTS_WITHIN


class TimeToComeField(TypedTimeField):
    """A time that is arranged, typed plainly; gives an aware instant in UTC, never in the past."""

    def __init__(self, *, help_text: str = HINT_AHEAD, **kwargs: Any) -> None:
        super().__init__(help_text=help_text, **kwargs)

    def read(self, typed: str, now: datetime) -> datetime:
        instant = read_time(typed, now, ahead=True)
        if instant < now:
            raise NotATime("This time has passed. Write when it will be.")
        return instant


class TypedDateField(forms.CharField):
    """A day typed plainly (`today`, `Fri`, `21 Nov`, `21/11/2026`); gives a date, never in the future."""

    def __init__(self, *, help_text: str = "For example today, Friday or 21 Nov", **kwargs: Any) -> None:
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
            day = read_date(typed, timezone.localdate())
        except NotATime as error:
            raise forms.ValidationError(str(error), code="not_a_day") from None
        if day > timezone.localdate():
            raise forms.ValidationError("This day has not come yet.", code="future")
        return day
