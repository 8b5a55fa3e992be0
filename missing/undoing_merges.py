"""Two records that were one are to be two again: what goes along that was written since, what is undone first."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from missing.models import Episode, EpisodeMerge, ReturnInterview, SocialWorkContact
from people.days import full_date
from people.merging import InTheWay, that_went
from people.models import RecordMerge


def that_go_on_from(episodes: list[int]) -> list[int]:
    """The times away, and what followed those, as which these episodes went on: by the ids of both."""
    found: list[int] = []
    latest = list(episodes)
    while latest:
        goes_on = Episode.objects.filter(goes_on_from__in=latest).exclude(pk__in=[*episodes, *found])
        latest = list(goes_on.values_list("pk", flat=True))
        found += latest
    return found


def in_the_way(merge: RecordMerge) -> Iterator[InTheWay]:
    """What joins episodes of both records since they became one. Two queries, and one for each time gone on."""
    went = that_went(merge, Episode)
    if not went:
        return
    go_back = {*went, *that_go_on_from(went)}
    yield from _made_one(merge, go_back)
    joined = ReturnInterview.objects.filter(Q(covered_by__isnull=False) | Q(contact__isnull=False))
    theirs = joined.filter(episode__young_person=merge.kept).order_by("episode__started_at", "pk")
    interviews = list(theirs.select_related("episode", "covered_by__episode", "contact"))
    yield from _one_conversation(interviews, go_back)
    yield from _one_contact(interviews, go_back)


def _made_one(merge: RecordMerge, go_back: set[int]) -> Iterator[InTheWay]:
    standing = EpisodeMerge.objects.filter(undone_at__isnull=True, kept__young_person=merge.kept)
    for made in standing.select_related("kept", "merged").order_by("merged_at", "pk"):
        if (made.kept_id in go_back) != (made.merged_id in go_back):
            yield InTheWay(
                f"{made.merged} was merged into {made.kept} since the two became one, and they are of different "
                "records. Make two of them again first.",
                reverse("missing:unmerge", args=[made.merged.reference]),
                f"Make {made.merged} an episode of its own again",
            )


def _one_conversation(interviews: list[ReturnInterview], go_back: set[int]) -> Iterator[InTheWay]:
    for one in interviews:
        later = one.covered_by
        if later and (one.episode_id in go_back) != (later.episode_id in go_back):
            yield InTheWay(
                f"The conversation after {later.episode} settled the interview after {one.episode} too, and they are "
                "of different records. Reopen that one first.",
                reverse("missing:reopen", args=[one.episode.reference]),
                f"Reopen the interview after {one.episode}",
            )


def _one_contact(interviews: list[ReturnInterview], go_back: set[int]) -> Iterator[InTheWay]:
    """A contact that settled interviews of one record alone goes with them."""
    by_contact: dict[SocialWorkContact, list[Episode]] = defaultdict(list)
    for one in interviews:
        if one.contact:
            by_contact[one.contact].append(one.episode)
    for contact, episodes in by_contact.items():
        theirs = [episode for episode in episodes if episode.pk in go_back]
        if theirs and len(theirs) < len(episodes):
            yield InTheWay(
                f"The contact of {full_date(contact.contact_on)} settled the declined interviews after "
                f"{' and '.join(str(episode) for episode in episodes)}, which are of different records. Reopen those "
                "of the one whom it was not with first.",
                reverse("missing:interview", args=[theirs[0].reference]),
                f"Open the interview after {theirs[0]}",
            )
