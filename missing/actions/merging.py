"""The same absence logged twice: two episodes of one young person become one, and two again."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.wake import wake_sweep
from missing.actions.categories import HELD_HIGH, is_a_managers, why_not_take_off
from missing.actions.changed_fields import change, plain, still_as_changed
from missing.actions.curfews_again import judge_curfews, judge_interview
from missing.actions.ends_apart import open_what_is_due, take_ends_apart
from missing.actions.episode_times import save_times
from missing.actions.following import let_alerts_follow
from missing.actions.interview_clock import refuse_to_settle_a_later_return, set_clock
from missing.actions.locking import lock_young_people_of
from missing.actions.log_book import write_in_log
from missing.actions.merged_facts import what_stands
from missing.actions.merged_interviews import give_back, move_drafts, move_drafts_back, take_over
from missing.actions.opening import open_interview
from missing.actions.refusals import need, refuse_void, refuse_what_is_left_wrong
from missing.actions.step_withdrawal import count_offers_anew
from missing.actions.strategy_episodes import consider_episode, reconsider
from missing.actions.strategy_withdrawal import withdraw_grounds
from missing.actions.timeline import tell_the_timeline
from missing.actions.told_wrongly import ask_to_tell_again, count_again
from missing.actions.voiding import goes_on_from, open_to_holder, put_back, take_out
from missing.codes import Category, EndedHow, LogKind, NotRequired, Outcome, PoliceRisk, StrategyGround
from missing.duty import open_to_duty
from missing.models import Episode, EpisodeMerge, ReturnInterview, StrategyTrigger
from missing.rules.merging import KEPT
from people.merging import all_that_follow, follows_of, put

INTERVIEW, TAKEN_OVER, DRAFTS = "interview", "taken_over", "drafts"
MOVED_INTERVIEW = "missing.returninterview.episode"
GROUNDS = "missing.strategytrigger.episode"
STILL_AT_HIGH_RISK = (
    f"{HELD_HIGH}. They are on record as missing, so only a manager may say that this has ended. Choose “Not ended "
    "yet”, or record their return first."
)


def why_not_merge(actor: User, kept: Episode, merged: Episode) -> str | None:
    """Why this person may not make one of the two, in words; None when they may.

    Whoever logs episodes, until one of the interviews is closed; from then on a manager.
    """
    interviews = [getattr(episode, "interview", None) for episode in (kept, merged)]
    closed = any(interview is not None and interview.is_decided for interview in interviews)
    if closed and not actor.can(Can.VOID_CLOSED_EPISODES):
        return "An interview is closed. Ask a manager."
    return None if actor.can(Can.LOG_EPISODES) else "Your role does not log episodes."


def ends_what_is_open(kept: Episode, merged: Episode, end: str) -> bool:
    """Whether somebody who is on record as not found would be no more, by the end that was chosen."""
    ends = kept if end == KEPT else merged
    return (kept.is_open or merged.is_open) and not ends.is_open


@transaction.atomic
def merge_episodes(
    *, actor: User, kept: Episode, merged: Episode, reason: str, start: str, end: str, at: datetime | None = None
) -> EpisodeMerge:
    """Make one episode of two; `start` and `end` say whose start and whose end stand, `kept` or `merged`.

    The log, who was told, offers, attempts and the grounds of a strategy discussion follow; the interview does where
    the kept episode has none. Of two interviews the one that stands takes over who has the other, whom they asked for
    and the booking, as far as it has none, and what is being typed. The merged one is voided and says into which.

    Raises ActionRefused without a reason, for who may not, for two young people, where another episode lies between,
    where the interview that would be lost is the one that was held, for an episode and the time away as which it went
    on, for who may not open the record where somebody would be missing no more by it, and for all but a manager where
    they are or were at high risk.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    kept, merged = _locked(kept, merged)
    for episode in (kept, merged):
        refuse_void(episode)
    if kept.pk == merged.pk or kept.young_person_id != merged.young_person_id:
        raise ActionRefused("These are not two episodes of one young person.")
    if refusal := why_not_merge(actor, kept, merged):
        raise ActionRefused(refusal)
    if blocked := why_they_stay_two(kept, merged):
        raise ActionRefused(blocked)
    is_off_the_list = ends_what_is_open(kept, merged, end)
    open_one = kept if kept.is_open else merged
    if is_off_the_list and (refusal := why_not_take_off(actor, open_one, "take them off the list of who is missing")):
        raise ActionRefused(refusal, field="end")
    if is_off_the_list and is_a_managers(actor, kept, merged):
        raise ActionRefused(STILL_AT_HIGH_RISK, field="end")
    need(reason.strip(), "Write how you know that it is the same absence.", "reason")
    merge = EpisodeMerge(kept=kept, merged=merged, merged_at=at, merged_by=actor, reason=reason.strip())
    take_out(merged, actor=actor, reason=reason.strip(), at=at, into=kept)
    words = " ".join(
        filter(None, [f"{merged} was merged into this episode. {reason.strip()}", _references(kept, merged)])
    )
    was = kept.category
    merge.changed = {KEPT: change(kept, what_stands(kept, merged, start, end))}
    was_open = kept.is_open
    save_times(kept)
    is_not_back = kept.is_open and not was_open
    merge.moved = _move(merge, actor, at)
    interview = _interview_of(kept)
    if interview is None and kept.clock_starts_at:
        interview = open_interview(kept)
    elif interview:
        set_clock(interview, kept, actor=actor, why=f"{kept}: {words}", at=at)
        refuse_to_settle_a_later_return(interview)
    merge.save()
    to_tell = ask_to_tell_again(kept, at) if kept.is_open else ""
    _tell(kept, interview, actor, " ".join(filter(None, [words, to_tell])), at, is_not_back=is_not_back)
    if kept.is_open != was_open:
        let_alerts_follow(kept, at)
    _judge_again(kept, merged, actor=actor, why=f"{kept}: {words}", at=at, was=was)
    refuse_what_is_left_wrong()
    return merge


@transaction.atomic
def unmerge_episodes(*, actor: User, merge: EpisodeMerge, reason: str, at: datetime | None = None) -> EpisodeMerge:
    """Two absences after all: the times, the log and the interview go back to where they were.

    What somebody changed since stays as it is; an end that came from the merged one goes back to it, as mended or
    recorded since. Raises ActionRefused without a reason, for who may not, when it is undone already, and where what
    was mended since overlaps.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    kept, merged = _locked(merge.kept, merge.merged)
    merge = EpisodeMerge.objects.select_for_update(of=["self"]).get(pk=merge.pk)
    refuse_void(kept)
    if merge.undone_at:
        raise ActionRefused("They are two episodes again already.")
    if refusal := why_not_merge(actor, kept, merged):
        raise ActionRefused(refusal)
    need(reason.strip(), "Write why they are two absences.", "reason")
    merge.undone_at, merge.undone_by, merge.undone_why = at, actor, reason.strip()
    merge.save(update_fields=["undone_at", "undone_by", "undone_why"])
    was_open, was = kept.is_open, kept.category
    is_mended = take_ends_apart(kept, merged, merge.changed[KEPT])
    change(kept, still_as_changed(kept, merge.changed[KEPT]))
    save_times(kept)
    if is_mended:
        save_times(merged)
    is_not_back = kept.is_open and not was_open
    words = f"{merged} is an episode of its own again. {reason.strip()}"
    for key, pks in merge.moved.items():
        of_interview = follows_of(key).of is ReturnInterview
        to, of = merge.changed[INTERVIEW] if of_interview else (merged.pk, kept.pk)
        put(follows_of(key), pks, to, only_of=of)
    rest_grounds_on(merged, kept, merge.moved.get(GROUNDS, []))
    for episode in (kept, merged):
        if interview := _interview_of(episode):
            set_clock(interview, episode, actor=actor, why=f"{kept}: {words}", at=at)
    _give_back(merge, at)
    if offered := merge.changed.get("offered"):
        theirs = ReturnInterview.objects.filter(episode=kept, offered_at=offered[1])
        theirs.update(offered_at=offered[0])
    for interview in filter(None, map(_interview_of, (kept, merged))):
        count_offers_anew(interview)
    _tell(kept, _interview_of(kept), actor, words, at, is_not_back=is_not_back)
    if kept.is_open != was_open:
        let_alerts_follow(kept, at)
    if not kept.is_open:
        count_again(kept, merge.merged_at)
    put_back(merged, actor=actor, at=at)
    for episode in (kept, merged):
        open_what_is_due(episode, since=merge.merged_at)
    if kept.police_risk != PoliceRisk.HIGH:
        by_the_merge = StrategyTrigger.objects.filter(
            episode=kept, kind=StrategyGround.HIGH_RISK, at=merge.merged_at, source_key=f"episode:{kept.pk}"
        )
        withdraw_grounds(by_the_merge, f"{kept}: {words}", at)
    _judge_again(kept, merged, actor=actor, why=f"{kept}: {words}", at=at, was=was)
    write_in_log(merged, LogKind.VOIDED, f"Put back. {reason.strip()}", by=actor, at=at)
    refuse_what_is_left_wrong()
    return merge


def why_they_stay_two(kept: Episode, merged: Episode) -> str | None:
    """That the one is how the other went on, or the interview that was held would be lost, in words."""
    for one, other in ((kept, merged), (merged, kept)):
        if is_how_it_went_on(one, other):
            return (
                f"{one} is how {other} went on: found, and refusing to come back. They are not the same absence. "
                f"Where that is wrong, correct how {other} ended instead."
            )
    if missing := goes_on_from(merged):
        return f"{merged} is how {missing} went on, and would be lost as that. Keep {merged} instead."
    return interview_would_be_lost(kept, merged)


def is_how_it_went_on(one: Episode, other: Episode) -> bool:
    """Whether `one` is the time away as which `other` went on (`goes_on_from`)."""
    return one.goes_on_from_id == other.pk and not other.is_void and other.ended_how == EndedHow.REFUSED_TO_RETURN


def still_binds(interview: ReturnInterview, *episodes: Episode) -> bool:
    """Whether how the interview ended binds once these episodes are one.

    Not what a rule alone has closed, nor “away or late, not missing” of who was missing in one of them.
    """
    was_missing = any(episode.category == Category.MISSING for episode in episodes)
    is_untrue = was_missing and interview.not_required_why == NotRequired.AWAY_OR_CURFEW
    return interview.is_decided and not is_untrue


def interview_would_be_lost(kept: Episode, merged: Episode) -> str | None:
    """That the interview which was closed belongs to the episode that would be merged, in words."""
    one, other = (getattr(episode, "interview", None) for episode in (kept, merged))
    if one and other and still_binds(other, kept, merged) and not still_binds(one, kept, merged):
        return f"The interview after {merged} is closed and that after {kept} is not. Keep {merged} instead."
    if one and other and other.outcome == Outcome.COMPLETED != one.outcome:
        return f"The interview after {merged} was held and that after {kept} was not. Keep {merged} instead."
    return None


def _references(kept: Episode, merged: Episode) -> str:
    """Whose police reference is which, where they are two reports: the page of the one episode shows one of them."""
    if not merged.police_reference or merged.police_reference == kept.police_reference:
        return ""
    own = f"; that of {kept} is {kept.police_reference}" if kept.police_reference else ""
    return f"The police reference of {merged} is {merged.police_reference}{own}."


def _locked(kept: Episode, merged: Episode) -> tuple[Episode, Episode]:
    rows = Episode.objects.filter(pk__in=[kept.pk, merged.pk])
    lock_young_people_of(rows)
    rows = rows.select_for_update(of=["self"], no_key=True).select_related("young_person", "interview")
    found = {row.pk: row for row in rows.order_by("pk")}
    return found[kept.pk], found[merged.pk]


def _move(merge: EpisodeMerge, actor: User, at: datetime) -> dict[str, list[int]]:
    """The rows of the merged episode, and of its interview where both have one."""
    kept, merged = merge.kept, merge.merged
    one, other = _interview_of(kept), _interview_of(merged)
    moved = {}
    if other and not one:
        moved[MOVED_INTERVIEW] = [other.pk]
        ReturnInterview.objects.filter(pk=other.pk).update(episode=kept, is_void=False)
        open_to_holder(kept, other, at)
    pairs: list[tuple[type[Model], Model, Model]] = [(Episode, kept, merged)]
    if one and other:
        pairs.append((ReturnInterview, one, other))
        merge.changed[INTERVIEW] = [other.pk, one.pk]
        if other.offered_at and (one.offered_at is None or other.offered_at < one.offered_at):
            merge.changed["offered"] = [plain(one.offered_at), plain(other.offered_at)]
            ReturnInterview.objects.filter(pk=one.pk).update(offered_at=other.offered_at)
        merge.changed[TAKEN_OVER] = take_over(one, other, at)
        merge.changed[DRAFTS] = move_drafts(one, other)
    for of, to, whose in pairs:
        for follows in all_that_follow(of):
            pks = list(follows.moving(to, whose).values_list("pk", flat=True))
            if pks and follows.key not in moved:
                put(follows, pks, to.pk)
                moved[follows.key] = pks
    rest_grounds_on(kept, merged, moved.get(GROUNDS, []))
    return moved


def _give_back(merge: EpisodeMerge, at: datetime) -> None:
    """Who had the other interview, the wish and the drafts: of a merge that took them over."""
    if TAKEN_OVER in merge.changed:
        other, one = merge.changed[INTERVIEW]
        give_back(
            ReturnInterview.objects.select_for_update(of=["self"], no_key=True).get(pk=one),
            merge.changed[TAKEN_OVER],
            at,
        )
        move_drafts_back(merge.changed[DRAFTS], from_one=one, to_other=other)


def rest_grounds_on(episode: Episode, no_more_on: Episode, pks: Iterable[int]) -> None:
    """These grounds rest on that episode now, so that it is not taken for a ground that is new."""
    theirs = StrategyTrigger.objects.filter(pk__in=list(pks), source_key=f"episode:{no_more_on.pk}")
    theirs.update(source_key=f"episode:{episode.pk}")


def _judge_again(kept: Episode, merged: Episode, *, actor: User, why: str, at: datetime, was: str) -> None:
    """What two episodes said is asked of one, or the other way: strategy discussions, its interview, missed curfews.

    `was` is the category of the kept one before.
    """
    kept.refresh_from_db()
    reconsider(kept.young_person_id, why, at)
    consider_episode(kept, at)
    is_of_another_kind, categories = was != kept.category, (was, kept.category, merged.category)
    if is_of_another_kind or Category.CURFEW in categories:
        judge_interview(kept, actor=actor, why=why, at=at, is_of_another_kind=is_of_another_kind)
    if Category.CURFEW in categories:
        starts = [kept.started_at, merged.started_at]
        judge_curfews(kept.young_person, starts, actor=actor, why=why, at=at)


def _interview_of(episode: Episode) -> ReturnInterview | None:
    rows = ReturnInterview.objects.select_for_update(of=["self"], no_key=True).select_related("episode__young_person")
    return rows.filter(episode=episode).first()


def _tell(
    episode: Episode, interview: ReturnInterview | None, actor: User, text: str, at: datetime, *, is_not_back: bool
) -> None:
    tell_the_timeline(episode, interview)
    open_to_duty(episode)
    kind, text = (LogKind.NOT_BACK, f"Not back after all. {text}") if is_not_back else (LogKind.CORRECTED, text)
    write_in_log(episode, kind, text, by=actor, at=at)
    wake_sweep()
