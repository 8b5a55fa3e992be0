"""What is passed on after an interview, what is to be done, the manager's note, and that something was printed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.models import User
from accounts.rules import Can
from alerts.actions import clear_alerts
from missing.actions.not_to_be_told import who_gets_it
from missing.actions.queue import locked, may_read
from missing.actions.refusals import need
from missing.codes import Outcome
from missing.harmed import harmed_of
from missing.models import FollowUpAction, InterviewCopy, Oversight, PoliceIntelligence, Printed, ReturnInterview
from missing.rules.interview_record import SECTION_KEYS
from missing.rules.sharing import relations_of, why_not_share
from missing.sharing_codes import Recipient, Traceable
from missing.whole_record import blocks_of
from people.actions.deaths import refuse_if_died
from people.models import PersonAround, may_open
from people.whose_record import whom_to_ring_about


@transaction.atomic
def share_interview(
    *,
    actor: User,
    interview: ReturnInterview,
    recipient: str,
    recipient_name: str = "",
    handed: str,
    sections: Iterable[str],
    withheld_why: str = "",
    person: PersonAround | None = None,
    who_they_are: str = "",
    at: datetime | None = None,
) -> InterviewCopy:
    """Write down that these sections of the record are given to somebody, word for word as they are now.

    Who gets it is a `person` on record or a name, with `who_they_are` where it may be somebody who must not be told
    anything. Raises ActionRefused where nothing is recorded yet or nothing is chosen, for who must not be told or may
    be them (`who_gets_it`), for a section that is empty or may not be given to them, and where something is held back
    without a reason.
    """
    require(actor, Can.WORK_INTERVIEWS)
    interview = _locked_to_read(actor, interview)
    if interview.outcome != Outcome.COMPLETED:
        raise ActionRefused("There is nothing to share before the interview is recorded.")
    need(person or recipient_name.strip(), "Write who exactly gets it.", "recipient_name")
    harmed = harmed_of(interview)
    name = who_gets_it(
        interview.episode.young_person_id,
        recipient_name,
        who_they_are,
        "recipient_name",
        person=person,
        relations=relations_of(recipient, harmed),
    )
    blocks = {block.key: block for block in blocks_of(interview)}
    chosen = [key for key in SECTION_KEYS if key in set(sections)]
    need(chosen, "Choose what to share.", "sections")
    for key in chosen:
        if key not in blocks:
            raise ActionRefused("There is nothing on record in one of these sections.", field="sections")
        if barred := why_not_share(key, recipient, harmed):
            raise ActionRefused(f"“{blocks[key].title}” is not for them: {barred}", field="sections")
    withheld = [key for key in blocks if key not in chosen]
    bars = {key: why for key in withheld if (why := why_not_share(key, recipient, harmed))}
    if len(bars) < len(withheld):
        need(withheld_why.strip(), "Write why the other sections are held back.", "withheld_why")
    why = " ".join([*dict.fromkeys(bars.values()), withheld_why.strip()]).strip() if withheld else ""
    return InterviewCopy.objects.create(
        interview=interview,
        recipient=Recipient(recipient),
        recipient_name=name,
        handed=handed,
        sections=chosen,
        content=[{"key": key, "title": blocks[key].title, "rows": blocks[key].rows} for key in chosen],
        withheld=withheld,
        withheld_why=why,
        by=actor,
        shared_at=at or timezone.now(),
    )


@transaction.atomic
def send_intelligence(
    *,
    actor: User,
    interview: ReturnInterview,
    what: str,
    how_known: str,
    traceable: str,
    sent_to: str,
    who: str = "",
    where_and_when: str = "",
    risk: str = "",
    police_reference: str = "",
    who_they_are: str = "",
    at: datetime | None = None,
) -> PoliceIntelligence:
    """Write down what the police are told as intelligence; also before the interview is recorded.

    Raises ActionRefused without the words, for who must not be told anything or may be them (`who_gets_it`), where it
    may be traced and the risk is not said, and of a voided episode.
    """
    require(actor, Can.WORK_INTERVIEWS)
    interview = _locked_to_read(actor, interview)
    need(what.strip(), "Write what is known.", "what")
    need(sent_to.strip(), "Write to whom it goes.", "sent_to")
    sent_to = who_gets_it(interview.episode.young_person_id, sent_to, who_they_are, "sent_to")
    if traceable == Traceable.YES:
        need(risk.strip(), "Write what could happen to them if it were traced.", "risk")
    return PoliceIntelligence.objects.create(
        interview=interview,
        what=what.strip(),
        who=who.strip(),
        where_and_when=where_and_when.strip(),
        how_known=how_known,
        traceable=traceable,
        risk=risk.strip(),
        sent_to=sent_to,
        police_reference=police_reference.strip(),
        by=actor,
        sent_at=at or timezone.now(),
    )


@transaction.atomic
def add_follow_up(
    *, actor: User, interview: ReturnInterview, what: str, owner: User, due_on: date, at: datetime | None = None
) -> FollowUpAction:
    """Give somebody something to do by a day.

    Raises ActionRefused for a day past and an owner who may not see it, of a voided episode and after a death: nobody
    would ever be shown it.
    """
    require(actor, Can.WORK_INTERVIEWS)
    at = at or timezone.now()
    interview = _locked_to_read(actor, interview)
    refuse_if_died(interview.episode.young_person)
    need(what.strip(), "Write what is to be done.", "what")
    if due_on < timezone.localdate(at):
        raise ActionRefused("This day is past.", field="due_on")
    if not owner.is_active or not may_open(owner, interview.episode.young_person_id):
        raise ActionRefused(f"{owner} may not open this record, so this cannot be theirs to do.", field="owner")
    return FollowUpAction.objects.create(
        interview=interview, what=what.strip(), owner=owner, due_on=due_on, by=actor, recorded_at=at
    )


@transaction.atomic
def settle_follow_up(
    *, actor: User, follow_up: FollowUpAction, is_done: bool, note: str = "", at: datetime | None = None
) -> FollowUpAction:
    """Say that it is done, or will not be, and then why. The owner may, their cover, whoever gave it, and managers."""
    require(actor, Can.SEE_RECORDS)
    follow_up = FollowUpAction.objects.select_for_update(of=["self"]).select_related("owner").get(pk=follow_up.pk)
    if follow_up.settled_at:
        raise ActionRefused("This is settled already.")
    if refusal := why_not_settle(follow_up, actor):
        raise ActionRefused(refusal)
    if not is_done:
        need(note.strip(), "Write why it was not done.", "note")
    follow_up.is_done, follow_up.settled_note = is_done, note.strip()
    follow_up.settled_by, follow_up.settled_at = actor, at or timezone.now()
    follow_up.save(update_fields=["is_done", "settled_note", "settled_by", "settled_at"])
    clear_alerts(kind="follow_up", subject_key=f"follow_up:{follow_up.pk}", at=follow_up.settled_at)
    return follow_up


def why_not_settle(follow_up: FollowUpAction, user: User) -> str | None:
    """Why this user may not say what came of it, in words; None when they may."""
    if {follow_up.owner_id, follow_up.by_id} & {user.pk, *user.covered_ids} or user.can(Can.OVERSEE_INTERVIEWS):
        return None
    return f"This is for {follow_up.owner} to settle, or for a manager."


@transaction.atomic
def write_oversight(*, actor: User, interview: ReturnInterview, text: str, at: datetime | None = None) -> Oversight:
    """A manager's note on an interview that is closed. Raises ActionRefused without words, and before it is."""
    require(actor, Can.OVERSEE_INTERVIEWS)
    need(text.strip(), "Write what you make of it.", "text")
    interview = _locked_to_read(actor, interview)
    if interview.is_to_do:
        raise ActionRefused("The interview is still to do. Write this when it is closed.")
    return Oversight.objects.create(interview=interview, text=text.strip(), by=actor, at=at or timezone.now())


def note_printed(
    *, actor: User, interview: ReturnInterview, what: str, about: str = "", at: datetime | None = None
) -> Printed:
    """Write down that it leaves the system on paper or as a file, before it does."""
    require(actor, Can.SEE_RECORDS)
    return Printed.objects.create(interview=interview, what=what, about=about, by=actor, at=at or timezone.now())


def _locked_to_read(actor: User, interview: ReturnInterview) -> ReturnInterview:
    """As `locked`. Refuses whom what is written of the interview is not for: nothing is passed on from it by them."""
    if not may_read(actor, interview):
        whom = whom_to_ring_about(interview.episode.young_person)
        raise ActionRefused(f"This interview is not yours to read, so nothing of it is yours to pass on. Ring {whom}.")
    return locked(interview)
