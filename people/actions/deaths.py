"""That a young person has died. What must stop with it, the rooms above stop (missing/actions/endings.py)."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from people.actions.stale import locked
from people.days import full_date
from people.history import because
from people.models import CaseEvent, Death, YoungPerson, may_open
from people.whose_record import not_yours_to

WRITE_DEATH = "write down that they died"


@transaction.atomic
def note_death(
    *, actor: User, young_person: YoungPerson, died_on: date, note: str = "", at: datetime | None = None
) -> Death:
    """Put on record that they died on that London day. `missing.actions.record_death` is the door of the pages.

    Raises ActionRefused when it is on record already, or the day is before their birth or has not come, and for who may
    not open the record: everything about the child falls silent with it.
    """
    require(actor, Can.RECORD_DEATHS)
    refuse_death_by_stranger(actor, young_person)
    at = at or timezone.now()
    person = locked(young_person, None)
    refuse_if_died(person)
    if died_on > timezone.localdate(at):
        raise ActionRefused("This day has not come yet.", field="died_on")
    if died_on < person.date_of_birth:
        raise ActionRefused("This is before they were born.", field="died_on")
    person.died_on = died_on
    person.save(update_fields=["died_on"])
    day_began_at = datetime.combine(died_on, time(), timezone.get_default_timezone())
    CaseEvent.objects.create(
        young_person=person, kind=CaseEvent.Kind.DIED, at=day_began_at, source_key=f"young_person:{person.pk}"
    )
    young_person.died_on = died_on
    return Death.objects.create(young_person=person, died_on=died_on, note=note.strip(), by=actor, recorded_at=at)


@transaction.atomic
def take_note_of_death_back(
    *, actor: User, young_person: YoungPerson, why: str, at: datetime | None = None
) -> Death | None:
    """They have not died: it was recorded wrongly. Gives the record that was taken back, None where it was imported.

    The history of the record keeps why. Raises ActionRefused without a reason, and where no death is on record.
    """
    require(actor, Can.TAKE_BACK_DEATHS)
    if not why.strip():
        raise ActionRefused("Write why it was wrong.", field="why")
    person = locked(young_person, None)
    if person.died_on is None:
        raise ActionRefused(f"No death of {person} is on record.")
    person.died_on = young_person.died_on = None
    with because(why.strip()):
        person.save(update_fields=["died_on"])
    CaseEvent.objects.filter(kind=CaseEvent.Kind.DIED, source_key=f"young_person:{person.pk}").delete()
    death = person.deaths.filter(taken_back_at__isnull=True).first()
    if death:
        death.taken_back_at, death.taken_back_by, death.taken_back_why = at or timezone.now(), actor, why.strip()
        death.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    return death


def refuse_death_by_stranger(actor: User, young_person: YoungPerson) -> None:
    """Refuse who may not open the record, and say whom to ring. That they are back everybody may write."""
    if not may_open(actor, young_person.pk):
        raise ActionRefused(not_yours_to(WRITE_DEATH, young_person), field="how")


def refuse_if_died(young_person: YoungPerson) -> None:
    """Refuse to log, offer or arrange anything for somebody who has died."""
    if refusal := why_not_logged(young_person):
        raise ActionRefused(refusal)


def why_not_logged(young_person: YoungPerson) -> str | None:
    """That they have died, and what to do if that is wrong, in words; None for the living."""
    if young_person.died_on is None:
        return None
    return (
        f"{young_person} is on record as having died on {full_date(young_person.died_on)}. If that is wrong, a manager "
        "can take it back on the young person’s page."
    )
