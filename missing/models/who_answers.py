"""Whose an episode is for whoever has to ring somebody; of whom it was when it began, figures tell."""

from datetime import datetime

from accounts.models import Team, User
from people.models import YoungPerson


class WhoAnswers:
    """While they are not back, the team and worker of today; once it is over, or voided, those of when it began."""

    young_person: YoungPerson
    team: Team | None
    social_worker: User | None
    clock_starts_at: datetime | None
    voided_at: datetime | None

    @property
    def is_over(self) -> bool:
        return self.clock_starts_at is not None or self.voided_at is not None

    @property
    def team_to_ring(self) -> Team | None:
        return self.team if self.is_over else self.young_person.team

    @property
    def worker_to_ring(self) -> User | None:
        return self.social_worker if self.is_over else self.young_person.social_worker
