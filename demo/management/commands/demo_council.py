from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.council import load_council, why_not
from demo.staff import logins


class Command(BaseCommand):
    help = (
        "Fill an empty local copy with an invented council: its workers, a year of ordinary life and a day with "
        "something to do. Does nothing where anybody is on record already (docs/decisions/demo-council.md)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--logins", action="store_true", help="show the demo logins, one a role, and do nothing else"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["logins"]:
            self.stdout.write(logins())
            return
        if reason := why_not():
            self.stdout.write(reason)
            return
        counts = {counted.file: counted.added for counted in load_council(timezone.now()).counts}
        self.stdout.write(
            f"The demo council is loaded: {counts['young_people.csv']} young people, "
            f"{counts['episodes.csv']} missing episodes of the last year and what happened this week."
        )
