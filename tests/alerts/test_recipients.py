"""A stage tells who holds the place then, may see the record and still works here; never nobody without saying so."""

from datetime import timedelta

import pytest

from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage, OutgoingEmail
from missing.codes import Outcome
from people.models import AccessGrant
from tests.alerts.conftest import BACK, DAY, DUE, Council
from tests.factories import AccessGrantFactory, EpisodeFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db


def told(stage: str) -> set[User]:
    return {alert.user for alert in Alert.objects.standing().filter(stage__stage=stage).select_related("user")}


def leave(*users: User) -> None:
    User.objects.filter(pk__in=[user.pk for user in users]).update(is_active=False)


def test_the_holder_alone_is_told_a_day_before(council: Council) -> None:
    holder = UserFactory(roles=[Role.INTERVIEWER])
    council.interview(assigned_to=holder)
    raise_alerts(at=DUE - DAY)
    assert told("due_in_24_hours") == {holder}


def test_where_nobody_holds_it_the_returns_officer_is_told_and_why(council: Council) -> None:
    council.interview()
    raise_alerts(at=DUE - DAY)
    assert told("due_in_24_hours") == {council.officer}
    assert Alert.objects.get().because == "You are told because nobody who holds this work could be told."


@pytest.mark.parametrize(
    ("stage", "after", "with_service_manager"),
    [("due", timedelta(0), False), ("overdue_24", DAY, False), ("overdue_72", 3 * DAY, True)],
)
def test_more_people_are_told_the_longer_it_lasts(
    council: Council, stage: str, after: timedelta, with_service_manager: bool
) -> None:
    holder = UserFactory(roles=[Role.INTERVIEWER])
    council.interview(assigned_to=holder)
    raise_alerts(at=DUE + after)
    more = {council.service_manager} if with_service_manager else set()
    assert told(stage) == {holder, council.officer, council.manager} | more


def test_a_restricted_record_tells_those_named_on_it_and_the_service_manager(council: Council) -> None:
    person = council.young_person(is_restricted=True)
    AccessGrantFactory(young_person=person, user=council.manager, reason=AccessGrant.Reason.NAMED)
    council.interview(young_person=person, assigned_to=UserFactory(roles=[Role.INTERVIEWER]))
    raise_alerts(at=DUE + 3 * DAY)
    assert told("overdue_72") == {council.manager, council.service_manager}


def test_a_restricted_record_on_which_nobody_is_named_reaches_the_service_manager(council: Council) -> None:
    council.interview(young_person=council.young_person(is_restricted=True))
    raise_alerts(at=DUE)
    assert told("due") == {council.service_manager}
    assert Alert.objects.get().because


@pytest.mark.parametrize("gone", [0, 1, 2, 3])
def test_when_nobody_is_left_it_goes_down_the_chain(council: Council, gone: int) -> None:
    leave(council.officer, *[council.worker, council.manager, council.service_manager][:gone])
    council.interview()
    raise_alerts(at=DUE - DAY)
    expected = [council.worker, council.manager, council.service_manager, council.administrator][gone]
    assert told("due_in_24_hours") == {expected}
    assert Alert.objects.get().because
    assert Alert.objects.get().hides_the_case == (expected == council.administrator)


def test_an_administrator_is_told_the_kind_and_the_team_and_not_the_case(council: Council) -> None:
    leave(council.officer, council.worker, council.manager, council.service_manager)
    interview = council.interview()
    raise_alerts(at=DUE)
    assert Alert.objects.visible_to(council.administrator).count() == 1
    email = OutgoingEmail.objects.get()
    assert council.team.name in email.text
    assert interview.episode.reference not in email.text + email.html + email.subject
    assert "/interviews/" not in email.text + email.html


def test_with_nobody_at_all_the_stage_is_on_record_as_told_to_nobody(council: Council) -> None:
    User.objects.update(is_active=False)
    council.interview()
    assert raise_alerts(at=DUE).stages == 2
    assert AlertStage.objects.get(is_overtaken=False).told == 0


def test_nobody_whose_account_is_closed_is_told(council: Council) -> None:
    leave(council.manager)
    council.interview()
    raise_alerts(at=DUE)
    assert told("due") == {council.officer}
    assert not OutgoingEmail.objects.filter(to_user=council.manager).exists()


def test_a_service_manager_of_another_service_is_not_told(council: Council) -> None:
    UserFactory(roles=[Role.SERVICE_MANAGER])
    council.interview()
    raise_alerts(at=DUE + 3 * DAY)
    assert council.service_manager in told("overdue_72")
    assert len([user for user in told("overdue_72") if user.holds(Role.SERVICE_MANAGER)]) == 1


def test_a_service_without_its_manager_tells_the_others(council: Council) -> None:
    council.team.service.managers.clear()
    council.interview()
    raise_alerts(at=DUE + 3 * DAY)
    assert council.service_manager in told("overdue_72")


def test_the_contact_is_the_workers_then_the_managers_too(council: Council) -> None:
    interview = council.interview(outcome=Outcome.DECLINED, contact_due_on="2026-11-25")
    raise_alerts(at=BACK + 9 * DAY)
    assert told("due_today") == {council.worker}
    raise_alerts(at=BACK + 10 * DAY)
    assert told("overdue") == {council.worker, council.manager}
    assert interview.contact_id is None


@pytest.mark.parametrize(("out_of_city", "hub_is_told"), [(True, True), (False, False)])
def test_a_new_episode_tells_worker_manager_and_officer_and_the_hub_when_out_of_the_city(
    council: Council, out_of_city: bool, hub_is_told: bool
) -> None:
    EpisodeFactory(young_person=council.young_person(), started_at=BACK, out_of_city=out_of_city)
    raise_alerts(at=BACK)
    hub = {council.hub} if hub_is_told else set()
    assert told("logged") == {council.worker, council.manager, council.officer} | hub


def test_of_who_is_missing_the_service_manager_is_told_where_the_team_has_no_manager(council: Council) -> None:
    leave(council.manager)
    EpisodeFactory(young_person=council.young_person(), started_at=BACK)
    EpisodeFactory(young_person=YoungPersonFactory(team=None), started_at=BACK)
    raise_alerts(at=BACK)
    alert = Alert.objects.get(user=council.service_manager)
    assert alert.stage.young_person.team == council.team, "without a team there is no manager to stand in for"
    assert alert.because == "You are told because the team has no team manager."
    assert {council.worker, council.officer} <= told("logged")


def test_who_stands_in_for_a_manager_that_there_is_not_is_told_of_missing_and_harm_alone(council: Council) -> None:
    leave(council.manager)
    EpisodeFactory(young_person=council.young_person(), started_at=BACK, category="away")
    council.interview()
    raise_alerts(at=DUE)
    assert not Alert.objects.filter(user=council.service_manager).exists()


def test_who_logged_it_is_not_told_what_they_know(council: Council) -> None:
    EpisodeFactory(young_person=council.young_person(), started_at=BACK, logged_by=council.worker)
    raise_alerts(at=BACK)
    assert told("logged") == {council.manager, council.officer}


def test_an_episode_that_was_logged_after_its_end_is_told_too(council: Council) -> None:
    episode = EpisodeFactory(
        young_person=council.young_person(), started_at=BACK - DAY, returned_at=BACK, recorded_at=BACK
    )
    raise_alerts(at=BACK)
    assert council.manager in told("logged")
    raise_alerts(at=episode.started_at + 8 * DAY)
    assert told("logged") == set(), "a week on it is no news"


def test_an_imported_episode_tells_nobody(council: Council) -> None:
    EpisodeFactory(young_person=council.young_person(), started_at=BACK, source="imported")
    assert raise_alerts(at=BACK).stages == 0


def test_an_alert_disappears_for_whoever_loses_access(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    assert Alert.objects.visible_to(council.manager).count() == 1
    assert Alert.objects.visible_to(council.outsider).count() == 0

    person = interview.episode.young_person
    person.team = council.outsider.teams.get()
    person.save()
    manager = User.objects.get(pk=council.manager.pk)
    assert Alert.objects.visible_to(manager).count() == 0
    assert Alert.objects.visible_to(council.officer).count() == 1


def test_nobody_sees_another_persons_alert(council: Council) -> None:
    council.interview()
    raise_alerts(at=DUE)
    assert not Alert.objects.visible_to(council.service_manager).exists()


def test_a_young_person_of_no_team_reaches_the_officer(council: Council) -> None:
    council.interview(young_person=YoungPersonFactory(team=None))
    raise_alerts(at=DUE)
    assert told("due") == {council.officer}
