"""Who may be given an interview."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from accounts.rules import ROLES_THAT_CAN, Can, Role
from missing.codes import FAILED_ATTEMPTS
from missing.models import ReturnInterview, StrategyDiscussion
from missing.rules import why_not_interview
from people.models import AccessGrant


def may_hold(interviews: Iterable[ReturnInterview]) -> QuerySet[User]:
    """The people to choose from for all of the interviews: nobody whom the action would refuse for one of them.

    Returns officers, interviewers and the hub; others for young people of their teams, when they are named, or when
    the young person asked for them.
    """
    return User.objects.filter(pk__in=_able(_with_failed_attempts(interviews)))


def who_else_may_hold(interview: ReturnInterview) -> tuple[list[int], str]:
    """The ids of who may hold it and does not, and why not every interviewer is among them; empty where they are."""
    (interview,) = _with_failed_attempts([interview])
    others = [pk for pk in _able([interview]) if pk != interview.assigned_to_id]
    if interview.episode.young_person.is_restricted:
        return others, "The record is restricted. Only somebody named on it may interview."
    attempts: int = interview.failed_attempts  # type: ignore[attr-defined]
    why = why_not_interview(
        route=interview.route, is_returns_officer=False, is_own_worker=False, failed_attempts=attempts
    )
    return others, why or ""


def _able(interviews: list[ReturnInterview]) -> list[int]:
    teams = {interview.episode.young_person.team_id for interview in interviews}
    named = _named_on({i.episode.young_person_id for i in interviews if i.episode.young_person.is_restricted})
    everywhere = Q(groups__name__in=[Role.RETURNS_OFFICER, Role.INTERVIEWER, Role.HUB])
    of_the_team = Q(groups__name__in=ROLES_THAT_CAN[Can.WORK_INTERVIEWS], teams__in=teams)
    wished = {interview.wished_interviewer_id for interview in interviews} - {None}
    one_by_one = Q(pk__in=wished.union(*named.values()))
    known = User.objects.filter(everywhere | of_the_team | one_by_one).values("pk")
    candidates = User.objects.with_access().active().filter(pk__in=known)
    return [user.pk for user in candidates if all(_may(user, interview, named) for interview in interviews)]


def own_workers_of(interviews: Iterable[ReturnInterview]) -> dict[int, str]:
    """The young people's own social workers by their ids, and whose they are: `their`; of several, `Jude Farrow’s`."""
    people = {interview.episode.young_person for interview in interviews}
    return {
        person.social_worker_id: "their" if len(people) == 1 else f"{person}’s"
        for person in people
        if person.social_worker_id
    }


def may_own(interview: ReturnInterview) -> QuerySet[User]:
    """Who may be given something to do because of it: those who work with the young person and may open the record."""
    young_person = interview.episode.young_person
    named = Q(access_grants__young_person=young_person, access_grants__reason=AccessGrant.Reason.NAMED)
    if young_person.is_restricted:
        known = User.objects.filter(named & Q(access_grants__until__isnull=True) | Q(groups__name=Role.SERVICE_MANAGER))
    else:
        everywhere = Q(groups__name__in=[Role.RETURNS_OFFICER, Role.HUB])
        of_the_team = Q(groups__name__in=ROLES_THAT_CAN[Can.RECORD_CONTACTS], teams=young_person.team_id)
        theirs = Q(pk__in={young_person.social_worker_id, young_person.reviewing_officer_id} - {None})
        known = User.objects.filter(everywhere | of_the_team | theirs)
    return User.objects.active().filter(pk__in=known.values("pk"))


def may_call_together(discussion: StrategyDiscussion) -> QuerySet[User]:
    """Who may be given a strategy discussion: the team, the worker, the hub and the service managers, as far as each
    may open the record."""
    person = discussion.young_person
    roles = ROLES_THAT_CAN[Can.RECORD_STRATEGY_DISCUSSIONS]
    able = User.objects.active().filter(groups__name__in=roles).values("pk")
    if person.is_restricted:
        named = set().union(*_named_on({person.pk}).values())
        known = Q(pk__in=named) | Q(groups__name=Role.SERVICE_MANAGER)
    else:
        of_the_team = Q(groups__name__in=[Role.SOCIAL_WORKER, Role.TEAM_MANAGER], teams=person.team_id)
        known = of_the_team | Q(groups__name__in=[Role.HUB, Role.SERVICE_MANAGER]) | Q(pk=person.social_worker_id)
    found = User.objects.filter(known, pk__in=able).values("pk")
    return User.objects.filter(pk__in=found).order_by("full_name", "pk")


def may_be_wished(interview: ReturnInterview) -> QuerySet[User]:
    """Whom a young person may ask for by choosing: who does interviews, their own worker and team included.

    On a restricted record only those who may open it: a wish names nobody to it.
    """
    young_person = interview.episode.young_person
    named = _named_on({young_person.pk})[young_person.pk] if young_person.is_restricted else set()
    everywhere = Q(groups__name__in=[Role.RETURNS_OFFICER, Role.INTERVIEWER, Role.HUB])
    theirs = Q(teams=young_person.team_id) | Q(pk=young_person.social_worker_id)
    of_the_team = Q(groups__name__in=ROLES_THAT_CAN[Can.WORK_INTERVIEWS]) & theirs
    who = Q(pk__in=named) if young_person.is_restricted else everywhere | of_the_team
    known = User.objects.filter(who | Q(pk=interview.wished_interviewer_id)).values("pk")
    return User.objects.active().filter(pk__in=known).order_by("full_name", "pk")


def _may(user: User, interview: ReturnInterview, named: dict[int, set[int]]) -> bool:
    young_person = interview.episode.young_person
    if young_person.is_restricted and not (user.pk in named[young_person.pk] or user.holds(Role.SERVICE_MANAGER)):
        return False
    return user.can(Can.WORK_INTERVIEWS) and not why_not_interview(
        route=interview.route,
        is_returns_officer=user.holds(Role.RETURNS_OFFICER),
        is_own_worker=young_person.social_worker_id == user.pk,
        failed_attempts=interview.failed_attempts,  # type: ignore[attr-defined]
        is_wished=interview.wished_interviewer_id == user.pk,
    )


def _with_failed_attempts(interviews: Iterable[ReturnInterview]) -> list[ReturnInterview]:
    found = ReturnInterview.objects.filter(pk__in=[interview.pk for interview in interviews])
    failed = Count("attempts", filter=Q(attempts__result__in=FAILED_ATTEMPTS, attempts__withdrawn_at__isnull=True))
    return list(found.select_related("episode__young_person").annotate(failed_attempts=failed))


def _named_on(young_people: set[int]) -> dict[int, set[int]]:
    """The ids of the users named on each restricted record now."""
    grants = AccessGrant.objects.current().filter(young_person__in=young_people, reason=AccessGrant.Reason.NAMED)
    named: dict[int, set[int]] = defaultdict(set)
    for young_person, user in grants.values_list("young_person", "user"):
        named[young_person].add(user)
    return named
