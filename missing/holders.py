"""Who may be given an interview."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.rules import ROLES_THAT_CAN, Can, Role
from missing.models import ReturnInterview


def may_hold(interviews: Iterable[ReturnInterview]) -> QuerySet[User]:
    """The people to choose from: who does interviews, without the young people's own workers.

    Returns officers and interviewers first. The action judges each interview again, by its route and attempts.
    """
    roles = ROLES_THAT_CAN[Can.WORK_INTERVIEWS]
    teams = {interview.episode.young_person.team_id for interview in interviews}
    everywhere = Q(groups__name__in=[Role.RETURNS_OFFICER, Role.INTERVIEWER, Role.HUB])
    return User.objects.active().filter(everywhere | Q(groups__name__in=roles, teams__in=teams)).distinct()
