"""What Celery runs for this room."""

from celery import shared_task

from accounts.actions import close_ended_accounts


@shared_task
def close_accounts() -> str:
    """Close the accounts whose last day is past; nobody could use them since midnight."""
    closed = close_ended_accounts()
    return f"{len(closed)} closed"
