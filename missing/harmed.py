"""Who is said to have harmed a young person, by all that was told in one conversation and marked in others."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject

from missing.interview_codes import ByCarer, HarmBy
from missing.models import HarmTold, InterviewCopy, InterviewRecord, ReturnInterview
from missing.rules.interview_record import titles
from missing.rules.sharing import Harmed, barred_by_now
from people.around_codes import MayBeTold
from people.codes import PlacementType
from people.models import PersonAround, Placement
from people.rules import may_be_meant

HEALTH_HOMES = {PlacementType.R2, PlacementType.T1}


class Told(NamedTuple):
    """What one interview's record says: whether of harm, and by whom (`ByCarer`, empty where it is not said).

    `in_talk`: whether it is of the conversation that is asked about.
    """

    is_harm: bool
    by: str
    in_talk: bool = True


class Mark(NamedTuple):
    """Harm that was marked while it was typed: of which interview, by whom, and where the young person lived then."""

    interview: int | None
    by_whom: str
    placement: int | None
    placement_type: str | None
    postcode: str | None


def harmed_of(interview: ReturnInterview) -> Harmed:
    """Who harmed them, as far as it bars who may read this interview. One query.

    One conversation may settle several interviews: what any of them tells counts for all. Harm by the home that was
    marked in another interview counts while they live in the same home. Harm by a parent that any interview told of
    counts always, wherever they live: marked as such while it was typed, by anybody who wrote of it, or on the record
    (docs/decisions/sharing-interviews.md).
    """
    placement = interview.episode.placement
    told, marks = _told_and_marked(interview)
    record = getattr(interview, "record", None) or InterviewRecord(interview=interview)
    own = Told(bool(record.harms_told or record.harms_suspected or interview.harm), record.harm_by_carer)
    in_talk = {interview.pk: own} | {pk: answer for pk, answer in told.items() if answer.in_talk}
    marked, by_home, by_parent = _by_whom(marks, placement, set(in_talk))
    by_home |= any(answer.by == ByCarer.HOME for answer in in_talk.values())
    by_parent |= any(answer.by == ByCarer.PARENT for answer in (own, *told.values()))
    is_harm = marked or any(answer.is_harm for answer in in_talk.values())
    kind = placement.placement_type if placement else PlacementType.P1
    return Harmed(
        by_home=by_home,
        by_parent=by_parent,
        by_unknown=is_harm and not (by_home or by_parent) and own.by != ByCarer.NO,
        home_is_parents=kind == PlacementType.P1,
        home_is_school=kind == PlacementType.S1,
        home_is_health=kind in HEALTH_HOMES,
    )


def must_not_be_told_now(young_person_id: int, *names: str) -> dict[str, str]:
    """Of those who were given something, as it was written down, who must not be told anything by now: `says`, by name.

    Somebody on record who may be told is not taken for another of a like name. One query.
    """
    around = list(PersonAround.objects.filter(young_person=young_person_id).order_by("name", "pk"))
    may_be = {str(person) for person in around if person.may_be_told != MayBeTold.NO}
    barred = [person for person in around if person.may_be_told == MayBeTold.NO]
    return {
        name: f"{person} must not be told anything."
        for name in names
        for person in reversed(barred)
        if name not in may_be and may_be_meant(person.name, person.get_relation_display(), name)
    }


def why_not_send_again(sent_to: str, must_not: Mapping[str, str]) -> str:
    """Why what was given to them is not printed once more (`must_not_be_told_now`), in words; empty where it may be."""
    if sent_to not in must_not:
        return ""
    return (
        f"Not for {sent_to} any more: {must_not[sent_to]} So it is not printed again. They were given it: tell the "
        "social worker and their manager."
    )


def why_not_give_again(copy: InterviewCopy, harmed: Harmed, must_not: Mapping[str, str]) -> str:
    """Why a copy that was given may not go to that recipient once more, in words; empty where it may.

    Who harmed them, and that somebody must not be told, may have been said after it was given.
    """
    if why := why_not_send_again(copy.recipient_name, must_not):
        return why
    barred = barred_by_now(copy.sections, copy.recipient, harmed)
    if not barred:
        return ""
    named = " and ".join(f"“{title}”" for title in titles(barred))
    return (
        f"Not for {copy.recipient_name} any more: {named}. {' '.join(dict.fromkeys(barred.values()))} "
        "So it is not printed again. They were given it: tell the social worker and their manager, and make a new copy "
        "of what they may have."
    )


def _told_and_marked(interview: ReturnInterview) -> tuple[dict[int, Told], list[Mark]]:
    """What the other interviews tell, and all that was marked of the young person's harm while it was typed: one query.

    The others are those of the same conversation (those it covers, the one that covers it, and that one's) and those
    of any other conversation with them in which harm by a parent was told.
    """
    latest = interview.covered_by_id or interview.pk
    in_talk = Q(pk=latest) | Q(covered_by=latest)
    by_parent = Q(episode__young_person=interview.episode.young_person_id, record__harm_by_carer=ByCarer.PARENT)
    itself_too = Q(pk=interview.pk) | in_talk | by_parent & Q(is_void=False)
    rows = ReturnInterview.objects.filter(itself_too).annotate(marks=ArraySubquery(_marks_as_json()))
    told: dict[int, Told] = {}
    marks: list[Mark] = []
    for pk, covered_by, harm, harms, suspected, by, marked in rows.values_list(
        "pk", "covered_by", "harm", "record__harms_told", "record__harms_suspected", "record__harm_by_carer", "marks"
    ):
        if pk == interview.pk:
            marks = [Mark(**mark) for mark in marked]
        else:
            told[pk] = Told(bool(harm or harms or suspected), by or "", in_talk=latest in (pk, covered_by))
    return told, marks


def _marks_as_json() -> QuerySet[Any]:
    marks = HarmTold.objects.standing().filter(episode__young_person=OuterRef("episode__young_person"))
    return marks.values(
        json=JSONObject(
            interview=Coalesce("interview", "episode__interview"),
            by_whom="by_whom",
            placement="episode__placement",
            placement_type="episode__placement__placement_type",
            postcode="episode__placement__postcode",
        )
    )


def _by_whom(marks: list[Mark], placement: Placement | None, talk: set[int]) -> tuple[bool, bool, bool]:
    """Of the harm marked while it was typed: whether any was in this conversation, by the home, and by a parent."""
    is_marked, by_home, by_parent = False, False, False
    for mark in marks:
        in_talk, was_home = mark.interview in talk, mark.by_whom == HarmBy.HOME
        is_marked |= in_talk
        by_home |= was_home and (in_talk or is_same_home(mark, placement))
        by_parent |= mark.by_whom == HarmBy.PARENT or (was_home and mark.placement_type == PlacementType.P1)
    return is_marked, by_home, by_parent


def is_same_home(mark: Mark, placement: Placement | None) -> bool:
    """Whether it is the same home or, where one has no postcode on record, may be."""
    if mark.placement is None or placement is None or mark.placement == placement.pk:
        return True
    return not (mark.postcode and placement.postcode) or mark.postcode == placement.postcode
