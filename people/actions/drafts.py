"""A service manager opens and hands over the draft of a colleague who cannot: written down, and shown to its owner."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.drafts import drafts_under, root_of
from accounts.models import Draft, DraftOpening, User
from accounts.presence import refuse_who_left
from accounts.rules import Can
from people.draft_subjects import subject_of
from people.models import may_open


@transaction.atomic
def open_draft(*, actor: User, draft: Draft, why: str, at: datetime | None = None) -> DraftOpening:
    """Write down that the actor opens a colleague's draft, all sections of its form, and why.

    `at` defaults to now. Raises ActionRefused without a reason.
    """
    require(actor, Can.OPEN_DRAFTS)
    if not why.strip():
        raise ActionRefused("Write why you open it: its owner reads this.", field="why")
    return DraftOpening.objects.create(
        owner_id=draft.user_id,
        key=root_of(draft.key),
        opened_by=actor,
        opened_at=at or timezone.now(),
        why=why.strip(),
    )


def typed_on(opening: DraftOpening) -> str:
    """What whoever opened a draft is told once its owner types again: what was opened is what stood then."""
    return (
        f"{opening.owner} has typed in this form since you opened it. What is new is theirs alone: open it again, with "
        "why, to read it."
    )


@transaction.atomic
def hand_over_draft(*, actor: User, opening: DraftOpening, to: User, at: datetime | None = None) -> DraftOpening:
    """Give what was opened to a colleague, who finds it in the same form; its owner is shown to whom it went.

    Raises ActionRefused where it or the record that it is about is gone, where its owner has typed on since it was
    opened, and where `to` may not open that record or send that form, has left, or has a draft of their own in it.
    """
    require(actor, Can.OPEN_DRAFTS)
    opening = DraftOpening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    drafts = Draft.objects.filter(drafts_under(opening.key))
    theirs = list(drafts.filter(user=opening.owner_id).select_for_update(of=("self",)).values_list("pk", "saved_at"))
    if not theirs:
        raise ActionRefused("This draft is not there any more: it was sent, or handed over already.")
    if any(saved_at > opening.opened_at for _, saved_at in theirs):
        raise ActionRefused(typed_on(opening))
    if to.pk == opening.owner_id:
        raise ActionRefused("It is theirs already. Choose somebody else.", field="to")
    refuse_who_left(to, field="to")
    subject = subject_of(opening.key)
    if subject.is_gone:
        raise ActionRefused("The record that it is about is not there any more, so nobody can go on with it.")
    person = subject.young_person
    if person and not may_open(to, person.pk):
        raise ActionRefused(f"The record is not {to}’s to open. Give them the work first.", field="to")
    if not to.can(subject.can):
        raise ActionRefused(f"{to}’s role does not let them {subject.can.label}.", field="to")
    if drafts.filter(user=to).exists():
        raise ActionRefused(f"{to} has begun this form already. Neither of the two may be lost.", field="to")
    Draft.objects.filter(pk__in=[pk for pk, _ in theirs]).update(user=to)
    opening.handed_to, opening.handed_at = to, at or timezone.now()
    opening.save(update_fields=["handed_to", "handed_at"])
    return opening
