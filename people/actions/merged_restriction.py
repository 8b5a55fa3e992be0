"""Who sees the record while two are one, and each of them once they are two again: where in doubt, fewer."""

from datetime import datetime

from accounts.models import User
from people.actions.restriction import BY_MERGE, INTERVIEWER, name_on, named_on, to_name
from people.merging import KEPT, MERGED, that_went
from people.models import AccessGrant, RecordMerge, YoungPerson
from people.restricting import MissingNow, missing_now

NAMED_ON_ONE = "whoever is named on one of the two alone"


def missing_closed_by(kept: YoungPerson, merged: YoungPerson) -> MissingNow | None:
    """Who is missing now on a record that fewer will see once the two are one: somebody must keep the log.

    Of two restricted records those lose sight of it who are named on one alone; of one, whoever follows the other.
    """
    if kept.is_restricted and merged.is_restricted:
        for person in (kept, merged):
            if missing := missing_now(person):
                theirs = [grant.user for grant in named_on(person).select_related("user") if grant.user]
                return missing._replace(who=NAMED_ON_ONE, followed_by=theirs)
    elif kept.is_restricted or merged.is_restricted:
        return missing_now(merged if kept.is_restricted else kept)
    return None


def name_keeper(kept: YoungPerson, keeper: User | None, at: datetime) -> None:
    """Name on the one record who keeps the log, unless they are named on it or see it anyway."""
    for user in to_name(keeper):
        if not named_on(kept).filter(user=user).exists():
            name_on(kept, user, BY_MERGE, at)


GRANTS = f"{AccessGrant._meta.label_lower}.young_person"


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
        name_on(merged, grant.user, grant.source_key, grant.starts_at)


def keep_named(merge: RecordMerge, kept: YoungPerson, merged: YoungPerson, at: datetime) -> None:
    """Once all has moved back: who is named stays named on the record that is restricted, and on no open one.

    Those whom the merge had left out are named again, and who was named by it to keep the log no more: by this one, so
    from the instant at which it was made; whom another merge named stays. Where a restriction was lifted meanwhile the
    record that had it has it again, for who was named when it was lifted: else nobody would see it.
    """
    named_on(kept).filter(source_key=BY_MERGE, starts_at=merge.merged_at).update(until=at)
    if kept.is_restricted:
        AccessGrant.objects.filter(pk__in=merge.names_ended).update(until=None)
    elif merged.is_restricted:
        for grant in named_on(kept):
            name_on(merged, grant.user, grant.source_key, grant.starts_at)
        named_on(kept).update(until=at)
    if merged.is_restricted and not named_on(merged).exists():
        _name_again(merge, merged)


def _name_again(merge: RecordMerge, merged: YoungPerson) -> None:
    """Those that were named last, at the same instant: when it was lifted."""
    exchanged = [pk for _, pk in merge.swapped.get(GRANTS, [])]
    brought = AccessGrant.objects.filter(
        pk__in=[*that_went(merge, AccessGrant), *exchanged], young_person=merged, reason=AccessGrant.Reason.NAMED
    )
    last = brought.order_by("-until").values_list("until", flat=True).first()
    brought.filter(until=last).update(until=None)
