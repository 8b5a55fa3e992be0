"""Who was not told of the episode that lasts, and why, is on the page for the police, who would ring them first."""

from datetime import timedelta

import pytest

from accounts.rules import Role
from missing.actions import record_found, record_not_told, record_return, record_told
from missing.codes import Recipient, TellingOf, ToldHow
from tests.factories import PersonAroundFactory, UserFactory
from tests.said import in_words

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
WHY = "His mother would tell the <men> who look for him."
SAID = "was not told that they are missing"
CAUTION = "Read “Whom not to tell” before you ring."


@pytest.fixture
def jude(episode):
    return episode.young_person


@pytest.fixture
def mother(jude):
    return PersonAroundFactory(
        young_person=jude,
        name="Michelle Farrow",
        has_parental_responsibility=True,
        phone="07700 900301",
        note="Works nights.",
    )


@pytest.fixture
def leave_out(now, social_worker, episode):
    def write_down(*recipients: str, of: str = TellingOf.WENT_MISSING, **facts):
        facts = {"why_not": WHY, "at": now - HOUR} | facts
        return record_not_told(actor=social_worker, episode=episode, of=of, recipients=recipients, **facts)

    return write_down


@pytest.fixture
def police_page(client, social_worker, jude):
    def open_it():
        client.force_login(social_worker)
        return client.get(f"/young-people/{jude.reference}/police-page/")

    return open_it


def rows_of(opened, title: str) -> dict[str, dict]:
    (part,) = [part for part in opened.context["parts"] if part.title == title]
    return {row["label"]: row for row in part.rows}


def test_the_reason_is_there_in_its_words_with_when_and_by_whom(police_page, mother, leave_out) -> None:
    leave_out("parent", note="Ask Dana.")
    text = in_words(police_page().text)
    assert (
        f'<b>Somebody with parental responsibility</b> {SAID}. <span class="told-warning__why">'
        "His mother would tell the &lt;men&gt; who look for him. Ask Dana. "
        "Written down Mon 23 Nov 2026, 11:00 by Dana Whit.</span>"
    ) in text
    assert text.index("Whom not to tell") < text.index(SAID) < text.index("Who they are")


def test_beside_whoever_has_parental_responsibility_stands_a_word_of_caution(
    police_page, jude, mother, leave_out
) -> None:
    PersonAroundFactory(young_person=jude, name="Nan Farrow", relation="grandparent")
    leave_out("parent")
    family = rows_of(police_page(), "Family and others")
    assert (family["Michelle Farrow"]["tag"], family["Michelle Farrow"]["note"]) == (
        "Was not told",
        f"{CAUTION} Works nights.",
    )
    assert "tag" not in family["Nan Farrow"]


def test_who_is_named_is_meant_and_nobody_else(police_page, jude, mother, leave_out) -> None:
    aunt = PersonAroundFactory(
        young_person=jude, name="Gail Farrow", relation="family", has_parental_responsibility=True
    )
    friend = PersonAroundFactory(young_person=jude, name="Reece Bell", relation="friend")
    leave_out(f"parent:{aunt.pk}")
    leave_out("other", name="Reece Bell, his friend")
    opened = police_page()
    family, friends = rows_of(opened, "Family and others"), rows_of(opened, "Friends, and people of concern")
    assert CAUTION in family["Gail Farrow"]["note"]
    assert "tag" not in family["Michelle Farrow"]
    assert CAUTION in friends[friend.name]["note"]
    assert "<b>Reece Bell, his friend</b> was not told" in opened.text


def test_a_limit_on_telling_keeps_its_own_tag(police_page, jude, leave_out) -> None:
    PersonAroundFactory(young_person=jude, name="Gail Farrow", has_parental_responsibility=True, no_address=True)
    leave_out("parent")
    PersonAroundFactory(young_person=jude, name="Craig Farrow", has_parental_responsibility=True, must_not_know=True)
    family = rows_of(police_page(), "Family and others")
    assert family["Gail Farrow"]["tag"] != "Was not told"
    assert family["Gail Farrow"]["note"].startswith(CAUTION)
    assert CAUTION not in family["Craig Farrow"]["note"], "must not be told at all"


def test_who_was_told_by_name_since_needs_no_caution(
    police_page, now, social_worker, episode, mother, leave_out
) -> None:
    leave_out(f"parent:{mother.pk}")
    record_found(actor=social_worker, episode=episode, found_at=now - HOUR / 2)
    assert CAUTION in rows_of(police_page(), "Family and others")["Michelle Farrow"]["note"], "found and not yet back"
    record_told(
        actor=social_worker,
        episode=episode,
        of=TellingOf.CAME_BACK,
        recipients=[f"parent:{mother.pk}"],
        how=ToldHow.PHONE,
    )
    assert rows_of(police_page(), "Family and others")["Michelle Farrow"]["note"] == "Works nights."


def test_the_police_and_the_councils_own_are_none_of_whom_not_to_tell(police_page, leave_out) -> None:
    leave_out(Recipient.POLICE, Recipient.TEAM_MANAGER, Recipient.REVIEWING_OFFICER, why_not="On leave")
    assert police_page().context["warnings"] == []
    leave_out(Recipient.SCHOOL, why_not="The caretaker is a friend of the men")
    assert [warning.who for warning in police_page().context["warnings"]] == ["School"]


def test_of_an_episode_that_is_over_nothing_is_said(
    police_page, now, social_worker, episode, mother, leave_out
) -> None:
    leave_out("parent")
    record_return(actor=social_worker, episode=episode, returned_at=now)
    opened = police_page()
    assert SAID not in opened.text
    assert CAUTION not in opened.text


def test_who_may_not_open_the_record_reads_nothing_of_it(client, other_worker, jude, mother, leave_out):
    leave_out("parent")
    address = f"/young-people/{jude.reference}/police-page/"
    client.force_login(other_worker)
    assert client.get(address).status_code == 404
    jude.is_restricted = True
    jude.save()
    client.force_login(jude.social_worker)
    assert client.get(address).status_code == 404
    client.force_login(UserFactory(roles=[Role.SERVICE_MANAGER]))
    assert SAID in client.get(address).text


@pytest.mark.parametrize("many", [1, 12])
def test_it_takes_no_query_more(client, social_worker, jude, many, leave_out, django_assert_max_num_queries) -> None:
    for number in range(many):
        PersonAroundFactory(young_person=jude, name=f"Person {number}")
        leave_out("other", name=f"Neighbour {number}")
    client.force_login(social_worker)
    client.get("/account/me/")
    with django_assert_max_num_queries(12):
        assert client.get(f"/young-people/{jude.reference}/police-page/").text.count(SAID) == many
