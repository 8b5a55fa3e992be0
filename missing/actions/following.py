"""What follows when a correction says that somebody is missing after all, or is not: alerts, reviews, duty."""

from datetime import datetime

from alerts.actions import clear_alerts, let_come_again
from missing.actions.long_reviews import let_reviews_lapse
from missing.duty import open_to_duty
from missing.models import Episode, LongReview

OF_AN_EPISODE = ("new_episode", "out_of_city", "now_missing", "not_missing", "not_back", "still_missing", "turned_18")
OF_ITS_LENGTH = ("still_missing", "turned_18")
"""What is told anew of who is not back after all. That they went is told of once: since then it is “not back”."""


def end_alerts_of(episode: Episode, at: datetime) -> None:
    """They are found or back: what was told of the absence leaves the bell, its reviews need not be held."""
    for kind in OF_AN_EPISODE:
        clear_alerts(kind=kind, subject_key=f"episode:{episode.pk}", at=at)
    let_reviews_lapse(episode, at)


def let_alerts_follow(episode: Episode, at: datetime) -> None:
    """Who is not found after all is told of again, by e-mail too; for who is, what was still to come ends.

    That they are not is a line of the log, from which its own alert follows (missing/absence_alerts.py).
    """
    if episode.is_open:
        for kind in OF_ITS_LENGTH:
            let_come_again(kind=kind, subject_key=f"episode:{episode.pk}", at=at)
        for review in LongReview.objects.filter(episode=episode, held_at__isnull=True):
            let_come_again(kind="long_review", subject_key=f"long_review:{review.pk}", at=at)
    else:
        end_alerts_of(episode, at)
    open_to_duty(episode)
