from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import Team, User
from accounts.numbering import next_reference
from accounts.rules import Can, Role
from people import after_changing
from people.actions.stale import locked_person
from people.codes import KindOfRecord
from people.models import CarePeriod, YoungPerson
from people.models.care import is_outside
from people.refusals import Refusal, in_words
from people.rules import FIRST_BIRTHDAY, age_on, tidy_postcode, why_not_on_record_as

REFUSALS = {
    "young_person_reference_once": Refusal("There is a young person with this reference already.", "reference"),
    "birthday_not_after_what_is_on_record": Refusal("An episode of theirs began before that day.", "date_of_birth"),
}


@transaction.atomic
def add_young_person(
    *,
    actor: User,
    first_name: str,
    last_name: str,
    date_of_birth: date,
    reference: str = "",
    team: Team | None = None,
    at: datetime | None = None,
    **details: Any,
) -> YoungPerson:
    """Put a young person on record; without a reference they are given one of ours.

    `details` are the other fields of the record; whom another council looks after is on record as that council's. `at`
    is when it is recorded (default: now). Raises ActionRefused for a team that is not the actor's to add to, a
    reference that is taken, a birthday to come or before 1900, a postcode that cannot be one, and a kind of record that
    does not fit their age or names no council.
    """
    require(actor, Can.ADD_YOUNG_PEOPLE)
    at = at or timezone.now()
    if team and team.pk not in actor.team_ids and not adds_to_any_team(actor):
        raise ActionRefused(
            f"{team} is not one of your teams. Its manager or duty can add somebody to it.", field="team"
        )
    pk, free = next_reference(YoungPerson, "SR")
    young_person = YoungPerson(
        pk=pk,
        reference=reference.strip() or free,
        first_name=first_name,
        last_name=last_name,
        date_of_birth=date_of_birth,
        team=team,
        recorded_at=at,
        **_checked(details),
    )
    if not young_person.birthday_is:
        young_person.birthday_note = ""
    _born_by(date_of_birth, at)
    _settle_kind(young_person, KindOfRecord.AT_HOME, said="kind_of_record" in details, at=at)
    with in_words(REFUSALS):
        young_person.save(force_insert=True)
    return young_person


def adds_to_any_team(user: User) -> bool:
    """Whether they put young people into any team: who allocates, duty, and who has no team of their own yet."""
    return user.can(Can.ALLOCATE) or user.holds(Role.DUTY) or not user.team_ids


@transaction.atomic
def change_details(
    *, actor: User, young_person: YoungPerson, version: int | None = None, at: datetime | None = None, **details: Any
) -> YoungPerson:
    """Change what is on record about the young person themselves: names, birthday, sex, ethnicity, home, reference.

    `version` is the record's when the form was opened. Raises StaleRecord when somebody has changed it since, and
    ActionRefused as `add_young_person`.
    """
    require(actor, Can.EDIT_RECORDS)
    at = at or timezone.now()
    current = locked_person(actor, young_person, version)
    before, was = current.kind_of_record, _who_they_are(current)
    for name, value in _checked(details).items():
        setattr(current, name, value)
    if not current.birthday_is:
        current.birthday_note = ""
    _born_by(current.date_of_birth, at)
    _settle_kind(current, before, said=current.kind_of_record != before, at=at)
    with in_words(REFUSALS):
        current.save()
    if _who_they_are(current) != was:
        after_changing.bring_up_to_date(current, at)
    return current


def _who_they_are(young_person: YoungPerson) -> tuple[date, str, str]:
    """What says whether they are a child, and ours."""
    return young_person.date_of_birth, young_person.birthday_is, young_person.kind_of_record


def _checked(details: dict[str, Any]) -> dict[str, Any]:
    home = details.get("home_postcode")
    if home:
        details["home_postcode"] = tidy_postcode(home)
        if not details["home_postcode"]:
            raise ActionRefused("This is not a whole postcode. Write it like WV1 1AA.", field="home_postcode")
    return details


def _settle_kind(young_person: YoungPerson, before: str, *, said: bool, at: datetime) -> None:
    """What they are on record as agrees with their council; where it was `said`, with their age too.

    Who only wrote a council, or emptied it, has said what it makes them.
    """
    council, kind = young_person.responsible_authority.strip(), young_person.kind_of_record
    if not said and council:
        kind = KindOfRecord.OTHER_COUNCIL
    elif not said and before == KindOfRecord.OTHER_COUNCIL:
        kind = KindOfRecord.AT_HOME
    if kind == KindOfRecord.OTHER_COUNCIL and not council:
        raise ActionRefused("Write which council looks after them.", field="responsible_authority")
    if council and is_outside(council) is False:
        raise ActionRefused(
            "This is our own council. Choose “Looked after by us”, or “Lives at home or with family”.",
            field="responsible_authority",
        )
    if said and (refusal := why_not_on_record_as(kind, age_on(timezone.localdate(at), young_person.date_of_birth))):
        raise ActionRefused(refusal, field="kind_of_record")
    if said and kind not in (KindOfRecord.LOOKED_AFTER, KindOfRecord.OTHER_COUNCIL):
        _refuse_while_in_care(young_person)
    young_person.kind_of_record = kind
    young_person.responsible_authority = council if kind == KindOfRecord.OTHER_COUNCIL else ""


def _refuse_while_in_care(young_person: YoungPerson) -> None:
    period = CarePeriod.objects.filter(young_person_id=young_person.pk, ended_on__isnull=True).first()
    if period:
        raise ActionRefused(
            f"They are in our care since {period.started_on:%-d %B %Y}. Write the last day of care first.",
            field="kind_of_record",
        )


def _born_by(born_on: date, at: datetime) -> None:
    if born_on > timezone.localdate(at):
        raise ActionRefused("The date of birth has not come yet.", field="date_of_birth")
    if born_on < FIRST_BIRTHDAY:
        raise ActionRefused("Nobody on record was born before 1900. Look at the year.", field="date_of_birth")
