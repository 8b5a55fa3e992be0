"""What the weekly e-mail holds for each service, worked out from the records and frozen as data.

It is as at the cut-off, by the times on record: a child found after it is still missing in it, an interview done after
it is still to do, also where the job ran late. An end that was written down or corrected since is as it was on record
then. What has no time on record is taken as it is when it is built: team and worker, what kind of absence it is, a
start that was corrected, the police's risk (docs/decisions/frozen-weekly-email.md).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Service
from missing.codes import DECLINED, Category, Outcome, Route, Source
from missing.models import Episode, ReturnInterview
from missing.rules import INTERVIEW_WITHIN, was_in_time
from people import levels
from reporting.rules import FIRST_PAGE_DAYS
from reporting.scope import midnight
from reporting.weekly.end_on_record import as_it_stood, end_written_since, told_late

LISTS = ("missing_now", "overdue", "contacts", "week")
COUNTS = ("missing_now", "overdue", "contacts", "contacts_late", "began", "found", "young_people", "placed_here")
NO_TEAM = "No team"

Content = dict[str, Any]


def build(covers_from: datetime, covers_to: datetime) -> dict[int | None, Content]:
    """The content of each service by its id, and under None of the young people whose team has none, if there are any.

    Each episode is in one list: who was missing at the cut-off; whose interview was overdue then; where a social work
    contact was still to come after a declined interview, overdue or not; and the rest who were missing at any time from
    `covers_from` on, before `covers_to`, or were put on record only then. Whoever has died by the time it is built is
    in none. Young people whom other councils placed here are in the lists and counted on their own too.
    """
    lists, late = _lists(covers_from, covers_to)
    everybody = {episode.young_person_id for episodes in lists.values() for episode in episodes}
    about = _About(covers_to, late, _times_missing(everybody, covers_to), levels.of(everybody, covers_to))
    contents = {service.pk: _empty(service.name, _who_to_ask(service)) for service in _services()}
    people: dict[int | None, set[int]] = defaultdict(set)
    placed_here: dict[int | None, set[int]] = defaultdict(set)
    restricted: dict[tuple[int | None, str], set[int]] = defaultdict(set)
    for name, episodes in lists.items():
        for episode in episodes:
            person = episode.young_person
            service = person.team.service_id if person.team else None
            content = contents.setdefault(service, _empty(NO_TEAM, ""))
            if person.is_restricted:
                restricted[service, name].add(person.pk)
            else:
                content["lists"][name].append(_row(episode, about))
            if missing_from := _missing_in_the_week(episode, covers_from, covers_to):
                people[service].add(person.pk)
                if not person.is_ours:
                    placed_here[service].add(person.pk)
                content["counts"]["began"] += missing_from >= covers_from
                content["counts"]["found"] += _ended_by(episode, covers_to)
            if name != "week":
                content["counts"][name] += 1
            content["counts"]["contacts_late"] += name == "contacts" and _contact_is_late(episode.interview, covers_to)
    for service, content in contents.items():
        content["counts"]["young_people"] = len(people[service])
        content["counts"]["placed_here"] = len(placed_here[service])
        content["restricted"] = {name: len(restricted[service, name]) for name in LISTS}
    return contents


def _services() -> Any:
    return Service.objects.prefetch_related("managers").order_by("name")


def _who_to_ask(service: Service) -> str:
    return " or ".join(user.full_name for user in service.managers.all() if user.is_here)


def _empty(service: str, ask: str) -> Content:
    return {
        "version": 2,
        "service": service,
        "ask": ask or "the service manager",
        "counts": dict.fromkeys(COUNTS, 0),
        "lists": {name: [] for name in LISTS},
        "restricted": dict.fromkeys(LISTS, 0),
    }


def _lists(covers_from: datetime, covers_to: datetime) -> tuple[dict[str, list[Episode]], set[int]]:
    """The episodes of each list, and the ids of those of them that last week's e-mail could not tell of as over."""
    alive = Episode.objects.filter(young_person__died_on__isnull=True)
    episodes = alive.select_related("young_person__team", "young_person__social_worker", "interview__contact")
    # Built late it knows no more than on time: what was written down since is the next week's to tell.
    recorded_since = Q(source=Source.RECORDED, recorded_at__gte=covers_to)
    # Their times may lie before the week: last week's e-mail could not know of them, or of their end.
    written_since_last = Q(source=Source.RECORDED, recorded_at__gte=covers_from) | end_written_since(covers_from)
    of_the_week = list(
        episodes.counted_as_missing()
        .exclude(recorded_since)
        .filter(Q(ended_at__isnull=True) | Q(ended_at__gte=covers_from) | written_since_last)
        .filter(missing_from__lt=covers_to)
        .order_by("missing_from", "pk")
    )
    overdue = list(
        episodes.standing()
        .exclude(interview__route=Route.PLACING_COUNCIL)  # another council's to do
        .filter(Q(interview__due_at__lt=covers_to) | end_written_since(covers_to))
        .filter(Q(interview__outcome="") | Q(interview__outcome_at__gte=covers_to), interview__is_to_settle=False)
    )
    contacts = list(
        episodes.standing()
        .filter(contact_to_come_at(covers_to), interview__outcome_at__lt=covers_to)
        .order_by("interview__contact_due_on", "pk")
    )
    as_it_stood([*of_the_week, *overdue, *contacts], covers_to)
    late = told_late([*of_the_week, *overdue, *contacts], covers_from)
    lists: dict[str, list[Episode]] = {
        "missing_now": [],
        "overdue": sorted(
            (one for one in overdue if _is_due_by(one, covers_to)), key=attrgetter("clock_starts_at", "pk")
        ),
        "contacts": [episode for episode in contacts if not _has_its_clock_since(episode)],
        "week": [],
    }
    listed = {episode.pk for episode in (*lists["overdue"], *lists["contacts"])}
    of_before = []
    for episode in of_the_week:
        is_of_the_week = _missing_in_the_week(episode, covers_from, covers_to)
        if is_of_the_week and episode.category == Category.MISSING and not _ended_by(episode, covers_to):
            lists["missing_now"].append(episode)
        elif is_of_the_week and episode.pk not in listed:
            lists["week"].append(episode)
        elif episode.pk in late and episode.pk not in listed:
            of_before.append(episode)
    lists["week"] += of_before
    return lists, late


def contact_to_come_at(at: datetime) -> Q:
    """Of episodes: declined, with the social work contact still to come at that instant.

    A contact has a day and no hour. One on the day of the cut-off had been made if it was on record by then; one that
    had to be accepted counts from when it was.
    """
    made_since = Q(interview__contact__contact_on__gte=timezone.localdate(at), interview__contact__recorded_at__gte=at)
    accepted_since = Q(interview__contact__accepted_at__gte=at)
    to_come = Q(interview__contact__isnull=True) | made_since | accepted_since
    return to_come & Q(interview__outcome__in=sorted(DECLINED), interview__contact_due_on__isnull=False)


def _missing_in_the_week(episode: Episode, covers_from: datetime, covers_to: datetime) -> datetime | None:
    """From when it counts as missing, if it is one of the week's; an overdue interview may be of an earlier one."""
    lasted_into_it = episode.ended_at is None or episode.ended_at >= covers_from
    began_by_then = episode.missing_from is not None and episode.missing_from < covers_to
    return episode.missing_from if lasted_into_it and began_by_then else None


def _ended_by(episode: Episode, at: datetime) -> bool:
    """Whether it had ended, as it stood then; the cut-off's own instant belongs to the next week."""
    return episode.ended_at is not None and episode.ended_at < at


def _is_due_by(episode: Episode, at: datetime) -> bool:
    """Whether its 72 hours were over, as its clock stood then."""
    return episode.clock_starts_at is not None and episode.clock_starts_at + INTERVIEW_WITHIN < at


def _has_its_clock_since(episode: Episode) -> bool:
    """Whether the return that its interview is about was not on record then."""
    return episode.clock_starts_at is None and episode.interview.clock_starts_at is not None


def _times_missing(people: set[int], at: datetime) -> dict[int, Counter[str]]:
    """How often each went missing before `at`: in this calendar year, and in the 90 days that end with its day."""
    day = timezone.localdate(at)
    year, days = midnight(day.replace(month=1, day=1)), midnight(day - timedelta(days=FIRST_PAGE_DAYS - 1))
    counted = (
        Episode.objects.counted_as_missing()
        .filter(young_person__in=people, missing_from__lt=at, missing_from__gte=min(year, days))
        .exclude(source=Source.RECORDED, recorded_at__gte=at)
        .order_by()
        .values("young_person")
        .annotate(
            year=Count("pk", filter=Q(missing_from__gte=year)), days=Count("pk", filter=Q(missing_from__gte=days))
        )
    )
    times: dict[int, Counter[str]] = defaultdict(Counter)
    for row in counted:
        times[row["young_person"]].update(year=row["year"], days=row["days"])
    return times


@dataclass(frozen=True)
class _About:
    """What the rows of all lists are made with: the cut-off, which of them are told late, and of each young person
    times missing and level."""

    at: datetime
    told_late: set[int]
    times: dict[int, Counter[str]]
    levels: dict[int, str]


def _row(episode: Episode, about: _About) -> dict[str, Any]:
    person, at, times = episode.young_person, about.at, about.times[episode.young_person_id]
    ended_at = episode.ended_at if _ended_by(episode, at) else None
    started_at = episode.missing_from or episode.started_at
    miles = episode.distance_miles
    return {
        "young_person_id": person.pk,
        "reference": person.reference,
        "initials": person.initials,
        "placed_by": person.responsible_authority,
        "level": about.levels.get(person.pk, ""),
        "episode_id": episode.pk,
        "episode": episode.reference,
        "category": "" if episode.missing_from else episode.get_category_display(),
        "is_told_late": episode.pk in about.told_late,
        "team": person.team.name if person.team else "",
        "worker": person.social_worker.full_name if person.social_worker else "",
        "is_out_of_city": episode.is_out_of_area,
        "miles": None if miles is None else int(miles),
        "started_at": started_at.isoformat(),
        "started_is_approximate": (
            episode.missing_since_is_approximate if episode.missing_from else episode.started_is_approximate
        ),
        "ended_at": ended_at.isoformat() if ended_at else None,
        "ended_is_approximate": bool(ended_at) and episode.end_is_approximate,
        "hours": int(((ended_at or at) - started_at).total_seconds()) // 3600,
        "police_risk": episode.get_police_risk_display(),
        "this_year": times["year"],
        "ninety_days": times["days"],
        "interview": _interview(episode, at),
    }


def _interview(episode: Episode, at: datetime) -> dict[str, Any]:
    """How the interview stood at that instant: `state` is missing, not_back, none, theirs, to_do or closed.

    None falls due for an adult; `theirs` is for the council that placed them here.
    """
    if not _ended_by(episode, at):
        return {"state": "missing"}
    if episode.clock_starts_at is None or episode.clock_starts_at >= at:
        return {"state": "not_back"}
    due_at = episode.clock_starts_at + INTERVIEW_WITHIN
    interview: ReturnInterview | None = getattr(episode, "interview", None)
    if interview is None:
        return {"state": "none"}
    if not interview.outcome or (interview.outcome_at and interview.outcome_at >= at):
        if interview.is_theirs:
            return {"state": "theirs"}
        return {
            "state": "to_do",
            "due_at": due_at.isoformat(),
            "due_is_approximate": episode.clock_is_approximate,
        }
    contact = interview.contact_due_on if _contact_is_to_come(interview, at) else None
    return {
        "state": "closed",
        "label": interview.get_outcome_display(),
        "at": interview.outcome_at.isoformat() if interview.outcome_at else None,
        "is_late": interview.outcome == Outcome.COMPLETED and not was_in_time(interview.outcome_at, due_at),
        "contact_due_on": contact.isoformat() if contact else None,
        "contact_is_late": contact is not None and _contact_is_late(interview, at),
    }


def _contact_is_to_come(interview: ReturnInterview, at: datetime) -> bool:
    """The same as `contact_to_come_at`, of one."""
    contact = interview.contact
    if interview.outcome not in DECLINED or contact is None:
        return interview.outcome in DECLINED
    if contact.accepted_at and contact.accepted_at >= at:
        return True
    return contact.contact_on >= timezone.localdate(at) and contact.recorded_at >= at


def _contact_is_late(interview: ReturnInterview, at: datetime) -> bool:
    """Its last day was over in London."""
    return interview.contact_due_on is not None and interview.contact_due_on < timezone.localdate(at)
