from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from accounts.forms import RecipientsForm
from accounts.models import Service, User, WeeklyRecipient
from reporting.models.weekly import NOTE_AT_MOST
from reporting.weekly.recipients import what_they_get


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Note at the top of the e-mail",
        help_text="For every service, and not for who gets the numbers alone. No names: initials and references.",
        required=False,
        max_length=NOTE_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    appearance = {"note": {"characters": NOTE_AT_MOST}}


class WeeklyRecipientsForm(RecipientsForm):
    """Who gets the e-mail of one service; beside each name the role, the state of the address, and what they get."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = WeeklyRecipient.objects.filter(service=service, user=OuterRef("pk"))
        people = list(User.objects.active().with_access().annotate(is_named=Exists(named)))
        self.initial["email_recipients"] = [user.pk for user in people if user.is_named]
        self.fields["email_recipients"].choices = [(user.pk, str(user)) for user in people]  # type: ignore[attr-defined]
        hints = {user.pk: what_they_get(user, service) for user in people}
        self.appearance = {"email_recipients": {"hints": hints, "optional": False}}
