"""The full record of an interview: what it keeps, what it needs, and places and people that are not typed twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from missing.actions import complete_interview
from missing.interview_codes import MARKED_AT_ONCE, Harm, Told
from missing.mentions import PersonSaid, PlaceSaid, people_known, places_found, places_known
from missing.models import (
    HarmTold,
    InterviewRecord,
    PersonMentioned,
    PlaceMention,
    PlaceMentioned,
    StrategyDiscussion,
)
from missing.rules.interview_record import (
    SECTION_KEYS,
    harm_in_words,
    harm_told,
    harms_answered,
    said_of,
    says_harm,
    still_needed,
    tells_in_words,
    why_harm_is_unclear,
)
from tests.factories import EpisodeFactory, ReturnInterviewFactory, YoungPersonFactory

WHOLE = {
    "limits_told": "on",
    "account": "I walked.",
    "harm_in_account": "no",
    "outcome_at": "now",
    "method": "phone",
    "independence": "other",
}


def done(now, **facts):
    return {
        "outcome_at": now - timedelta(hours=1),
        "method": "face_to_face",
        "independence": "independent",
        "account": "I went to the canal.",
        "record": {"limits_told": True, "harm_in_account": "no"},
    } | facts


@pytest.mark.parametrize("field", sorted(WHOLE))
def test_each_needed_answer_is_asked_for(field) -> None:
    assert not still_needed(WHOLE)
    assert [needed.field for needed in still_needed(WHOLE | {field: " "})] == [field]
    assert all(needed.section in SECTION_KEYS for needed in still_needed({}))


@pytest.mark.parametrize("harm", list(Harm))
def test_harm_is_marked_at_once_and_what_is_no_harm_is_not(harm) -> None:
    typed = {f"harm_{harm.value}": "told"}
    assert says_harm(typed) is (harm in MARKED_AT_ONCE)
    assert harms_answered(typed, Told.TOLD) == [harm]
    assert not harm_told({f"harm_{harm.value}": "suspected"})


def test_harm_in_words_has_kinds_by_whom_and_what_was_written() -> None:
    typed = {
        "harm_physical": "told",
        "harm_threats": "told",
        "harm_in_account": "yes",
        "harm_by": " Fitz ",
        "harm": "He hit me.",
    }
    assert harm_in_words(typed) == (
        "Hurt by somebody, threats or weapons. They told of harm in their own account. By: Fitz. He hit me."
    )
    assert said_of(typed) == (harm_in_words(typed), {"physical", "threats"}, "", False)
    assert "A parent is said to have done it." in harm_in_words({"harm_cse": "told", "harm_by_carer": "parent"})


@pytest.mark.parametrize(
    ("answer", "by_whom"), [("home", "home"), ("parent", "parent"), ("no", "other"), ("not_known", ""), (None, "")]
)
def test_by_whom_is_marked_as_it_is_answered(answer, by_whom) -> None:
    assert said_of({"harm_by_carer": answer, "harm": "Hit"}).by_whom == by_whom


NO_TO_EACH = {f"harm_{kind.value}": "no" for kind in MARKED_AT_ONCE}


@pytest.mark.parametrize(
    ("answers", "is_told"),
    [
        ({"harm": "Staff hit me"}, True),
        ({"harm_by": "Tony"}, True),
        ({"harm": "None of it would have happened without him"}, True),
        ({"harm": "N"}, False),
        ({"harm": "none told."}, False),
        ({"harm": "N/A"}, False),
        ({"harm": "Nothing disclosed", "harm_by": " - "}, False),
        ({"harm": "Her stepfather Dean rapes her", "harm_physical": "no"}, True),
        ({"harm": "Drank vodka", "harm_alcohol": "told"} | NO_TO_EACH, False),
        ({}, False),
    ],
)
def test_harm_in_words_alone_is_told_on_unless_they_say_none(answers, is_told) -> None:
    assert tells_in_words(answers) is is_told


def test_it_is_not_recorded_while_it_is_not_said_whether_they_told_of_harm(now, officer, interview) -> None:
    with pytest.raises(ActionRefused, match="Choose whether they told of harm, or that they are afraid") as refused:
        complete_interview(actor=officer, interview=interview, **done(now, record={"limits_told": True}))
    assert refused.value.field == "harm_in_account"
    interview.refresh_from_db()
    assert interview.is_to_do
    told = {"limits_told": True, "harms_told": ["physical"]}
    complete_interview(actor=officer, interview=interview, **done(now, record=told))
    assert HarmTold.objects.get().kinds == ["physical"]


@pytest.mark.parametrize("carer", ["home", "parent"])
def test_harm_by_who_cares_for_them_is_told_whatever_kind_it_was(carer) -> None:
    assert says_harm({"harm_by_carer": carer})
    assert harm_in_words({"harm_by_carer": carer})


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"harm": "Hit me with a belt"}, "harm"),
        ({"harm_by": "Tony", "harm_by_carer": "not_known"}, "harm_by"),
        ({"harm": "Hit me", "harm_physical": "not_known"}, "harm"),
        ({"harm": "None told", "harm_physical": "no"}, None),
        ({"harm": "None told"}, "harm"),
        ({"harm": "Hit me", "harm_sexual": "no"}, "harm"),
        ({"harm": "Hit me"} | NO_TO_EACH | {"harm_physical": ""}, "harm"),
        ({"harm": "Fell off a wall"} | NO_TO_EACH, None),
        ({"harm": "Hit me", "harm_alcohol": "told"}, "harm"),
        ({"harm": "Afraid for them", "harm_cse": "suspected"}, None),
        ({"harm": "Hit me", "harm_by_carer": "home"}, None),
        ({"harm": " "}, None),
    ],
)
def test_harm_in_words_alone_is_asked_of_what_kind(answers, field) -> None:
    unclear = why_harm_is_unclear(answers)
    assert (unclear and unclear.field) == field
    assert [needed.field for needed in still_needed(WHOLE | answers)] == ([field] if field else [])


def test_a_record_with_harm_in_words_alone_is_refused(now, officer, interview) -> None:
    with pytest.raises(ActionRefused, match="Choose above of which kind it is") as refused:
        complete_interview(actor=officer, interview=interview, **done(now, harm="Hit me with a belt"))
    assert refused.value.field == "harm"
    interview.refresh_from_db()
    assert interview.is_to_do
    said = done(
        now, harm="Nothing", record={"limits_told": True, "harm_in_account": "no", "harms_ruled_out": ["physical"]}
    )
    complete_interview(actor=officer, interview=interview, **said)
    assert not HarmTold.objects.exists()


def test_harm_of_a_short_account_is_marked_too(now, officer, interview) -> None:
    complete_interview(actor=officer, interview=interview, **done(now, record=None, harm=" He hit me. "))
    assert HarmTold.objects.get(interview=interview).what_was_told == "He hit me."
    assert StrategyDiscussion.objects.open().count() == 1


def test_a_record_is_kept_with_the_interview(now, officer, interview) -> None:
    record = {
        "limits_told": True,
        "push": ["bullying", "school"],
        "harms_told": ["physical"],
        "helplines": ["missing_people"],
        "minutes": 40,
        "harm_in_account": "no",
    }
    complete_interview(actor=officer, interview=interview, **done(now, record=record))
    kept = InterviewRecord.objects.get(interview=interview)
    assert (kept.push, kept.harms_told, kept.minutes) == (["bullying", "school"], ["physical"], 40)
    assert kept.recorded_at == now


def test_it_is_not_recorded_unless_they_were_told_what_is_passed_on(now, officer, interview) -> None:
    with pytest.raises(ActionRefused, match="Say that you told them what you must pass on") as refused:
        complete_interview(actor=officer, interview=interview, **done(now, record={}))
    assert refused.value.field == "limits_told"
    interview.refresh_from_db()
    assert interview.is_to_do


def test_a_short_account_needs_no_record(now, officer, interview) -> None:
    closed = complete_interview(actor=officer, interview=interview, **done(now, record=None))
    assert not hasattr(closed, "record")


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"push": ["weather"]}, "record_push_are_codes"),
        ({"harms_told": ["cse"], "harms_suspected": ["cse"]}, "record_harm_is_one_of_three"),
    ],
)
def test_the_database_keeps_it_true(interview, now, facts, constraint) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        InterviewRecord.objects.create(interview=interview, limits_told=True, recorded_at=now, **facts)


def test_places_and_people_are_on_record_once_and_named_again(now, officer, young_person, interview) -> None:
    places = [PlaceSaid("12  Mill Lane", "friend", slept_there=True), PlaceSaid("The Mander Centre")]
    people = [PersonSaid("Fitz", is_of_concern=True)]
    complete_interview(actor=officer, interview=interview, **done(now, places=places, people=people))
    earlier = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=9), returned=True)
    again = ReturnInterviewFactory(episode=earlier)
    complete_interview(
        actor=officer,
        interview=again,
        **done(
            now,
            outcome_at=now - timedelta(hours=2),
            places=[PlaceSaid("12 mill lane"), PlaceSaid(known=PlaceMentioned.objects.get(kind="").pk)],
            people=[PersonSaid("fitz", relation="adult", age_band="over_25")],
        ),
    )
    assert [str(place) for place in places_known(young_person, officer)] == [
        "12 Mill Lane (friend’s home)",
        "The Mander Centre",
    ]
    (fitz,) = people_known(young_person, officer)
    assert (str(fitz), fitz.is_of_concern) == ("Fitz (adult they know, over 25)", True)
    found = places_found(young_person, officer)
    assert [(f.place.where, f.times, f.slept_there) for f in found] == [
        ("12 Mill Lane", 2, True),
        ("The Mander Centre", 2, False),
    ]
    assert found[0].last_on == now.date()


def test_the_same_place_twice_in_one_interview_is_one(now, officer, interview) -> None:
    places = [PlaceSaid("Park"), PlaceSaid("park", "park", slept_there=True)]
    complete_interview(actor=officer, interview=interview, **done(now, places=places))
    mention = PlaceMention.objects.get()
    assert (mention.slept_there, mention.place.kind) == (True, "park")


def test_a_place_or_person_of_somebody_else_is_refused(now, officer, interview) -> None:
    other = YoungPersonFactory()
    place = PlaceMentioned.objects.create(young_person=other, where="Elsewhere", recorded_at=now)
    person = PersonMentioned.objects.create(young_person=other, name="Sam", recorded_at=now)
    with pytest.raises(ActionRefused, match="This place is not on record for this young person"):
        complete_interview(actor=officer, interview=interview, **done(now, places=[PlaceSaid(known=place.pk)]))
    with pytest.raises(ActionRefused, match="This person is not on record for this young person"):
        complete_interview(actor=officer, interview=interview, **done(now, people=[PersonSaid(known=person.pk)]))


def test_places_and_people_are_seen_with_the_record_alone(now, social_worker, other_worker, officer, interview) -> None:
    said = {"places": [PlaceSaid("Park")], "people": [PersonSaid("Fitz")]}
    complete_interview(actor=officer, interview=interview, **done(now, **said))
    for model in (PlaceMentioned, PersonMentioned):
        assert model.objects.visible_to(social_worker).exists()
        assert not model.objects.visible_to(other_worker).exists()
