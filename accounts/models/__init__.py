from django.contrib.auth.models import Group

from accounts.models.api_token import ApiToken
from accounts.models.away import Cover, OnCallWeek
from accounts.models.draft import Draft, DraftOpening
from accounts.models.moved_work import MovedWork, WhyMoved
from accounts.models.team import Service, Team, WeeklyRecipient
from accounts.models.user import User, UserQuerySet, UserRole, UserTeam

__all__ = [
    "ApiToken",
    "Cover",
    "Draft",
    "DraftOpening",
    "Group",
    "MovedWork",
    "OnCallWeek",
    "Service",
    "Team",
    "User",
    "UserQuerySet",
    "UserRole",
    "UserTeam",
    "WeeklyRecipient",
    "WhyMoved",
]
