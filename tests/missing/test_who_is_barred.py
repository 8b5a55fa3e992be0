"""Who is given which section: by what else the young person told."""

from datetime import date, timedelta

import pytest

from accounts.access import ActionRefused
from missing.actions import complete_interview, mark_harm_told, withdraw_harm_told
from missing.harmed import harmed_of
from missing.models import Episode, ReturnInterview
from tests.factories import EpisodeFactory, PlacementFactory, ReturnInterviewFactory
from tests.missing.sharing import share


def test_harm_by_a_carer_that_was_marked_bars_the_home_whatever_the_record_says(officer, held) -> None:
    held.record.harm_by_carer = "no"
    assert harmed_of(held).by_home
    held.harm_told.update(by_whom="")
    assert not harmed_of(held).by_home
    held.record.harm_by_carer = ""
    assert harmed_of(held).by_unknown


def test_harm_that_is_marked_later_bars_too(officer, held) -> None:
    held.harm_told.all().update(by_whom="")
    held.record.harm_by_carer = ""
    held.record.save()
    share(officer, held, recipient="carer", sections=["account"])
    mark_harm_told(actor=officer, interview=held, what_was_told="Staff hit me.", by_whom="home")
    with pytest.raises(ActionRefused, match="is not for them"):
        share(officer, held, recipient="carer", sections=["account"])


class TestWhoIsBarred:
    """By what else the young person told: in the same conversation, in the same home."""

    @pytest.fixture
    def earlier(self, now, officer, young_person, interview):
        """Another interview to do, of three weeks ago, in the same home; harm by its staff is marked in it."""
        interview.episode.placement = PlacementFactory(
            young_person=young_person, placement_type="K2", postcode="WV1 1AA"
        )
        interview.episode.save()
        episode = EpisodeFactory(
            young_person=young_person, started_at=now - timedelta(days=21), returned=True,
            placement=interview.episode.placement,
        )  # fmt: skip
        earlier = ReturnInterviewFactory(episode=episode)
        mark_harm_told(actor=officer, interview=earlier, what_was_told="Staff hit me.", by_whom="home")
        return earlier

    def complete(self, officer, interview, now, **facts):
        record = {"limits_told": True, "harm_in_account": "no", "safety_plan": "Rings Jo"} | facts.pop("record", {})
        given = {
            "outcome_at": now - timedelta(hours=1), "method": "video", "independence": "independent",
            "account": "It is loud there.", "safer_next_time": "Quiet.", "record": record,
        }  # fmt: skip
        return complete_interview(actor=officer, interview=interview, **(given | facts))

    def test_the_home_by_what_was_marked_in_an_interview_that_this_one_covers(
        self, officer, earlier, interview, now
    ) -> None:
        # The earlier home is another by now: what one conversation tells of both counts all the same.
        earlier.episode.placement = PlacementFactory(
            young_person=earlier.episode.young_person, started_on=date(2020, 1, 1), postcode="B1 1AA"
        )
        earlier.episode.save()
        done = self.complete(officer, interview, now, covers=[earlier])
        with pytest.raises(ActionRefused, match="A carer or staff where they live is said to have harmed them"):
            share(officer, done, recipient="carer", sections=["account"])
        earlier.refresh_from_db()
        assert harmed_of(earlier).by_home

    def test_by_the_record_of_the_conversation_that_covers_it(self, officer, earlier, interview, now) -> None:
        earlier.harm_told.update(by_whom="")
        done = self.complete(
            officer, interview, now, covers=[earlier], record={"harms_told": ["physical"], "harm_by_carer": "parent"}
        )
        done.harm_told.update(by_whom="")
        earlier.refresh_from_db()
        assert harmed_of(earlier).by_parent
        assert not harmed_of(earlier).by_home

    def test_the_home_by_what_was_marked_while_they_lived_there(self, officer, earlier, interview, now) -> None:
        done = self.complete(officer, interview, now)
        with pytest.raises(ActionRefused, match="is not for them"):
            share(officer, done, recipient="carer", sections=["account"])
        earlier.harm_told.update(withdrawn_at=now, withdrawn_by=officer, withdraw_reason="Typed by mistake")
        assert not harmed_of(done).by_home

    @pytest.mark.parametrize(
        ("then", "by_home", "by_parent"),
        [
            ({"postcode": "B1 1AA"}, False, False),
            ({"postcode": "WV1 1AA"}, True, False),
            ({"postcode": ""}, True, False),
            ({"postcode": "B1 1AA", "placement_type": "P1"}, False, True),
        ],
    )
    def test_not_another_home_than_where_it_was_told(
        self, officer, earlier, interview, now, then, by_home, by_parent
    ) -> None:
        person = earlier.episode.young_person
        earlier.episode.placement = PlacementFactory(young_person=person, started_on=date(2020, 1, 1), **then)
        earlier.episode.save()
        harmed = harmed_of(self.complete(officer, interview, now))
        assert (harmed.by_home, harmed.by_parent) == (by_home, by_parent)

    def test_a_parent_of_whom_any_earlier_interview_told_wherever_they_live_now(
        self, officer, earlier, interview, now
    ) -> None:
        earlier.harm_told.update(by_whom="")
        told = {"harms_told": ["physical"], "harm_by_carer": "parent"}
        first = self.complete(officer, earlier, now - timedelta(days=20), record=told)
        done = self.complete(officer, interview, now)
        with pytest.raises(ActionRefused, match="A parent is said to have harmed them"):
            share(officer, done, recipient="parent", sections=["account"])
        harmed = harmed_of(done)
        assert (harmed.by_home, harmed.by_unknown) == (False, False)
        # What was marked stands, whatever becomes of the episode, until it is withdrawn as typed by mistake.
        ReturnInterview.objects.filter(pk=first.pk).update(is_void=True)
        voided = {"voided_at": now, "voided_by": officer, "voided_why": "Of another child"}
        Episode.objects.filter(pk=first.episode_id).update(**voided)
        assert harmed_of(done).by_parent
        withdraw_harm_told(actor=officer, harm=first.harm_told.get(by_whom="parent"), reason="Of another child")
        assert not harmed_of(done).by_parent

    @pytest.mark.parametrize(
        ("kind", "barred"), [("S1", "school"), ("R2", "health"), ("T1", "health"), ("K2", "carer")]
    )
    def test_the_school_or_the_hospital_that_is_their_home(self, officer, held, kind, barred) -> None:
        held.episode.placement.placement_type = kind
        held.episode.placement.save()
        for recipient in ("school", "health", "carer"):
            if recipient in (barred, "carer"):
                with pytest.raises(ActionRefused, match="A carer or staff where they live is said to have harmed them"):
                    share(officer, held, recipient=recipient, sections=["harm"])
            else:
                assert share(officer, held, recipient=recipient, sections=["harm"]).sections == ["harm"]
