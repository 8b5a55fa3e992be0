"""What missed curfews ask for, judged again when one of them was corrected, voided or put back."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from accounts.models import User
from missing.actions.closing import close
from missing.actions.curfews import asked_for_by_curfews, curfews_up_to
from missing.actions.deciding import to_do_again
from missing.actions.log_book import write_in_log
from missing.actions.opening import open_interview
from missing.codes import Category, LogKind, NotRequired, Outcome, Source
from missing.models import Episode, ReturnInterview
from missing.rules import CURFEWS_COUNTED_OVER, curfews_in_words, is_by_curfews
from people.models import YoungPerson


def judge_curfews(
    young_person: YoungPerson, around: Iterable[datetime], *, actor: User, why: str, at: datetime
) -> None:
    """Whether the missed curfews that these instants count towards still ask for their interviews, or do so now.

    `around` are the starts that came, went or moved: the 30 days from each on are looked at. `why` says what was
    corrected. What came by a case file opened no interview and opens none now.
    """
    counted_towards = Q()
    for start in around:
        counted_towards |= Q(started_at__gte=start, started_at__lt=start + CURFEWS_COUNTED_OVER)
    if young_person.died_on is None:
        theirs = Episode.objects.standing().filter(counted_towards, young_person=young_person)
        for episode in theirs.filter(source=Source.RECORDED, category=Category.CURFEW).order_by("started_at"):
            judge_interview(episode, actor=actor, why=why, at=at)


def judge_interview(episode: Episode, *, actor: User, why: str, at: datetime, is_of_another_kind: bool = False) -> None:
    """Open, close by rule or leave the interview after an episode, by what the episode is and what was counted.

    One that is in somebody's hands is left as it is, and the log says who decides. So is one that came by a case file,
    which says itself whether it is to do, unless the episode `is_of_another_kind` now than the file said. What a
    manager called not required because they were away or late is to do again once they are on record as missing.
    """
    if episode.clock_starts_at is None or (episode.source != Source.RECORDED and not is_of_another_kind):
        return
    rows = ReturnInterview.objects.select_related("episode__young_person").select_for_update(of=["self"], no_key=True)
    interview = rows.filter(episode=episode).first()
    if interview is None:
        open_interview(episode)
        return
    is_late, asked_for_by = episode.category == Category.CURFEW, asked_for_by_curfews(episode)
    is_owed_after_all = {
        NotRequired.NOBODY_ASKED: bool(asked_for_by) or not is_late,
        NotRequired.AWAY_OR_CURFEW: episode.missing_from is not None,
    }
    if is_owed_after_all.get(interview.not_required_why):  # type: ignore[call-overload]
        interview = to_do_again(interview, actor, why, at)
    was_by_rule = is_by_curfews(interview.asked_for_by)
    if interview.outcome or (interview.asked_for_by and not was_by_rule):
        return
    interview.asked_for_by = asked_for_by
    if is_late and was_by_rule and not asked_for_by:
        interview.asked_for_by = curfews_in_words(curfews_up_to(episode))
    interview.save(update_fields=["asked_for_by"])
    if asked_for_by or not is_late:
        return
    if _is_under_way(interview):
        decides = (
            "their council still tells how it ends" if interview.is_theirs else "a manager says whether it is required"
        )
        text = f"{why} Nobody has asked for the interview, and it is under way: {decides}."
        write_in_log(episode, LogKind.INTERVIEW, text, by=actor, at=at)
        return
    close(
        interview,
        actor=actor,
        at=at,
        outcome=Outcome.NOT_REQUIRED,
        outcome_at=at,
        not_required_why=NotRequired.NOBODY_ASKED,
        reason=f"{why} After a missed curfew there is an interview only when somebody asks for it.",
    )


def _is_under_way(interview: ReturnInterview) -> bool:
    """Whether somebody has it, or anything was done about it: it is not taken out of their hands by a rule."""
    return bool(
        interview.assigned_to_id
        or interview.wish_recorded_at
        or interview.offers.standing().exists()
        or interview.attempts.standing().exists()
        or interview.bookings.exists()
        or interview.harm_told.exists()
    )
