"""Who of our own knows that an episode was logged: alerted by Safe Return, or it was they who logged it.

Asked with the episodes themselves (`missing.telling.with_tell_facts`), which the functions here are given.
"""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, JSONObject
from django.utils import timezone

from accounts.models import Team, User
from accounts.rules import Role
from accounts.team_managers import has_team_manager
from alerts.models import Alert
from missing.codes import Category, Recipient
from missing.models.episode_rows import LASTS
from missing.rules.telling import MustBeTold

TEAM_TO_TELL = Case(When(LASTS, then=F("young_person__team")), default=F("team"))
"""`Episode.team_to_ring`, to ask by."""

BEING_TOLD = timedelta(minutes=10)
"""For so long after it was logged the alerts may be on their way: they leave within a minute."""


def alerted_facts() -> dict[str, Any]:
    """What an episode is annotated with: who knows, and whether anybody is there to be told. Good for a London day.

    Asked of episodes with `TEAM_TO_TELL` as `team_to_tell`.
    """
    return {
        "known_by": ArraySubquery(_who_knows()),
        "is_managed": has_team_manager("team_to_tell"),
        "has_hub": Exists(User.objects.holding(Role.HUB)),
        "has_service_manager": Exists(User.objects.holding(Role.SERVICE_MANAGER)),
    }


def _who_knows() -> QuerySet[User]:
    """Who logged the episode of the outer query, or has an alert that it was logged, each with their roles and teams.

    Not an administrator who was told in their place: that alert does not say whom it is about.
    """
    key = Concat(Value("episode:"), Cast(OuterRef(OuterRef("pk")), CharField()), output_field=CharField())
    alerts = Alert.objects.exclude(capacity=Alert.Capacity.LAST_RESORT).filter(
        stage__kind="new_episode", stage__subject_key=key, stage__withdrawn_at__isnull=True
    )
    knows = User.objects.filter(Q(pk__in=alerts.values("user")) | Q(pk=OuterRef("logged_by")))
    roles = ArraySubquery(Group.objects.filter(user=OuterRef("pk")).values("name"))
    teams = ArraySubquery(Team.objects.filter(members=OuterRef("pk")).values("pk"))
    return knows.order_by("pk").values(found=JSONObject(pk="pk", name="full_name", roles=roles, teams=teams))


def whom_we_alerted(episode: Any) -> frozenset[str]:
    """Who of our own knows by now; of what was logged a moment ago all that there are: the sweep is telling them.

    For the manager of a team that has none a service manager counts, who is told instead of who is missing (alerts).
    """
    roles = {role for one in episode.known_by for role in one["roles"]}
    by_service = not episode.is_managed and Role.SERVICE_MANAGER in roles
    worker = episode.worker_to_ring
    knows = {
        Recipient.SOCIAL_WORKER: worker is not None and any(one["pk"] == worker.pk for one in episode.known_by),
        Recipient.TEAM_MANAGER: bool(managers_who_know(episode)) or by_service,
        Recipient.HUB: Role.HUB in roles,
    }
    if timezone.now() - episode.recorded_at < BEING_TOLD:
        stands_in = episode.has_service_manager and episode.category == Category.MISSING
        knows[Recipient.SOCIAL_WORKER] |= worker is not None and worker.is_here
        knows[Recipient.TEAM_MANAGER] |= episode.is_managed or stands_in
        knows[Recipient.HUB] |= episode.has_hub
    return frozenset(recipient for recipient, does in knows.items() if does)


def managers_who_know(episode: Any) -> list[dict[str, Any]]:
    """Those of the team."""
    return [one for one in episode.known_by if _manages_it(one, episode)]


def _manages_it(one: dict[str, Any], episode: Any) -> bool:
    team = episode.team_to_ring
    return Role.TEAM_MANAGER in one["roles"] and team is not None and team.pk in one["teams"]


def is_logged_by_duty(episode: Any) -> bool:
    return any(one["pk"] == episode.logged_by_id and Role.DUTY in one["roles"] for one in episode.known_by)


def also_alerted(episode: Any) -> list[str]:
    """Whom Safe Return has told that it was logged besides those who are in a line: duty and who is on call, by name.

    An alert is no call: the emergency duty team stays on the list until somebody has rung.
    """
    worker = episode.worker_to_ring
    return [
        ", ".join([one["name"], *(Role(role).label for role in one["roles"])])
        for one in episode.known_by
        if one["pk"] not in (episode.logged_by_id, worker.pk if worker else None)
        and not _manages_it(one, episode)
        and Role.HUB not in one["roles"]
        and (episode.is_managed or Role.SERVICE_MANAGER not in one["roles"])
    ]


def who_instead(episode: Any, item: MustBeTold) -> str:
    """`Care Leavers has no team manager. Told instead: Yasmin Ali.`, or that somebody else is to be."""
    names = [one["name"] for one in episode.known_by if Role.SERVICE_MANAGER in one["roles"]]
    told = f"Told instead: {', '.join(names)}." if names else "A service manager is being told instead."
    return f"{item.name} has no team manager. {told if item.is_alerted else 'Tell another manager.'}"
