"""`manage.py weekly_email`: what the schedule does for the weekly missing e-mail, by hand (docs/figures.md)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.access import ActionRefused
from reporting.actions import (
    LongAgo,
    NothingToDo,
    build_weekly_email,
    covered,
    run_weekly_email,
    say_sent,
    send_weekly_email,
)
from reporting.models import WeeklyEmail
from reporting.timetable import timetable
from reporting.weekly import content, mail
from reporting.weekly.reading import read, read_sections
from reporting.weeks import WEEKS_LOOKED_BACK, Week


class Command(BaseCommand):
    help = (
        "Build and send the weekly missing e-mail. Without --preview or --send it does what the schedule would do "
        "now: build what has been cut off, and send it if its hour has come. Run twice, or at once with the schedule, "
        "it sends nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--week", metavar="2026-W47", help="the ISO week of the cut-off (default: the last one)")
        parser.add_argument(
            "--however-old", action="store_true", help=f"build it also where it is over {WEEKS_LOOKED_BACK} weeks old"
        )
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--preview", action="store_true", help="show what it holds; change and send nothing")
        how.add_argument("--send", action="store_true", help="send it now, unless it was sent before")

    def handle(
        self, *args: Any, week: str | None, preview: bool, send: bool, however_old: bool, **options: Any
    ) -> None:
        try:
            asked = Week.read(week) if week else None
            chosen = asked or timetable().last_cut_off(timezone.now())
            if preview:
                self._preview(chosen)
            elif send:
                self._send(chosen, however_old)
            else:
                done = run_weekly_email(weeks=[asked] if asked else None, however_old=however_old)
                self.stdout.write("\n".join(done) if done else f"{asked or 'Weekly e-mail'}: nothing to do now.")
        except NothingToDo as nothing:
            self.stdout.write(f"{nothing.message} Nothing was sent.")
        except LongAgo as refused:
            raise CommandError(f"{refused} If you mean that week, add --however-old.") from refused
        except (ActionRefused, ValueError) as refused:
            raise CommandError(str(refused)) from refused

    def _preview(self, week: Week) -> None:
        email = WeeklyEmail.objects.filter(week=str(week)).first()
        if email:
            sections = [section for _, section in read_sections(email, email.sections.all())]
            state = "sent" if email.is_sent else "built and not sent"
        else:
            covers_from, covers_to = covered(week)
            if timezone.now() < covers_to:
                raise ActionRefused(f"{week} has not been cut off yet. There is nothing to show before then.")
            email = WeeklyEmail(week=str(week), covers_from=covers_from, covers_to=covers_to)
            sections = [read(held, covers_to) for held in content.build(covers_from, covers_to).values()]
            state = "not built, and not kept by this preview"
        for section in sections:
            written = mail.write(email, section, with_detail=True, is_late=False)
            self.stdout.write(f"{written.subject}\n\n{written.text}\n")
        self.stdout.write(f"{week}: {state}.")

    def _send(self, week: Week, however_old: bool) -> None:
        email, is_new = build_weekly_email(week=week, however_old=however_old)
        sent = send_weekly_email(actor=None, email=email)
        self.stdout.write(f"{week}: {'built and ' if is_new else ''}{say_sent(sent)}")
