"""The page for the police: what is on file and what is not, opened and printed in writing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Cover, OnCallWeek
from accounts.rules import Role
from missing.codes import LogKind
from missing.models import LogEntry, PersonMention, PersonMentioned, PlaceMention, PlaceMentioned
from people.actions import change_needs, keep_photograph
from people.models import ReadLog
from tests.factories import (
    CarePeriodFactory,
    CourtOrderFactory,
    EpisodeFactory,
    OtherNameFactory,
    PersonAroundFactory,
    PlacementFactory,
    UserFactory,
    YoungPersonFactory,
)
from tests.people.pictures import jpeg
from tests.said import in_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def jude(episode):
    return episode.young_person


@pytest.fixture
def url(jude) -> str:
    return f"/young-people/{jude.reference}/police-page/"


def test_it_tells_what_is_on_file_part_by_part(client, now, social_worker, episode, jude, url):
    jude.birthday_is, jude.birthday_note = "disputed", "Says 2008."
    jude.save()
    keep_photograph(actor=social_worker, young_person=jude, image=jpeg(), taken_on=date(2026, 6, 1))
    OtherNameFactory(young_person=jude, name="Jay", is_in_use=True)
    dad = PersonAroundFactory(young_person=jude, name="Dwayne Farrow", relation="father", must_not_know=True)
    PersonAroundFactory(young_person=jude, name="Reece", relation="friend", phone="07700 900111", address="4 Elm Row")
    PersonAroundFactory(young_person=jude, name="Carla", has_parental_responsibility=True)
    PersonAroundFactory(young_person=jude, name="Night staff", relation="carer", phone="01632 960222")
    PersonAroundFactory(young_person=jude, name="Long gone", relation="friend", ended_on=date(2026, 1, 1))
    CourtOrderFactory(young_person=jude, about=dad, made_by="Northcliffe Family Court 12/26")
    CarePeriodFactory(young_person=jude)
    PlacementFactory(young_person=jude, provider_name="Ash House")
    PlacementFactory(
        young_person=jude, started_on=date(2024, 1, 1), ended_on=date(2025, 1, 1), provider_name="Elm House"
    )
    actor = {"actor": social_worker, "young_person": jude}
    change_needs(**actor, part="description", height="1.70 m", build="slim", hair="black", eyes="brown")
    change_needs(**actor, part="needs", language="Tigrinya", needs_interpreter=True, how_to_approach="Speak softly.")
    change_needs(**actor, part="reach", phones="07700 900333", places="Bus station\nElm Park")
    before = EpisodeFactory(
        young_person=jude,
        started_at=datetime(2026, 10, 3, 20, tzinfo=UTC),
        returned=True,
        return_note="Found at his cousin’s, 9 Birch Road.",
    )
    LogEntry.objects.create(
        episode=before,
        kind=LogKind.SEEN,
        at=before.started_at + timedelta(hours=1),
        text="Seen at the arcade.",
        recorded_at=before.started_at + timedelta(hours=2),
    )
    episode.circumstances = "Left in a red coat."
    episode.save()
    client.force_login(social_worker)
    page = in_words(client.get(url).text)
    for words in (
        "Left in a red coat.",
        "Disputed",
        "Says 2008.",
        "Goes by",
        "Jay",
        "<b>Dwayne Farrow, father</b> must not be told anything.",
        "Friend, 07700 900111, 4 Elm Row.",
        "Mother, parental responsibility.",
        "Night staff, 01632 960222",
        "Northcliffe Family Court 12/26",
        "Binds Dwayne Farrow, father. Must not come within 100 metres of the home.",
        "Full care order",
        "Ash House",
        "1.70 m",
        "Interpreter needed",
        "Speak softly.",
        "07700 900333",
        "Bus station<br>Elm Park",
        "Found at his cousin’s, 9 Birch Road.<br>Sat 3 Oct 2026, 22:00: Seen at the arcade.",
        "Taken on 1 June 2026.",
        "Not on file: usual clothes.",
        "Not on file: medication, health.",
        "Last changed 23 November 2026.",
        "Sun 22 Nov 2026, 16:00",
    ):
        assert words in page, words
    for words in ("Long gone", "Elm House", "a photograph of the last year"):
        assert words not in page
    assert page.index("How to approach") < page.index("Tigrinya")


def test_what_is_not_on_file_is_said_first(client, now, social_worker, jude, url):
    client.force_login(social_worker)
    page = client.get(url).text
    assert (
        "<p>a photograph, height, build, hair, eyes, usual clothes, how to approach them, first language, medication, "
        "health, their telephone, social media, places where they go, friends, who has parental responsibility, "
        "where they live now, a carer’s telephone, a telephone out of hours.</p>"
    ) in page
    assert "No photograph on file" in page
    assert "Never written." in page


def test_without_an_open_episode_it_is_there_as_well(client, now, social_worker, interview):
    client.force_login(social_worker)
    page = client.get(f"/young-people/{interview.episode.young_person.reference}/police-page/")
    assert page.status_code == 200
    assert page.context["episode"] is None
    assert "Missing, 6 hours, came back." in page.text


def test_opening_and_printing_are_written_down_each_by_its_name(client, now, social_worker, jude, url):
    client.force_login(social_worker)
    page = client.get(url)
    assert f'data-printed-url="{url}print/"' in page.text
    printed = client.get(f"{url}print/")
    assert "data-print-now" in printed.text
    assert "OFFICIAL-SENSITIVE" in printed.text
    assert "by Dana Whit, 23 November 2026, 12:00." in printed.text
    assert list(ReadLog.objects.order_by("pk").values_list("page", flat=True)) == [
        "missing:for_police",
        "missing:print_for_police",
    ]
    assert client.post(f"{url}print/").content == b""  # as the browser says that it prints
    assert ReadLog.objects.filter(page="missing:print_for_police").count() == 2


def test_it_is_for_who_may_open_the_record(client, now, other_worker, jude, url):
    client.force_login(other_worker)
    for address in (url, f"{url}print/"):
        assert client.get(address).status_code == 404
    client.force_login(UserFactory(roles=[Role.AUDITOR]))
    assert client.get(url).status_code == 403


def test_the_episode_leads_to_it_while_they_are_not_back(client, now, social_worker, other_worker, episode, url):
    client.force_login(social_worker)
    assert f'href="{url}"' in client.get(episode.get_absolute_url()).text
    assert f'href="{url}"' in client.get(episode.young_person.get_absolute_url()).text
    client.force_login(other_worker)
    assert f'href="{url}"' not in client.get(episode.get_absolute_url()).text


def test_once_they_are_back_the_record_alone_leads_to_it(client, now, social_worker, interview):
    person = interview.episode.young_person
    client.force_login(social_worker)
    assert "Page for the police" not in client.get(interview.episode.get_absolute_url()).text
    assert "Page for the police" in client.get(person.get_absolute_url()).text


def test_friends_whom_they_named_in_an_interview_are_friends_on_file(client, now, social_worker, interview):
    person = interview.episode.young_person
    client.force_login(social_worker)
    address = f"/young-people/{person.reference}/police-page/"
    for name, relation, worries in (("Big T", "", True), ("Aunt Jo", "family", False), ("Mo", "adult", False)):
        named = PersonMentioned.objects.create(
            young_person=person, name=name, relation=relation, is_of_concern=worries, recorded_at=now
        )
        PersonMention.objects.create(interview=interview, person=named)
    page = client.get(address)
    assert "friends" in page.context["not_on_file"]
    assert "Family. Named by them in an interview." in page.text
    kai = PersonMentioned.objects.create(young_person=person, name="Kai", relation="friend", recorded_at=now)
    PersonMention.objects.create(interview=interview, person=kai)
    page = client.get(address)
    assert "friends" not in page.context["not_on_file"]
    assert "Friend. Named by them in an interview." in page.text


def test_what_they_told_of_in_interviews_is_on_it(client, now, social_worker, interview):
    person = interview.episode.young_person
    slept = PlaceMentioned.objects.create(young_person=person, where="Quarry Flats", recorded_at=now)
    worry = PersonMentioned.objects.create(young_person=person, name="Big T", is_of_concern=True, recorded_at=now)
    friend = PersonMentioned.objects.create(young_person=person, name="reece", recorded_at=now)
    PlaceMention.objects.create(interview=interview, place=slept, slept_there=True)
    for named in (worry, friend):
        PersonMention.objects.create(interview=interview, person=named)
    PersonAroundFactory(young_person=person, name="Reece", relation="friend")
    client.force_login(social_worker)
    page = client.get(f"/young-people/{person.reference}/police-page/").text
    assert "Quarry Flats, slept there" in page
    assert "Big T" in page
    assert "Of concern" in page
    assert page.count("Named by them in an interview.") == 1


@pytest.mark.parametrize("many", [1, 15])
def test_it_takes_twelve_queries_whatever_is_on_it(
    client, now, social_worker, episode, jude, url, many, django_assert_max_num_queries
):
    for n in range(many):
        person = PersonAroundFactory(young_person=jude, must_not_know=n % 2)
        CourtOrderFactory(young_person=jude, about=person)
        OtherNameFactory(young_person=jude, name=f"Jay {n}")
        PlacementFactory(young_person=jude, started_on=date(2020, 1, 1 + n))
        EpisodeFactory(young_person=jude, started_at=datetime(2026, 1, 1 + n, 8, tzinfo=UTC), returned=True)
    keep_photograph(actor=social_worker, young_person=jude, image=jpeg())
    change_needs(actor=social_worker, young_person=jude, part="reach", places="Elm Park")
    client.force_login(social_worker)
    client.get("/account/me/")
    with django_assert_max_num_queries(12):
        assert client.get(url).status_code == 200


def test_letters_of_a_name_are_letters(client, now, social_worker, episode, jude, url):
    episode.circumstances = "<b>Left</b>\nin a hurry"
    episode.save()
    PersonAroundFactory(young_person=jude, name="<b>Reece</b>", relation="friend", note="<i>x</i>")
    client.force_login(social_worker)
    page = client.get(url).text
    assert "&lt;b&gt;Reece&lt;/b&gt;" in page
    for bold in ("<b>Reece", "<b>Left", "<i>x"):
        assert bold not in page


def test_the_reference_of_a_record_that_was_merged_leads_to_the_one_that_stands(client, social_worker, jude) -> None:
    old = YoungPersonFactory(reference="NIGHT-17", merged_into=jude)
    client.force_login(social_worker)
    page = client.get(f"/young-people/{old.reference}/police-page/", follow=True)
    assert page.redirect_chain[-1][0] == f"/young-people/{jude.reference}/police-page/"


def test_it_says_who_is_missing_with_them(client, now, social_worker, other_worker, episode, url) -> None:
    others = {"started_at": now - timedelta(hours=20), "together_with": episode}
    chloe = EpisodeFactory(young_person=YoungPersonFactory(first_name="Chloe", last_name="Oakes"), **others)
    rafe = YoungPersonFactory(first_name="Rafe", last_name="Bell", team=episode.young_person.team)
    back = EpisodeFactory(young_person=rafe, returned=True, **others)
    hidden = YoungPersonFactory(first_name="Hidden", is_restricted=True)
    EpisodeFactory(young_person=hidden, **others)
    client.force_login(social_worker)
    page = client.get(url)
    (fact,) = [fact for fact in page.context["missing_facts"] if fact["label"] == "Missing with"]
    assert f"Chloe Oakes ({chloe.young_person.reference})" in fact["value"]
    assert "Hidden" not in page.text
    assert f"Rafe Bell ({back.young_person.reference}, back)" in fact["value"]


def test_where_they_were_seen_since_is_told_with_its_time(client, now, social_worker, episode, url) -> None:
    episode.circumstances = "Over the fence"
    episode.save()
    for kind, hours, text in ((LogKind.SEEN, 3, "Broad Street"), (LogKind.PLACE_CHECKED, 2, "Elm Park, empty")):
        LogEntry.objects.create(
            episode=episode, kind=kind, text=text, at=now - timedelta(hours=hours), by=social_worker, recorded_at=now
        )
    client.force_login(social_worker)
    page = client.get(url)
    assert page.context["last_seen"] == [
        {"label": "Mon 23 Nov 2026, 09:00", "value": "Broad Street"},
        {"label": "How they left", "value": "Over the fence"},
    ]
    assert "Mon 23 Nov 2026, 09:00: Broad Street<br>Mon 23 Nov 2026, 10:00: place checked: Elm Park, empty" in page.text


def test_whom_the_police_ring_at_night_is_on_it_and_until_when(client, now, social_worker, jude, url) -> None:
    managers = [
        UserFactory(roles=[Role.TEAM_MANAGER], full_name=name, phone=phone)
        for name, phone in (("Una Reid", "01902 555 010"), ("Vik Shah", "01902 555 011"))
    ]
    OnCallWeek.objects.create(week=date(2026, 11, 23), manager=managers[0])
    client.force_login(social_worker)
    page = in_words(client.get(url).text)
    assert "Una Reid, on-call manager, 01902 555 010" in page
    assert "until Mon 30 Nov 2026, 09:00" in page
    assert "a telephone out of hours" not in page
    assert "Vik Shah" not in page
    days = {"first_on": date(2026, 11, 23), "last_on": date(2026, 11, 24)}
    Cover.objects.create(absent=managers[0], cover=managers[1], said_by=managers[0], recorded_at=now, **days)
    assert "Vik Shah, on-call manager, 01902 555 011" in in_words(client.get(url).text)
