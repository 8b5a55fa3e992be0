"""What ends at once when a young person dies. Whatever else of this room falls due or is offered is ended here too."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from alerts.actions import stop_alerts_about
from missing.actions.closing import close
from missing.actions.opening import open_interview
from missing.actions.strategy_withdrawal import withdraw_discussions
from missing.codes import EndedHow, NotRequired, Outcome, Source
from missing.duty import open_to_duty
from missing.models import Episode, LongReview, ReturnInterview
from missing.rules import interview_due_at
from people.models import YoungPerson

DIED = "They died."
"""The reason on record of an interview that is not required any more."""


@transaction.atomic
def stop_everything(
    young_person: YoungPerson, *, actor: User | None, at: datetime, source: Source = Source.RECORDED
) -> None:
    """Stop every offer, alert, piece of work and e-mail about them, in the transaction that says that they died.

    Interviews still to do are not required, with the reason and who recorded it; reviews lapse, strategy discussions
    are withdrawn; the contact after a declined interview is chased no longer (`ReturnInterviewQuerySet.contact_due`
    leaves it out). Whoever had been found and was not yet back comes back no more: those episodes end as well. The
    alerts go last, so that nothing above has raised one again. `source` says who says so: somebody here, or a file.
    """
    _end_not_yet_back(young_person, at, source)
    to_do = ReturnInterview.objects.standing().filter(
        episode__young_person=young_person, outcome="", due_at__isnull=False
    )
    for interview in to_do.select_related("episode").select_for_update(of=["self"], no_key=True):
        close_for_death(interview, actor=actor, at=at, source=source)
    withdraw_discussions(young_person, DIED, at)
    LongReview.objects.to_hold().filter(episode__young_person=young_person).update(lapsed_at=at)
    stop_alerts_about(young_person, at)


def _end_not_yet_back(young_person: YoungPerson, at: datetime, source: Source) -> None:
    """A case file may have brought several, and who had gone again on the way back has an earlier one.

    Their clocks start as found, and the interview that is on record or owed is closed next. None is opened of what a
    case file alone tells of.
    """
    found = Episode.objects.standing().filter(young_person=young_person).not_yet_back().select_related("young_person")
    for episode in found.select_for_update(of=["self"], no_key=True):
        episode.ended_how, episode.end_recorded_at = EndedHow.DIED, at
        episode.save(update_fields=["ended_how", "end_recorded_at"])
        episode.refresh_from_db()
        if episode.clock_starts_at is None:
            continue
        if Source.RECORDED in (source, episode.source):
            open_interview(episode, even_if_died=True)
            open_to_duty(episode)
        else:
            due_at = interview_due_at(episode.clock_starts_at)
            ReturnInterview.objects.filter(episode=episode).update(
                clock_starts_at=episode.clock_starts_at, due_at=due_at
            )


def close_for_death(
    interview: ReturnInterview, *, actor: User | None, at: datetime, source: Source = Source.RECORDED
) -> None:
    """Not required: they died."""
    close(
        interview,
        actor=actor,
        at=at,
        called_off=DIED,
        source=source,
        outcome=Outcome.NOT_REQUIRED,
        outcome_at=at,
        not_required_why=NotRequired.DIED,
        reason=f"{DIED} Recorded by {actor}." if actor else DIED,
    )
