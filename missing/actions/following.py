"""What follows when a correction says that somebody is missing after all, or is not: alerts, reviews, duty."""

from datetime import datetime

from alerts.actions import clear_alerts
from missing.actions.long_reviews import let_reviews_lapse
from missing.duty import open_to_duty
from missing.models import Episode

OF_AN_EPISODE = (
    "new_episode",
    "out_of_city",
    "now_missing",
    "not_missing",
    "not_back",
    "logged_again",
    "still_missing",
    "turned_18",
)


def end_alerts_of(episode: Episode, at: datetime) -> None:
    """They are found or back: what was told of the absence leaves the bell, its reviews need not be held."""
    for kind in OF_AN_EPISODE:
        clear_alerts(kind=kind, subject_key=f"episode:{episode.pk}", at=at)
    let_reviews_lapse(episode, at)


def let_alerts_follow(episode: Episode, at: datetime) -> None:
    """For who is found, what was still to come ends; of who is not after all the sweep tells again, by e-mail too.

    That they are not is a line of the log, from which its own alert follows (missing/absence_alerts.py).
    """
    if not episode.is_open:
        end_alerts_of(episode, at)
    open_to_duty(episode)
