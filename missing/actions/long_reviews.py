"""Reviews of those who are missing or away for long: planned by the sweep, named, held, and ended with the episode."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.presence import refuse_who_left
from accounts.rules import Can
from alerts.actions import clear_alerts
from alerts.wake import wake_sweep
from missing.actions.locking import episode_as_it_is
from missing.actions.refusals import need, refuse_void
from missing.codes import Source
from missing.models import Episode, LongReview
from missing.reviewers import why_not_review, why_not_settle_reviews
from missing.rules import PLANNED_AFTER, next_long_review
from people.days import time_in_words


def plan_long_reviews(now: datetime) -> int:
    """Plan the next review of every open episode that has lasted a day; let those of ended ones lapse.

    One that is planned already follows a corrected start. Run each minute by the sweep, twice it adds nothing. How many
    were planned anew.
    """
    still_open = Episode.objects.open().filter(pk=OuterRef("episode"))
    over = LongReview.objects.to_hold().exclude(Exists(still_open))
    if over.exists():  # an UPDATE of nothing calls the trigger of the history all the same
        over.update(lapsed_at=now)
    long = Episode.objects.open().filter(started_at__lte=now - PLANNED_AFTER, young_person__died_on__isnull=True)
    return sum(_plan(episode, list(episode.long_reviews.all())) for episode in long.prefetch_related("long_reviews"))


@transaction.atomic
def record_long_review(
    *,
    actor: User,
    episode: Episode,
    held_at: datetime,
    decided: str,
    next_steps: str = "",
    next_manager: User | None = None,
    at: datetime | None = None,
) -> LongReview:
    """Record that the review was held, with what was decided; the next is planned, for `next_manager` where given.

    A review held late settles those that had fallen due by then. One held more than 12 hours before its time is kept as
    a further review: the planned one stays due, with its alerts. One that was held before they were found may be
    written down afterwards; then none is planned. Raises ActionRefused for a time after they were found, before it
    began or after now, without what was decided, and for who may not open the record.
    """
    require(actor, Can.REVIEW_LONG_MISSING)
    at = at or timezone.now()
    current = _episode_to_review(actor, episode, held_at)
    need(decided.strip(), "Write what was decided.", "decided")
    if held_at > at:
        raise ActionRefused("This time has not come yet.", field="held_at")
    before = LongReview.objects.filter(episode=episode, held_at__isnull=False).order_by("-held_at").first()
    since = _since(current)
    if held_at < since:
        went = "they went" if since == current.started_at else f"they were missing, {time_in_words(since)}"
        raise ActionRefused(f"This is before {went}.", field="held_at")
    if before and before.held_at and held_at < before.held_at:
        raise ActionRefused("This is before the review before.", field="held_at")
    is_further = next_review_of(current, list(current.long_reviews.all())).stays_due_after(held_at)
    review = LongReview(episode=current, alerts_from=at) if is_further else _locked_plan(current)
    holder = next_manager or review.manager
    review.held_at, review.by, review.recorded_at = held_at, actor, at
    review.decided, review.next_steps = decided.strip(), next_steps.strip()
    review.save()
    if not is_further:
        clear_alerts(kind="long_review", subject_key=f"long_review:{review.pk}", at=at)
    if not current.is_open:
        return review
    following = _locked_plan(current)
    if holder:
        _name(following, holder)
    wake_sweep()
    return review


@transaction.atomic
def name_reviewer(*, actor: User, episode: Episode, manager: User | None, at: datetime | None = None) -> LongReview:
    """Name the manager who holds the next review, or hand it over; None gives it back to the team manager.

    Raises ActionRefused when the episode has ended, or that person may not review or not open the record, as the actor
    may not either.
    """
    require(actor, Can.REVIEW_LONG_MISSING)
    review = _locked_plan(_episode_to_review(actor, episode))
    _name(review, manager)
    wake_sweep()
    return review


def let_reviews_lapse(episode: Episode, at: datetime) -> None:
    """The episode has ended: what was planned need not be held."""
    for review in LongReview.objects.to_hold().filter(episode=episode):
        review.lapsed_at = at
        review.save(update_fields=["lapsed_at"])
        clear_alerts(kind="long_review", subject_key=f"long_review:{review.pk}", at=at)


def next_review_of(episode: Episode, reviews: list[LongReview]) -> LongReview:
    """The review to hold next, as it is planned or is about to be: not saved where the sweep has not been there yet.

    Who was away first and is missing now is reviewed from the first again, counted from when they became so.
    """
    since = _since(episode)
    held = [review for review in reviews if review.number and review.held_at and review.held_at >= since]
    last = max(held, key=lambda review: review.number or 0, default=None)
    imported_at = episode.recorded_at if episode.source == Source.IMPORTED else None
    number, due_at = next_long_review(
        since, after=(last.number or 0) if last else 0, later_than=last.held_at if last else imported_at
    )
    planned = next((review for review in reviews if not review.held_at), None)
    planned = planned or LongReview(episode=episode, alerts_from=_alerts_from(episode))
    planned.number, planned.due_at, planned.lapsed_at = number, due_at, None
    return planned


def _since(episode: Episode) -> datetime:
    """From when its reviews count: when they became missing, or went away."""
    return episode.missing_from or episode.started_at


def _alerts_from(episode: Episode) -> datetime:
    """An absence that was logged late has been due for review all the same; of what was imported nothing is."""
    is_logged_here = episode.source == Source.RECORDED and episode.alerts_from == episode.recorded_at
    return episode.started_at if is_logged_here else episode.alerts_from


def _plan(episode: Episode, reviews: list[LongReview]) -> bool:
    """Whether it was planned anew."""
    known = {(review.pk, review.number, review.due_at, review.lapsed_at) for review in reviews}
    planned = next_review_of(episode, reviews)
    if (planned.pk, planned.number, planned.due_at, planned.lapsed_at) in known:
        return False
    if planned.pk:
        planned.save(update_fields=["number", "due_at", "lapsed_at"])
        return False
    LongReview.objects.bulk_create([planned], ignore_conflicts=True)
    return True


def _episode_to_review(actor: User, episode: Episode, held_at: datetime | None = None) -> Episode:
    """As it is now, locked. Refused to who may not open the record, and where no review is, or was then, to hold."""
    current = episode_as_it_is(episode)
    if refusal := why_not_settle_reviews(actor, current.young_person):
        raise ActionRefused(refusal)
    refuse_void(current)
    if current.ended_at and held_at is None:
        raise ActionRefused("They have been found, so no review is held any more.")
    if current.ended_at and held_at and held_at >= current.ended_at:
        words = (
            f"They were found {time_in_words(current.ended_at)}, and no review is held any more. Write a time before."
        )
        raise ActionRefused(words, field="held_at")
    return current


def _locked_plan(episode: Episode) -> LongReview:
    """The review to hold, planned if need be; locked until the transaction ends."""
    _plan(episode, list(episode.long_reviews.all()))
    rows = LongReview.objects.to_hold().select_related("episode__young_person", "manager")
    return rows.select_for_update(of=["self"]).get(episode=episode)


def _name(review: LongReview, manager: User | None) -> None:
    if manager and (refusal := why_not_review(manager, review.episode.young_person)):
        raise ActionRefused(refusal, field="manager")
    if manager:
        refuse_who_left(manager, field="manager")
    review.manager = manager
    review.save(update_fields=["manager"])
