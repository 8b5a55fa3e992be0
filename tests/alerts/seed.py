"""Fills a database for the tests with whole processes: one team, and interviews overdue by a day.

Run as a program of its own, with how many interviews, the first number, how many hours ago they were due, how many
minutes apart they fall due, and how many at a time are of the same young person, who then was away for a minute each.
"""

import sys
from datetime import timedelta


def main(number: int, first: int, hours: float, apart: int, of_each: int) -> None:
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from accounts.models import Team, User
    from accounts.rules import Role
    from people.models import YoungPerson
    from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, UserFactory, YoungPersonFactory

    team = Team.objects.filter(name="Seed").first() or TeamFactory(name="Seed")
    if not User.objects.filter(email="officer@northcliffe.example").exists():
        UserFactory(email="officer@northcliffe.example", roles=[Role.RETURNS_OFFICER])
        UserFactory(email="manager@northcliffe.example", roles=[Role.TEAM_MANAGER], teams=[team])
        UserFactory(email="holder@northcliffe.example", roles=[Role.INTERVIEWER])
    holder = User.objects.get(email="holder@northcliffe.example")
    away = timedelta(days=9) if of_each == 1 else timedelta(minutes=1)
    for n in range(number):
        reference = f"S{first + n // of_each:05d}"
        person = YoungPerson.objects.filter(reference=reference).first()
        later = timedelta(minutes=apart * (n if of_each == 1 else n % of_each))
        back = timezone.now() - timedelta(hours=72 + hours) + later
        episode = EpisodeFactory(
            reference=f"SE{first + n:05d}",
            young_person=person or YoungPersonFactory(reference=reference, team=team),
            started_at=back - away,
            returned_at=back,
            source="imported",
        )
        ReturnInterviewFactory(episode=episode, assigned_to=holder)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a case file does, or autovacuum within a minute


if __name__ == "__main__":
    number, first, hours, apart, of_each = sys.argv[1:]
    main(int(number), int(first), float(hours), int(apart), int(of_each))
