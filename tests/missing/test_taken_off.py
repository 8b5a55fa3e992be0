"""An open episode that is voided, or said not to have been missing: who may do it, and who is told that it was done."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from missing.actions import (
    correct_category,
    correct_ending,
    merge_episodes,
    now_missing,
    record_found,
    record_return,
    report_missing,
    unvoid_episode,
    void_episode,
)
from missing.codes import Category, EndedHow
from missing.models import Episode
from tests.factories import EpisodeFactory, UserFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "It was her sister who went"
RING = "Only somebody who may open Jude Farrow’s record may {}. Ring Dana Whit or Tess Boyle."
VOID, NOT_MISSING = "void this episode", "say that they were not missing"


@pytest.fixture
def service_manager(team) -> User:
    user = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Mo Keane")
    team.service.managers.add(user)
    return user


@pytest.fixture
def gone(now, social_worker, manager, officer, service_manager, young_person) -> Episode:
    """Logged by the officer, missing for 73 hours: by now the service manager is told too."""
    episode = report_missing(
        actor=officer, young_person=young_person, category=Category.MISSING, started_at=now - 73 * HOUR
    )
    raise_alerts(at=now)
    assert Alert.objects.standing().filter(user=service_manager, stage__kind="still_missing").exists()
    return episode


def told_of(kind: str) -> set[str]:
    """Who has the alert, each with an e-mail of it that leaves at once."""
    alerts = Alert.objects.standing().filter(stage__kind=kind).select_related("user")
    mailed = OutgoingEmail.objects.waiting().filter(kind=kind, pace="at_once", to_user__isnull=False)
    assert {alert.user for alert in alerts} == {email.to_user for email in mailed.select_related("to_user")}
    return {alert.user.full_name for alert in alerts}


class TestWhoIsTold:
    def test_of_a_voided_one_all_who_had_an_alert_but_not_who_did_it(self, now, social_worker, gone) -> None:
        void_episode(actor=social_worker, episode=gone, reason=WHY)
        raise_alerts(at=now)
        assert told_of("voided") == {"Tess Boyle", "Priya Nair", "Mo Keane"}
        assert set(Alert.objects.standing().values_list("stage__kind", flat=True)) == {"voided"}

    def test_of_one_that_was_not_missing_the_same(self, now, manager, gone) -> None:
        correct_category(actor=manager, episode=gone, category=Category.CURFEW, reason="At her aunt's")
        raise_alerts(at=now)
        assert told_of("not_missing") == {"Dana Whit", "Priya Nair", "Mo Keane"}
        record_return(actor=manager, episode=gone, returned_at=now, note="Late", at=now)
        assert told_of("not_missing") == set()

    def test_not_who_lost_sight_of_the_record_since(self, now, social_worker, service_manager, gone) -> None:
        service_manager.groups.clear()
        void_episode(actor=social_worker, episode=gone, reason=WHY)
        raise_alerts(at=now)
        assert told_of("voided") == {"Tess Boyle", "Priya Nair"}

    def test_it_leaves_the_bell_when_it_is_put_back_and_after_a_week(self, now, social_worker, gone) -> None:
        void_episode(actor=social_worker, episode=gone, reason=WHY)
        raise_alerts(at=now)
        unvoid_episode(actor=social_worker, episode=gone, reason="It was her", at=now + HOUR)
        raise_alerts(at=now + HOUR)
        assert told_of("voided") == set()
        void_episode(actor=social_worker, episode=gone, reason=WHY, at=now + 2 * HOUR)
        raise_alerts(at=now + 2 * HOUR)
        assert told_of("voided") == {"Tess Boyle", "Priya Nair", "Mo Keane"}
        raise_alerts(at=now + 2 * HOUR + 8 * DAY)
        assert told_of("voided") == set()

    def test_of_one_found_and_not_yet_back_they_are_told_too(self, now, social_worker, gone) -> None:
        record_found(actor=social_worker, episode=gone, found_at=now - HOUR)
        void_episode(actor=social_worker, episode=gone, reason=WHY)
        raise_alerts(at=now)
        assert told_of("voided") == {"Tess Boyle", "Priya Nair", "Mo Keane"}

    def test_nobody_where_they_are_back_or_another_episode_is_open_instead(self, now, social_worker, gone) -> None:
        record_return(actor=social_worker, episode=gone, returned_at=now - 2 * HOUR)
        void_episode(actor=social_worker, episode=gone, reason=WHY)
        first = report_missing(
            actor=social_worker, young_person=gone.young_person, category=Category.MISSING, started_at=now - 2 * HOUR
        )
        void_episode(actor=social_worker, episode=first, reason="At another time")
        report_missing(
            actor=social_worker, young_person=gone.young_person, category=Category.MISSING, started_at=now - HOUR
        )
        raise_alerts(at=now)
        assert told_of("voided") == set()

    def test_nobody_of_one_that_another_tells_of(self, now, social_worker, gone) -> None:
        """Merged into another, or the time away after a refusal that was none: how that one ended tells them."""
        before = EpisodeFactory(
            young_person=gone.young_person, started_at=now - 90 * HOUR, returned_at=now - 80 * HOUR, reference="E0"
        )
        merge_episodes(actor=social_worker, kept=before, merged=gone, reason="The same", start="kept", end="merged")
        record_return(actor=social_worker, episode=before, ended_how=EndedHow.REFUSED_TO_RETURN, found_at=now - HOUR)
        correct_ending(
            actor=social_worker, episode=before, ended_how=EndedHow.RETURNED, returned_at=now - HOUR, reason="Came home"
        )
        assert Episode.objects.filter(voided_at__isnull=False).count() == 2
        raise_alerts(at=now)
        assert told_of("voided") == set()

    def test_who_was_away_and_is_missing_now_is_no_such_news(self, now, social_worker, young_person) -> None:
        away = report_missing(
            actor=social_worker, young_person=young_person, category=Category.AWAY, started_at=now - 3 * HOUR
        )
        now_missing(actor=social_worker, episode=away, since=now - HOUR)
        raise_alerts(at=now)
        assert told_of("not_missing") == set()


class TestWhoMay:
    def test_not_another_team_s_worker(self, client: Client, now, other_worker, gone) -> None:
        for refused, action, more in (
            (VOID, void_episode, {"reason": WHY}),
            (NOT_MISSING, correct_category, {"category": Category.AWAY, "reason": "At her aunt's"}),
        ):
            with pytest.raises(ActionRefused) as refusal:
                action(actor=other_worker, episode=gone, **more)
            assert refusal.value.message == RING.format(refused)
        client.force_login(other_worker)
        page = client.post(f"/episodes/{gone}/void/", {"reason": WHY})
        assert (page.status_code, RING.format(VOID) in page.text) == (403, True)
        correct = client.get(f"/episodes/{gone}/correct/").text
        assert (RING.format(VOID) in correct, f"/episodes/{gone}/void/" in correct) == (True, False)
        page = client.post(f"/episodes/{gone}/category/", {"how": "from_the_start:away", "reason": "At her aunt’s"})
        assert page.context["form"].errors["how"] == [RING.format(NOT_MISSING)]
        assert "At her aunt’s" in page.text
        gone.refresh_from_db()
        assert (gone.is_open, gone.category) == (True, Category.MISSING)

    def test_nor_does_another_team_s_worker_put_one_back(self, now, social_worker, other_worker, gone) -> None:
        void_episode(actor=social_worker, episode=gone, reason=WHY)
        with pytest.raises(ActionRefused) as refusal:
            unvoid_episode(actor=other_worker, episode=gone, reason="It was her")
        assert refusal.value.message == RING.format("put this episode back")

    def test_they_put_a_slip_of_their_own_right(self, now, other_worker, young_person) -> None:
        slip = report_missing(
            actor=other_worker, young_person=young_person, category=Category.MISSING, started_at=now - HOUR
        )
        correct_category(actor=other_worker, episode=slip, category=Category.AWAY, reason="With her aunt")
        void_episode(actor=other_worker, episode=slip, reason=WHY)
        unvoid_episode(actor=other_worker, episode=slip, reason="It was her")
        assert Episode.objects.open().exists()

    def test_who_voided_it_puts_it_back_though_their_sight_of_the_record_ended_with_it(
        self, now, gone, young_person
    ) -> None:
        duty = UserFactory(roles=[Role.DUTY])
        void_episode(actor=duty, episode=gone, reason=WHY)
        unvoid_episode(actor=duty, episode=gone, reason="It was her")
        assert Episode.objects.open().exists()

    def test_that_they_are_missing_after_all_is_for_everybody_to_say(self, now, officer, other_worker, gone) -> None:
        correct_category(actor=officer, episode=gone, category=Category.CURFEW, reason="Late")
        correct_category(actor=other_worker, episode=gone, category=Category.MISSING, reason="Nobody knows where")
        assert gone.young_person.episodes.missing_now().exists()
