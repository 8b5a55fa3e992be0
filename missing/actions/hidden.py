"""Logging an episode on a restricted record by who may not open it: no double is made, and nothing is shown."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from missing.actions.episodes import AlreadyOpen, add_to_log, report_missing
from missing.actions.logged_again import take_in
from missing.actions.refusals import refuse_police_time
from missing.codes import Category, LogKind
from people.hidden import Who, hidden_who_fit

NOT_LOGGED = (
    "Nothing is logged. No one restricted record fits all that you wrote, or it could not have happened then. Look at "
    "each letter, the birthday and the times; if they are right, ring {ask}. What you wrote is still here."
)
"""One answer to all that does not fit, so that trying tells nobody which children have such a record."""


class LoggedUnseen(NamedTuple):
    """All that whoever logged it may know: its number, whether it was open already, and that it says missing now."""

    reference: str
    is_new: bool
    is_missing: bool


@transaction.atomic
def report_missing_unseen(
    *, actor: User, who: Who, ask: str, words: str, at: datetime | None = None, **facts: Any
) -> LoggedUnseen:
    """Log it on the one restricted record that is hidden from the actor and fits `who`, as `report_missing` does.

    Where they have an open episode already, `words` go into its log, and it becomes what was logged where that is worse
    (`take_in`). `ask` says whom to ring. Raises ActionRefused for
    what is wrong in itself, and otherwise in the same words whether no record fits, several do, or the record says that
    it cannot be: only an episode that is logged, and seen by those who see the record, tells that there is one.
    """
    require(actor, Can.LOG_EPISODES)
    at = at or timezone.now()
    about = facts["started_is_approximate"] or facts["police_told_is_approximate"]
    refuse_police_time(facts["reported_to_police_at"], facts["started_at"], at, is_approximate=about)
    found = list(hidden_who_fit(actor, who)[:2])
    not_logged = ActionRefused(NOT_LOGGED.format(ask=ask), field="reference" if who.reference else "first_name")
    if len(found) != 1:
        raise not_logged
    is_missing = facts["category"] == Category.MISSING
    try:
        episode = report_missing(actor=actor, young_person=found[0], at=at, **facts)
    except AlreadyOpen as already:
        take_in(actor=actor, episode=already.episode, facts=facts, at=at)
        add_to_log(actor=actor, episode=already.episode, kind=LogKind.NOTE, text=words, at=at)
        return LoggedUnseen(already.episode.reference, is_new=False, is_missing=is_missing)
    except ActionRefused:
        raise not_logged from None
    return LoggedUnseen(episode.reference, is_new=True, is_missing=is_missing)
