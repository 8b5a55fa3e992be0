"""The lists of the home page: who is missing and what is overdue, before whoever answers for it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from accounts.work import work_of
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage
from missing.actions import add_follow_up, correct_ending, settle_follow_up, take_interview
from missing.codes import Outcome
from missing.models import Episode, FollowUpAction, ReturnInterview
from tests.factories import EpisodeFactory, ReturnInterviewFactory, StrategyDiscussionFactory, UserFactory

pytestmark = pytest.mark.django_db


def lists_of(user: User) -> dict[str, list]:
    return {work.key: list(work.rows(user)) for work in work_of(user)}


@pytest.fixture
def overdue(now, young_person) -> ReturnInterview:
    past = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=6), returned=True)
    return ReturnInterviewFactory(episode=past)


@pytest.fixture
def late_contact(now, young_person) -> ReturnInterview:
    past = EpisodeFactory(young_person=young_person, started_at=now - timedelta(days=20), returned=True)
    due_on = (now - timedelta(days=1)).date()
    return ReturnInterviewFactory(episode=past, outcome=Outcome.DECLINED, contact_due_on=due_on)


def test_a_social_worker_has_their_own_who_are_missing(episode: Episode, social_worker: User, other_worker) -> None:
    assert lists_of(social_worker)["missing_now"] == [episode]
    assert lists_of(other_worker)["missing_now"] == []  # who may see every open episode, on the page of that name


def test_the_list_on_the_home_page_says_what_the_number_beside_missing_now_counts(client, now, social_worker, episode):
    away = EpisodeFactory(
        young_person__social_worker=social_worker, started_at=now - timedelta(days=1), category="away"
    )
    client.force_login(social_worker)
    page = client.get("/")
    assert set(lists_of(social_worker)["missing_now"]) == {episode, away}
    assert "<h2>Missing, away or late</h2>" in page.text
    assert "“Missing now” in the bar counts every team, and only who is missing." in page.text
    counts = "counts who is missing: where they are is not known, and they are not found."
    assert counts in client.get(reverse("missing:now")).text


@pytest.mark.parametrize("role", [Role.DUTY, Role.RETURNS_OFFICER, Role.HUB, Role.SERVICE_MANAGER])
def test_who_is_there_for_everybody_has_everybody_who_is_missing(episode: Episode, role: Role) -> None:
    assert lists_of(UserFactory(roles=[role]))["missing_now"] == [episode]


def test_a_manager_has_what_is_overdue_in_their_teams(team, interview, overdue, late_contact) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    assert lists_of(manager)["late_interviews"] == [overdue]
    assert lists_of(manager)["late_contacts"] == [late_contact]
    elsewhere = lists_of(UserFactory(roles=[Role.TEAM_MANAGER]))
    assert elsewhere["late_interviews"] == elsewhere["late_contacts"] == []


def test_a_service_manager_has_it_of_every_team(overdue, late_contact) -> None:
    found = lists_of(UserFactory(roles=[Role.SERVICE_MANAGER]))
    assert found["late_interviews"] == [overdue]
    assert found["late_contacts"] == [late_contact]


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.DIRECTOR])
def test_who_is_there_for_all_has_every_strategy_discussion(role: Role, young_person) -> None:
    due = StrategyDiscussionFactory(young_person=young_person)
    assert lists_of(UserFactory(roles=[role]))["strategy_due"] == [due]


def test_who_does_not_answer_for_others_is_not_shown_their_lateness(overdue, social_worker: User, officer) -> None:
    assert "late_interviews" not in lists_of(social_worker)
    assert "late_interviews" not in lists_of(officer)  # whose queue begins with them


def test_the_home_page_names_them(client, episode: Episode, overdue, team, django_assert_max_num_queries) -> None:
    overdue.assigned_to = UserFactory(full_name="Ola Reyes")
    overdue.save()
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    client.force_login(manager)
    with django_assert_max_num_queries(12):
        shown = client.get("/").content.decode()
    assert 'missing for <strong class="late">20 hours</strong>' in shown
    assert "With Ola Reyes" in shown


def test_what_is_watched_over_is_not_handed_on_when_somebody_leaves(client, episode, overdue, team) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
    assert client.get(f"/users/{manager.pk}/deactivate/").context["form"].held == []
    overdue.assigned_to = manager
    overdue.save()
    held = client.get(f"/users/{manager.pk}/deactivate/").context["form"].held
    assert [(kind.key, count) for kind, count in held] == [("interviews", 1)]


@pytest.fixture
def to_do(now, interview, officer) -> FollowUpAction:
    """Due on Tuesday 24 November."""
    ina = UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Interviewer")
    take_interview(actor=ina, interview=interview)
    due_on = (now + timedelta(days=1)).date()
    return add_follow_up(actor=officer, interview=interview, what="Ring the school", owner=ina, due_on=due_on)


def told(stage: str) -> set[User]:
    return {alert.user for alert in Alert.objects.standing().filter(stage__stage=stage).select_related("user")}


def test_whoever_is_given_something_to_do_has_it_on_their_home_page(client, to_do) -> None:
    """An interviewer too, who sees no list of who is missing."""
    assert lists_of(to_do.owner)["follow_ups"] == [to_do]
    client.force_login(to_do.owner)
    assert "Ring the school" in client.get("/").text


def test_its_owner_is_told_on_the_day_and_when_it_is_late_their_manager_too(now, team, to_do) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    day = timedelta(days=1)
    raise_alerts(at=now + timedelta(hours=11))
    assert not told("due_today")
    raise_alerts(at=now + timedelta(hours=12))
    assert told("due_today") == {to_do.owner}
    raise_alerts(at=now + timedelta(hours=36))
    assert AlertStage.objects.get(kind="follow_up", stage="overdue").path == "/interviews/E2/sharing/"
    raise_alerts(at=now + timedelta(hours=36) + 3 * day)
    follow_ups = Alert.objects.standing().filter(stage__kind="follow_up", stage__stage="overdue_72")
    assert set(follow_ups.values_list("user", flat=True)) == {to_do.owner.pk, manager.pk}
    settle_follow_up(actor=to_do.owner, follow_up=to_do, is_done=True)
    assert not Alert.objects.standing().filter(stage__kind="follow_up").exists()


def test_a_manager_has_what_others_have_not_done_by_its_day(client, now, team, to_do) -> None:
    manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
    assert lists_of(manager)["late_follow_ups"] == []
    FollowUpAction.objects.update(due_on=(now - timedelta(days=1)).date())
    assert lists_of(manager)["late_follow_ups"] == [to_do]
    assert lists_of(UserFactory(roles=[Role.TEAM_MANAGER]))["late_follow_ups"] == []
    client.force_login(manager)
    shown = client.get("/").text
    assert "overdue" in shown
    assert "Ina Interviewer" in shown


def test_an_interview_of_somebody_missing_again_says_so_and_leads_there(client, now, officer, interview, young_person):
    take_interview(actor=officer, interview=interview)
    client.force_login(officer)
    assert "Reminders paused" not in client.get("/").text
    again = EpisodeFactory(young_person=young_person, started_at=now - timedelta(hours=2), reference="E9")
    home = client.get("/").text
    assert f'<a class="late" href="{again.get_absolute_url()}">Missing now' in home
    assert "Reminders paused." in home
    record = client.get(young_person.get_absolute_url()).text
    assert f'<a class="late" href="{again.get_absolute_url()}">Missing now</a>' in record


def test_one_of_somebody_who_is_not_back_after_all_waits_for_that(client, officer, interview, young_person):
    correct_ending(actor=officer, episode=interview.episode, reason="It was somebody else.")
    client.force_login(officer)
    record = client.get(young_person.get_absolute_url()).text
    assert f'<a href="{interview.get_absolute_url()}">Once they are back</a>' in record
    assert ">To do</a>" not in record
