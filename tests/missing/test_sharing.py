"""A copy of chosen sections for each recipient, with what was held back and why."""

import pytest
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from missing.actions import send_intelligence
from missing.models import InterviewCopy
from people.around_codes import MayBeTold
from tests.factories import PersonAroundFactory
from tests.missing.sharing import INTELLIGENCE, SHARING, share


def test_a_copy_is_kept_word_for_word_with_what_was_held_back_and_why(officer, held, now) -> None:
    copy = share(officer, held, sections=["where", "harm"])
    assert copy.sections == ["where", "harm"]
    assert copy.withheld == ["before", "account", "help", "safety", "finish"]
    assert (copy.withheld_why, copy.shared_at, str(copy)) == ("Not needed", now, "Copy for Locate team (police)")
    held.record.harm_by = "Somebody else"
    held.record.save()
    assert InterviewCopy.objects.get().content[1]["rows"][0] == {"label": "They told of", "value": "Hurt by somebody"}


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"sections": []}, "Choose what to share", "sections"),
        ({"recipient_name": " "}, "Write who exactly gets it", "recipient_name"),
        ({"withheld_why": ""}, "Write why the other sections are held back", "withheld_why"),
        ({"sections": ["why"]}, "nothing on record in one of these", "sections"),
        (
            {"recipient": "carer", "sections": ["account"]},
            "“In their own words” is not for them: A carer or staff where they live is said to have harmed them",
            "sections",
        ),
    ],
)
def test_a_copy_is_refused_in_words(officer, held, facts, words, field) -> None:
    with pytest.raises(ActionRefused, match=words) as refused:
        share(officer, held, **facts)
    assert refused.value.field == field


def test_who_has_the_longest_name_is_given_a_copy_with_who_they_are(officer, held) -> None:
    aunt = PersonAroundFactory(young_person=held.episode.young_person, name="A" * 150, relation="grandparent")
    copy = share(officer, held, recipient="parent", recipient_name="", person=aunt, sections=["finish"])
    assert copy.recipient_name == f"{'A' * 150}, grandparent"


@pytest.mark.parametrize("recipient", ["parent", "carer", "school", "police"])
def test_nothing_is_given_to_who_must_not_be_told(client, officer, held, recipient) -> None:
    PersonAroundFactory(
        young_person=held.episode.young_person,
        name="Carl Farrow",
        relation="father",
        may_be_told=MayBeTold.NO,
        may_be_told_why="An order",
    )
    words = "Carl Farrow, father must not be told anything. If this is somebody else, write their full name."
    for name in ("Carl Farrow", "Mr Farrow", "dad"):
        with pytest.raises(ActionRefused, match=words) as refused:
            share(officer, held, recipient=recipient, recipient_name=name, sections=["finish"])
        assert refused.value.field == "recipient_name"
    client.force_login(officer)
    given = {"recipient_name": "Carl Farrow", "handed": "paper", "sections": ["finish"], "withheld_why": "Not theirs"}
    page = client.post(f"{SHARING}with/{recipient}/", given)
    assert page.context["form"].errors["recipient_name"] == [words]
    assert not InterviewCopy.objects.exists()
    aunt = {"recipient_name": "Ann Farrow", "who_they_are": "Their aunt"}
    assert share(officer, held, recipient=recipient, sections=["finish"], **aunt)
    with pytest.raises(ActionRefused, match=words):
        send_intelligence(actor=officer, interview=held, **INTELLIGENCE | {"sent_to": "Carl Farrow"})


def test_nothing_is_shared_before_it_is_recorded(officer, interview) -> None:
    with pytest.raises(ActionRefused, match="nothing to share before the interview is recorded"):
        share(officer, interview)


def test_what_is_barred_needs_no_other_reason(officer, held) -> None:
    copy = share(officer, held, recipient="carer", sections=["finish"], withheld_why="")
    assert copy.withheld_why.startswith("A carer or staff where they live is said to have harmed them")
    whole = share(officer, held, sections=["before", "account", "where", "harm", "help", "safety", "finish"])
    assert (whole.withheld, whole.withheld_why) == ([], "")


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"sections": []}, "copy_is_of_sections"),
        ({"sections": ["weather"]}, "copy_is_of_sections"),
        ({"withheld": ["harm"], "withheld_why": "So"}, "copy_is_of_sections"),
        ({"withheld": ["why"]}, "copy_held_back_says_why"),
        ({"recipient_name": ""}, "copy_is_for_somebody"),
    ],
)
def test_the_database_keeps_copies_true(officer, held, now, facts, constraint) -> None:
    whole = {"recipient": "police", "recipient_name": "Locate", "sections": ["harm"], "by": officer, "shared_at": now}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        held.copies.create(**(whole | facts))
