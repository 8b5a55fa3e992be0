"""An absence that was over before anybody logged it: an earlier night, or one that they are back from already."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import record_return, report_gone_again, report_missing
from missing.actions.afterwards import Ended
from missing.codes import Category, EndedHow
from missing.models import Episode, ReturnInterview, StrategyDiscussion
from people.models import CaseEvent
from tests.factories import EpisodeFactory, YoungPersonFactory
from tests.said import said

HOUR = timedelta(hours=1)
FRIDAY = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
BACK = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TYPED = {"category": "missing", "started_at": "20 Nov 20:00", "circumstances": "Home rang: out on Friday too"}
OVER = TYPED | {"returned_at": "21 Nov 02:00"}


@pytest.fixture
def saturday(now, young_person) -> Episode:
    """On record since: out from Saturday 20:00 to Sunday 01:00."""
    return EpisodeFactory(
        young_person=young_person,
        started_at=FRIDAY + 24 * HOUR,
        returned_at=FRIDAY + 29 * HOUR,
        reference="E7",
        police_risk="low",
    )


def friday(actor, young_person, ended: Ended | None, **facts: Any) -> Episode:
    about = {"category": Category.MISSING, "started_at": FRIDAY, "ended": ended}
    return report_missing(actor=actor, young_person=young_person, **about | facts)


def url(young_person) -> str:
    return reverse("missing:log_episode_for", args=[young_person.reference])


class TestTheAction:
    def test_it_is_closed_and_its_interview_is_judged_by_its_own_clock(
        self, now, social_worker, young_person, saturday
    ) -> None:
        episode = friday(social_worker, young_person, Ended(returned_at=BACK, note=" By taxi "))
        assert (episode.ended_at, episode.clock_starts_at, episode.ended_how) == (BACK, BACK, EndedHow.RETURNED)
        assert (episode.recorded_at, episode.end_recorded_at, episode.return_note) == (now, now, "By taxi")
        interview = ReturnInterview.objects.get(episode=episode)
        assert interview.due_at == BACK + 72 * HOUR
        assert interview.alerts_from == BACK
        happened = CaseEvent.objects.filter(source_key=f"episode:{episode.pk}").values_list("kind", "at")
        assert set(happened) == {(CaseEvent.Kind.WENT_MISSING, FRIDAY), (CaseEvent.Kind.RETURNED, BACK)}
        saturday.refresh_from_db()
        assert saturday.ended_at == FRIDAY + 29 * HOUR

    def test_while_a_later_one_is_open(self, now, social_worker, young_person, episode) -> None:
        friday(social_worker, young_person, Ended(returned_at=BACK))
        assert list(Episode.objects.open()) == [episode]

    def test_without_its_end_it_asks_when_that_was(self, now, social_worker, young_person, saturday) -> None:
        with pytest.raises(ActionRefused) as refusal:
            friday(social_worker, young_person, None)
        words = "E7 began Sat 21 Nov, 20:00, after this. Write when this one ended: it is over."
        assert (refusal.value.message, refusal.value.field) == (words, "returned_at")

    @pytest.mark.parametrize(
        ("ended", "words", "field"),
        [
            (
                {"returned_at": FRIDAY + 25 * HOUR},
                "E7 began Sat 21 Nov, 20:00, before this one ended. Look at the times.",
                "returned_at",
            ),
            (
                {"found_at": FRIDAY + 25 * HOUR},
                "E7 began Sat 21 Nov, 20:00, before this one ended. Look at the times.",
                "found_at",
            ),
            ({"returned_at": FRIDAY - HOUR}, "They cannot come back before they went missing.", "returned_at"),
            ({"ended_how": "custody"}, "Write when they were found.", "found_at"),
            ({"ended_how": "returned", "found_at": BACK}, "Write when they came back.", "returned_at"),
            ({"ended_how": "other", "found_at": BACK}, "Write how it ended.", "note"),
            (
                {"ended_how": "died", "found_at": BACK},
                "Log it without its end first, and record that as its end then.",
                "ended_how",
            ),
        ],
    )
    def test_what_cannot_be(self, now, social_worker, young_person, saturday, ended, words, field) -> None:
        with pytest.raises(ActionRefused) as refusal:
            friday(social_worker, young_person, Ended(**ended))
        assert (refusal.value.message, refusal.value.field) == (words, field)
        assert list(Episode.objects.all()) == [saturday]

    def test_within_another_it_says_which(self, now, social_worker, young_person, saturday) -> None:
        with pytest.raises(ActionRefused, match="This overlaps with their episode E7, from Sat 21 Nov") as refusal:
            friday(social_worker, young_person, Ended(returned_at=BACK + 48 * HOUR), started_at=FRIDAY + 26 * HOUR)
        assert refusal.value.field == "started_at"

    def test_within_the_open_one_it_says_where_a_return_is_recorded(self, now, social_worker, episode) -> None:
        ended = Ended(returned_at=now - HOUR)
        with pytest.raises(ActionRefused) as refusal:
            friday(social_worker, episode.young_person, ended, started_at=now - 20 * HOUR)
        assert refusal.value.message == (
            "E1 is open since yesterday 16:00, and this lies in it. If they are back, record its return there."
        )
        assert refusal.value.field == "started_at"

    def test_up_to_the_very_instant_at_which_the_next_began(self, now, social_worker, young_person, saturday) -> None:
        assert friday(social_worker, young_person, Ended(returned_at=saturday.started_at)).ended_at

    def test_found_and_gone_again_on_the_way_back(self, now, social_worker, young_person, saturday) -> None:
        found = friday(social_worker, young_person, Ended(found_at=BACK, found_is_approximate=True))
        assert found.is_not_yet_back
        assert found.found_is_approximate
        assert not ReturnInterview.objects.filter(episode=found).exists()

    def test_of_who_was_away_it_asks_when_they_came_back(self, now, social_worker, young_person) -> None:
        with pytest.raises(ActionRefused, match=r"known all along\. Write when they came back") as refusal:
            friday(social_worker, young_person, Ended(found_at=BACK), category=Category.AWAY)
        assert refusal.value.field == "returned_at"
        ended = Ended(found_at=BACK, returned_at=BACK + HOUR)
        assert friday(social_worker, young_person, ended, category=Category.AWAY).ended_at == BACK + HOUR

    def test_placed_elsewhere(self, now, social_worker, young_person) -> None:
        episode = friday(social_worker, young_person, Ended(ended_how=EndedHow.PLACED_ELSEWHERE, found_at=BACK))
        assert episode.interview.clock_starts_at == BACK

    def test_a_missed_curfew_needs_its_note_and_is_counted_with_the_later_ones(
        self, now, social_worker, young_person
    ) -> None:
        for day in (1, 2):
            record_return(
                actor=social_worker,
                episode=report_missing(
                    actor=social_worker,
                    young_person=young_person,
                    category=Category.CURFEW,
                    started_at=FRIDAY + day * 24 * HOUR,
                ),
                returned_at=FRIDAY + (day * 24 + 2) * HOUR,
                note="Missed the bus",
            )
        assert not ReturnInterview.objects.exists()
        facts = {"category": Category.CURFEW}
        with pytest.raises(ActionRefused, match="Write a short note") as refusal:
            friday(social_worker, young_person, Ended(returned_at=BACK), **facts)
        assert refusal.value.field == "note"
        friday(social_worker, young_person, Ended(returned_at=BACK, note="Missed the bus"), **facts)
        assert ReturnInterview.objects.get().episode.started_at == FRIDAY + 48 * HOUR

    def test_it_counts_for_a_strategy_discussion(self, now, social_worker, young_person, saturday) -> None:
        report_missing(
            actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 5 * HOUR
        )
        assert not StrategyDiscussion.objects.exists()
        friday(social_worker, young_person, Ended(returned_at=BACK))
        assert StrategyDiscussion.objects.exists()

    def test_the_worker_is_told_of_the_episode_and_of_its_interview(
        self, now, other_worker, social_worker, young_person
    ) -> None:
        friday(other_worker, young_person, Ended(returned_at=BACK))
        raise_alerts(at=now)
        kinds = set(Alert.objects.filter(user=social_worker).values_list("stage__kind", flat=True))
        assert kinds == {"new_episode", "interview"}

    def test_gone_again_and_back_again_in_one_save(self, now, social_worker, episode) -> None:
        again = report_gone_again(
            actor=social_worker,
            young_person=episode.young_person,
            came_back_at=now - 8 * HOUR,
            category=Category.MISSING,
            started_at=now - 6 * HOUR,
            ended=Ended(returned_at=now - HOUR),
        )
        assert again.ended_at == now - HOUR
        assert not Episode.objects.without_return().exists()


class TestThePage:
    def test_without_an_end_it_is_asked_beside_its_field_and_all_that_was_typed_stays(
        self, client, social_worker, young_person, saturday
    ) -> None:
        client.force_login(social_worker)
        page = client.post(url(young_person), TYPED)
        assert "E7 began Sat 21 Nov, 20:00, after this. Write when this one ended: it is over." in page.text
        assert 'id="id_returned_at_error"' in page.text
        assert page.context["form"].over_is_open
        assert "out on Friday too</textarea>" in page.text

    def test_with_its_end_it_is_logged(self, client, now, social_worker, young_person, saturday) -> None:
        client.force_login(social_worker)
        page = client.post(
            url(young_person), OVER | {"returned_at": "about 21 Nov 02:00", "note": "By taxi"}, follow=True
        )
        episode = Episode.objects.get(started_at=FRIDAY)
        assert (
            f"Logged as {episode}: from Fri 20 Nov, 20:00 to about Sat 21 Nov, 02:00, and the interview is in the "
            "queue. Nobody else of their team is being told." in said(page)
        )
        assert episode.returned_is_approximate
        assert episode.interview.due_at == BACK + 72 * HOUR

    def test_one_of_long_ago_is_no_news(self, client, now, social_worker, young_person) -> None:
        client.force_login(social_worker)
        typed = OVER | {"started_at": "1 Nov 20:00", "returned_at": "2 Nov 02:00"}
        assert "are being told" not in said(client.post(url(young_person), typed, follow=True))

    def test_a_missed_curfew_says_no_interview(self, client, now, social_worker, young_person) -> None:
        client.force_login(social_worker)
        typed = OVER | {"category": "curfew", "note": "Missed the bus"}
        assert "interview" not in said(client.post(url(young_person), typed, follow=True))

    def test_a_note_without_its_time_is_asked_about(self, client, now, social_worker, young_person) -> None:
        client.force_login(social_worker)
        page = client.post(url(young_person), TYPED | {"note": "By taxi"}).text
        assert "Write when they came back, or empty the note about it." in page
        assert "By taxi</textarea>" in page

    def test_a_sister_gets_hers_with_the_same_end(self, client, now, social_worker, young_person) -> None:
        sister = YoungPersonFactory(first_name="Asha")
        client.force_login(social_worker)
        client.post(url(young_person), OVER | {"others": [sister.pk]})
        assert set(Episode.objects.values_list("young_person", "ended_at")) == {
            (young_person.pk, BACK),
            (sister.pk, BACK),
        }


class TestWhileOneIsOpen:
    """What began before the open one may be that, or an earlier time: nobody guesses."""

    def test_it_is_asked_which(self, client, now, social_worker, young_person, episode) -> None:
        client.force_login(social_worker)
        page = client.post(url(young_person), TYPED | {"that_one": "E1"})
        assert (
            "E1 is open since yesterday 16:00, and this began before. If it was an earlier time, write when it ended. "
            "If it is the same time, tick that above." in page.text
        )
        assert "It is the same time as E1: add what I wrote to it" in page.text
        assert not episode.log.exists()

    def test_an_earlier_time_is_logged_with_its_end(self, client, now, social_worker, young_person, episode) -> None:
        client.force_login(social_worker)
        client.post(url(young_person), OVER | {"that_one": "E1"})
        assert Episode.objects.get(started_at=FRIDAY).ended_at == BACK
        assert list(Episode.objects.open()) == [episode]

    def test_the_same_time_goes_into_its_log(self, client, now, social_worker, young_person, episode) -> None:
        client.force_login(social_worker)
        client.post(url(young_person), TYPED | {"that_one": "E1", "is_that_one": "on"})
        assert "out on Friday too" in episode.log.get().text
        assert Episode.objects.count() == 1

    def test_both_at_once_are_asked_about(self, client, now, social_worker, young_person, episode) -> None:
        client.force_login(social_worker)
        page = client.post(url(young_person), OVER | {"that_one": "E1", "is_that_one": "on"}).text
        assert "That one has not ended. Untick this, or empty when this one ended." in page
        assert not episode.log.exists()

    def test_it_is_not_asked_before_it_may_be_either(self, client, now, social_worker, young_person, episode) -> None:
        client.force_login(social_worker)
        assert "It is the same time as" not in client.get(url(young_person)).text
        assert "It is the same time as" not in client.post(url(young_person), {"started_at": "09:00"}).text

    def test_when_they_came_back_of_an_earlier_time_says_where_that_is_written(
        self, client, now, social_worker, young_person, episode
    ) -> None:
        client.force_login(social_worker)
        page = client.post(url(young_person), TYPED | {"that_one": "E1", "came_back_at": "21 Nov 02:00"}).text
        assert (
            "If this was an earlier time, write when it ended, and leave empty when they came back in between." in page
        )


class TestTheApi:
    @pytest.fixture
    def send(self, client, social_worker, young_person):
        client.force_login(social_worker)

        def send(**sent: Any):
            facts = {"young_person": young_person.reference, "category": "missing", "started_at": FRIDAY.isoformat()}
            return client.post("/api/v1/episodes/", facts | sent, content_type="application/json")

        return send

    def test_without_its_end_it_is_asked_when_that_was(self, send, saturday) -> None:
        answer = send()
        assert answer.status_code == 409
        assert answer.json()["errors"][0]["field"] == "returned_at"

    def test_with_its_end_it_is_logged(self, send, saturday) -> None:
        answer = send(returned_at=BACK.isoformat(), returned_is_approximate=True)
        assert answer.status_code == 201
        told = answer.json()
        assert (told["ended_how"], told["returned_is_approximate"]) == ("returned", True)
        assert datetime.fromisoformat(told["clock_starts_at"]) == BACK
        assert ReturnInterview.objects.get().due_at == BACK + 72 * HOUR

    def test_an_ending_without_its_time_is_refused(self, send) -> None:
        answer = send(ended_how="custody")
        assert answer.status_code == 409
        assert "Write when they were found." in answer.json()["detail"]

    def test_a_death_is_not_logged_so(self, send) -> None:
        assert send(ended_how="died", found_at=BACK.isoformat()).status_code == 400

    def test_without_anything_of_an_end_it_is_open(self, send, now) -> None:
        assert send(returned_is_approximate=False, note="").json()["ended_at"] is None
