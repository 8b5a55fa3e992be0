"""The interviews that the year's episodes made due, with outcomes in the shares that councils report."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from accounts.rules import Role
from demo.children import SEED, Child
from demo.clock import day_after, to_five_minutes
from demo.roster import BY_KEY, EVERYBODY
from demo.year import HOUR, Lived
from missing.codes import Category, ContactMethod, DeclineReason, Independence, Method, Outcome
from missing.rules import INTERVIEW_WITHIN
from people.days import LONDON

LEFT_OPEN = timedelta(days=30)
"""Only what is older lacks an outcome ("to settle", outside the queue) or the contact after a decline."""

LATE_ONE_IS_OVER = timedelta(days=10)
"""So long after the return every interview that was late has been held."""

OUTSIDE = ("Jo Bell, Larkrise Listening", "Temi Cole, Larkrise Listening")


@dataclass(frozen=True)
class Held:
    """One row of interviews.csv; empty where not known."""

    episode: Lived
    outcome: str = ""
    outcome_at: datetime | None = None
    offered_at: datetime | None = None
    method: str = ""
    interviewer: str = ""
    independence: str = ""
    reason: str = ""
    covered_by: str = ""
    contact_on: date | None = None
    contact_method: str = ""


def interviews(lived: list[Lived], now: datetime) -> list[Held]:
    """In the order of their episodes."""
    random = Random(SEED + 2)
    of_a_child: dict[str, list[Lived]] = defaultdict(list)
    for episode in lived:
        of_a_child[episode.child.reference].append(episode)
    held = [row for theirs in of_a_child.values() for row in _of_a_child(theirs, now, random)]
    return sorted(held, key=lambda row: row.episode.reference)


def _of_a_child(theirs: list[Lived], now: datetime, random: Random) -> list[Held]:
    """Latest first, because one may be covered by the interview that comes after it."""
    found: list[Held] = []
    later: Held | None = None
    for episode in reversed(theirs):
        later = _held(episode, later, len(found), now, random)
        if later:
            found.append(later)
    return found


def _held(episode: Lived, later: Held | None, had_since: int, now: datetime, random: Random) -> Held | None:
    child = episode.child
    if episode.category == Category.CURFEW:
        return None
    if child.authority:
        return Held(
            episode,
            Outcome.NOT_REQUIRED,
            to_five_minutes(episode.clock_starts_at + HOUR * 20),
            reason=f"Looked after by {child.authority}, who offers the interview",
        )
    if had_since < child.declines_last:
        return _declined(episode, Outcome.DECLINED, now, random)
    if later and later.episode.started_at < episode.clock_starts_at + INTERVIEW_WITHIN and random.random() < 0.4:
        if later.outcome == Outcome.COMPLETED:
            return Held(episode, Outcome.COVERED_BY_LATER, covered_by=later.episode.reference)
        again = to_five_minutes(later.episode.started_at)
        return Held(
            episode, Outcome.NOT_OFFERED_MISSING_AGAIN, again, reason="Missing again before it could be offered"
        )
    chance = random.random()
    if chance < 0.01 and now - episode.clock_starts_at > LEFT_OPEN:
        return Held(episode)
    if chance < 0.05:
        return _not_held(episode, random)
    if chance < 0.05 + child.share_declined:
        by_parent = not child.stays and random.random() < 0.5
        return _declined(episode, Outcome.DECLINED_PARENT if by_parent else Outcome.DECLINED, now, random)
    return _completed(episode, now, random)


def _completed(episode: Lived, now: datetime, random: Random) -> Held:
    late = random.random() < 0.17 and now - episode.clock_starts_at > LATE_ONE_IS_OVER
    done_at = _at_work(episode.clock_starts_at, random, hours=(73, 190) if late else (8, 60))
    who, independence = _interviewer(episode.child, random)
    far = episode.child.is_far
    shares = [30, 45, 25, 0] if far else [76, 8, 15, 1]
    not_recorded = random.random() < 0.02
    return Held(
        episode,
        Outcome.COMPLETED,
        done_at,
        offered_at=_offered(episode, done_at, random),
        method="" if not_recorded else random.choices(list(Method), shares)[0],
        interviewer="" if not_recorded else who,
        independence=independence,
    )


def _interviewer(child: Child, random: Random) -> tuple[str, str]:
    """Far out of the city the Missing Returns Officer, or after failed attempts their worker; else never that one."""
    priya, leah = (BY_KEY[key].email for key in ("priya.nair", "leah.osei"))
    if child.is_far and random.random() < 0.8:
        return priya, Independence.NOT_CASE_HOLDER
    if child.is_far:
        return BY_KEY[child.worker].email, Independence.CASE_HOLDER
    chance = random.random()
    if chance < 0.5:
        return leah, Independence.INDEPENDENT
    if chance < 0.65:
        return random.choice(OUTSIDE), Independence.INDEPENDENT
    others = [w.email for w in EVERYBODY if Role.SOCIAL_WORKER in w.roles and w.key != child.worker]
    return random.choice([priya, *others]), Independence.NOT_CASE_HOLDER


def _declined(episode: Lived, outcome: Outcome, now: datetime, random: Random) -> Held:
    declined_at = _at_work(episode.clock_starts_at, random, hours=(6, 58))
    offered_at = _offered(episode, declined_at, random)
    reason = DeclineReason(random.choices(list(_REASONS), list(_REASONS.values()))[0]).label
    row = Held(episode, outcome, declined_at, offered_at=offered_at, reason=reason)
    if random.random() < 0.14 and now - declined_at > LEFT_OPEN:
        return row
    contact_on = declined_at.astimezone(LONDON).date() + timedelta(days=random.choice([0, 1, 1, 1, 2, 2, 3]))
    method = random.choices([ContactMethod.VISIT, ContactMethod.PHONE, ContactMethod.VIDEO], [60, 30, 10])[0]
    return Held(**{**row.__dict__, "contact_on": contact_on, "contact_method": method})


_REASONS = {
    DeclineReason.DOES_NOT_WANT_TO_TALK: 40,
    DeclineReason.SPOKE_TO_CARER: 20,
    DeclineReason.WAS_NOT_MISSING: 14,
    DeclineReason.SPOKE_TO_POLICE: 8,
    DeclineReason.NO_TRUST: 8,
    DeclineReason.NONE_GIVEN: 7,
    DeclineReason.WANTS_SOMEBODY_ELSE: 3,
}


def _not_held(episode: Lived, random: Random) -> Held:
    outcome, reason = random.choice(
        [
            (Outcome.ACCEPTED_NOT_DONE, "Was not there when the interviewer came, twice"),
            (Outcome.NOT_OFFERED_NO_CONTACT, "Five calls and a letter without an answer"),
            (Outcome.NOT_OFFERED_OTHER, "In hospital and not well enough to be asked"),
        ]
    )
    at = _at_work(episode.clock_starts_at, random, hours=(48, 66))
    offered_at = _offered(episode, at, random) if outcome == Outcome.ACCEPTED_NOT_DONE else None
    return Held(episode, outcome, at, offered_at=offered_at, reason=reason)


def _at_work(after: datetime, random: Random, *, hours: tuple[float, float]) -> datetime:
    """Between so many hours after the return, by day, and in time where the hours are."""
    while True:
        at = to_five_minutes(day_after(after + HOUR * random.uniform(*hours), random))
        if at > after and (hours[1] > 72 or at <= after + INTERVIEW_WITHIN):
            return at


def _offered(episode: Lived, before: datetime, random: Random) -> datetime:
    start = episode.clock_starts_at
    return max(start, to_five_minutes(start + (before - start) * random.uniform(0.1, 0.6)))
