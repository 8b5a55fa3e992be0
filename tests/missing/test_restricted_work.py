"""Restricting a record while work is open: nobody is left with what they may not open, and nothing waits unseen."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.utils.html import strip_tags

from accounts.access import ActionRefused
from accounts.models import MovedWork, User
from accounts.rules import Role
from accounts.work import work_of
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import add_follow_up, record_offer, record_return, take_interview
from missing.models import Episode, LongReview, ReturnInterview
from people.actions import change_named, lift_restriction, restrict_record
from people.models import AccessGrant
from tests.factories import (
    EpisodeFactory,
    ReturnInterviewFactory,
    StrategyDiscussionFactory,
    StrategyTriggerFactory,
    UserFactory,
)
from tests.said import in_words

DAY = timedelta(days=1)


@pytest.fixture
def service_manager(team) -> User:
    UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Of Another Service")
    manager = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Sue Service")
    team.service.managers.add(manager)
    return manager


@pytest.fixture
def manager(team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


@pytest.fixture
def ina(db) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Interviewer")


@pytest.fixture
def leah(db) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")


def seen(response: Any) -> str:
    """What somebody reads on a page."""
    return " ".join(unescape(strip_tags(response.text)).split())


def holder_of(interview: ReturnInterview) -> User | None:
    return ReturnInterview.objects.get(pk=interview.pk).assigned_to


def test_an_interview_goes_to_who_is_named_and_with_it_the_access(
    now, service_manager, officer, ina, interview, young_person
) -> None:
    take_interview(actor=officer, interview=interview)
    nobody_s = ReturnInterviewFactory(
        episode=EpisodeFactory(young_person=young_person, started_at=now - 9 * DAY, returned=True)
    )
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina, at=now)
    assert holder_of(interview) == holder_of(nobody_s) == ina
    grants = AccessGrant.objects.current().filter(young_person=young_person, reason=AccessGrant.Reason.INTERVIEW)
    assert set(grants.values_list("user", flat=True)) == {ina.pk}
    record_offer(actor=ina, interview=interview, method="phone", response="accepted")
    (work,) = (work for work in work_of(ina) if work.key == "interviews")
    assert set(work.rows(ina)) == {interview, nobody_s}


def test_who_is_named_too_keeps_what_they_hold(service_manager, officer, ina, interview, young_person) -> None:
    take_interview(actor=officer, interview=interview)
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina, others=[officer])
    assert holder_of(interview) == officer
    change_named(actor=service_manager, young_person=young_person, interviewer=ina)
    assert holder_of(interview) == ina


def test_what_the_named_one_may_not_hold_goes_back_and_the_service_manager_has_it(
    service_manager, officer, ina, interview, young_person
) -> None:
    """Placed far away: the Missing Returns Officer's, who is not named."""
    take_interview(actor=officer, interview=interview)
    ReturnInterview.objects.update(route="returns_officer")
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina)
    assert holder_of(interview) is None
    assert ReturnInterview.objects.visible_to(service_manager).to_do().get() == interview


def test_another_interviewer_who_is_named_takes_over(service_manager, ina, leah, interview, young_person) -> None:
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina)
    change_named(actor=service_manager, young_person=young_person, interviewer=leah)
    assert holder_of(interview) == leah
    lift_restriction(actor=service_manager, young_person=young_person, reason="It is safe now")
    assert holder_of(interview) == leah


def test_actions_go_to_who_gave_them_where_they_see_it_else_to_the_worker_or_the_service_manager(
    now, service_manager, social_worker, officer, ina, interview, young_person
) -> None:
    due = {"interview": interview, "owner": officer, "due_on": now.date() + DAY}
    by_worker = add_follow_up(actor=social_worker, what="Ring the school", **due)
    by_officer = add_follow_up(actor=officer, what="Ring the clinic", **due)
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina, others=[social_worker])
    for action in (by_worker, by_officer):
        action.refresh_from_db()
        assert action.owner == social_worker
    change_named(actor=service_manager, young_person=young_person, interviewer=ina)
    for action in (by_worker, by_officer):
        action.refresh_from_db()
        assert action.owner == service_manager  # of their own service, before that of another


def test_discussions_and_reviews_go_to_the_service_manager_of_their_service(
    now, service_manager, manager, ina, young_person
) -> None:
    discussion = StrategyDiscussionFactory(young_person=young_person, assigned_to=manager)
    StrategyTriggerFactory(discussion=discussion)
    episode = EpisodeFactory(young_person=young_person, started_at=now - 5 * DAY)
    review = LongReview.objects.create(episode=episode, number=1, due_at=now + DAY, alerts_from=now, manager=manager)
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina, keeper=service_manager)
    discussion.refresh_from_db()
    review.refresh_from_db()
    assert (discussion.assigned_to, review.manager) == (service_manager, service_manager)


def test_another_childs_work_stays_where_it_is(service_manager, officer, ina, interview, young_person) -> None:
    other = take_interview(actor=officer, interview=ReturnInterviewFactory())
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina)
    assert holder_of(other) == officer


RESTRICTION = "/young-people/{}/restriction/"


def test_the_form_says_beforehand_what_will_move_and_to_whom(
    client, now, service_manager, manager, social_worker, officer, ina, interview, young_person
) -> None:
    take_interview(actor=officer, interview=interview)
    nobody_s = ReturnInterviewFactory(
        episode=EpisodeFactory(young_person=young_person, started_at=now - 9 * DAY, returned=True)
    )
    add_follow_up(actor=social_worker, interview=interview, owner=officer, what="Ring the school", due_on=now.date())
    given = StrategyDiscussionFactory(young_person=young_person, assigned_to=manager)
    client.force_login(service_manager)
    page = seen(client.get(RESTRICTION.format(young_person.reference)))
    assert "Open work that may move" in page
    assert (
        f"Return home interview after {interview.episode.reference}. Priya Nair has it. Unless you name Priya Nair, it "
        "goes to who is named for the interviews."
    ) in page
    assert f"Return home interview after {nobody_s.episode.reference}, overdue. Nobody has it. It goes to who" in page
    for what, holder, to in (
        ("To do after an interview: Ring the school", "Priya Nair", f"{social_worker}, who gave it out"),
        (f"Strategy discussion {given.reference}", "Harjit Sandhu", "the service manager of their"),
    ):
        assert f"{what}. {holder} has it. Unless you name {holder}, it goes to {to}" in page


def test_what_the_service_manager_has_stays_with_them(client, now, service_manager, young_person) -> None:
    episode = EpisodeFactory(young_person=young_person, started_at=now - 5 * DAY, reference="E55")
    LongReview.objects.create(episode=episode, number=1, due_at=now + DAY, alerts_from=now, manager=service_manager)
    client.force_login(service_manager)
    page = seen(client.get(RESTRICTION.format(young_person.reference)))
    assert "Review of a long absence E55. It stays with Sue Service, who sees restricted records." in page


def test_what_moved_is_said_when_it_is_saved(client, service_manager, officer, ina, interview, young_person) -> None:
    take_interview(actor=officer, interview=interview)
    client.force_login(service_manager)
    address = RESTRICTION.format(young_person.reference)
    typed = {"version": client.get(address).context["form"]["version"].value(), "interviewer": ina.pk, "others": []}
    page = seen(client.post(address, typed, follow=True))
    assert (
        "Only the people named on it, the service manager and the director see the record of Jude Farrow now." in page
    )
    assert f"Return home interview after {interview.episode.reference}: from Priya Nair to Ina Interviewer." in page


def test_who_gives_and_who_gets_it_are_told(client, service_manager, officer, ina, interview, young_person) -> None:
    take_interview(actor=officer, interview=interview)
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina)
    raise_alerts()
    reference = interview.episode.reference
    told = {alert.user: alert.stage for alert in Alert.objects.filter(stage__kind__startswith="work_")}
    kinds = {user.full_name: stage.kind for user, stage in told.items()}
    assert kinds == {"Ina Interviewer": "work_came", "Priya Nair": "work_went", "Dana Whit": "work_went"}
    assert not any(stage.young_person_id for stage in told.values())
    client.force_login(ina)
    page = seen(client.get(told[ina].path))
    assert f"Came to you from Priya Nair Return home interview after {reference}" in page
    client.force_login(officer)
    page = seen(client.get(told[officer].path))
    assert "Went from you Return home interview The record was restricted to the people named on it." in page
    assert reference not in page
    assert "Jude" not in page
    assert "Ina" not in page


def test_the_interviews_steps_say_that_it_moved_and_why(
    client, service_manager, officer, ina, leah, interview, young_person
) -> None:
    take_interview(actor=officer, interview=interview)
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina)
    client.force_login(service_manager)
    page = seen(client.get(f"/interviews/{interview.episode.reference}/"))
    words = "from Priya Nair: the record was restricted to the people named on it."
    assert f"Given to Ina Interviewer, {words}" in page


def test_what_nobody_may_hold_says_that_it_went_back(client, service_manager, officer, ina, interview, young_person):
    take_interview(actor=officer, interview=interview)
    ReturnInterview.objects.update(route="returns_officer")
    client.force_login(service_manager)
    form = seen(client.get(RESTRICTION.format(young_person.reference)))
    assert "or where that is no Missing Returns Officer back to the queue." in form
    (moved,) = restrict_record(actor=service_manager, young_person=young_person, interviewer=ina)
    assert str(moved).endswith(": from Priya Nair back to the queue.")
    page = seen(client.get(f"/interviews/{interview.episode.reference}/"))
    assert "Back to the queue, from Priya Nair: the record was restricted" in page


def test_who_restricts_it_is_not_told_of_what_they_did(
    service_manager, ina, young_person, manager, social_worker
) -> None:
    StrategyTriggerFactory(discussion=StrategyDiscussionFactory(young_person=young_person, assigned_to=manager))
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina)
    assert set(MovedWork.objects.values_list("told", "has_come")) == {(manager.pk, False), (social_worker.pk, False)}


@pytest.fixture
def duty(db) -> User:
    return UserFactory(roles=[Role.DUTY], full_name="Marcus Bello")


@pytest.fixture
def missing(now, young_person, manager) -> Episode:
    return EpisodeFactory(young_person=young_person, started_at=now - DAY / 2, reference="E77", logged_by=manager)


def restrict_by_page(client, young_person, interviewer: User, **typed: Any) -> Any:
    address = RESTRICTION.format(young_person.reference)
    version = client.get(address).context["form"]["version"].value()
    return client.post(address, {"version": version, "interviewer": interviewer.pk, "others": []} | typed, follow=True)


def test_the_form_says_first_that_they_are_missing_and_who_loses_sight_of_it(
    client, service_manager, duty, missing, social_worker, young_person
) -> None:
    client.force_login(service_manager)
    page = seen(client.get(RESTRICTION.format(young_person.reference)))
    assert "They are missing now: E77, since today 00:00." in page
    who = "Harjit Sandhu, who logged it, Dana Whit, their social worker, and duty."
    assert f"When you save, whoever is not named loses sight of the episode: {who}" in page
    assert page.index("They are missing now") < page.index("Who keeps the log while they are missing")


def test_who_sees_restricted_records_is_not_said_to_lose_sight_of_it(
    client, service_manager, duty, missing, social_worker, young_person
) -> None:
    Episode.objects.update(logged_by=service_manager)
    client.force_login(service_manager)
    page = seen(client.get(RESTRICTION.format(young_person.reference)))
    assert "loses sight of the episode: Dana Whit, their social worker, and duty." in page
    User.objects.filter(pk=social_worker.pk).update(is_active=False)
    page = seen(client.get(RESTRICTION.format(young_person.reference)))
    assert "loses sight of the episode: duty." in page


def test_the_form_of_who_is_missing_takes_no_more_queries(
    client, service_manager, duty, missing, young_person, django_assert_max_num_queries
) -> None:
    client.force_login(service_manager)
    with django_assert_max_num_queries(12):
        client.get(RESTRICTION.format(young_person.reference))


def test_without_somebody_who_keeps_the_log_it_is_refused(client, service_manager, ina, missing, young_person) -> None:
    client.force_login(service_manager)
    page = restrict_by_page(client, young_person, ina)
    words = "They are missing now. Say who keeps the log: nobody else will see it."
    assert page.context["form"].errors["keeper"] == [words]
    assert not AccessGrant.objects.filter(reason=AccessGrant.Reason.NAMED).exists()
    with pytest.raises(ActionRefused, match=words):
        restrict_record(actor=service_manager, young_person=young_person, interviewer=ina)
    with pytest.raises(ActionRefused, match="Ina Interviewer does not log episodes"):
        restrict_record(actor=service_manager, young_person=young_person, interviewer=ina, keeper=ina)


def test_who_keeps_the_log_is_named_and_told_and_the_others_only_whom_to_ring(
    client, service_manager, duty, ina, missing, manager, social_worker, young_person
) -> None:
    User.objects.filter(pk=service_manager.pk).update(phone="01902 000001")
    client.force_login(service_manager)
    page = seen(restrict_by_page(client, young_person, ina, keeper=manager.pk))
    assert "Log of a missing episode E77: to Harjit Sandhu." in page
    assert set(Episode.objects.visible_to(manager)) == {missing}
    assert not Episode.objects.visible_to(duty).exists()
    raise_alerts()
    told = {alert.user: alert.stage for alert in Alert.objects.filter(stage__kind__startswith="work_")}
    kinds = {user.full_name: stage.kind for user, stage in told.items()}
    assert kinds == {"Harjit Sandhu": "work_came", "Marcus Bello": "work_went", "Dana Whit": "work_went"}
    client.force_login(manager)
    assert "Came to you Log of a missing episode E77" in seen(client.get(told[manager].path))
    client.force_login(duty)
    page = seen(client.get(told[duty].path))
    assert "Went from you Log of a missing episode The record was restricted to the people named on it." in page
    assert "Sue Service on 01902 000001" in in_words(page)
    for hidden in ("E77", "Jude", "Harjit"):
        assert hidden not in page


def test_the_service_manager_may_keep_it_and_is_not_named(client, service_manager, ina, missing, young_person) -> None:
    client.force_login(service_manager)
    restrict_by_page(client, young_person, ina, keeper=service_manager.pk)
    named = AccessGrant.objects.filter(reason=AccessGrant.Reason.NAMED)
    assert set(named.values_list("user", flat=True)) == {ina.pk}
    assert not MovedWork.objects.filter(told=service_manager).exists()


def test_of_who_is_back_or_restricted_already_nobody_is_asked(
    client, service_manager, manager, ina, missing, young_person
) -> None:
    restrict_record(actor=service_manager, young_person=young_person, interviewer=ina, keeper=manager)
    client.force_login(service_manager)
    address = RESTRICTION.format(young_person.reference)
    assert "keeper" not in client.get(address).context["form"].fields
    lift_restriction(actor=service_manager, young_person=young_person, reason="It is safe now")
    assert "keeper" in client.get(address).context["form"].fields
    record_return(actor=service_manager, episode=missing, returned_at=missing.started_at + DAY / 4)
    assert "keeper" not in client.get(address).context["form"].fields
