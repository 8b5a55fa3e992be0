"""The worker as `make run` starts it, a parent with two children, for whom the office is closed whatever the hour.

A program of its own, for the tests with whole processes.
"""

import sys
from pathlib import Path

from launch import services


def main(data_dir: Path) -> None:
    import django

    django.setup()
    from accounts import office_hours
    from config.celery import app

    office_hours.OPENS = office_hours.CLOSES
    command = services.worker(port=0, data_dir=data_dir).command
    app.worker_main(command[command.index("worker") : command.index("--beat")])  # the test does the waking


if __name__ == "__main__":
    main(Path(sys.argv[1]))
