"""Late back, and away from an instant on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from missing.actions import now_away, now_missing, record_return
from missing.codes import Category, LogKind
from missing.models import Episode
from tests.factories import EpisodeFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def late(now, young_person) -> Episode:
    return EpisodeFactory(
        young_person=young_person, category=Category.CURFEW, started_at=now - 5 * HOUR, reference="L1"
    )


class TestLateAndThenAway:
    def test_somebody_late_is_away_from_an_instant_on(self, now, social_worker, late) -> None:
        now_away(actor=social_worker, episode=late, since=now - 2 * HOUR, note="With her aunt")
        late.refresh_from_db()
        assert (late.category, late.missing_from, late.started_at) == (Category.AWAY, None, now - 5 * HOUR)
        line = late.log.get(kind=LogKind.CATEGORY)
        assert line.text == "Missed curfew until 23 November 2026 at 10:00, away since. With her aunt"

    def test_and_is_owed_the_interview_on_return(self, now, social_worker, late) -> None:
        now_away(actor=social_worker, episode=late, since=now - 2 * HOUR)
        assert record_return(actor=social_worker, episode=late, returned_at=now - HOUR)

    def test_and_missing_after_that(self, now, social_worker, late) -> None:
        now_away(actor=social_worker, episode=late, since=now - 2 * HOUR)
        now_missing(actor=social_worker, episode=late, since=now - HOUR)
        late.refresh_from_db()
        assert late.missing_from == now - HOUR

    @pytest.mark.parametrize(
        ("since", "words"), [(-6, "It began today 07:00. Write a time from then on"), (1, "has not come yet")]
    )
    def test_since_when_lies_within_it(self, now, social_worker, late, since, words) -> None:
        with pytest.raises(ActionRefused, match=words) as refusal:
            now_away(actor=social_worker, episode=late, since=now + since * HOUR)
        assert refusal.value.field == "since"

    def test_who_is_missing_does_not_become_away_so(self, now, social_worker, episode) -> None:
        with pytest.raises(ActionRefused, match="They are not on record as late") as refusal:
            now_away(actor=social_worker, episode=episode, since=now)
        assert refusal.value.field == "how"

    def test_the_page(self, client, now, social_worker, late) -> None:
        client.force_login(social_worker)
        url = reverse("missing:category", args=["L1"])
        assert "They are away now: it is known where they are, and they should not be there" in client.get(url).text
        assert "Write since when." in client.post(url, {"how": "away_from_now_on"}).text
        client.post(url, {"how": "away_from_now_on", "since": "about 10:15"})
        late.refresh_from_db()
        assert late.category == Category.AWAY
        assert "until about 23 November 2026 at 10:15, away since." in late.log.get().text

    def test_told_after_its_end_it_says_why(self, client, now, social_worker, late) -> None:
        record_return(actor=social_worker, episode=late, returned_at=now - HOUR, note="Missed the bus")
        client.force_login(social_worker)
        url = reverse("missing:category", args=["L1"])
        assert "They became away in it" in client.get(url).text
        assert "Write why." in client.post(url, {"how": "away_from_now_on", "since": "10:00"}).text
