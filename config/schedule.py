"""When Celery beat wakes the worker. London time; nothing between 01:00 and 03:00, when clocks change.

A task only looks for work that the database already holds, so a missed or a double run does no harm. Each-minute
tasks expire after 55 seconds: a worker that was away does not wake to an hour of them.
"""

from typing import Any

from celery.schedules import crontab

EACH_MINUTE: dict[str, Any] = {"schedule": 60.0, "options": {"expires": 55}}

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "raise alerts": {"task": "alerts.tasks.raise_alerts", **EACH_MINUTE},
    "send e-mail": {"task": "alerts.tasks.send_outgoing_email", **EACH_MINUTE},
    "build and send the weekly e-mail": {"task": "reporting.tasks.weekly_email", **EACH_MINUTE},
    "take on waiting imports": {"task": "people.tasks.run_waiting_imports", **EACH_MINUTE},
    "close accounts": {
        "task": "accounts.tasks.close_accounts",
        "schedule": crontab(hour=4, minute=20),
        "options": {"expires": 3600},
    },
    "tidy": {"task": "people.tasks.tidy", "schedule": crontab(hour=4, minute=10), "options": {"expires": 3600}},
}

READ_BOUNCES: dict[str, dict[str, Any]] = {
    "read e-mail that came back": {
        "task": "alerts.tasks.read_bounces",
        "schedule": 600.0,
        "options": {"expires": 540},
    },
}
"""On the schedule where there is a mailbox to read."""
