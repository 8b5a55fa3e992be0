"""What the panels of this room list. Care periods and placements come with the young person (views/record.py)."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.rules import Can
from people.actions.restriction import named_on
from people.around_brief import brief_of
from people.models import AccessGrant, CarePeriod, CaseEvent, Placement, YoungPerson
from people.rules import where_in_words
from people.timeline import Entry, Timeline, timeline_of


def what_has_happened(young_person: YoungPerson, user: User) -> Timeline:
    return timeline_of(young_person, user)


def care_and_placements(young_person: YoungPerson, user: User) -> dict[str, Any]:
    placements = list(young_person.placements.all())
    for placement in placements:
        placement.where = where_of(placement)  # type: ignore[attr-defined]
    return {
        "placements": placements,
        "care_periods": list(young_person.care_periods.all()),
        "may_edit": user.can(Can.EDIT_RECORDS),
    }


def details(young_person: YoungPerson, user: User) -> list[dict[str, Any]]:
    """Pairs for components/summary_list.html."""
    person = young_person
    home = person.home_postcode or "Not recorded"
    return [
        {"label": "Born", "value": f"{person.date_of_birth:%-d %B %Y}", **_how_sure(person)},
        {"label": "Sex", "value": person.get_sex_display() or "Not recorded"},
        {"label": "Ethnicity", "value": person.get_ethnicity_display() or "Not recorded"},
        {"label": "Telephone", "value": brief_of(person, user).phones or "Not recorded"},
        {"label": "Family home", "value": home},
        {"label": "On record as", "value": kind_in_words(person)},
        {"label": "Team", "value": person.team or "Not given to a team"},
        {"label": "Social worker", "value": person.social_worker or "Nobody yet", "note": _phone(person.social_worker)},
        {"label": "Reviewing officer", "value": person.reviewing_officer or "Nobody yet"},
    ]


def kind_in_words(person: YoungPerson) -> str:
    """`Placed here by Walsall`, `Care leaver`."""
    return person.get_kind_of_record_display() if person.is_ours else f"Placed here by {person.authority}"


def who_sees(young_person: YoungPerson, user: User) -> list[AccessGrant]:
    """Those named on a restricted record, for who may name them."""
    if young_person.is_restricted and user.can(Can.RESTRICT_RECORDS):
        return list(named_on(young_person).select_related("user"))
    return []


def tell_moves(events: list[CaseEvent], user: User) -> dict[int, Entry]:
    """A move by where it went; the placements are at hand."""
    by_key = {f"placement:{placement.pk}": placement for placement in events[0].young_person.placements.all()}
    return {
        event.pk: Entry(event.at, "Moved placement", f"{placement}, {where_of(placement)}.", is_day=True)
        for event in events
        if (placement := by_key.get(event.source_key))
    }


def tell_days(events: list[CaseEvent], user: User) -> dict[int, Entry]:
    """What is known by its day alone: that they turned 18, that they died."""
    return {event.pk: Entry(event.at, event.get_kind_display(), is_day=True) for event in events}


def lives(young_person: YoungPerson) -> str:
    """Where they live today, in words."""
    today = timezone.localdate()
    for placement in young_person.placements.all():
        if _runs_on(placement, today):
            name = f", {placement.provider_name}" if placement.provider_name else ""
            return f"{placement}{name}: {where_of(placement)}."
    return "No placement now."


def legal_status(young_person: YoungPerson) -> str:
    today = timezone.localdate()
    for period in young_person.care_periods.all():
        if _runs_on(period, today):
            return f"{period.get_legal_status_display() or 'In care, legal status not recorded'}."
    return "Not in care now."


def where_of(placement: Placement) -> str:
    return where_in_words(placement.authority, placement.is_out_of_area, placement.distance_miles)


def _runs_on(dated: CarePeriod | Placement, day: Any) -> bool:
    return dated.started_on <= day and (dated.ended_on is None or dated.ended_on >= day)


def _how_sure(person: YoungPerson) -> dict[str, str]:
    """A tag where the birthday is estimated or disputed, and why."""
    if not person.birthday_is:
        return {}
    return {"tag": person.get_birthday_is_display(), "tone": "amber", "note": person.birthday_note}


def _phone(worker: User | None) -> str:
    return worker.phone if worker else ""
