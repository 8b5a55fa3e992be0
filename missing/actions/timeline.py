"""What an episode and its interview say on the young person's timeline."""

from django.db.models import Q

from missing.codes import EndedHow
from missing.models import Episode, ReturnInterview
from people.models import CaseEvent


def tell_the_timeline(episode: Episode, interview: ReturnInterview | None) -> None:
    """What happened in the episode, as it is on record now. Of who died the death itself is told, and no return."""
    forget_on_the_timeline(episode, interview)
    happened = [(CaseEvent.Kind.WENT_MISSING, f"episode:{episode.pk}", episode.started_at)]
    if episode.clock_starts_at and episode.ended_how != EndedHow.DIED:
        happened.append((CaseEvent.Kind.RETURNED, f"episode:{episode.pk}", episode.clock_starts_at))
    if interview and interview.outcome and interview.outcome_at:
        happened.append((CaseEvent.Kind.INTERVIEW_CLOSED, f"interview:{interview.pk}", interview.outcome_at))
    CaseEvent.objects.bulk_create(
        CaseEvent(young_person_id=episode.young_person_id, kind=kind, source_key=key, at=instant)
        for kind, key, instant in happened
    )


def forget_on_the_timeline(episode: Episode, interview: ReturnInterview | None) -> None:
    of_episode = Q(kind__in=[CaseEvent.Kind.WENT_MISSING, CaseEvent.Kind.RETURNED], source_key=f"episode:{episode.pk}")
    of_interview = Q(kind=CaseEvent.Kind.INTERVIEW_CLOSED, source_key=f"interview:{interview.pk if interview else 0}")
    CaseEvent.objects.filter(of_episode | of_interview).delete()
