"""When an interview is due, who may hold it, what follows a decline. Pure: no database. Sources: docs/sources.md."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from missing.codes import Category, Independence, Route
from missing.rules.working_days import working_days_after
from people.codes import KindOfRecord
from people.rules import ADULT_AT, is_far_out_of_area

INTERVIEW_WITHIN = timedelta(hours=72)
"""Statutory guidance 2014; board report 3.9. Elapsed hours: weekends, bank holidays and clock changes included."""

REPEAT_EPISODES = 3
"""Missing repeatedly: this many episodes or more (board report 3.1)."""

FAILED_ATTEMPTS_BEFORE_SOCIAL_WORKER = 2
"""How many failed attempts before an interview out of the city may go to a social worker (board report 3.9)."""

CONTACT_WORKING_DAYS = 5
"""Working days in which the social worker makes contact after a declined interview (local standard)."""

SETTLE_AFTER = timedelta(days=7)
"""Imported work that fell due longer ago than this is settled apart from the queue (docs/formats.md 1)."""

ADULTS = frozenset({KindOfRecord.CARE_LEAVER, KindOfRecord.ADULT_AT_RISK})
"""On record as these, who is 18 is an adult however sure their date of birth is."""

OFFERED_BY_DEFAULT = frozenset({Category.MISSING, Category.AWAY})
"""After which episodes an interview is opened; a missed curfew opens one only when it is asked for."""


def interview_due_at(clock_starts_at: datetime) -> datetime:
    """When the return home interview must be done by, in UTC.

    72 elapsed hours after the clock starts, weekends and clock changes included. The instant itself is still in time.

    Raises ValueError for a naive datetime.

    >>> interview_due_at(datetime.fromisoformat("2026-03-27T22:00:00+00:00")).isoformat()
    '2026-03-30T22:00:00+00:00'
    >>> interview_due_at(datetime.fromisoformat("2026-10-23T18:00:00+01:00")).isoformat()
    '2026-10-26T17:00:00+00:00'
    """
    if clock_starts_at.tzinfo is None:
        raise ValueError("the clock needs a time zone")
    return clock_starts_at.astimezone(UTC) + INTERVIEW_WITHIN


def was_in_time(done_at: datetime | None, due_at: datetime | None) -> bool:
    """Whether an interview was done by its deadline; without a time on record it was not.

    >>> was_in_time(None, datetime.now(UTC))
    False
    """
    return done_at is not None and due_at is not None and done_at <= due_at


def may_be_a_child(*, kind_of_record: str, age: int, birthday_is: str = "") -> bool:
    """Whether somebody of that age, by their date of birth on record, is a child or treated as one.

    So is whose date of birth is estimated or disputed (`birthday_is`), unless they are on record as an adult.

    >>> may_be_a_child(kind_of_record="at_home", age=18, birthday_is="disputed")
    True
    >>> may_be_a_child(kind_of_record="care_leaver", age=18, birthday_is="disputed")
    False
    """
    return age < ADULT_AT or (bool(birthday_is) and kind_of_record not in ADULTS)


def is_interview_owed(*, kind_of_record: str, age: int, birthday_is: str = "") -> bool:
    """Whether an interview is owed at all to somebody who was that age when the episode started.

    Statutory guidance 2014 is about children: who is 18 is logged and looked for, and no interview falls due, as what
    they may be on record still. Who may be a child is treated as one (`may_be_a_child`).

    >>> is_interview_owed(kind_of_record="care_leaver", age=17), is_interview_owed(kind_of_record="at_home", age=18)
    (True, False)
    >>> is_interview_owed(kind_of_record="at_home", age=18, birthday_is="disputed")
    True
    """
    return may_be_a_child(kind_of_record=kind_of_record, age=age, birthday_is=birthday_is)


def interview_route(*, is_out_of_area: bool | None, distance_miles: Decimal | None, kind_of_record: str) -> Route:
    """Whose an interview is when it is opened.

    Another council's young person is theirs to interview (statutory guidance 2014: the responsible authority).
    """
    if kind_of_record == KindOfRecord.OTHER_COUNCIL:
        return Route.PLACING_COUNCIL
    return our_route(is_out_of_area=is_out_of_area, distance_miles=distance_miles)


def our_route(*, is_out_of_area: bool | None, distance_miles: Decimal | None) -> Route:
    """Who interviews first, of an interview that is ours: an open one stays so whatever the record says since.

    The Missing Returns Officer does where the placement is 20 miles or more out of the city.

    >>> our_route(is_out_of_area=True, distance_miles=Decimal("20")).value
    'returns_officer'
    >>> our_route(is_out_of_area=False, distance_miles=Decimal("3")).value
    'independent'
    """
    return Route.RETURNS_OFFICER if is_far_out_of_area(is_out_of_area, distance_miles) else Route.INDEPENDENT


def why_not_interview(
    *, route: str, is_returns_officer: bool, is_own_worker: bool, failed_attempts: int, is_wished: bool = False
) -> str | None:
    """Why this person may not be given the interview, in words; None when they may.

    Whom the young person asked for may always, their own worker included: `is_wished`. Out of the city by 20 miles or
    more it is the Missing Returns Officer's, and a social worker's, the young person's own included, only after failed
    attempts. Never otherwise their own worker (board report 3.9; statutory guidance: somebody independent).
    """
    if is_wished:
        return None
    tried_enough = failed_attempts >= FAILED_ATTEMPTS_BEFORE_SOCIAL_WORKER
    if is_returns_officer and not is_own_worker:
        return None
    if route == Route.RETURNS_OFFICER:
        if tried_enough:
            return None
        return (
            "This young person is placed 20 miles or more out of the city, so the Missing Returns Officer interviews. "
            f"A social worker may after {FAILED_ATTEMPTS_BEFORE_SOCIAL_WORKER} failed attempts; "
            f"there {'is' if failed_attempts == 1 else 'are'} {failed_attempts} so far."
        )
    if is_own_worker:
        return (
            "This is their own social worker. The interview is for somebody independent of their care, "
            "unless the young person asks for them."
        )
    return None


def why_not_independent(
    independence: str,
    *,
    is_own_worker: bool,
    route: str,
    failed_attempts: int,
    is_wished: bool = False,
    is_of_their_team: bool = False,
) -> str | None:
    """Why an interview cannot be recorded as done by this kind of person; None when it can.

    `is_wished` is that the young person asked for this interviewer: their own worker may then, and is recorded as just
    that, never as anybody more independent. `is_of_their_team`: the team answers for their care, so its workers and
    managers are from the council and not independent of it.
    """
    if independence == Independence.CARER:
        return "A carer cannot do the return home interview. Record what they told you as a note and offer it again."
    own = is_own_worker or independence == Independence.CASE_HOLDER
    fallback = route == Route.RETURNS_OFFICER and failed_attempts >= FAILED_ATTEMPTS_BEFORE_SOCIAL_WORKER
    if own and not fallback and not is_wished:
        return "Their own social worker cannot do the return home interview, unless the young person asked for them."
    if is_own_worker and independence != Independence.CASE_HOLDER:
        return "Their own social worker is not independent. Choose “Their own social worker”."
    if is_of_their_team and independence == Independence.INDEPENDENT:
        return "Their own team is not independent of their care. Choose “From the council, not their own worker”."
    return None


def contact_due_on(declined_at: date, is_working_day: Callable[[date], bool]) -> date:
    """The last day for the social work contact after a decline: five working days on, the day of it not counted.

    >>> contact_due_on(date(2026, 11, 20), lambda day: day.weekday() < 5).isoformat()
    '2026-11-27'
    """
    return working_days_after(declined_at, CONTACT_WORKING_DAYS, is_working_day)
