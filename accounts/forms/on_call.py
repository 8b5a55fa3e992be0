from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from accounts.actions.on_call import field_of
from accounts.forms.cover import PersonChoice
from accounts.forms.refusable import RefusableForm
from accounts.models import OnCallWeek, User
from accounts.office_hours import on_call_week
from accounts.rules import MAY_BE_ON_CALL

WEEKS = 12
"""How many are put down at once: this one and the next eleven."""


class OnCallForm(RefusableForm):
    """A choice of manager for each of the next weeks; `cleaned_data` is what `set_on_call` takes.

    A week may be left to nobody; that is an answer, not a question to skip. Beside each stands, unseen, who it was when
    the page was built: what somebody else has set since is neither undone nor overwritten.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appearance: dict[str, dict[str, Any]] = {}
        first = on_call_week(timezone.now())
        self.weeks = [first + timedelta(weeks=number) for number in range(WEEKS)]
        self.on_record = dict(OnCallWeek.objects.filter(week__in=self.weeks).values_list("week", "manager"))
        managers = User.objects.holding(*MAY_BE_ON_CALL).order_by("full_name", "pk")
        people = [(user.pk, user) for user in managers]
        for week in self.weeks:
            field = PersonChoice(managers, label=_label(week, first), empty_label="Nobody", required=False)
            field.choices = [("", "Nobody"), *((pk, field.label_from_instance(user)) for pk, user in people)]
            self.fields[field_of(week)] = field
            self.appearance[field_of(week)] = {"optional": False}
            self.initial[field_of(week)] = self.on_record.get(week)
        for week in self.weeks:
            was = forms.IntegerField(required=False, widget=forms.HiddenInput)
            self.fields[_before(week)] = was
            self.initial[_before(week)] = self.on_record.get(week)

    def clean(self) -> dict[str, Any]:
        """The weeks whose manager was changed: those that stay are not asked again."""
        changed = {}
        for week in self.weeks:
            user, was = self.cleaned_data.get(field_of(week)), self.cleaned_data.get(_before(week))
            chosen, now = user.pk if user else None, self.on_record.get(week)
            if chosen in (was, now):
                continue
            if was == now:
                changed[week] = user
            else:
                self._say_who_it_is_now(week, now)
        return {"weeks": changed}

    def _say_who_it_is_now(self, week: date, now: int | None) -> None:
        """And take the page as built now, so that pressed once more it is meant."""
        manager = User.objects.filter(pk=now).first()
        words = (
            f"Somebody has put {manager} down for this week meanwhile."
            if manager
            else ("Somebody has left this week to nobody meanwhile.")
        )
        self.add_error(field_of(week), f"{words} Choose who it is to be, and save again.")
        self.data = {**self.data, self.add_prefix(_before(week)): "" if now is None else str(now)}


def _before(week: date) -> str:
    """The name of the hidden field: who it was when the page was built."""
    return f"{field_of(week)}_before"


def _label(week: date, first: date) -> str:
    """`Mon 30 Nov to Mon 7 Dec`, and of the present one that it is."""
    last = week + timedelta(days=7)
    return f"Mon {week.day} {week:%b} to Mon {last.day} {last:%b}" + (", this week" if week == first else "")
