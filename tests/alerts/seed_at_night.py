"""Fills a database for a night of the tests with whole processes: so many missing, as many who told of harm, just now.

Run as a program of its own. Beside the team manager and the Missing Returns Officer there is an on-call manager. Of the
discussions that harm brings nothing is told: their stages are no news of the night.
"""

import sys
from datetime import timedelta


def main(number: int) -> None:
    import django

    django.setup()
    from django.utils import timezone

    from accounts.models import OnCallWeek
    from accounts.office_hours import on_call_week
    from accounts.rules import Role
    from tests.factories import (
        EpisodeFactory,
        HarmToldFactory,
        StrategyDiscussionFactory,
        TeamFactory,
        UserFactory,
        YoungPersonFactory,
    )

    now, team = timezone.now(), TeamFactory()
    UserFactory(email="officer@northcliffe.example", roles=[Role.RETURNS_OFFICER])
    UserFactory(email="manager@northcliffe.example", roles=[Role.TEAM_MANAGER], teams=[team])
    on_call = UserFactory(email="on-call@northcliffe.example", roles=[Role.SERVICE_MANAGER])
    OnCallWeek.objects.create(week=on_call_week(now), manager=on_call)
    for _ in range(number):
        EpisodeFactory(young_person=YoungPersonFactory(team=team), started_at=now - timedelta(hours=1), recorded_at=now)
        back = EpisodeFactory(
            young_person=YoungPersonFactory(team=team),
            started_at=now - timedelta(days=2),
            returned=True,
            source="imported",
        )
        discussion = StrategyDiscussionFactory(
            young_person=back.young_person, opened_at=now, alerts_from=now + timedelta(days=365)
        )
        HarmToldFactory(episode=back, told_at=now, discussion=discussion)


if __name__ == "__main__":
    main(int(sys.argv[1]))
