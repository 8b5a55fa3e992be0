"""E-mail of which nobody has any use is taken back."""

from datetime import datetime

from django.db.models import Q

from alerts.actions.clearing import withdraw_emails
from alerts.models import OutgoingEmail
from alerts.password_links import works_no_more


def take_back_dead_links(now: datetime) -> None:
    """A step of the sweep: links that choose no password any more, given up or waiting for an address to work."""
    dead, emails = works_no_more(now), OutgoingEmail.objects
    found = emails.waiting().filter(dead).values("pk").union(emails.failing().filter(dead).values("pk"))
    if links := [email["pk"] for email in found]:
        withdraw_emails(Q(pk__in=links), now)
