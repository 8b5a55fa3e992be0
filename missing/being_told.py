"""Whom of their team the alert of an episode just logged reaches: nobody is to be believed to know who does not."""

from collections.abc import Sequence

from accounts.models import User
from accounts.rules import Role
from missing.models import Episode


def being_told(episodes: Sequence[Episode], actor: User) -> str:
    """`Their worker and manager are being told.`, or who of them is not, and why; whoever logged it is told nothing.

    The Missing Returns Officer, and whoever else an administrator has named for this alert, come besides. One query.
    """
    teams = {episode.team_id for episode in episodes} - {None}
    managers = User.objects.active().filter(groups__name=Role.TEAM_MANAGER, teams__in=teams).exclude(pk=actor.pk)
    managed = set(managers.values_list("teams", flat=True))
    if len(episodes) > 1:
        lacking = [f"{one.young_person} has no social worker." for one in episodes if not _has_worker(one)]
        return " ".join(["The workers and managers of each are being told.", *lacking])
    (episode,) = episodes
    told = ["worker"] if _has_worker(episode) and episode.social_worker_id != actor.pk else []
    told += ["manager"] if episode.team_id in managed else []
    who = f"Their {' and '.join(told)} {'are' if len(told) > 1 else 'is'}" if told else "Nobody else of their team is"
    return f"{who} being told{'' if _has_worker(episode) else ': they have no social worker'}."


def _has_worker(episode: Episode) -> bool:
    return episode.social_worker is not None and episode.social_worker.is_here
