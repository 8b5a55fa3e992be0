"""What an episode is: missing from an instant on, or not what it was said to be."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail
from missing.actions import (
    correct_category,
    correct_ending,
    now_missing,
    plan_long_reviews,
    record_found,
    record_return,
    record_told,
    report_missing,
)
from missing.codes import Category, LogKind, PoliceRisk
from missing.models import Episode, LongReview, ReturnInterview
from tests.factories import EpisodeFactory, UserFactory, put_declined

HOUR = timedelta(hours=1)


def test_somebody_away_is_missing_from_an_instant_on(now, social_worker, away) -> None:
    now_missing(actor=social_worker, episode=away, since=now - 4 * HOUR, note="Left the flat")
    away.refresh_from_db()
    assert (away.category, away.missing_from, away.started_at) == (Category.MISSING, now - 4 * HOUR, now - 20 * HOUR)
    assert list(Episode.objects.missing_now()) == [away]
    line = away.log.get(kind=LogKind.CATEGORY)
    assert line.text == "Away without authorisation until 23 November 2026 at 08:00, missing since. Left the flat"


@pytest.mark.parametrize(
    ("since", "words"), [(1, "has not come yet"), (-21, "It began yesterday 16:00"), (-20, None), (0, None)]
)
def test_since_when_lies_within_the_episode(now, social_worker, away, since, words) -> None:
    if words is None:
        assert now_missing(actor=social_worker, episode=away, since=now + since * HOUR).missing_from
        return
    with pytest.raises(ActionRefused, match=words) as refusal:
        now_missing(actor=social_worker, episode=away, since=now + since * HOUR)
    assert refusal.value.field == "since"


def test_who_is_missing_already_does_not_become_so(now, social_worker, episode) -> None:
    with pytest.raises(ActionRefused, match="missing already"):
        now_missing(actor=social_worker, episode=episode, since=now)


class TestToldAfterItHasEnded:
    @pytest.fixture
    def over(self, now, social_worker, away) -> Episode:
        record_return(actor=social_worker, episode=away, returned_at=now - 2 * HOUR)
        return Episode.objects.get(pk=away.pk)

    def test_it_counts_from_then_and_ends_when_it_did(self, now, social_worker, over) -> None:
        now_missing(actor=social_worker, episode=over, since=now - 5 * HOUR, note="Left the flat, we hear now")
        over.refresh_from_db()
        assert (over.category, over.missing_from, over.ended_at) == ("missing", now - 5 * HOUR, now - 2 * HOUR)
        assert Episode.objects.counted_as_missing().get() == over
        assert ReturnInterview.objects.get().clock_starts_at == now - 2 * HOUR

    @pytest.mark.parametrize(
        ("since", "note", "words", "field"),
        [(-1, "So", "It ended today 10:00. Write a time until then", "since"), (-5, " ", "Write why", "reason")],
    )
    def test_up_to_its_end_and_with_a_reason(self, now, social_worker, over, since, note, words, field) -> None:
        with pytest.raises(ActionRefused, match=words) as refusal:
            now_missing(actor=social_worker, episode=over, since=now + since * HOUR, note=note)
        assert refusal.value.field == field

    def test_once_the_interview_is_closed_by_who_answers_for_the_figures(self, now, social_worker, officer, over):
        put_declined(ReturnInterview.objects.all(), now - HOUR)
        with pytest.raises(ActionRefused, match="a manager or the Missing Returns Officer"):
            now_missing(actor=social_worker, episode=over, since=now - 5 * HOUR, note="So")
        now_missing(actor=officer, episode=over, since=now - 5 * HOUR, note="So")

    def test_the_page_asks_since_when_and_why(self, client, now, social_worker, over) -> None:
        client.force_login(social_worker)
        url = reverse("missing:category", args=["E3"])
        assert "They became missing in it" in client.get(url).text
        assert "Write why." in client.post(url, {"how": "from_now_on", "since": "07:00"}).text
        client.post(url, {"how": "from_now_on", "since": "07:00", "reason": "The friend rang"})
        over.refresh_from_db()
        assert over.missing_from == now - 5 * HOUR

    def test_a_missed_curfew_that_became_one_is_owed_the_interview(self, now, social_worker, young_person) -> None:
        late = EpisodeFactory(young_person=young_person, category=Category.CURFEW, started_at=now - 20 * HOUR)
        record_return(actor=social_worker, episode=late, returned_at=now - 10 * HOUR, note="Missed the bus")
        now_missing(actor=social_worker, episode=late, since=now - 15 * HOUR, note="Nobody knew where")
        assert ReturnInterview.objects.to_do().get().due_at == now + 62 * HOUR


def test_was_not_missing_takes_it_out_of_the_count_from_the_start(now, social_worker, episode) -> None:
    correct_category(actor=social_worker, episode=episode, category=Category.CURFEW, reason="Was on the late bus")
    episode.refresh_from_db()
    assert (episode.category, episode.missing_from) == (Category.CURFEW, None)
    assert not Episode.objects.counted_as_missing().exists()
    line = episode.log.get(kind=LogKind.CATEGORY)
    assert line.text == "Missing to missed curfew, from the start. Was on the late bus"
    assert line.by == social_worker


def test_was_missing_counts_from_the_start(now, social_worker, away) -> None:
    correct_category(actor=social_worker, episode=away, category=Category.MISSING, reason="Nobody knew")
    assert Episode.objects.counted_as_missing().get().missing_from == now - 20 * HOUR


def test_an_ended_one_keeps_its_interview_and_its_clock(now, social_worker, young_person) -> None:
    past = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 9 * HOUR
    )
    times = {"found_at": now - 5 * HOUR, "returned_at": now - 3 * HOUR}
    record_return(actor=social_worker, episode=past, **times)
    correct_category(actor=social_worker, episode=past, category=Category.AWAY, reason="Was at her mother's")
    past.refresh_from_db()
    assert past.ended_at == now - 3 * HOUR
    assert ReturnInterview.objects.get().clock_starts_at == now - 3 * HOUR


@pytest.mark.parametrize("category", [Category.AWAY, Category.CURFEW])
def test_who_was_found_and_is_not_yet_back_goes_on_as_that(now, social_worker, young_person, category) -> None:
    """Known all along where they are, and still not back: on the list of who is, and reviewed."""
    long = EpisodeFactory(young_person=young_person, started_at=now - 80 * HOUR)
    plan_long_reviews(now - 10 * HOUR)
    record_found(actor=social_worker, episode=long, found_at=now - 9 * HOUR)
    record_told(actor=social_worker, episode=long, of="came_back", recipients=["school"], how="phone")
    correct_category(actor=social_worker, episode=long, category=category, reason="At her mother's all along")
    long.refresh_from_db()
    assert (long.is_open, long.found_at, long.end_recorded_at) == (True, None, None)
    assert long.log.get(kind=LogKind.CATEGORY).text == (
        f"Missing to {Category(category).label.lower()}, from the start. Found 23 November 2026 at 03:00 and not back "
        "since, so it goes on. Had been told that it was over, and are to be told that it is not: School. "
        "At her mother's all along"
    )
    plan_long_reviews(now)
    assert LongReview.objects.to_hold().get().number == 1
    record_return(actor=social_worker, episode=long, returned_at=now, note="He was at hers")
    assert ReturnInterview.objects.exists() is (category == Category.AWAY)


def test_who_was_found_and_gone_again_is_not_away_in_between(now, social_worker, young_person) -> None:
    first = EpisodeFactory(young_person=young_person, started_at=now - 30 * HOUR)
    record_found(actor=social_worker, episode=first, found_at=now - 9 * HOUR)
    report_missing(actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - HOUR)
    with pytest.raises(ActionRefused, match="have an open episode already"):
        correct_category(actor=social_worker, episode=first, category=Category.AWAY, reason="At her mother's")


def test_who_refused_to_come_back_was_missing_until_the_ending_is_put_right(
    client, now, social_worker, young_person
) -> None:
    past = EpisodeFactory(young_person=young_person, started_at=now - 30 * HOUR, reference="E7")
    record_return(actor=social_worker, episode=past, ended_how="refused_to_return", found_at=now - 9 * HOUR)
    client.force_login(social_worker)
    url = reverse("missing:category", args=["E7"])
    page = client.post(url, {"how": "from_the_start:curfew", "reason": "Was late"})
    words = "It ended with their refusing to come back, which only somebody who was missing can."
    assert page.context["form"].errors["how"] == [f"{words} Correct how it ended first."]
    assert f'href="{reverse("missing:correct_ending", args=["E7"])}"' in page.text
    correct_ending(
        actor=social_worker, episode=past, ended_how="returned", returned_at=now - 9 * HOUR, reason="Came home"
    )
    correct_category(actor=social_worker, episode=past, category=Category.CURFEW, reason="Was late")
    assert not Episode.objects.open().exists()


@pytest.mark.parametrize(
    ("category", "reason", "words", "field"),
    [(Category.MISSING, "So", "That is what is on record", "how"), (Category.AWAY, " ", "Write why", "reason")],
)
def test_a_refusal_says_why(social_worker, episode, category, reason, words, field) -> None:
    with pytest.raises(ActionRefused, match=words) as refusal:
        correct_category(actor=social_worker, episode=episode, category=category, reason=reason)
    assert refusal.value.field == field


def test_at_high_risk_only_a_manager_says_that_they_were_not_missing(social_worker, team, episode) -> None:
    episode.police_risk = PoliceRisk.HIGH
    episode.save()
    with pytest.raises(ActionRefused, match="only a manager may say"):
        correct_category(actor=social_worker, episode=episode, category=Category.AWAY, reason="At her mother's")
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    correct_category(actor=manager, episode=episode, category=Category.AWAY, reason="At her mother's")
    assert episode.log.get(kind=LogKind.CATEGORY).by == manager


def test_who_does_not_log_changes_nothing(analyst, episode, now) -> None:
    with pytest.raises(PermissionDenied):
        correct_category(actor=analyst, episode=episode, category=Category.AWAY, reason="No")
    with pytest.raises(PermissionDenied):
        now_missing(actor=analyst, episode=episode, since=now)


def test_who_was_missing_and_not_late_is_owed_the_interview(now, social_worker, young_person) -> None:
    late = EpisodeFactory(young_person=young_person, category=Category.CURFEW, started_at=now - 20 * HOUR)
    assert record_return(actor=social_worker, episode=late, returned_at=now - 10 * HOUR, note="Missed the bus") is None
    correct_category(actor=social_worker, episode=late, category=Category.MISSING, reason="Nobody knew where")
    assert ReturnInterview.objects.to_do().get().due_at == now + 62 * HOUR


def test_who_was_told_of_a_time_away_is_told_that_they_are_missing(now, social_worker, officer, away) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[away.team])
    hub = UserFactory(roles=[Role.HUB])
    raise_alerts(at=now - HOUR)
    assert Alert.objects.standing().filter(stage__kind="new_episode", user=manager).exists()
    now_missing(actor=social_worker, episode=away, since=now - 3 * HOUR, at=now)

    def told() -> set[User]:
        alerts = Alert.objects.standing().filter(stage__kind="now_missing")
        return {alert.user for alert in alerts.select_related("user")}

    for _ in range(2):
        raise_alerts(at=now)
    assert told() == {manager, officer}, "not who wrote it, nor the hub in the city"
    assert {mail.kind for mail in OutgoingEmail.objects.filter(to_user=manager)} == {"new_episode", "now_missing"}
    Episode.objects.update(is_out_of_area=True)
    correct_category(actor=social_worker, episode=away, category=Category.AWAY, reason="At her aunt’s", at=now)
    raise_alerts(at=now + HOUR)
    assert told() == set()
    correct_category(actor=officer, episode=away, category=Category.MISSING, reason="She was not", at=now + 2 * HOUR)
    raise_alerts(at=now + 2 * HOUR)
    assert told() == {manager, social_worker, hub}
    record_return(actor=social_worker, episode=away, returned_at=now, at=now + 3 * HOUR)
    raise_alerts(at=now + 3 * HOUR)
    assert told() == set()


def test_who_was_missing_all_along_is_no_news(now, social_worker, episode) -> None:
    raise_alerts(at=now)
    assert not AlertStage.objects.filter(kind="now_missing").exists()


class TestOnceTheInterviewIsClosed:
    """What it was from its start is a figure by then, and is for who answers for those."""

    @pytest.fixture
    def closed(self, now, interview) -> Episode:
        put_declined(ReturnInterview.objects.all(), now - HOUR)
        return interview.episode

    def test_another_kind_from_the_start_is_for_who_answers_for_the_figures(self, now, social_worker, officer, closed):
        with pytest.raises(ActionRefused, match="a manager or the Missing Returns Officer"):
            correct_category(actor=social_worker, episode=closed, category=Category.CURFEW, reason="Was late")
        correct_category(actor=officer, episode=closed, category=Category.CURFEW, reason="Was late")

    def test_the_page_is_theirs_too(self, client, social_worker, officer, closed) -> None:
        url = reverse("missing:category", args=["E2"])
        typed = {"how": "from_the_start:curfew", "reason": "Was late"}
        client.force_login(social_worker)
        assert f'href="{url}"' not in client.get(closed.get_absolute_url()).text
        assert client.get(url).status_code == client.post(url, typed).status_code == 403
        client.force_login(officer)
        assert f'href="{url}"' in client.get(closed.get_absolute_url()).text
        client.post(url, typed)
        closed.refresh_from_db()
        assert closed.category == Category.CURFEW


def test_since_when_may_be_approximate(client, now, social_worker, away) -> None:
    client.force_login(social_worker)
    client.post(reverse("missing:category", args=["E3"]), {"how": "from_now_on", "since": "about 10:15"})
    away.refresh_from_db()
    assert away.missing_from_is_approximate
    assert away.missing_since_is_approximate
    assert "until about 23 November 2026 at 10:15, missing since." in away.log.get().text
    correct_category(actor=social_worker, episode=away, category=Category.AWAY, reason="No")
    away.refresh_from_db()
    assert not away.missing_from_is_approximate


def test_of_one_missing_from_its_start_the_start_says_whether_it_is_approximate(episode) -> None:
    assert not episode.missing_since_is_approximate
    episode.started_is_approximate = True
    assert episode.missing_since_is_approximate
