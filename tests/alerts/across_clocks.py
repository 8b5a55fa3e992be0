"""Cron across a change of the clocks, for the tests with whole processes: `manage.py raise_alerts` once an hour.

Run as a program of its own, with the instant of the change. Its clock alone is set, not the database's nor the mail
server's. Interviews of each hour before have their stages fall into every hour of that day and of those around it.
"""

import sys
from datetime import datetime, timedelta

HOURS = range(-3, 26)
"""Of the runs, counted from the change."""

BACK = range(-150, -20)
"""The hours of the returns: each stage of an interview comes within `HOURS` for some of them."""


def main(change: datetime) -> None:
    import django

    django.setup()
    import time_machine
    from django.core.management import call_command

    with time_machine.travel(change + timedelta(hours=HOURS[0])):
        seed(change)
    for hour in HOURS:
        with time_machine.travel(change + timedelta(hours=hour)):
            call_command("raise_alerts")


def seed(change: datetime) -> None:
    from accounts.rules import Role
    from missing.models import ReturnInterview
    from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, UserFactory, YoungPersonFactory

    team = TeamFactory()
    UserFactory(roles=[Role.RETURNS_OFFICER])
    UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    holder = UserFactory(roles=[Role.INTERVIEWER])
    for hour in BACK:
        back = change + timedelta(hours=hour)
        episode = EpisodeFactory(
            young_person=YoungPersonFactory(team=team),
            started_at=back - timedelta(hours=1),
            returned_at=back,
            source="imported",
        )
        ReturnInterviewFactory(episode=episode, assigned_to=holder)
    ReturnInterview.objects.update(alerts_from=change + timedelta(hours=HOURS[0]))


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]))
