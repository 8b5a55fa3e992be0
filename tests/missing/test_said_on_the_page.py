"""What the pages of an episode and of an interview say that is easily said wrongly."""

from datetime import timedelta
from decimal import Decimal

import pytest

from missing.actions import book_interview, record_return
from missing.codes import Category
from missing.models import Episode
from people.around_codes import MayBeTold, Relation
from people.models import Needs
from tests.factories import EpisodeFactory, PersonAroundFactory, PlacementFactory
from tests.missing.interview_form import section

HOUR = timedelta(hours=1)


class TestAfterTheyWereBack:
    @pytest.mark.parametrize(
        ("told", "words"),
        [(-2, "told after 1 hour"), (1, "told after they were back")],
    )
    def test_the_police_told_then_are_not_said_to_be_told_while_they_were_missing(
        self, client, now, social_worker, young_person, told, words
    ) -> None:
        episode = EpisodeFactory(
            young_person=young_person, started_at=now - 6 * HOUR, returned=True, returned_at=now - 3 * HOUR,
            reported_to_police_at=now - 3 * HOUR + told * HOUR,
        )  # fmt: skip
        client.force_login(social_worker)
        police = next(f for f in client.get(episode.get_absolute_url()).context["facts"] if f["label"] == "Police")
        assert police["note"] == words

    def test_nor_those_told_once_they_were_found(self, client, now, social_worker, episode) -> None:
        Episode.objects.update(found_at=now - 2 * HOUR, end_recorded_at=now, reported_to_police_at=now - HOUR)
        client.force_login(social_worker)
        assert "told after they were found" in client.get(episode.get_absolute_url()).text

    def test_the_log_has_one_line_of_it_with_what_was_noted(self, client, now, social_worker, episode) -> None:
        client.force_login(social_worker)
        client.post(
            f"/episodes/{episode.reference}/return/",
            {"how": "returned", "returned_at": "11:00", "note": "Walked in, cold"},
        )
        entries = client.get(episode.get_absolute_url()).context["entries"]
        (back,) = [entry for entry in entries if entry["at"] == now - HOUR]
        assert back["text"] == "Walked in, cold"
        assert back["title"] in ("Came back.", "Returned.")


@pytest.mark.parametrize(
    ("category", "heading", "words"),
    [(Category.AWAY, "Away without authorisation, E7", "told that they are away."),
     (Category.MISSING, "Missing episode E7", "told that they are missing.")],
)  # fmt: skip
def test_who_was_away_is_not_headed_missing(client, now, social_worker, young_person, category, heading, words) -> None:
    episode = EpisodeFactory(young_person=young_person, started_at=now - 6 * HOUR, category=category, reference="E7")
    client.force_login(social_worker)
    told = {"what": "told", "others": "health", "name": "Ward 3", "told_at": "now", "how": "phone"}
    client.post(f"/episodes/{episode.reference}/told/", told)
    record_return(actor=social_worker, episode=episode, returned_at=now)
    page = client.get(episode.get_absolute_url()).text
    assert heading in page
    assert words in page
    other = words.replace("away", "missing") if category == Category.AWAY else words.replace("missing", "away")
    assert other not in page


def test_miles_are_rounded_alike_wherever_they_are_said(client, now, social_worker, officer, young_person) -> None:
    placement = PlacementFactory(
        young_person=young_person, is_out_of_area=True, distance_miles=Decimal("41.8"), local_authority="Shropshire"
    )
    episode = EpisodeFactory(
        young_person=young_person, started_at=now - 6 * HOUR, placement=placement, is_out_of_area=True,
        distance_miles=Decimal("41.8"),
    )  # fmt: skip
    client.force_login(social_worker)
    record = young_person.get_absolute_url()
    for address in (episode.get_absolute_url(), record, f"{record}police-page/", "/missing-now/"):
        page = client.get(address).text
        assert "41 miles" in page, address
        assert "41.8" not in page, address


def test_a_first_line_says_when_it_was(client, social_worker, episode) -> None:
    Episode.objects.update(circumstances="Walked out")
    client.force_login(social_worker)
    assert 'Walked out<small class="quiet">Yesterday, 16:00</small>' in client.get("/missing-now/").text


class TestHowTheyAreReached:
    @pytest.fixture
    def known(self, young_person) -> None:
        Needs.objects.create(young_person=young_person, phones="07700 900123")
        PersonAroundFactory(young_person=young_person, name="Ann Bell", relation=Relation.CARER, phone="01632 960111")
        PersonAroundFactory(
            young_person=young_person, name="Dwayne Marsh", relation=Relation.FATHER, phone="07700 900666",
            has_parental_responsibility=True, may_be_told=MayBeTold.NO, may_be_told_why="Order",
        )  # fmt: skip

    def test_the_interview_gives_numbers_that_ring_but_not_of_who_must_not_be_told(
        self, client, officer, interview, known, django_assert_max_num_queries
    ) -> None:
        client.force_login(officer)
        client.get("/interviews/E2/")
        with django_assert_max_num_queries(12):
            page = client.get("/interviews/E2/").text
        assert '<a href="tel:07700900123">07700 900123</a>' in page
        assert '<a href="tel:01632960111">01632 960111</a>' in page
        assert "900666" not in page

    def test_not_to_who_may_not_open_the_record(self, client, other_worker, interview, known, now) -> None:
        interview.assigned_to, interview.assigned_at = other_worker, now
        interview.save()
        client.force_login(other_worker)
        page = client.get("/interviews/E2/")
        assert page.status_code == 200
        assert "900123" not in page.text

    def test_so_do_the_details_of_the_record(self, client, social_worker, young_person, known) -> None:
        client.force_login(social_worker)
        assert '<a href="tel:07700900123">07700 900123</a>' in client.get(young_person.get_absolute_url()).text


def test_the_end_of_an_interview_begins_with_how_it_was_booked_and_says_what_is_needed(
    client, officer, interview, now
) -> None:
    """The place in its words: of which kind it was is asked."""
    book_interview(
        actor=officer, interview=interview, meets_at=now - HOUR, method="face_to_face", place="the library",
        at=now - 3 * HOUR,
    )  # fmt: skip
    client.force_login(officer)
    page = client.get(section("finish"))
    form = page.context["form"]
    assert form["method"].value() == "face_to_face"
    assert form["outcome_at"].value() == "23 Nov 2026 11:00"
    assert "Booked at: the library" in page.text
    assert "Needed here: “When did you talk?”, “How?”, “Who did the interview?”." in page.text
    assert "Needed here" not in client.get(section("why")).text
