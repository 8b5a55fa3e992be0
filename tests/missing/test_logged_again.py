"""Logged as missing, of somebody whose open episode says away or late: nobody stays late who is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import report_together
from missing.codes import Category, LogKind, PoliceRisk
from missing.models import Episode, StrategyDiscussion
from people.actions.restriction import restrict_record
from people.models import YoungPerson
from tests.factories import EpisodeFactory, UserFactory, YoungPersonFactory
from tests.said import said

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TYPED = {
    "category": "missing",
    "started_at": "11:30",
    "circumstances": "Phone off, got into a car",
    "reported_to_police_at": "11:40",
    "police_reference": "WM 77",
    "police_risk": "high",
}


@pytest.fixture
def late(now, young_person) -> Episode:
    return late_since(now, young_person)


def late_since(now, young_person, reference: str = "L1", category: str = Category.CURFEW) -> Episode:
    """Since 09:00."""
    return EpisodeFactory(
        young_person=young_person, category=category, started_at=now - 3 * HOUR, reference=reference, source="recorded"
    )


def url(young_person) -> str:
    return reverse("missing:log_episode_for", args=[young_person.reference])


def log(client, user: User, young_person: YoungPerson, **typed: Any):
    client.force_login(user)
    return client.post(url(young_person), TYPED | typed, follow=True)


@pytest.mark.parametrize(
    ("category", "was"), [(Category.CURFEW, "missed curfew"), (Category.AWAY, "away without authorisation")]
)
def test_they_are_missing_from_the_time_typed_and_it_says_so(
    client, now, social_worker, young_person, category, was
) -> None:
    episode = late_since(now, young_person, category=category)
    page = log(client, social_worker, young_person, that_one="L1")
    episode.refresh_from_db()
    assert (episode.category, episode.missing_from) == (Category.MISSING, now - 30 * MINUTE)
    assert list(Episode.objects.missing_now()) == [episode]
    assert (
        f"Jude Farrow is on record as missing since today 11:30: L1 was open as “{was}”. Their worker and manager are "
        "being told. Added to the log of L1, which is open already." in said(page)
    )
    kinds = list(episode.log.order_by("pk").values_list("kind", flat=True))
    assert kinds == [LogKind.CATEGORY, LogKind.RISK_CHANGED, LogKind.NOTE]
    assert "Phone off, got into a car" in episode.log.get(kind=LogKind.NOTE).text


def test_what_the_police_say_stands_on_it_and_makes_a_discussion_due(client, now, social_worker, young_person, late):
    log(client, social_worker, young_person, that_one="L1")
    late.refresh_from_db()
    assert (late.police_risk, late.police_reference) == (PoliceRisk.HIGH, "WM 77")
    assert late.reported_to_police_at == now - 20 * MINUTE
    assert StrategyDiscussion.objects.get().young_person == young_person


def test_the_manager_is_told_at_once(client, now, social_worker, manager, young_person, late) -> None:
    raise_alerts(at=now)
    log(client, social_worker, young_person, that_one="L1")
    raise_alerts(at=now)
    assert Alert.objects.filter(user=manager, stage__kind="now_missing").exists()


def test_of_two_at_once_the_second_who_says_missing_is_heard(client, now, social_worker, young_person, late) -> None:
    page = log(client, social_worker, young_person, that_one="", started_at="about 11:00")
    late.refresh_from_db()
    assert (late.category, late.missing_from) == (Category.MISSING, now - HOUR)
    assert late.missing_since_is_approximate
    assert "is on record as missing since about today 11:00: L1 was open as “missed curfew”." in said(page)
    assert "this is that episode. What you wrote is in the box of its log" in said(page)
    assert "Phone off, got into a car" in page.text


def test_before_its_start_it_is_from_the_start(client, now, social_worker, young_person, late) -> None:
    typed = {"started_at": "about 08:30", "reported_to_police_at": "08:40", "that_one": "L1", "is_that_one": "on"}
    page = log(client, social_worker, young_person, **typed)
    late.refresh_from_db()
    assert (late.missing_from, late.missing_since_is_approximate) == (now - 3 * HOUR, False)
    assert late.reported_to_police_at is None
    assert "When the police were told stays as L1 says; the time that you wrote is in its log." in said(page)
    assert "missing since about 23 Nov 2026 08:30." in late.log.get(kind=LogKind.NOTE).text


def test_a_sister_who_is_late_becomes_missing_too(client, now, social_worker, young_person, team) -> None:
    sister = YoungPersonFactory(team=team, first_name="Asha", last_name="Farrow")
    hers = late_since(now, sister, "L2")
    page = log(client, social_worker, young_person, others=[sister.pk])
    hers.refresh_from_db()
    assert (hers.category, hers.missing_from) == (Category.MISSING, now - 30 * MINUTE)
    assert (hers.police_risk, hers.police_reference) == (PoliceRisk.HIGH, "")
    assert "Asha Farrow is on record as missing since today 11:30: L2 was open as “missed curfew”." in said(page)
    assert "Open already: Asha Farrow as L2. What you wrote is in the log there too." in said(page)


def test_who_is_late_and_logged_as_away_is_away(client, now, social_worker, young_person, late) -> None:
    page = log(client, social_worker, young_person, that_one="L1", category="away")
    late.refresh_from_db()
    assert (late.category, late.missing_from) == (Category.AWAY, None)
    assert "Jude Farrow is on record as away now: L1 was open as “missed curfew”." in said(page)


def test_nobody_becomes_less_than_they_are(client, now, social_worker, young_person, episode) -> None:
    Episode.objects.update(
        police_risk="high",
        police_reference="WM 1",
        reported_to_police_at=now - 19 * HOUR,
        police_told_is_approximate=True,
    )
    page = log(client, social_worker, young_person, that_one="E1", category="curfew", police_risk="low")
    episode.refresh_from_db()
    assert (episode.category, episode.missing_from) == (Category.MISSING, now - 20 * HOUR)
    assert (episode.police_risk, episode.police_reference) == (PoliceRisk.HIGH, "WM 1")
    assert (episode.reported_to_police_at, episode.police_told_is_approximate) == (now - 19 * HOUR, True)
    assert "on record as" not in said(page)
    assert "When the police were told stays as E1 says; the time that you wrote is in its log." in said(page)
    (line,) = episode.log.all()
    assert "Police told 23 Nov 2026 11:40. Police reference WM 77. Police risk: low." in line.text


def test_logged_again_with_nothing_new_it_is_one_line(client, now, social_worker, young_person, episode) -> None:
    client.force_login(social_worker)
    client.post(url(young_person), {"category": "missing", "started_at": "11:00", "that_one": "E1"})
    assert episode.log.count() == 1


def test_a_time_to_come_is_refused_beside_it(now, social_worker, young_person, late) -> None:
    facts = {"category": Category.MISSING, "started_at": now + HOUR, "that_one": "L1"}
    with pytest.raises(ActionRefused, match="has not come yet") as refusal:
        report_together(actor=social_worker, young_person=young_person, **facts)
    assert refusal.value.field == "started_at"


class TestWithoutOpeningTheRecord:
    """Duty at night, of a record that they may not see."""

    @pytest.fixture
    def service_manager(self, team) -> User:
        return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Mo Keane", phone="01902 000001")

    @pytest.fixture
    def named(self, db) -> User:
        return UserFactory(roles=[Role.INTERVIEWER], full_name="Nia Named")

    @pytest.fixture
    def hidden(self, service_manager, named, young_person, late) -> Episode:
        restrict_record(actor=service_manager, young_person=young_person, interviewer=named, keeper=service_manager)
        return late

    def test_they_are_missing_and_who_sees_the_record_is_told(
        self, client, now, service_manager, named, young_person, hidden
    ) -> None:
        client.force_login(UserFactory(roles=[Role.DUTY]))
        raise_alerts(at=now)
        page = client.post("/episodes/new/restricted/", TYPED | {"reference": young_person.reference}, follow=True)
        hidden.refresh_from_db()
        assert (hidden.category, hidden.missing_from) == (Category.MISSING, now - 30 * MINUTE)
        assert (hidden.police_risk, hidden.police_reference) == (PoliceRisk.HIGH, "WM 77")
        assert "They are on record as missing, with what the police said." in page.text
        assert "They are on record as missing, with what the police said." in page.text
        assert "curfew" not in page.text.split("<main")[1].lower()
        raise_alerts(at=now)
        told = Alert.objects.filter(stage__kind="now_missing").select_related("user")
        assert {alert.user for alert in told} == {service_manager, named}

    def test_late_again_says_what_it_said(self, client, young_person, hidden) -> None:
        client.force_login(UserFactory(roles=[Role.DUTY]))
        typed = TYPED | {"reference": young_person.reference, "category": "curfew"}
        page = client.post("/episodes/new/restricted/", typed, follow=True).text
        assert "are being told now to read it." in page
        assert "on record as missing" not in page
        hidden.refresh_from_db()
        assert hidden.category == Category.CURFEW
