"""Harm that a young person told of: on record, and told on, from the moment it is typed, whatever comes of the rest."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.actions import clear_alerts
from alerts.wake import wake_sweep
from missing.actions.locking import lock_young_people_of
from missing.actions.queue import locked
from missing.actions.refusals import need
from missing.actions.strategy_grounds import add_grounds
from missing.actions.strategy_withdrawal import withdraw_grounds
from missing.codes import StrategyGround
from missing.models import HarmTold, ReturnInterview
from missing.rules.strategy import Ground
from people.models import CaseEvent


@transaction.atomic
def mark_harm_told(
    *,
    actor: User,
    interview: ReturnInterview,
    what_was_told: str,
    is_by_carer: bool = False,
    at: datetime | None = None,
) -> HarmTold:
    """Write down harm that was told in an interview; a strategy discussion is due; worker, manager, duty are told.

    Called as it is typed: while its discussion is open further words of the same interview change what is on record and
    tell nobody again. Once it was held or declined, other words are told anew. Raises ActionRefused without words.
    """
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    told = what_was_told.strip()
    need(told, "Write what the young person told you.", "what_was_told")
    interview = locked(interview)
    before = HarmTold.objects.standing().filter(interview=interview).order_by("-told_at", "-pk").first()
    if before and (before.what_was_told, before.is_by_carer) == (told, is_by_carer):
        return before
    if before and HarmTold.objects.to_discuss().filter(pk=before.pk).exists():
        before.what_was_told, before.is_by_carer = told, is_by_carer
        before.save(update_fields=["what_was_told", "is_by_carer"])
        return before
    return _write_down(actor, interview, told, is_by_carer, at)


@transaction.atomic
def withdraw_harm_told(*, actor: User, harm: HarmTold, reason: str, at: datetime | None = None) -> HarmTold:
    """It was typed by mistake: no harm was told. Whoever typed it may say so, and a manager; it stays in history.

    The discussion that it alone made due is withdrawn with it. Raises ActionRefused without a reason, for somebody
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
    return harm


def _write_down(actor: User, interview: ReturnInterview, told: str, is_by_carer: bool, at: datetime) -> HarmTold:
    episode = interview.episode
    harm = HarmTold.objects.create(
        episode=episode, interview=interview, what_was_told=told, is_by_carer=is_by_carer, told_at=at, by=actor
    )
    CaseEvent.objects.create(
        young_person_id=episode.young_person_id, kind=CaseEvent.Kind.HARM_TOLD, at=at, source_key=harm.key
    )
    by = " A carer of the home is said to have done it." if is_by_carer else ""
    words = f"Told of harm in the return home interview after {episode.reference}.{by}"
    ground = Ground(StrategyGround.HARM, harm.key, words, episode_id=episode.pk, harm_id=harm.pk, by_id=actor.pk)
    add_grounds(episode.young_person_id, [ground], at)
    wake_sweep()
    return harm
