"""What of this room a person has to undo before two records that were one can be two again."""

from collections.abc import Iterator

from django.urls import reverse

from people.actions.merged_restriction import was_restricted_since
from people.actions.restriction import interviewer_named_on
from people.days import full_date
from people.merging import KEPT, MERGED, InTheWay, that_went
from people.models import CourtOrder, PersonAround, RecordMerge


def deaths_in_the_way(merge: RecordMerge) -> Iterator[InTheWay]:
    """As they were made one both had died or neither had: whose death came or went since, nobody can say from here.

    What follows from a death follows from its being recorded, on the record of who has died.
    """
    kept, merged = merge.kept, merge.merged
    if kept.died_on == merged.died_on:
        return
    url, link = kept.get_absolute_url(), f"Open {kept.reference}"
    if merged.died_on is None:
        yield InTheWay(
            f"The death of {kept} was recorded since the two became one, and ended what was open of both. Take it back "
            "first; once they are two, record it on the record of the one who has died.",
            url,
            link,
        )
    else:
        yield InTheWay(
            f"{merged.reference} is on record as having died on {full_date(merged.died_on)} from before the two became "
            f"one, and {kept.reference} is not any more. Record the same day on {kept.reference} first; once they are "
            "two, take it back where it is wrong.",
            url,
            link,
        )


def worker_named_in_the_way(merge: RecordMerge) -> Iterator[InTheWay]:
    """Who is named since to hold the interviews of the one record, and was the social worker of the other before.

    The other is restricted again, or too, for who is named now; its worker comes back.
    """
    kept, merged = merge.kept, merge.merged
    worker = merge.changed[MERGED].get("social_worker_id", [merged.social_worker_id])[0]
    if worker is None or not (was_restricted_since(merge) or "is_restricted" in merge.changed[KEPT]):
        return
    interviewer = interviewer_named_on(kept)
    if interviewer and interviewer.pk == worker:
        yield InTheWay(
            f"{interviewer} is named to hold the return home interviews, and was the social worker on "
            f"{merged.reference}, which will be restricted for who is named now. Who holds them is independent of "
            "their care. Ask the service manager to name somebody else first.",
            kept.get_absolute_url(),
            f"Open {kept.reference}",
        )


def orders_in_the_way(merge: RecordMerge) -> Iterator[InTheWay]:
    """Court orders about somebody who would be around the other young person."""
    orders, people = set(that_went(merge, CourtOrder)), set(that_went(merge, PersonAround))
    if not orders and not people:
        return
    theirs = CourtOrder.objects.filter(young_person=merge.kept, about__isnull=False).select_related("about")
    for order in theirs.order_by("started_on", "pk"):
        if (order.pk in orders) == (order.about_id in people):
            continue
        whose = merge.merged if order.pk in orders else merge.kept
        yield InTheWay(
            f"{order} from {full_date(order.started_on)} goes with {whose.reference} and is about {order.about}, who "
            "would be on the other record. Change whom it is about first: write the name.",
            reverse("people:court_order", args=[merge.kept.reference, order.pk]),
            "Change the order",
        )
