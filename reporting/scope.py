"""Which records a figure is about: a period, a cohort, and whose figures they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from missing.models import Episode
from missing.models.episode_rows import EpisodeQuerySet
from people.codes import KindOfRecord

SEES_FIGURES_OF_ALL_TEAMS = (Role.RETURNS_OFFICER, Role.HUB, Role.SERVICE_MANAGER, Role.DIRECTOR, Role.ANALYST)


class Cohort(models.TextChoices):
    ALL = "all", "All young people"
    IN_CARE = "in_care", "In care"
    PLACED_HERE = "placed_here", "Placed here by other councils"


@dataclass(frozen=True)
class Scope:
    """What a figure counts within.

    `first_day` and `last_day` are Europe/London dates of `missing_from`, both included. `at` is the instant (aware) at
    which the figure is made: what is missing now, overdue or not due yet is judged by it. `team_ids` are the teams
    whose young people are counted, by the team they are with now; None is the whole service.
    """

    first_day: date
    last_day: date
    at: datetime
    cohort: str = Cohort.ALL
    team_ids: frozenset[int] | None = None

    @classmethod
    def last_days(cls, days: int, *, at: datetime, cohort: str = Cohort.ALL) -> Scope:
        """The last `days` London days, the one of `at` included."""
        today = timezone.localdate(at)
        return cls(today - timedelta(days=days - 1), today, at, cohort)

    def for_user(self, user: User) -> Scope:
        """The same, of the young people whose figures this user sees: their teams', or the whole service's."""
        return self if user.holds(*SEES_FIGURES_OF_ALL_TEAMS) else replace(self, team_ids=user.team_ids)

    def episodes(self) -> EpisodeQuerySet:
        """The missing episodes of the period, each counted once, from when it became missing."""
        return self.ours(Episode.objects.counted_as_missing()).filter(
            missing_from__gte=midnight(self.first_day), missing_from__lt=midnight(self.last_day + timedelta(days=1))
        )

    def ours(self, episodes: EpisodeQuerySet) -> EpisodeQuerySet:
        """Those of the cohort and the teams, whatever the period."""
        if self.cohort == Cohort.IN_CARE:
            episodes = episodes.with_looked_after().filter(was_looked_after=True)  # type: ignore[misc]  # annotated
        if self.cohort == Cohort.PLACED_HERE:
            episodes = episodes.filter(young_person__kind_of_record=KindOfRecord.OTHER_COUNCIL)
        if self.team_ids is not None:
            episodes = episodes.filter(Q(young_person__team__in=self.team_ids))
        return episodes


def midnight(day: date) -> datetime:
    """The first instant of that London day. Clocks change at one in the morning, so midnight always is, and is once."""
    return timezone.make_aware(datetime.combine(day, time()))
