"""What Celery runs for this room."""

from celery import shared_task

from reporting.actions import run_weekly_email


@shared_task
def weekly_email() -> str:
    """Build and send the weekly e-mail when its time has come; most minutes find nothing to do."""
    return " ".join(run_weekly_email())
