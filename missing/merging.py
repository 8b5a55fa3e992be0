"""What of this room follows when two records of one young person become one, and what has to be settled first."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, Model, OuterRef, Q
from django.urls import reverse

from accounts.models import User
from missing.actions.merged_records import count_again
from missing.actions.voiding import unvoid_episode, void_episode
from missing.both_records import standing_episodes, their_discussions
from missing.codes import BookingState, EndedHow
from missing.merging_foreseen import what_it_brings
from missing.models import (
    AdultHandover,
    AskedParents,
    ContactAttempt,
    EarlierOutcome,
    Episode,
    EpisodeMerge,
    FollowUpAction,
    HarmTold,
    InterviewBooking,
    InterviewCopy,
    InterviewMove,
    InterviewOffer,
    InterviewRecord,
    LogEntry,
    LongReview,
    Oversight,
    PersonMention,
    PersonMentioned,
    PersonTold,
    PlaceMention,
    PlaceMentioned,
    PoliceIntelligence,
    Printed,
    ReturnInterview,
    SocialWorkContact,
    StrategyDiscussion,
    StrategyTrigger,
)
from missing.undoing_merges import in_the_way, that_go_on_from
from people import merging
from people.days import time_in_words
from people.merging import Clash, Side
from people.models import YoungPerson


def register() -> None:
    merging.register(
        Episode,
        "young_person",
        clashes=overlapping_episodes,
        lay_aside=void_for_the_other,
        take_back=put_back_again,
        along=that_go_on_from,
    )
    merging.register(SocialWorkContact, "young_person")
    merging.register(StrategyDiscussion, "young_person", blocks=both_discussed)
    merging.register(PlaceMentioned, "young_person", left=_places_there_already)
    merging.register(PersonMentioned, "young_person", left=_people_there_already)
    for model in (LogEntry, HarmTold):
        merging.register(model, "episode")
    merging.register(StrategyTrigger, "episode", left=_grounds_there_already)
    merging.register(LongReview, "episode", stays="A review was of the episode as it stood then.")
    merging.register(AdultHandover, "episode", left=_handed_over_already)
    merging.register(Episode, "goes_on_from", left=_goes_on_already)
    for field in ("together_with", "merged_into"):
        merging.register(Episode, field, left=the_kept_one_itself)
    merging.register(ReturnInterview, "episode", stays="One alone for each episode: the action says which.")
    merging.register(InterviewOffer, "interview")
    merging.register(ContactAttempt, "interview")
    merging.register(HarmTold, "interview")
    for written in (FollowUpAction, Oversight, PoliceIntelligence):
        merging.register(written, "interview")
    merging.register(InterviewBooking, "interview", left=_booked_already)
    for told in (InterviewRecord, PlaceMention, PersonMention):
        merging.register(told, "interview", stays="What was told in an interview stays with it.")
    for done in (AskedParents, EarlierOutcome, InterviewCopy, InterviewMove, Printed):
        merging.register(done, "interview", stays="It says what was done with that interview as it stood then.")
    merging.register(PersonTold, "episode", left=_told_already)
    merging.register(ReturnInterview, "covered_by", left=the_kept_one_itself)
    for field in ("kept", "merged"):
        merging.register(EpisodeMerge, field, stays="It says what became of which episode.")
    merging.register_after("missing", count_again)
    merging.register_before_undoing("missing", in_the_way)
    merging.register_foreseen("missing", what_it_brings)


def _places_there_already(kept: YoungPerson) -> Q:
    return _named_there(PlaceMentioned, "where", kept)


def _people_there_already(kept: YoungPerson) -> Q:
    return _named_there(PersonMentioned, "name", kept)


def _named_there(model: type[PlaceMentioned] | type[PersonMentioned], name: str, kept: YoungPerson) -> Q:
    theirs = model.objects.filter(young_person=kept)
    return Q(Exists(theirs.filter(**{f"{name}__iexact": OuterRef(name)})))


def _told_already(kept: Episode) -> Q:
    """One a recipient: what is written of them on the one that is kept stands."""
    same = PersonTold.objects.standing().filter(episode=kept, of=OuterRef("of"), recipient=OuterRef("recipient"))
    same = same.filter(Q(person=OuterRef("person")) | Q(person__isnull=True))
    return Q(Exists(same), set_aside_at__isnull=True)


def _booked_already(kept: ReturnInterview) -> Q:
    """One alone stands for an interview: the other's stays behind where the kept one has its own, or is closed."""
    if kept.outcome:
        return Q(state=BookingState.BOOKED)
    theirs = InterviewBooking.objects.filter(interview=kept, state=BookingState.BOOKED)
    return Q(Exists(theirs), state=BookingState.BOOKED)


def _grounds_there_already(kept: Episode) -> Q:
    """What is said of the kept one already is not said twice; harm rests on what was told, and follows."""
    same = StrategyTrigger.objects.filter(episode=kept, kind=OuterRef("kind"), withdrawn_at__isnull=True)
    return Q(Exists(same), withdrawn_at__isnull=True, source_key__startswith="episode:")


def _handed_over_already(kept: Episode) -> Q:
    return Q(Exists(AdultHandover.objects.filter(episode=kept)))


def _goes_on_already(kept: Episode) -> Q:
    """Only what ended in a refusal to come back goes on, and as one other."""
    if kept.ended_how != EndedHow.REFUSED_TO_RETURN:
        return Q(pk__isnull=False)
    return Q(pk=kept.pk) | Q(Exists(Episode.objects.filter(goes_on_from=kept)))


def the_kept_one_itself(kept: Model) -> Q:
    """Nothing was logged together with itself, merged into itself, or covers itself."""
    return Q(pk=kept.pk)


def overlapping_episodes(kept: YoungPerson, merged: YoungPerson) -> Iterator[Clash]:
    """The same absence logged on both records: one stands, the other is voided. Or its times are mended first."""
    rows = standing_episodes(kept, merged)
    follows = merging.follows_of("missing.episode.young_person")
    for one in (row for row in rows if row.young_person_id == kept.pk):
        for other in (row for row in rows if row.young_person_id == merged.pk):
            if _overlap(one, other):
                yield Clash(follows, "Episode", _side(one, kept, other), _side(other, merged, one))


def void_for_the_other(actor: User, pk: int, instead: int, at: datetime) -> None:
    stands = Episode.objects.get(pk=instead)
    reason = f"The same absence as {stands}, logged on the other record of this young person."
    void_episode(actor=actor, episode=Episode.objects.get(pk=pk), reason=reason, at=at)


def put_back_again(actor: User, pk: int, at: datetime) -> None:
    episode = Episode.objects.get(pk=pk)
    if episode.is_void and not episode.merged_into_id:
        unvoid_episode(actor=actor, episode=episode, reason="The two records are two again.", at=at)


def both_discussed(kept: YoungPerson, merged: YoungPerson) -> str | None:
    """One discussion at most is open for a young person: it holds what all of them are to talk about."""
    discussions = [one for one in their_discussions(kept, merged) if one.is_open]
    if len(discussions) < 2:
        return None
    one, other = discussions
    return f"Both have an open strategy discussion ({one.reference} and {other.reference}). Settle one of them first."


def _overlap(one: Episode, other: Episode) -> bool:
    """As the database's own rule: from its start to, and not including, its end; one that ended at once meets none."""
    if one.ended_at == one.started_at or other.ended_at == other.started_at:
        return False
    before_the_others_end = other.ended_at is None or one.started_at < other.ended_at
    return before_the_others_end and (one.ended_at is None or other.started_at < one.ended_at)


def _side(episode: Episode, whose: YoungPerson, instead_of: Episode) -> Side:
    until = time_in_words(episode.ended_at) if episode.ended_at else "now"
    facts = f"{episode}, {episode.get_category_display().lower()} from {time_in_words(episode.started_at)} to {until}"
    url = reverse("missing:correct", args=[episode.reference])
    return Side(episode.pk, f"That of {whose.reference}", facts, url, _leaves_the_list(episode, instead_of))


def _leaves_the_list(stands: Episode, other: Episode) -> str:
    """A warning where the one that is laid aside has not ended: nobody is looked for by it any more."""
    if stands.is_open or not other.is_open:
        return ""
    category = other.get_category_display().lower()
    return f"By {other} they are on record as {category} now. If {stands} stands, they leave “Missing now”."
