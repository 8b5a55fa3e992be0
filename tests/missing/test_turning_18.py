"""At 18 the count ends; the record stays open and alerted until they are found, with a recorded handover."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail
from missing.absence_alerts import Turns18
from missing.actions import record_adult_handover, record_return
from missing.before_and_after import with_before_and_after
from missing.endings_page import adult_on
from missing.episode_page import card_rows
from missing.models import AdultHandover, Episode
from missing.rules import turns_18_at
from people.models import CaseEvent, YoungPerson
from reporting.measures import MISSING_NOW
from reporting.scope import Scope
from tests.factories import EpisodeFactory, UserFactory, YoungPersonFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BIRTHDAY = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


@pytest.fixture
def turning(now, team, social_worker) -> Episode:
    """Missing since yesterday; 18 tomorrow, on 24 November 2026."""
    person = YoungPersonFactory(
        first_name="Jude", last_name="Farrow", team=team, social_worker=social_worker, date_of_birth=date(2008, 11, 24)
    )
    return EpisodeFactory(young_person=person, started_at=now - DAY, reference="T1")


def hand_over(actor, episode, at, **facts):
    about = {"handed_to": "adult_services", "to_whom": "Kim Doyle, adult safeguarding", "handed_at": at}
    return record_adult_handover(actor=actor, episode=episode, at=at, **about | facts)


def stages() -> list[str]:
    return list(AlertStage.objects.filter(kind="turned_18").order_by("raised_at", "pk").values_list("stage", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("born", ["2008-11-24", "2008-02-29", "2010-03-01", "2008-06-30", "2010-02-28"])
def test_the_database_agrees_with_the_rule_about_the_instant(born: str) -> None:
    YoungPersonFactory(date_of_birth=date.fromisoformat(born))
    turned = YoungPerson.objects.annotate(turned=Turns18("date_of_birth")).get().turned
    assert turned == turns_18_at(date.fromisoformat(born))
    assert connection.vendor == "postgresql"


def test_alerts_before_at_and_after_the_birthday_until_they_are_found(now, social_worker, manager, turning) -> None:
    raise_alerts(at=now)
    assert stages() == ["in_7_days"]
    raise_alerts(at=BIRTHDAY)
    assert stages()[1:] == ["reached"]
    raise_alerts(at=BIRTHDAY + DAY)
    assert stages()[2:] == ["not_handed_over"]
    raise_alerts(at=BIRTHDAY + 30 * DAY)
    standing = Alert.objects.standing().filter(stage__kind="turned_18")
    assert set(standing.values_list("user__full_name", flat=True)) == {"Dana Whit", "Harjit Sandhu"}
    record_return(actor=social_worker, episode=turning, returned_at=BIRTHDAY + 30 * DAY, at=BIRTHDAY + 31 * DAY)
    raise_alerts(at=BIRTHDAY + 31 * DAY)
    assert not standing.exists()


def test_its_email_says_the_birthday_and_not_how_many_days_there_are_that_it_does_not_know(now, turning) -> None:
    raise_alerts(at=now)
    email = OutgoingEmail.objects.filter(kind="turned_18").first()
    assert email
    assert email.subject == "18th birthday while missing or away within 7 days"
    assert "On: Tuesday 24 November 2026\n" in email.text
    assert "Due" not in email.text


def test_handed_over_it_stays_open_and_alerted_and_nobody_is_chased(now, social_worker, turning) -> None:
    raise_alerts(at=BIRTHDAY)
    hand_over(social_worker, turning, BIRTHDAY + HOUR)
    raise_alerts(at=BIRTHDAY + 2 * DAY)
    assert stages() == ["in_7_days", "reached"]
    assert Alert.objects.standing().filter(stage__kind="turned_18").exists()
    turning.refresh_from_db()
    assert turning.is_open


def test_who_was_18_before_it_began_is_none_of_these(now, team) -> None:
    adult = YoungPersonFactory(team=team, date_of_birth=date(2008, 11, 20))
    episode = EpisodeFactory(young_person=adult, started_at=now - DAY)
    raise_alerts(at=now + DAY)
    assert stages() == []
    with pytest.raises(ActionRefused, match="They were 18 when this began"):
        hand_over(UserFactory(roles=[Role.DUTY]), episode, now)


def test_it_is_written_down_once_that_they_turned_18(now, turning) -> None:
    other = YoungPersonFactory(date_of_birth=date(2008, 11, 23))
    YoungPersonFactory(date_of_birth=date(2008, 11, 1))
    for _ in range(2):
        raise_alerts(at=BIRTHDAY - timedelta(seconds=1))
    assert CaseEvent.objects.get(kind=CaseEvent.Kind.TURNED_18).young_person == other
    for _ in range(2):
        raise_alerts(at=BIRTHDAY)
    event = CaseEvent.objects.get(kind=CaseEvent.Kind.TURNED_18, young_person=turning.young_person)
    assert event.at == BIRTHDAY


def test_a_run_that_was_missed_for_long_still_writes_it_down_of_who_is_missing(now, turning) -> None:
    raise_alerts(at=BIRTHDAY + 60 * DAY)
    assert CaseEvent.objects.filter(kind=CaseEvent.Kind.TURNED_18).count() == 1


def test_the_statutory_count_ends_at_the_midnight_that_begins_the_birthday(now, social_worker, turning) -> None:
    assert turning.counted_until == now
    scope = Scope.last_days(90, at=BIRTHDAY - HOUR)
    assert MISSING_NOW.numerator(scope).get() == turning
    assert not MISSING_NOW.numerator(Scope.last_days(90, at=BIRTHDAY)).exists()
    record_return(actor=social_worker, episode=turning, returned_at=BIRTHDAY + 9 * DAY, at=BIRTHDAY + 10 * DAY)
    turning.refresh_from_db()
    assert turning.counted_until == BIRTHDAY
    assert turning.turned_18_in_it


def test_the_longest_of_the_year_and_the_lengths_behind_figures_end_with_the_count(now, social_worker, turning) -> None:
    EpisodeFactory(young_person=turning.young_person, started_at=now - 9 * DAY, returned=True)
    record_return(actor=social_worker, episode=turning, returned_at=BIRTHDAY + 9 * DAY, at=BIRTHDAY + 10 * DAY)
    turning = with_before_and_after(Episode.objects.filter(pk=turning.pk), social_worker).get()
    missing, *_ = card_rows(turning, BIRTHDAY + 10 * DAY)["this_year"]
    assert missing["value"] == "2 times, longest 1 day 12 hours"
    assert turning.counted_length == BIRTHDAY - turning.started_at
    assert turning.lasted == BIRTHDAY + 9 * DAY - turning.started_at
    with time_machine.travel(BIRTHDAY + 10 * DAY, tick=False):
        row = render_to_string("reporting/episodes_table.html", {"rows": [turning], "title": "x", "with_names": True})
    assert "1 day 12 hours, to their 18th birthday" in row


def test_of_who_was_18_before_it_the_whole_of_it_is_told(now, team, social_worker) -> None:
    adult = YoungPersonFactory(team=team, date_of_birth=date(2008, 11, 20))
    EpisodeFactory(young_person=adult, started_at=now - 2 * DAY, returned=True)
    episode = with_before_and_after(Episode.objects.all(), social_worker).get()
    assert episode.counted_length == episode.lasted == 6 * HOUR
    assert card_rows(episode, now)["this_year"][0]["value"] == "1 time, longest 6 hours"


def test_back_at_18_a_manager_may_decide_that_no_interview_is_required(client, now, social_worker, turning) -> None:
    record_return(actor=social_worker, episode=turning, returned_at=BIRTHDAY + DAY, at=BIRTHDAY + DAY)
    turning.refresh_from_db()
    assert adult_on(turning) == "24 November 2026"
    client.force_login(social_worker)
    assert "a manager may decide that none is required" in client.get(turning.interview.get_absolute_url()).text


def test_back_at_17_it_is_not_said(now, social_worker, turning) -> None:
    record_return(actor=social_worker, episode=turning, returned_at=now)
    turning.refresh_from_db()
    assert adult_on(turning) == ""


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"handed_to": ""}, "Choose to whom", "handed_to"),
        ({"to_whom": " "}, "Write the name of who took it over", "to_whom"),
        ({"handed_at": BIRTHDAY + 2 * DAY}, "has not come yet", "handed_at"),
        ({"handed_at": BIRTHDAY - 9 * DAY}, "before they went", "handed_at"),
    ],
)
def test_a_refusal_says_why(now, social_worker, turning, facts, words, field) -> None:
    with pytest.raises(ActionRefused, match=words) as refusal:
        hand_over(social_worker, turning, BIRTHDAY, **facts)
    assert refusal.value.field == field


def test_only_who_is_about_to_turn_18_and_is_not_found_is_handed_over(
    now, social_worker, analyst, episode, turning
) -> None:
    with pytest.raises(ActionRefused, match=r"They turn 18 on 7 March 2028\. Record it from a week before"):
        hand_over(social_worker, episode, now)
    with pytest.raises(PermissionDenied):
        hand_over(analyst, turning, now)
    record_return(actor=social_worker, episode=turning, returned_at=now)
    with pytest.raises(ActionRefused, match="have been found"):
        hand_over(social_worker, turning, now)


def test_written_once_more_it_takes_the_place_of_the_one_before(now, social_worker, turning) -> None:
    hand_over(social_worker, turning, now)
    hand_over(social_worker, turning, now, handed_to="police", to_whom="PC 4471 Lane")
    assert str(AdultHandover.objects.get()) == "The police: PC 4471 Lane"


class TestPages:
    url = reverse("missing:adult_handover", args=["T1"])

    def test_the_episode_leads_to_it_and_says_so_afterwards(self, client, now, social_worker, turning) -> None:
        client.force_login(social_worker)
        assert f'href="{self.url}"' in client.get(turning.get_absolute_url()).text
        refused = client.post(self.url, {"handed_to": "police", "note": "Adult MISPER team looks on"}).text
        assert "Write the name of who took it over." in refused
        assert "Adult MISPER team looks on" in refused
        typed = {"handed_to": "police", "to_whom": "PC Lane", "handed_at": "11:00"}
        assert "The handover is on record." in client.post(self.url, typed, follow=True).text
        assert "PC Lane" in client.get(self.url).text

    def test_18_and_not_handed_over_is_late(self, client, now, social_worker, turning) -> None:
        YoungPerson.objects.filter(pk=turning.young_person_id).update(date_of_birth=date(2008, 11, 23))
        client.force_login(social_worker)
        page = client.get(turning.get_absolute_url()).text
        assert "Turned 18" in page
        assert "not handed over yet" in page

    def test_others_may_not(self, client, now, analyst, turning) -> None:
        client.force_login(analyst)
        assert client.get(self.url).status_code == 403

    def test_the_day_stands_on_the_episode_and_missing_now_from_a_week_before(
        self, client, now, social_worker, turning, django_assert_max_num_queries
    ) -> None:
        client.force_login(social_worker)
        pages = (turning.get_absolute_url(), reverse("missing:now"))
        client.get("/")
        for page in pages:
            with django_assert_max_num_queries(12):
                assert "omorrow, Tue 24 Nov" in client.get(page).text
        person = turning.young_person
        for birthday, is_soon in ((date(2026, 11, 30), True), (date(2026, 12, 1), False), (date(2026, 11, 23), False)):
            YoungPerson.objects.filter(pk=person.pk).update(date_of_birth=birthday.replace(year=2008))
            for page in pages:
                assert ("Turns 18" in client.get(page).text) is is_soon, (page, birthday)

    def test_the_handover_is_not_offered_weeks_before(self, client, now, social_worker, turning) -> None:
        client.force_login(social_worker)
        YoungPerson.objects.filter(pk=turning.young_person_id).update(date_of_birth=date(2008, 12, 1))
        assert self.url not in client.get(turning.get_absolute_url()).text
        assert "Record it from a week before." in client.get(self.url).text
