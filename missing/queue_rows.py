"""What one row of the queue says, in words."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from accounts.rules import Role
from missing import queue
from missing.clock import clock_at
from missing.codes import DECLINED, FAILED_ATTEMPTS
from missing.endings_page import clock_words
from missing.models import ContactAttempt, InterviewOffer, ReturnInterview
from missing.models.booking import booking_in_words
from missing.rules import REPEAT_EPISODES, asks_whether_held, why_not_interview
from people.days import about_time, about_time_in_words, plain_date, plain_time, time_in_words
from people.lengths import counted, miles_in_words

HEADINGS = ["Due", "Young person", "Reference", "Came back", "Placement", "Team", "What is known", "Last step", "With"]
NO_EPISODES = {"this_year": 0, "in_30_days": 0, "before": 0}
"""Of a young person whose episodes are none of them counted as missing."""
Tag = tuple[str, str]


def chips(numbers: dict[str, int], current: str) -> list[dict[str, Any]]:
    shown = [(chip.key, chip.label, chip.is_late) for chip in queue.FILTERS]
    shown.append((queue.CONTACT_DUE, "Declined, contact due", False))
    if numbers[queue.TO_SETTLE]:
        shown.append((queue.TO_SETTLE, "Imported, no outcome yet", False))
    if numbers[queue.THEIRS]:
        shown.append((queue.THEIRS, "Other councils’", False))
    return [
        {
            "label": label,
            "url": f"{reverse('missing:queue')}?show={key}",
            "count": f"{queue.MOST_COUNTED:,}+" if _is_more_than_counted(key, numbers) else numbers[key],
            "is_current": key == current,
            "is_late": is_late,
        }
        for key, label, is_late in shown
    ]


def _is_more_than_counted(key: str, numbers: dict[str, int]) -> bool:
    return key == queue.TO_SETTLE and numbers[key] >= queue.MOST_COUNTED


def row_of(interview: Any, user: User, now: datetime) -> dict[str, Any]:
    """One interview of `queue.rows`, for the template."""
    episode, young_person = interview.episode, interview.episode.young_person
    missing_now, this_year = interview.missing_now, (interview.episodes or NO_EPISODES)["this_year"]
    return {
        "interview": interview,
        "young_person": young_person,
        "known_as": interview.known_as,
        "url": reverse("missing:interview", args=[episode.reference]),
        "clock": clock_at(interview.due_at, now) if interview.is_to_do else None,
        "contact_is_late": interview.contact_due_on is not None and interview.contact_due_on < localdate(now),
        "came_back": about_time(interview.clock_starts_at, episode.clock_is_approximate),
        "did_not_come_back": "" if clock_words(episode) == "Came back" else episode.get_ended_how_display(),
        "placement": where(episode),
        "placement_type": episode.placement.get_placement_type_display() if episode.placement else "",
        "team": episode.team or "No team",
        "this_year": f"{this_year} this year" if this_year else "Not missing this year",
        "asked_for": _asked_for(interview, user),
        "tags": [{"text": text, "tone": tone} for text, tone in tags(interview, user)],
        "missing_url": reverse("missing:episode", args=[missing_now["reference"]]) if missing_now else "",
        "missing_since": _since(missing_now) if missing_now else "",
        "last_step": last_step(interview),
        **_booking(interview, now),
        "with": holder_of(interview, user),
        "is_mine": interview.assigned_to_id == user.pk,
        "why_not_take": _why_not_take(interview, user),
    }


def holder_of(interview: Any, user: User) -> str:
    """`You`, who has it, the council whose it is, or nothing."""
    if interview.is_theirs:
        return str(interview.episode.young_person.authority)
    return "You" if interview.assigned_to_id == user.pk else str(interview.assigned_to or "")


def wished_in_words(interview: Any) -> str:
    """Whom the young person wants to talk to, and that it is their own worker where it is; else empty."""
    wished = interview.wished_interviewer
    if wished is None:
        return str(interview.wished_name)
    is_own = wished.pk == interview.episode.young_person.social_worker_id
    return f"{wished.full_name}, their own social worker" if is_own else str(wished.full_name)


def _asked_for(interview: Any, user: User) -> str:
    """`Asked for you` or `Asked for Dana Whit, their own social worker`, while it is to do; else empty."""
    if not interview.is_to_do or not (wished := wished_in_words(interview)):
        return ""
    return f"Asked for {'you' if interview.wished_interviewer_id == user.pk else wished}"


def _why_not_take(interview: Any, user: User) -> str:
    """Why this user may not take what nobody has, short enough for a row: `You are their social worker`; else empty."""
    if interview.assigned_to_id or not interview.is_to_do or interview.is_theirs:
        return ""
    is_own_worker = interview.episode.young_person.social_worker_id == user.pk
    refusal = why_not_interview(
        route=interview.route,
        is_returns_officer=user.holds(Role.RETURNS_OFFICER),
        is_own_worker=is_own_worker,
        failed_attempts=sum(attempt.result in FAILED_ATTEMPTS for attempt in interview.attempts.all()),
        is_wished=interview.wished_interviewer_id == user.pk,
    )
    if refusal is None:
        return ""
    return "You are their social worker" if is_own_worker else "For the Missing Returns Officer"


def _since(missing_now: dict[str, Any]) -> str:
    return about_time_in_words(datetime.fromisoformat(missing_now["since"]), missing_now["is_about"])


def _booking(interview: Any, now: datetime) -> dict[str, Any]:
    """The time that is booked, and whether its time is over with nothing on record."""
    if not interview.booking or not interview.is_to_do:
        return {"booked": "", "was_it_held": False}
    gone = interview.missing_now
    missing_since = datetime.fromisoformat(gone["since"]) if gone else None
    meets_at = datetime.fromisoformat(interview.booking["meets_at"])
    return {
        "booked": f"Booked {booking_in_words(meets_at, interview.booking['method'])}",
        "was_it_held": asks_whether_held(meets_at, now, missing_since=missing_since),
    }


def where(episode: Any) -> str:
    """`In city`, `Out of city, 41 miles`, or that it is not known, or that there is no placement: they live at home."""
    miles = f", {miles_in_words(episode.distance_miles)}" if episode.distance_miles else ""
    if episode.is_out_of_area is None:
        known = f"Not known if out of city{miles}" if miles else "Not known"
        return known if episode.placement else "No placement"
    return f"Out of city{miles}" if episode.is_out_of_area else "In city"


def tags(interview: Any, user: User) -> list[Tag]:
    """What is worth knowing before ringing: text and tone.

    How earlier interviews went is for who reads those, not for who works on what is given to them alone; and that
    others are open for who may open the record.
    """
    found: list[Tag] = []
    episodes = interview.episodes or NO_EPISODES
    if episodes["in_30_days"] >= REPEAT_EPISODES:
        found.append((f"{episodes['in_30_days']} in 30 days", "amber"))
    reads_others = interview.may_open_record and not user.sees_only_what_is_given
    outcomes = list(interview.outcomes_before) if reads_others else []
    if len(outcomes) == queue.LOOKED_BACK and DECLINED.issuperset(outcomes):
        found.append((f"Declined last {queue.LOOKED_BACK}", "amber"))
    if interview.episode.missing_from and not episodes["before"]:
        found.append(("First time missing", "teal"))
    if interview.may_open_record and interview.is_to_do and interview.other_open_interviews:
        found.append((f"{interview.other_open_interviews + 1} interviews open", "teal"))
    if interview.episode.young_person.is_restricted:
        found.append(("Restricted", "red"))
    return found


def last_step(interview: Any) -> str:
    """The last offer or attempt, or what else happened; attempts are counted."""
    if not interview.is_to_do:
        declined_at = f" {plain_date(interview.outcome_at)}" if interview.outcome_at else ""
        parents = "" if interview.has_asked_parents else ". Parents or carers not asked yet"
        due_on = plain_date(interview.contact_due_on)
        return f"{interview.get_outcome_display()}{declined_at}. Contact due by {due_on}{parents}"
    attempts, offers = list(interview.attempts.all()), list(interview.offers.all())
    attempt: ContactAttempt | None = attempts[0] if attempts else None
    offer: InterviewOffer | None = offers[0] if offers else None
    if attempt and (offer is None or attempt.attempted_at >= offer.offered_at):
        tried = f"{attempt.get_result_display().lower()}, {attempt.get_method_display().lower()}"
        return f"{counted(len(attempts), 'attempt')}: {tried}, {time_in_words(attempt.attempted_at)}"
    if offer:
        return f"Offered: {offer.get_response_display().lower()}, {time_in_words(offer.offered_at)}"
    return "" if interview.booking else "None yet"


def as_cells(interview: ReturnInterview, user: User, now: datetime) -> list[str]:
    """The row for a spreadsheet, under HEADINGS."""
    row = row_of(interview, user, now)
    return [
        plain_time(interview.due_at),
        str(row["young_person"]),
        row["young_person"].reference,
        row["came_back"],
        row["placement"],
        str(row["team"]),
        "; ".join(filter(None, [row["this_year"], row["asked_for"], *(tag["text"] for tag in row["tags"])])),
        ". ".join(filter(None, [row["booked"], row["last_step"]])),
        str(interview.assigned_to or "Nobody"),
    ]
