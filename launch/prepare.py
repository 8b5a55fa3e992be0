"""`python -m launch.prepare`: bring the database up to date, fill it the first time, print the demo logins.

One process for the three, since starting Django is what takes the time.
"""

import os
import sys

import django
from django.core.management import call_command, get_commands

from config.starting import check_settings, said_in_words
from launch.trouble import Trouble, main


def command() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with said_in_words():
        django.setup()
        check_settings()
        bring_up_to_date()
        if "demo_council" in get_commands():
            call_command("demo_council")
            call_command("demo_council", logins=True)
    sys.stdout.flush()


def bring_up_to_date() -> None:
    from accounts.migrating import BETWEEN, WAY_OUT, is_between_two_steps

    if is_between_two_steps():
        raise Trouble(f"{BETWEEN}: {WAY_OUT}.")
    call_command("migrate", interactive=False, verbosity=0)


if __name__ == "__main__":
    main(command)
