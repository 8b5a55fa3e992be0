from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alerts import actions, outbox
from alerts.heartbeat import expect_jobs, job_of, job_run


class Command(BaseCommand):
    help = (
        "Raises every alert that is due and sends the e-mail that is waiting, without Celery or a broker: for cron. "
        "It may run twice, and at the same time as the worker."
    )

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
