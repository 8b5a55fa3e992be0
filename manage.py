#!/usr/bin/env python
"""Django's commands, with the local database started when no DATABASE_URL names another."""

import os
import sys


def main() -> None:
    try:
        from django.core.management import execute_from_command_line

        from config.local_database import ensure_database_url
        from config.starting import said_in_words
        from launch.trouble import Trouble, in_words
    except ModuleNotFoundError as error:
        if error.name not in {"django", "environ", "celery"}:
            raise
        sys.exit("Safe Return: it is not installed here: run `make setup`, then `.venv/bin/python manage.py`.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        ensure_database_url()
    except Trouble as trouble:
        sys.exit(f"Safe Return: {trouble}")
    except OSError as error:
        sys.exit(f"Safe Return: {in_words(error)}")
    try:
        with said_in_words():
            execute_from_command_line(sys.argv)
    except Trouble as trouble:
        sys.exit(f"Safe Return: {trouble}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)  # as the shell has it; whatever was begun is undone by its transaction
