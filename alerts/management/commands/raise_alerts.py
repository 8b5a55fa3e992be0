from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alerts import actions, outbox
from alerts.by_cron import run_due_jobs
from alerts.heartbeat import expect_jobs, job_of, job_run


class Command(BaseCommand):
    help = (
        "Raises every alert that is due, runs every other job of the schedule whose time has come (the weekly e-mail, "
        "waiting imports, closing accounts, tidying) and sends the e-mail that is waiting, without Celery or a broker: "
        "for cron, each minute. It may run twice, and at the same time as the worker."
    )
    requires_system_checks: list[str] = []
    """A slip in a setting is said when the copy is set up; it is to stop no alert."""

    def handle(self, *args: Any, **options: Any) -> None:
        expect_jobs()
        trouble = []
        try:
            with job_run(job_of("alerts.tasks.raise_alerts")) as run:
                raised = actions.raise_alerts()
                run.said = str(raised)
        except actions.SweepIncomplete as incomplete:
            raised = incomplete.raised
            trouble.append(f"Not raised this time: {', '.join(raised.failed)}.")
        for done in run_due_jobs():
            if done.failed:
                trouble.append(f"Could not {done.name}: {done.said}.")
            elif done.said:
                self.stdout.write(f"{done.name}: {done.said.rstrip('.')}.")
        try:
            with job_run(job_of("alerts.tasks.send_outgoing_email")) as run:
                sent = outbox.send_outgoing_email()
                run.said = str(sent)
                sent.refuse_silence()
        except outbox.ServerDown as down:
            trouble.append(str(down))
        self.stdout.write(f"{raised}, {sent}.")
        if trouble:
            raise CommandError(" ".join(trouble))
