"""Fills a database for the tests with whole processes: one team, and interviews overdue by a day.

Run as a program of its own, with how many interviews, the first number, and how many hours ago they were due.
"""

import sys
from datetime import timedelta


def main(number: int, first: int, hours: int) -> None:
    import django

    django.setup()
    from django.utils import timezone

    from accounts.models import Team, User
    from accounts.rules import Role
    from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, UserFactory, YoungPersonFactory

    team = Team.objects.filter(name="Seed").first() or TeamFactory(name="Seed")
    if not User.objects.filter(email="officer@northcliffe.example").exists():
        UserFactory(email="officer@northcliffe.example", roles=[Role.RETURNS_OFFICER])
        UserFactory(email="manager@northcliffe.example", roles=[Role.TEAM_MANAGER], teams=[team])
        UserFactory(email="holder@northcliffe.example", roles=[Role.INTERVIEWER])
    holder = User.objects.get(email="holder@northcliffe.example")
    back = timezone.now() - timedelta(hours=72 + hours)
    for n in range(first, first + number):
        person = YoungPersonFactory(reference=f"S{n:05d}", team=team)
        episode = EpisodeFactory(
            reference=f"SE{n:05d}",
            young_person=person,
            started_at=back - timedelta(days=9),
            returned_at=back,
            source="imported",
        )
        ReturnInterviewFactory(episode=episode, assigned_to=holder)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
