"""Harm that was told of or is suspected: on record, and told on, from the moment it is typed, whatever comes of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.actions import clear_alerts
from alerts.wake import wake_sweep
from missing.actions.locking import interview_as_it_is, lock_young_people_of
from missing.actions.refusals import need
from missing.actions.strategy_grounds import add_grounds
from missing.actions.strategy_withdrawal import withdraw_grounds
from missing.codes import StrategyGround
from missing.interview_codes import HarmBy
from missing.merged_into import that_stands
from missing.models import EarlierOutcome, HarmTold, ReturnInterview, StrategyTrigger
from missing.rules.harm_told import Said, meant, put_together, says_more, says_nothing_new
from missing.rules.strategy import Ground
from people.models import CaseEvent, YoungPerson

BY_WHOM: dict[str, str] = {
    HarmBy.HOME: "A carer of the home is said to have done it.",
    HarmBy.PARENT: "A parent is said to have done it.",
}
KIND_NOT_SAID = "What kind of harm is not said yet."


@transaction.atomic
def mark_harm_told(
    *,
    actor: User,
    interview: ReturnInterview,
    what_was_told: str,
    kinds: Iterable[str] = (),
    by_whom: str = "",
    is_suspicion: bool = False,
    instead_of: str = "",
    at: datetime | None = None,
) -> HarmTold:
    """Write down harm told or suspected in an interview; a strategy discussion is due; worker, manager, duty are told.

    Called as it is typed. Each user's words stand beside those of others. While the discussion is open, what the same
    user writes on is added to their own words and tells nobody again; what is graver (another kind, that a carer or a
    parent did it, that it is told of and not suspected alone) is written down beside them, joins the discussion and is
    told anew. Words, kinds and by whom are never taken back by what is written later. Once it was held or declined,
    other words are told anew.

    `instead_of` are the words that the same page gave last, which these take the place of, and of nothing else: what
    another tab, another section or a save that failed has told of stays. Whatever became of the interview meanwhile, it
    is marked: where its episode was merged into another, on that one's. Of who has died it is marked, and no discussion
    follows. Raises ActionRefused without words.
    """
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    said = Said(what_was_told.replace("\0", "").strip(), frozenset(kinds), by_whom, is_suspicion)
    need(said.words, "Write what the young person told you.", "what_was_told")
    interview = interview_as_it_is(interview)
    if interview.episode.merged_into_id:
        interview = interview_as_it_is(that_stands(interview))
    own = _written_by(actor, interview)
    for harm in own:
        if harm.said == said or (not instead_of and says_nothing_new(said, harm.said)):
            return harm
    if on_record := _on_record(interview, said):
        return on_record
    to_discuss = [harm for harm in own if harm.is_to_discuss]  # type: ignore[attr-defined]  # fetched with it
    before = [harm.said for harm in to_discuss]
    if says_more(said, before):
        return _write_down(actor, interview, said, at)
    return _write_on(to_discuss[meant(said, before)], said, instead_of)


@transaction.atomic
def withdraw_harm_told(*, actor: User, harm: HarmTold, reason: str, at: datetime | None = None) -> HarmTold:
    """It was typed by mistake: no harm was told. Whoever typed it may say so, and a manager; it stays in history.

    The discussion that it alone made due is withdrawn with it, and who was told of it is told that
    (`missing.strategy_alerts.HARM_TAKEN_BACK`). Raises ActionRefused without a reason, for somebody
    else, and once the discussion was held or declined.
    """
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    need(reason.strip(), "Write why it was not so.", "reason")
    lock_young_people_of(HarmTold.objects.filter(pk=harm.pk), "episode__young_person")
    harm = HarmTold.objects.select_for_update(of=["self"]).select_related("by").get(pk=harm.pk)
    if harm.withdrawn_at:
        raise ActionRefused("This is withdrawn already.")
    if harm.by_id != actor.pk and not actor.can(Can.DECLINE_STRATEGY_DISCUSSIONS):
        raise ActionRefused(f"{harm.by} wrote this down. They or a manager may withdraw it.")
    if not HarmTold.objects.to_discuss().filter(pk=harm.pk).exists():
        raise ActionRefused("The strategy discussion is closed, so this stays on record.")
    harm.withdrawn_at, harm.withdrawn_by, harm.withdraw_reason = at, actor, reason.strip()
    harm.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    CaseEvent.objects.filter(kind=CaseEvent.Kind.HARM_TOLD, source_key=harm.key).delete()
    withdraw_grounds(harm.triggers.all(), f"Harm was written down by mistake: {reason.strip()}", at)
    clear_alerts(kind="harm_told", subject_key=harm.key, at=at)
    wake_sweep()
    return harm


@transaction.atomic
def discuss_what_was_told(young_person: YoungPerson, at: datetime) -> None:
    """They have not died after all: harm that was told meanwhile makes a strategy discussion due, and is told on."""
    told = HarmTold.objects.standing().filter(episode__young_person=young_person, triggers__isnull=True)
    add_grounds(young_person.pk, [_ground(harm) for harm in told.select_related("episode").order_by("pk")], at)


def _written_by(actor: User, interview: ReturnInterview) -> list[HarmTold]:
    """What stands of this user's own words of the interview, the latest first; `is_to_discuss`: not discussed yet.

    What was told of who had died is the ground of no discussion.
    """
    waiting = HarmTold.objects.to_discuss().filter(pk=OuterRef("pk"))
    never = ~Exists(StrategyTrigger.objects.filter(harm=OuterRef("pk")))
    own = HarmTold.objects.standing().filter(interview=interview, by=actor)
    return list(own.annotate(is_to_discuss=Q(Exists(waiting)) | Q(never)).order_by("-told_at", "-pk"))


def _on_record(interview: ReturnInterview, said: Said) -> HarmTold | None:
    """The same, as it stood when a manager reopened the interview: a form that begins with it tells nobody anything
    new, whoever fills it in."""
    reopened = EarlierOutcome.objects.filter(
        interview=interview, is_reopened=True, replaced_at__gte=OuterRef("told_at")
    )
    marks = HarmTold.objects.standing().filter(Exists(reopened), interview=interview)
    return next((harm for harm in marks.select_related("by") if says_nothing_new(said, harm.said)), None)


def _write_on(harm: HarmTold, said: Said, instead_of: str) -> HarmTold:
    """Words of no kind were taken for told: where the same page goes on that it is suspected, that is put right."""
    if said.is_suspicion and not harm.kinds and harm.what_was_told == instead_of:
        harm.is_suspicion = True
        harm.triggers.standing().update(grounds=_ground(harm).words)
    harm.what_was_told = put_together(harm.what_was_told, said.words, instead_of)
    harm.by_whom = harm.by_whom or said.by_whom
    harm.save(update_fields=["what_was_told", "by_whom", "is_suspicion"])
    return harm


def _write_down(actor: User, interview: ReturnInterview, said: Said, at: datetime) -> HarmTold:
    episode = interview.episode
    harm = HarmTold.objects.create(
        episode=episode,
        interview=interview,
        what_was_told=said.words,
        kinds=sorted(said.kinds),
        by_whom=said.by_whom,
        is_suspicion=said.is_suspicion,
        told_at=at,
        by=actor,
    )
    CaseEvent.objects.create(
        young_person_id=episode.young_person_id, kind=CaseEvent.Kind.HARM_TOLD, at=at, source_key=harm.key
    )
    add_grounds(episode.young_person_id, [_ground(harm)], at)
    wake_sweep()
    return harm


def _ground(harm: HarmTold) -> Ground:
    what = "Harm is suspected, not told of," if harm.is_suspicion else "Told of harm"
    words = f"{what} in the return home interview after {harm.episode.reference}."
    is_kind_known = bool(harm.kinds) or harm.is_suspicion
    words = " ".join(filter(None, [words, BY_WHOM.get(harm.by_whom, ""), "" if is_kind_known else KIND_NOT_SAID]))
    return Ground(StrategyGround.HARM, harm.key, words, episode_id=harm.episode_id, harm_id=harm.pk, by_id=harm.by_id)
