"""`python -m launch.prepare`: bring the database up to date, fill it the first time, print the demo logins.

One process for the three, since starting Django is what takes the time.
"""

import os
import sys

import django
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from launch.trouble import Trouble, main

FROM_BEFORE = (
    "This copy's database was made by an older version, between two of its steps. Bring it up to date with the version "
    "before this one, or, where it holds nothing but the demo council, remove its data (var/) and start again."
)


def command() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    refuse_what_is_between_two_steps()
    call_command("migrate", interactive=False, verbosity=0)
    if "demo_council" in get_commands():
        call_command("demo_council")
        call_command("demo_council", logins=True)
    sys.stdout.flush()


def refuse_what_is_between_two_steps() -> None:
    """Django would pass over a first migration of whose steps only some have run, and say nothing."""
    loader = MigrationLoader(connection)
    if not loader.replacements.keys() <= loader.graph.nodes.keys():
        raise Trouble(FROM_BEFORE)


if __name__ == "__main__":
    main(command)
