"""A death stops every alert, offer and e-mail about the child at once; recorded wrongly, it is taken back whole."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail
from alerts.outbox import send_outgoing_email
from missing.actions import (
    close_without_interview,
    mark_harm_told,
    record_death,
    record_found,
    record_return,
    report_missing,
    take_death_back,
    take_interview,
    unvoid_episode,
    void_episode,
)
from missing.codes import Category, EndedHow, Outcome
from missing.models import Episode, LongReview, ReturnInterview, StrategyDiscussion
from missing.queue import counts
from people.models import CaseEvent, Death
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


def test_every_alert_and_unsent_email_about_them_ends_at_once(now, social_worker, officer, interview) -> None:
    raise_alerts(at=now + 60 * HOUR)
    assert Alert.objects.standing().exists()
    assert OutgoingEmail.objects.waiting().exists()
    record_death(actor=social_worker, young_person=interview.episode.young_person, died_on=now.date())
    assert not Alert.objects.standing().exists()
    assert not OutgoingEmail.objects.waiting().exists()
    raise_alerts(at=now + 200 * HOUR)
    assert not Alert.objects.standing().exists()
    assert send_outgoing_email(at=now + 200 * HOUR).sent == 0


def test_what_is_to_do_is_not_required_with_the_reason_and_by_whom(now, social_worker, officer, interview) -> None:
    person = interview.episode.young_person
    record_death(actor=social_worker, young_person=person, died_on=now.date(), note="In hospital")
    interview.refresh_from_db()
    assert (interview.outcome, interview.outcome_at) == (Outcome.NOT_REQUIRED, now)
    assert interview.reason == "They died. Recorded by Dana Whit."
    assert counts(officer, now)["all"] == 0
    death = Death.objects.get()
    assert (death.by, death.note, death.died_on) == (social_worker, "In hospital", now.date())
    with pytest.raises(ActionRefused, match="This interview is closed: not required"):
        take_interview(actor=officer, interview=interview)


def test_the_contact_after_a_decline_is_chased_no_longer(now, social_worker, officer, interview) -> None:
    close_without_interview(
        actor=officer, interview=interview, outcome=Outcome.DECLINED, outcome_at=now - 2 * HOUR, reason="No", **DECLINE
    )
    assert counts(officer, now)["contact_due"] == 1
    record_death(actor=social_worker, young_person=interview.episode.young_person, died_on=now.date())
    assert counts(officer, now)["contact_due"] == 0
    assert not ReturnInterview.objects.contact_due().exists()
    raise_alerts(at=now + 10 * DAY)
    assert not AlertStage.objects.standing().exists()


def test_an_open_episode_ends_with_the_death_and_asks_when_they_were_found(now, social_worker, episode) -> None:
    person = episode.young_person
    with pytest.raises(ActionRefused, match="Write when they were found") as refusal:
        record_death(actor=social_worker, young_person=person, died_on=now.date())
    assert refusal.value.field == "found_at"
    record_death(actor=social_worker, young_person=person, died_on=now.date(), found_at=now - HOUR)
    episode.refresh_from_db()
    assert (episode.ended_how, episode.ended_at) == (EndedHow.DIED, now - HOUR)
    assert episode.interview.outcome == Outcome.NOT_REQUIRED
    assert CaseEvent.objects.filter(kind=CaseEvent.Kind.DIED, young_person=person).count() == 1


def test_the_return_page_says_so_too_and_reviews_lapse(now, social_worker, young_person) -> None:
    long = EpisodeFactory(young_person=young_person, started_at=now - 5 * DAY)
    raise_alerts(at=now)
    assert LongReview.objects.to_hold().count() == 1
    record_return(actor=social_worker, episode=long, ended_how=EndedHow.DIED, found_at=now - HOUR)
    young_person.refresh_from_db()
    assert young_person.died_on == now.date()
    assert not LongReview.objects.to_hold().exists()
    assert not Alert.objects.standing().exists()


def test_nothing_is_logged_of_who_died(now, social_worker, manager, young_person) -> None:
    record_death(actor=social_worker, young_person=young_person, died_on=date(2026, 11, 3))
    with pytest.raises(ActionRefused, match=r"3 November 2026\. If that is wrong, a manager can take it back"):
        report_missing(actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now)
    with pytest.raises(ActionRefused, match="having died on 3 November 2026"):
        record_death(actor=manager, young_person=young_person, died_on=date(2026, 11, 4))
    with pytest.raises(IntegrityError, match="starts after the young person died"), transaction.atomic():
        EpisodeFactory(young_person=young_person, started_at=now)


@pytest.mark.parametrize(
    ("died_on", "words"),
    [
        (date(2026, 11, 24), "has not come yet"),
        (date(2010, 3, 6), "before they were born"),
        (date(2026, 11, 21), "E1 began after that day"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_it(now, social_worker, young_person, died_on, words) -> None:
    if "E1" in words:
        EpisodeFactory(young_person=young_person, started_at=now - DAY, returned=True, reference="E1")
    with pytest.raises(ActionRefused, match=words) as refusal:
        record_death(actor=social_worker, young_person=young_person, died_on=died_on)
    assert refusal.value.field == "died_on"
    assert not Death.objects.exists()


def test_taken_back_everything_is_as_it_was(now, social_worker, manager, officer, interview, young_person) -> None:
    take_interview(actor=officer, interview=interview)
    missing = EpisodeFactory(
        young_person=young_person,
        started_at=now - 5 * DAY - 20 * HOUR,
        reference="E9",
        source="imported",
        returned_at=now - 5 * DAY,
    )
    again = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 2 * HOUR
    )
    record_death(actor=social_worker, young_person=young_person, died_on=now.date(), found_at=now - HOUR)
    with pytest.raises(ActionRefused, match="Write why it was wrong") as refusal:
        take_death_back(actor=manager, young_person=young_person, why=" ")
    assert refusal.value.field == "why"
    take_death_back(actor=manager, young_person=young_person, why="It was somebody of the same name.", at=now + HOUR)
    for record in (young_person, interview, missing, again):
        record.refresh_from_db()
    assert young_person.died_on is None
    assert (again.is_open, again.ended_how, again.found_at) == (True, "", None)
    assert again.interview.clock_starts_at is None
    assert (interview.outcome, interview.assigned_to) == ("", officer)
    assert list(ReturnInterview.objects.to_do()) == [interview]
    assert "same name" in again.log.get().text
    death = Death.objects.get()
    assert (death.taken_back_by, death.taken_back_why) == (manager, "It was somebody of the same name.")
    assert not CaseEvent.objects.filter(kind__in=[CaseEvent.Kind.DIED]).exists()
    with pytest.raises(ActionRefused, match="No death of Jude Farrow is on record"):
        take_death_back(actor=manager, young_person=young_person, why="Again")
    assert record_return(actor=social_worker, episode=again, returned_at=now, at=now + HOUR).clock_starts_at == now


def test_found_and_not_yet_back_is_so_again(now, social_worker, manager, episode) -> None:
    record_found(actor=social_worker, episode=episode, found_at=now - 3 * HOUR, note="At the station")
    person = episode.young_person
    record_death(actor=social_worker, young_person=person, died_on=now.date(), note="Collapsed")
    take_death_back(actor=manager, young_person=person, why="She is in hospital")
    episode.refresh_from_db()
    assert (episode.is_not_yet_back, episode.found_at) == (True, now - 3 * HOUR)
    assert episode.return_note == "At the station"


def test_alerts_told_before_come_again_when_it_is_taken_back(now, social_worker, manager, officer, interview) -> None:
    raise_alerts(at=now + 60 * HOUR)
    told = set(Alert.objects.standing().values_list("user", "stage"))
    record_death(actor=social_worker, young_person=interview.episode.young_person, died_on=now.date())
    take_death_back(actor=manager, young_person=interview.episode.young_person, why="Wrong child")
    raise_alerts(at=now + 60 * HOUR)
    assert set(Alert.objects.standing().values_list("user", "stage")) == told


def test_who_may(now, social_worker, analyst, young_person) -> None:
    with pytest.raises(PermissionDenied):
        record_death(actor=analyst, young_person=young_person, died_on=now.date())
    record_death(actor=social_worker, young_person=young_person, died_on=now.date())
    with pytest.raises(PermissionDenied):
        take_death_back(actor=social_worker, young_person=young_person, why="No")


def test_another_childs_work_goes_on(now, social_worker, officer, interview, young_person) -> None:
    other = ReturnInterviewFactory()
    record_death(actor=social_worker, young_person=young_person, died_on=now.date())
    assert list(ReturnInterview.objects.to_do()) == [other]
    assert Episode.objects.count() == 2


def test_an_open_strategy_discussion_is_withdrawn(now, social_worker, interview, young_person) -> None:
    mark_harm_told(actor=social_worker, interview=interview, what_was_told="Hit by a man she calls Fitz.")
    raise_alerts(at=now)
    assert StrategyDiscussion.objects.open().count() == 1
    record_death(actor=social_worker, young_person=young_person, died_on=now.date())
    assert not StrategyDiscussion.objects.open().exists()
    assert not Alert.objects.standing().exists()
    raise_alerts(at=now + 2 * DAY)
    assert not Alert.objects.standing().exists()


def test_every_episode_that_was_not_yet_back_ends(now, social_worker, manager, young_person) -> None:
    """A case file may have brought several that nobody had ended."""
    first, second = (
        EpisodeFactory(young_person=young_person, started_at=now - days * DAY, found_at=now - days * DAY + HOUR)
        for days in (9, 4)
    )
    record_death(actor=social_worker, young_person=young_person, died_on=now.date())
    assert not Episode.objects.not_yet_back().exists()
    for episode in (first, second):
        episode.refresh_from_db()
        assert episode.ended_how == EndedHow.DIED
    assert not ReturnInterview.objects.filter(outcome="").exists()
    take_death_back(actor=manager, young_person=young_person, why="Another child")
    assert set(Episode.objects.not_yet_back()) == {first, second}


def test_no_return_is_recorded_of_who_died_and_no_interview_opened(now, social_worker, young_person) -> None:
    record_death(actor=social_worker, young_person=young_person, died_on=now.date())
    left = EpisodeFactory(young_person=young_person, started_at=now - DAY)
    with pytest.raises(ActionRefused, match="having died on 23 November 2026"):
        record_return(actor=social_worker, episode=left, returned_at=now)
    assert record_return(actor=social_worker, episode=left, ended_how=EndedHow.DIED, found_at=now) is None
    assert not ReturnInterview.objects.exists()
    assert Death.objects.count() == 1


def test_an_episode_that_is_put_back_after_a_death_brings_no_work(
    now, social_worker, manager, officer, interview, young_person
) -> None:
    take_interview(actor=officer, interview=interview)
    left = EpisodeFactory(young_person=young_person, started_at=now - 9 * DAY, found_at=now - 8 * DAY)
    for episode in (interview.episode, left):
        void_episode(actor=manager, episode=episode, reason="Another child")
    record_death(actor=social_worker, young_person=young_person, died_on=now.date())
    for episode in (interview.episode, left):
        unvoid_episode(actor=manager, episode=episode, reason="It was them", at=now + HOUR)
    assert counts(officer, now)["all"] == 0
    interview.refresh_from_db()
    assert (interview.outcome, interview.reason) == (Outcome.NOT_REQUIRED, "They died.")
    assert not StrategyDiscussion.objects.exists()
    assert not Episode.objects.not_yet_back().exists()
    take_death_back(actor=manager, young_person=young_person, why="Another child", at=now + 2 * HOUR)
    assert list(ReturnInterview.objects.to_do()) == [interview]


class TestPages:
    def test_from_the_record_to_the_death_and_back(self, client, now, social_worker, manager, young_person) -> None:
        client.force_login(social_worker)
        url = reverse("missing:death", args=[young_person.reference])
        page = client.get(young_person.get_absolute_url()).text
        assert f'href="{url}"' in page
        assert "Write on which day they died." in client.post(url, {"note": "Her mother rang"}).text
        assert "Her mother rang" in client.post(url, {"note": "Her mother rang"}).text
        sure = {"died_on": "yesterday", "note": "Her mother rang", "confirmed": "on"}
        saved = client.post(url, sure, follow=True).text
        assert "Every alert, offer and e-mail about them has stopped." in saved
        assert "Died on 22 November 2026. Nothing is offered, told or chased any more." in saved
        assert "Log an episode" not in saved
        assert "This is wrong: take it back" not in saved
        assert client.get(url).status_code == 302
        client.force_login(manager)
        back = reverse("missing:take_death_back", args=[young_person.reference])
        assert f'href="{back}"' in client.get(young_person.get_absolute_url()).text
        assert "Write why it was wrong." in client.post(back, {}).text
        assert "Taken back." in client.post(back, {"why": "Another child"}, follow=True).text
        assert client.get(back).status_code == 302

    def test_of_who_is_missing_it_is_asked_when_they_were_found(self, client, now, social_worker, episode) -> None:
        client.force_login(social_worker)
        url = reverse("missing:death", args=[episode.young_person.reference])
        assert "When were they found?" in client.get(url).text
        assert "Write when they were found." in client.post(url, {"died_on": "today"}).text

    def test_logging_says_so_at_once_and_the_search_too(self, client, now, social_worker, young_person) -> None:
        record_death(actor=social_worker, young_person=young_person, died_on=now.date())
        client.force_login(social_worker)
        url = reverse("missing:log_episode_for", args=[young_person.reference])
        assert "on record as having died on 23 November 2026" in client.get(url).text
        refused = client.post(url, {"category": "missing", "started_at": "11:00", "circumstances": "Left by bus"}).text
        assert "a manager can take it back" in refused
        assert "Left by bus" in refused
        assert "Died 23 November 2026" in client.get(reverse("missing:log_episode"), {"q": "Farrow"}).text
        assert "Died 23 November 2026" in client.get(reverse("people:search"), {"q": "Farrow"}).text

    def test_who_may_not(self, client, now, analyst, social_worker, other_worker, young_person) -> None:
        url = reverse("missing:death", args=[young_person.reference])
        for user, status in ((analyst, 403), (other_worker, 404)):
            client.force_login(user)
            assert client.get(url).status_code == status
        client.force_login(social_worker)
        assert client.get(reverse("missing:take_death_back", args=[young_person.reference])).status_code == 403
