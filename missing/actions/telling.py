"""Writing down who was told of an episode, or why not; one save for several who were told in one go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.corrections import CLOSED, may_correct
from missing.actions.episodes import add_to_log, locked_episode
from missing.actions.not_to_be_told import refuse_a_parent_without_a_name, refuse_who_must_not_be_told
from missing.actions.refusals import MAY_CROSS, TELLING, need
from missing.codes import LogKind, Recipient, TellingOf
from missing.models import Episode, PersonTold
from missing.rules.telling import is_told_too_early
from missing.telling import Line, tell_list, with_tell_facts
from people.around_codes import MayBeTold
from people.days import time_on_record
from people.refusals import in_words


@transaction.atomic
def record_told(
    *,
    actor: User,
    episode: Episode,
    of: str,
    recipients: Sequence[str],
    told_at: datetime | None = None,
    is_approximate: bool = False,
    how: str,
    told_by: str = "",
    name: str = "",
    note: str = "",
    at: datetime | None = None,
) -> list[PersonTold]:
    """Write down that they were told: when (default: `at`), how, and by whom where it was not the actor.

    `recipients` are keys of the list (`police`, `parent:17`) or of anybody else (`health`). That the police were told
    of somebody missing is a fact of the episode too. Raises ActionRefused, and keeps nothing, for who must not be told,
    a parent without a name where one must not be, who is on record already, a time before it began or to come.
    """
    need(how, "Choose how they were told.", "how")
    at = at or timezone.now()
    facts = {"told_at": told_at or at, "is_approximate": is_approximate and told_at is not None, "how": how}
    facts |= {"told_by": told_by.strip(), "note": note.strip()}
    return _write(actor, episode, of, recipients, name, facts, at)


@transaction.atomic
def record_not_told(
    *,
    actor: User,
    episode: Episode,
    of: str,
    recipients: Sequence[str],
    why_not: str,
    name: str = "",
    note: str = "",
    at: datetime | None = None,
) -> list[PersonTold]:
    """Write down that they were not told, and why. Raises ActionRefused without a reason, and as `record_told`."""
    need(why_not.strip(), "Write why they were not told.", "why_not")
    return _write(
        actor, episode, of, recipients, name, {"why_not": why_not.strip(), "note": note.strip()}, at or timezone.now()
    )


@transaction.atomic
def mend_told(
    *,
    actor: User,
    told: PersonTold,
    told_at: datetime | None = None,
    is_approximate: bool = False,
    how: str = "",
    told_by: str = "",
    name: str = "",
    note: str = "",
    why_not: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> PersonTold:
    """Put a line right; what it said before stays in the history. `told_at` or `why_not`, as it truly was.

    When somebody was told is changed with a reason alone, and the log says so. Raises ActionRefused for neither time
    nor why not, without that reason, for a time that cannot be, for somebody who must not be told, and for who may not
    correct an episode that is closed.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = _to_correct(actor, told)
    told = PersonTold.objects.select_for_update(of=["self"]).get(pk=told.pk)
    before, about_before = told.told_at, told.is_approximate
    about = is_approximate and told_at is not None
    is_corrected = before is not None and (before, about_before) != (told_at, about)
    if told_at:
        need(how, "Choose how they were told.", "how")
        _refuse_barred(told, name.strip())
        _refuse_time(episode, told.of, told_at, at, is_approximate=is_approximate)
        told.how, told.told_by, told.why_not = how, told_by.strip(), ""
    else:
        need(why_not.strip(), "Write why they were not told.", "why_not")
        told.how, told.told_by, told.why_not = "", "", why_not.strip()
    if is_corrected:
        need(reason.strip(), "Write why this is changed.", "reason")
    told.told_at, told.is_approximate = told_at, about
    told.note = note.strip()
    if told.person_id is None:
        told.name = name.strip()
    told.recorded_at = at
    with in_words(TELLING):
        told.save()
    if _is_the_police(told) and before == episode.reported_to_police_at:
        _keep_with_the_episode(episode, told)
    if is_corrected:
        now = time_on_record(told_at, about) or "not told"
        words = f"{told} told: {time_on_record(before, about_before)} to {now}. {reason.strip()}"
        add_to_log(actor=actor, episode=episode, kind=LogKind.CORRECTED, text=words, at=at)
    return told


@transaction.atomic
def withdraw_told(*, actor: User, told: PersonTold, reason: str = "", at: datetime | None = None) -> None:
    """It was written down by mistake: nobody has been told, and they are on the list again. The history keeps it.

    Raises ActionRefused without a reason where a time was on record, and for who may not correct an episode that is
    closed.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    episode = _to_correct(actor, told)
    told = PersonTold.objects.select_for_update(of=["self"]).get(pk=told.pk)
    if told.told_at:
        need(reason.strip(), "Write why this is taken back.", "reason")
        words = f"{told} told {time_on_record(told.told_at, told.is_approximate)}: withdrawn. {reason.strip()}"
        add_to_log(actor=actor, episode=episode, kind=LogKind.CORRECTED, text=words, at=at)
    was_the_episodes = _is_the_police(told) and told.told_at == episode.reported_to_police_at
    told.delete()
    if was_the_episodes:
        told.told_at, told.is_approximate = None, False
        _keep_with_the_episode(episode, told)


def _to_correct(actor: User, told: PersonTold) -> Episode:
    episode = locked_episode(told.episode)
    if not may_correct(actor, episode):
        raise ActionRefused(CLOSED)
    return episode


def _write(
    actor: User, episode: Episode, of: str, recipients: Sequence[str], name: str, facts: dict[str, Any], at: datetime
) -> list[PersonTold]:
    require(actor, Can.LOG_EPISODES)
    need(recipients, "Choose who it was.", "recipients")
    episode = locked_episode(episode)
    if told_at := facts.get("told_at"):
        _refuse_time(episode, of, told_at, at, is_approximate=facts["is_approximate"])
    lines = {line.key: line for line in tell_list(with_tell_facts(Episode.objects.all()).get(pk=episode.pk), of)}
    written = []
    for key in recipients:
        told = _row(episode, of, key, lines.get(key), name, is_told=bool(told_at))
        for field, value in facts.items():
            setattr(told, field, value)
        told.recorded_by, told.recorded_at = actor, at
        with in_words(TELLING):
            told.save(force_insert=True)
        if _is_the_police(told) and told.told_at and episode.reported_to_police_at is None:
            _keep_with_the_episode(episode, told)
        written.append(told)
    return written


def _row(episode: Episode, of: str, key: str, line: Line | None, name: str, *, is_told: bool) -> PersonTold:
    recipient, _, person = key.partition(":")
    if recipient not in Recipient.values or (person and (line is None or line.must is None)):
        raise ActionRefused("Choose from the list.", field="recipients")
    if line and line.told:
        raise ActionRefused(f"{line.label} is on record already: put that line right instead.", field="recipients")
    if line and line.is_barred and is_told:
        raise ActionRefused(f"{line.label} must not be told anything.", field="recipients")
    if recipient == Recipient.OTHER:
        need(name.strip(), "Write who it was.", "name")
    told = PersonTold(episode=episode, of=of, recipient=recipient, person_id=int(person) if person else None)
    if line and line.must and person:
        told.name = line.must.name
    elif line is None or recipient == Recipient.PARENT:
        told.name = name.strip()
        if is_told:
            _refuse_name(told, told.name)
    return told


def _refuse_barred(told: PersonTold, name: str) -> None:
    """Who was not told, and must not be now. That somebody was told who should not have been stays as it is."""
    person, was_told = told.person, told.told_at is not None
    if person and person.may_be_told == MayBeTold.NO and not was_told:
        raise ActionRefused(f"{told} must not be told anything.", field="what")
    if person is None and (name != told.name or not was_told):
        _refuse_name(told, name)


def _refuse_name(told: PersonTold, name: str) -> None:
    if told.recipient == Recipient.PARENT:
        refuse_a_parent_without_a_name(told.episode.young_person_id, name, "name")
    refuse_who_must_not_be_told(told.episode.young_person_id, name, "name")


def _refuse_time(episode: Episode, of: str, told_at: datetime, at: datetime, *, is_approximate: bool) -> None:
    """Nobody is told before there is something to tell (`is_told_too_early`), nor in time to come."""
    if told_at > at:
        raise ActionRefused("This time has not come yet.", field="told_at")
    if of == TellingOf.WENT_MISSING:
        begins, is_vague, words = episode.started_at, episode.started_is_approximate, "it started"
    else:
        begins, is_vague, words = episode.ended_at, episode.end_is_approximate, "they were found or back"
        need(begins, "They are not found or back yet. Record that first.", "told_at")
    is_about = is_approximate or is_vague
    if begins and is_told_too_early(told_at, begins, is_approximate=is_about):
        raise ActionRefused(
            f"They cannot have been told before {words}.{MAY_CROSS if is_about else ''}", field="told_at"
        )


def _is_the_police(told: PersonTold) -> bool:
    return told.recipient == Recipient.POLICE and told.of == TellingOf.WENT_MISSING


def _keep_with_the_episode(episode: Episode, told: PersonTold) -> None:
    episode.reported_to_police_at, episode.police_told_is_approximate = told.told_at, told.is_approximate
    episode.save(update_fields=["reported_to_police_at", "police_told_is_approximate"])
