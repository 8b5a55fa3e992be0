"""An adopted child's old and new identity: known to belong together by the service manager alone."""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.access import ActionRefused, require
from accounts.actions.moved_work import Moved
from accounts.models import User
from accounts.rules import Can
from people.actions.restriction import restrict_record
from people.models import IdentityLink, YoungPerson
from people.refusals import Refusal, in_words
from people.restricting import MissingNow, missing_now

REFUSALS = {
    "old_identity_linked_once": Refusal("The old record is linked already.", "reference"),
    "new_identity_linked_once": Refusal("This record has an old identity already. End that link first.", "reference"),
}


class Linked(NamedTuple):
    """The link, and what work moved as the old record was restricted."""

    link: IdentityLink
    moved: list[Moved]


@transaction.atomic
def link_identities(
    *,
    actor: User,
    old: YoungPerson,
    new: YoungPerson,
    interviewer: User | None = None,
    keeper: User | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Linked:
    """Say that the two records are of one adopted child. The old record becomes restricted, if it is not: `interviewer`
    is then named to hold its return home interviews, and `keeper` to keep the log if they are missing under it now.

    Nothing moves between them, and nobody but a service manager learns of it. Raises ActionRefused for a record that is
    linked already, and as `refuse_two_children` and `restrict_record`.
    """
    require(actor, Can.LINK_IDENTITIES)
    at = at or timezone.now()
    rows = YoungPerson.objects.visible_to(actor).select_for_update(of=["self"]).filter(pk__in=[old.pk, new.pk])
    found = {row.pk: row for row in rows.order_by("pk")}
    if old.pk != new.pk and len(found) < 2:
        raise PermissionDenied("Both records must be yours to open.")
    refuse_two_children(old, new, missing_now(old), missing_now(new))
    if IdentityLink.objects.standing().filter(old=new, new=old).exists():
        raise ActionRefused("They are linked already, the other way round.", field="reference")
    with in_words(REFUSALS):
        link = IdentityLink.objects.create(old=old, new=new, note=note.strip(), linked_at=at, linked_by=actor)
    if found[old.pk].is_restricted:
        return Linked(link, [])
    moved = restrict_record(actor=actor, young_person=found[old.pk], interviewer=interviewer, keeper=keeper, at=at)
    return Linked(link, moved)


def refuse_two_children(
    old: YoungPerson, new: YoungPerson, missing_old: MissingNow | None, missing_new: MissingNow | None
) -> None:
    """Raises ActionRefused for what cannot be one adopted child with two records: the very same record, and two who are
    missing at once.
    """
    if old.pk == new.pk:
        raise ActionRefused("This is the same record. Write the reference of the old one.", field="reference")
    if missing_old and missing_new:
        raise ActionRefused(
            f"Both are missing now: {new} ({new.reference}) by {missing_new.reference}, and {old} ({old.reference}) by "
            f"{missing_old.reference}. Two children who are missing at once are not one child. If one absence was "
            "logged on both records, void the episode that is wrong first.",
            field="reference",
        )


@transaction.atomic
def end_identity_link(*, actor: User, link: IdentityLink, reason: str, at: datetime | None = None) -> IdentityLink:
    """They are not of one person. The old record stays restricted until that is lifted by itself, and work that moved
    as it was restricted stays with who has it.
    """
    require(actor, Can.LINK_IDENTITIES)
    link = IdentityLink.objects.select_for_update(of=["self"]).get(pk=link.pk)
    if link.ended_at:
        raise ActionRefused("This link is ended already.")
    if not reason.strip():
        raise ActionRefused("Write why they do not belong together.", field="reason")
    link.ended_at, link.ended_by, link.ended_why = at or timezone.now(), actor, reason.strip()
    link.save(update_fields=["ended_at", "ended_by", "ended_why"])
    return link
