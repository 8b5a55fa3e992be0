"""The jobs of this room. A task looks for work that the database holds; it is told nothing that could be lost."""

from celery import shared_task

from people.case_file.waiting import take_waiting_imports, tidy_imports

LONGEST_IMPORT_SECONDS = 6 * 60 * 60
"""All of England takes well under an hour; one that hangs is ended, and taken up again by the next minute."""


@shared_task(time_limit=LONGEST_IMPORT_SECONDS)
def run_waiting_imports() -> str:
    """Check, or take in, the case files that data managers handed in."""
    return f"{take_waiting_imports()} taken up"


@shared_task
def tidy() -> str:
    """Delete what is kept for seven days only: rejected rows and files never taken in."""
    return f"{tidy_imports()} rejected rows deleted"
