"""An e-mail that was given up is put away: nothing more is to be done about it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.models import EmailPutAway, OutgoingEmail
from people.days import time_in_words


@transaction.atomic
def put_away(*, actor: User, email: OutgoingEmail, at: datetime | None = None) -> EmailPutAway:
    """Take it from what did not arrive: the health page and its alert are free for what is given up next.

    What it was about stands in the bell as before, and whom it did not reach counts as not reached. Raises
    ActionRefused of one that is tried still, has left or was taken back.
    """
    require(actor, Can.SEE_HEALTH)
    at = at or timezone.now()
    email = OutgoingEmail.objects.select_for_update(of=("self",)).get(pk=email.pk)
    if email.withdrawn_at or (email.sent_at and not email.bounced_at):
        raise ActionRefused("This e-mail has been sent, taken back or put away meanwhile.")
    if email.sent_at:
        raise ActionRefused(
            "This e-mail left and came back. It leaves the list by itself: once its matter has ended, or after 14 days."
        )
    if email.given_up_at is None:
        again = time_in_words(email.next_try_at)
        raise ActionRefused(f"It is tried again {again}. Only an e-mail that is given up can be put away.")
    email.withdrawn_at = at
    email.save(update_fields=["withdrawn_at"])
    return EmailPutAway.objects.create(email=email, put_away_by=actor, put_away_at=at)
