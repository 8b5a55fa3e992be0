"""Who sees the record while two are one, and each of them once they are two again: where in doubt, fewer."""

from datetime import datetime

from people.actions.restriction import INTERVIEWER, named_on
from people.merging import KEPT, MERGED, that_went
from people.models import AccessGrant, RecordMerge, YoungPerson


def name_the_stricter(kept: YoungPerson, merged: YoungPerson, at: datetime) -> list[int]:
    """Of two restricted records those see the one who are named on both, and who holds its interviews.

    Ids of the grants that end.
    """
    if not (kept.is_restricted and merged.is_restricted):
        return []
    on_both = set(named_on(merged).values_list("user", flat=True))
    ends = named_on(kept).exclude(source_key=INTERVIEWER).exclude(user__in=on_both)
    pks = list(ends.values_list("pk", flat=True))
    AccessGrant.objects.filter(pk__in=pks).update(until=at)
    return pks


def was_restricted_since(merge: RecordMerge) -> bool:
    """Whether the one record was restricted after the two had become it: of which of them, nobody can say."""
    by_the_merge = "is_restricted" in merge.changed[KEPT] or "is_restricted" in merge.changed[MERGED]
    return merge.kept.is_restricted and not merge.merged.is_restricted and not by_the_merge


def restrict_both(kept: YoungPerson, merged: YoungPerson) -> None:
    """The other too, for the same people: nobody reads it whom the restriction was to keep out."""
    merged.is_restricted = True
    merged.save(update_fields=["is_restricted"])
    for grant in named_on(kept):
        _name_there(grant, merged)


def keep_named(merge: RecordMerge, kept: YoungPerson, merged: YoungPerson, at: datetime) -> None:
    """Once all has moved back: who is named stays named on the record that is restricted, and on no open one.

    Those whom the merge had left out are named again. Where a restriction was lifted meanwhile the record that had it
    has it again, for who was named when it was lifted: else nobody would see it.
    """
    if kept.is_restricted:
        AccessGrant.objects.filter(pk__in=merge.names_ended).update(until=None)
    elif merged.is_restricted:
        for grant in named_on(kept):
            _name_there(grant, merged)
        named_on(kept).update(until=at)
    if merged.is_restricted and not named_on(merged).exists():
        _name_again(merge, merged)


def _name_there(grant: AccessGrant, person: YoungPerson) -> None:
    AccessGrant.objects.update_or_create(
        young_person=person,
        reason=grant.reason,
        source_key=grant.source_key,
        user=grant.user,
        role="",
        defaults={"starts_at": grant.starts_at, "until": None},
    )


def _name_again(merge: RecordMerge, merged: YoungPerson) -> None:
    """Those that were named last, at the same instant: when it was lifted."""
    brought = AccessGrant.objects.filter(
        pk__in=that_went(merge, AccessGrant), young_person=merged, reason=AccessGrant.Reason.NAMED
    )
    last = brought.order_by("-until").values_list("until", flat=True).first()
    brought.filter(until=last).update(until=None)
