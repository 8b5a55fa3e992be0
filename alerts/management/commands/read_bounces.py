from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alerts import actions
from alerts.heartbeat import expect_jobs, job_of, job_run
from alerts.mailbox import MailboxTrouble


class Command(BaseCommand):
    help = (
        "Reads the mailbox to which e-mail comes back (BOUNCE_MAILBOX) and marks the addresses that do not work. "
        "It may run twice, and at the same time as the worker."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        expect_jobs()
        try:
            with job_run(job_of("alerts.tasks.read_bounces")) as run:
                run.said = str(actions.read_bounces())
        except (MailboxTrouble, actions.BouncesIncomplete) as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(f"{run.said}.")
