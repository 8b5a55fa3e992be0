"""What people do meanwhile, for the tests with whole processes: a program of its own, through the actions of the pages.

python -m tests.alerts.happening corrected SE00000 5     they came back five hours later than was recorded
python -m tests.alerts.happening left manager@northcliffe.example
"""

import sys
from datetime import timedelta


def corrected(reference: str, hours: str) -> None:
    from accounts.models import User
    from missing.actions import correct_times
    from missing.models import Episode

    episode = Episode.objects.get(reference=reference)
    assert episode.returned_at
    correct_times(
        actor=User.objects.get(email="officer@northcliffe.example"),
        episode=episode,
        reason="The home had written down another hour.",
        started_at=episode.started_at,
        returned_at=episode.returned_at + timedelta(hours=float(hours)),
    )


def left(email: str) -> None:
    from accounts.actions import close_account
    from accounts.models import User
    from accounts.rules import Role
    from tests.factories import UserFactory

    administrator = UserFactory(roles=[Role.ADMINISTRATOR])
    close_account(actor=administrator, user=User.objects.get(email=email), why="Another post.")


if __name__ == "__main__":
    import django

    django.setup()
    {"corrected": corrected, "left": left}[sys.argv[1]](*sys.argv[2:])
