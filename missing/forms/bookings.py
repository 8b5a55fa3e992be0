from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.forms import RefusableForm
from accounts.models import User
from missing.actions.bookings import BookedLate, refuse_booked_late
from missing.codes import Method
from missing.forms.interviews import PersonChoice
from missing.models import InterviewBooking, ReturnInterview
from people.fields import TimeToComeField

UNDERSTOOD_AHEAD = {"understood": "missing:understood_time_to_come"}


class BookingForm(RefusableForm):
    """When, how and where the conversation will be."""

    meets_at = TimeToComeField(label="When?", error_messages={"required": "Write when you will meet."})
    method = forms.ChoiceField(
        label="How?", choices=Method, widget=forms.RadioSelect, error_messages={"required": "Choose how you will talk."}
    )
    place = forms.CharField(
        label="Where?",
        max_length=150,
        required=False,
        help_text="A place where they feel safe. For a call: the number, or who sends the link.",
    )
    interpreter = forms.CharField(
        label="Interpreter, if they need one",
        max_length=100,
        required=False,
        help_text="The language, and who is booked. For example Krio, Mr Kamara",
    )

    late_is_known = forms.BooleanField(label="Book it though it is after the deadline", required=False)

    appearance = {"meets_at": UNDERSTOOD_AHEAD, "place": {"optional": False}, "interpreter": {"optional": False}}

    def __init__(
        self,
        *args: Any,
        interview: ReturnInterview,
        booking: InterviewBooking | None,
        language: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"interpreter": language}
        if booking:
            names = ("meets_at", "method", "place", "interpreter")
            kwargs["initial"] = {name: getattr(booking, name) for name in names}
        super().__init__(*args, **kwargs)
        self.interview = interview
        self.asks_if_late = self.fields.pop("late_is_known")
        if self.data.get("late_is_known"):
            self._ask_if_late()

    def clean(self) -> dict[str, Any]:
        """Where something else is wrong too, that the time is late is said with it, and not one press later."""
        facts: dict[str, Any] = super().clean() or {}
        meets_at = facts.get("meets_at")
        if self.errors and meets_at and not facts.get("late_is_known"):
            try:
                refuse_booked_late(self.interview, meets_at, timezone.now())
            except BookedLate as refused:
                self.refuse(refused)
        return facts

    def refuse(self, refused: ActionRefused) -> None:
        """A time after the deadline is said beside it, with what to tick to book it all the same."""
        if isinstance(refused, BookedLate):
            self._ask_if_late()
        super().refuse(refused)

    def _ask_if_late(self) -> None:
        self.fields["late_is_known"] = self.asks_if_late
        self.order_fields(["meets_at", "late_is_known"])


class CancelBookingForm(RefusableForm):
    why = forms.CharField(
        label="Why is it cancelled?", max_length=300, error_messages={"required": "Write why it is cancelled."}
    )


class WishForm(RefusableForm):
    """Whom the young person wants to talk to; both empty takes the wish back."""

    wished_interviewer = PersonChoice(
        label="Somebody who works here", queryset=User.objects.none(), empty_label="Nobody of these", required=False
    )
    wished_name = forms.CharField(
        label="Somebody else",
        max_length=150,
        required=False,
        help_text="Name and who they are, for example Ms Lowe, her form tutor",
    )

    appearance = {"wished_interviewer": {"optional": False}, "wished_name": {"optional": False}}

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wished_interviewer"].queryset = people  # type: ignore[attr-defined]
