"""What follows a declined interview: asking parents or carers, and the social work contact, chased until done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.actions import clear_alerts
from missing.actions.locking import lock_young_people
from missing.actions.queue import locked
from missing.actions.refusals import need, refuse_after_death
from missing.codes import DECLINED, DeclineReason, ParentsAsked
from missing.models import AskedParents, ReturnInterview, SocialWorkContact
from missing.models.interview import ReturnInterviewQuerySet
from missing.rules import why_contact_is_not_enough, why_no_decline
from people.models import may_open
from people.whose_record import not_yours_to

NOT_ASKED_YET = "not_yet"
"""The answer that parents or carers are still to be asked: nothing goes on record of it."""


@dataclass(frozen=True)
class Parents:
    """What parents or carers know: `asked` (a code of ParentsAsked) with whom and what they said, or with why not.

    Or NOT_ASKED_YET.
    """

    asked: str
    whom: str = ""
    said: str = ""
    why_not: str = ""


def declined_because(interview: ReturnInterview, decline_reason: str, words: str, parents: Parents | None) -> str:
    """Why it was declined, as it is kept: the reason (a code of DeclineReason), and what was written.

    Raises ActionRefused where it is no decline yet (`missing.rules.why_no_decline`), and where it is not said whether
    parents or carers were asked.
    """
    has_wish = bool(interview.wished_interviewer_id or interview.wished_name)
    if refusal := why_no_decline(decline_reason, has_wish=has_wish):
        raise ActionRefused(refusal, field="decline_reason")
    need(parents and parents.asked, "Choose whether you asked parents or carers.", "asked")
    return f"{DeclineReason(decline_reason).label}. {words.strip()}".strip()


@transaction.atomic
def record_parents_asked(
    *, actor: User, interview: ReturnInterview, parents: Parents, at: datetime | None = None
) -> AskedParents:
    """Write down what parents or carers said after a decline, or why they are not asked.

    Raises ActionRefused without what belongs to the answer, and where the interview was not declined.
    """
    require(actor, Can.WORK_INTERVIEWS)
    if locked(interview).outcome not in DECLINED:
        raise ActionRefused("Parents or carers are asked after an interview that was declined; this one was not.")
    is_asked = parents.asked == ParentsAsked.ASKED
    if is_asked:
        need(parents.whom.strip(), "Write whom you asked.", "whom")
        need(parents.said.strip(), "Write what they said.", "said")
    else:
        need(parents.why_not.strip(), "Write why they are not asked.", "why_not")
    return AskedParents.objects.create(
        interview=interview,
        asked=ParentsAsked.ASKED if is_asked else ParentsAsked.NOT_ASKED,
        whom=parents.whom.strip() if is_asked else "",
        said=parents.said.strip() if is_asked else "",
        why_not="" if is_asked else parents.why_not.strip(),
        by=actor,
        recorded_at=at or timezone.now(),
    )


@transaction.atomic
def record_contact(
    *,
    actor: User,
    interviews: Iterable[ReturnInterview],
    contact_on: date,
    method: str,
    note: str = "",
    at: datetime | None = None,
) -> SocialWorkContact:
    """Record the social work contact after declined interviews of one young person; it settles all that are given.

    A contact that is less than what is expected (`missing.rules.why_contact_is_not_enough`) is on record and settles
    nothing until a manager accepts it.
    """
    require(actor, Can.RECORD_CONTACTS)
    at = at or timezone.now()
    rows = [locked(interview) for interview in sorted(interviews, key=lambda row: row.pk)]
    for interview in rows:
        if interview.outcome not in DECLINED:
            raise ActionRefused("A contact follows an interview that was declined; this one was not.")
        if interview.contact_id:
            raise ActionRefused("The contact after this interview is on record already.")
        if interview.outcome_at and contact_on < timezone.localdate(interview.outcome_at):
            raise ActionRefused("This is before the interview was declined.", field="contact_on")
        refuse_after_death(interview.episode.young_person, contact_on, "contact_on")
    if contact_on > timezone.localdate(at):
        raise ActionRefused("This day has not come yet.", field="contact_on")
    young_person = {interview.episode.young_person for interview in rows}
    if len(young_person) != 1:
        raise ActionRefused("One contact is with one young person.")
    contact = SocialWorkContact.objects.create(
        young_person=young_person.pop(), contact_on=contact_on, method=method, note=note, by=actor, recorded_at=at
    )
    enough = [i for i in rows if not why_contact_is_not_enough(method, is_out_of_area=i.episode.is_out_of_area)]
    _settle(enough, contact, at)
    return contact


@transaction.atomic
def accept_contact(
    *, actor: User, contact: SocialWorkContact, because: str, at: datetime | None = None
) -> SocialWorkContact:
    """Take a lesser contact for enough, as a manager; it settles what had been declined by that day and still waits.

    Raises ActionRefused without a reason, where nothing waits for it, and for who may not open the record.
    """
    require(actor, Can.DECIDE_ON_INTERVIEWS)
    at = at or timezone.now()
    if not may_open(actor, contact.young_person_id):
        raise ActionRefused(not_yours_to("accept this contact", contact.young_person))
    need(because.strip(), "Write why this contact is enough.", "because")
    lock_young_people([contact.young_person_id])
    contact = SocialWorkContact.objects.select_for_update(of=["self"]).get(pk=contact.pk)
    waiting = waiting_for_contact(contact.young_person_id).select_for_update(of=["self"], no_key=True).order_by("pk")
    settled = [one for one in waiting if was_declined_by(one, contact.contact_on)]
    if not settled:
        raise ActionRefused("No declined interview waits for this contact any more.")
    contact.accepted_by, contact.accepted_at, contact.accepted_because = actor, at, because.strip()
    contact.save(update_fields=["accepted_by", "accepted_at", "accepted_because"])
    _settle(settled, contact, at)
    return contact


def waiting_for_contact(young_person_id: int) -> ReturnInterviewQuerySet:
    """The declined interviews of theirs that wait for a contact."""
    return ReturnInterview.objects.contact_due().filter(episode__young_person=young_person_id)


def was_declined_by(interview: ReturnInterview, day: date) -> bool:
    """Whether it had been declined on that London day or before it."""
    return interview.outcome_at is None or timezone.localdate(interview.outcome_at) <= day


def _settle(interviews: Iterable[ReturnInterview], contact: SocialWorkContact, at: datetime) -> None:
    for interview in interviews:
        interview.contact = contact
        interview.save(update_fields=["contact"])
        clear_alerts(kind="contact", subject_key=f"interview:{interview.pk}", at=at)
