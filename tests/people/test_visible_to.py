"""Whose record opens for whom (docs/roles.md)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import Team, User
from accounts.rules import Role
from people.models import AccessGrant, YoungPerson
from tests.factories import AccessGrantFactory, TeamFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db

SEES_RESTRICTED = {Role.SERVICE_MANAGER, Role.DIRECTOR}
SEES_EVERYBODY = SEES_RESTRICTED | {Role.RETURNS_OFFICER, Role.HUB}
SEES_OWN_TEAM = {Role.SOCIAL_WORKER, Role.TEAM_MANAGER}


def sees(user: User, young_person: YoungPerson) -> bool:
    return YoungPerson.objects.visible_to(user).filter(pk=young_person.pk).exists()


def finds(user: User, young_person: YoungPerson) -> bool:
    return YoungPerson.objects.findable_by(user).filter(pk=young_person.pk).exists()


@pytest.mark.parametrize("role", list(Role))
def test_by_role_alone_one_sees_ones_own_team_or_everybody_or_nobody(role: Role, team: Team) -> None:
    theirs, others = YoungPersonFactory(team=team), YoungPersonFactory(team=TeamFactory())
    user = UserFactory(roles=[role], teams=[team])
    assert sees(user, theirs) == (role in SEES_EVERYBODY | SEES_OWN_TEAM)
    assert sees(user, others) == (role in SEES_EVERYBODY)


@pytest.mark.parametrize("role", list(Role))
def test_a_restricted_record_is_seen_by_the_service_manager_and_the_director_alone(role: Role, team: Team) -> None:
    restricted = YoungPersonFactory(team=team, is_restricted=True)
    user = UserFactory(roles=[role], teams=[team])
    assert sees(user, restricted) == (role in SEES_RESTRICTED)
    assert finds(user, restricted) == (role in SEES_RESTRICTED)


def test_somebody_named_on_a_restricted_record_sees_it(worker: User) -> None:
    restricted = YoungPersonFactory(is_restricted=True)
    AccessGrantFactory(young_person=restricted, user=worker)
    assert sees(worker, restricted)
    assert finds(worker, restricted)


@pytest.mark.parametrize("reason", [r for r in AccessGrant.Reason if r != AccessGrant.Reason.NAMED])
def test_no_other_reason_opens_a_restricted_record(worker: User, reason: str) -> None:
    restricted = YoungPersonFactory(is_restricted=True)
    AccessGrantFactory(young_person=restricted, user=worker, reason=reason)
    assert not sees(worker, restricted)


def test_being_the_worker_does_not_open_a_restricted_record(worker: User, team: Team) -> None:
    assert not sees(worker, YoungPersonFactory(is_restricted=True, team=team, social_worker=worker))


def test_the_worker_sees_their_young_person_in_whatever_team(worker: User) -> None:
    assert sees(worker, YoungPersonFactory(team=TeamFactory(), social_worker=worker))


def test_a_reviewing_officer_sees_those_they_review(reader: User, kayden: YoungPerson) -> None:
    assert sees(reader, kayden)
    assert not sees(reader, YoungPersonFactory())


def test_a_young_person_without_a_team_is_nobodys_team(worker: User) -> None:
    assert not sees(worker, YoungPersonFactory(team=None))


def test_a_user_without_a_role_or_who_has_left_sees_nobody(kayden: YoungPerson, team: Team) -> None:
    assert not sees(UserFactory(teams=[team]), kayden)
    left = UserFactory(roles=[Role.SERVICE_MANAGER], is_active=False)
    assert not sees(left, kayden)
    assert not finds(left, kayden)


@pytest.mark.parametrize(
    ("starts", "until", "opens"),
    [
        (timedelta(days=-1), None, True),
        (timedelta(days=-1), timedelta(minutes=5), True),
        (timedelta(days=-2), timedelta(days=-1), False),
        (timedelta(days=1), None, False),
    ],
)
@pytest.mark.parametrize("to_a_role", [False, True])
def test_a_grant_opens_the_record_while_it_runs(
    kayden: YoungPerson, starts: timedelta, until: timedelta | None, opens: bool, to_a_role: bool
) -> None:
    now = timezone.now()
    auditor = UserFactory(roles=[Role.AUDITOR])
    AccessGrantFactory(
        young_person=kayden,
        reason=AccessGrant.Reason.AUDIT,
        starts_at=now + starts,
        until=now + until if until else None,
        **({"role": Role.AUDITOR} if to_a_role else {"user": auditor}),
    )
    assert sees(auditor, kayden) is opens
    assert not sees(UserFactory(roles=[Role.INTERVIEWER]), kayden)


def test_a_grant_opens_nothing_for_a_role_that_reads_no_records(kayden: YoungPerson, outsider: User) -> None:
    AccessGrantFactory(young_person=kayden, user=outsider, starts_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert not sees(outsider, kayden)


@pytest.mark.parametrize("role", list(Role))
def test_who_logs_episodes_finds_everybody_by_name_and_others_only_whom_they_see(role: Role, team: Team) -> None:
    other = YoungPersonFactory(team=TeamFactory())
    logs = {
        Role.SOCIAL_WORKER,
        Role.DUTY,
        Role.TEAM_MANAGER,
        Role.RETURNS_OFFICER,
        Role.HUB,
        Role.SERVICE_MANAGER,
    }
    finds_all = logs | {Role.DIRECTOR}
    assert finds(UserFactory(roles=[role], teams=[team]), other) == (role in finds_all)


def test_what_is_visible_is_asked_in_one_query(worker: User, django_assert_num_queries) -> None:
    user = User.objects.with_access().get(pk=worker.pk)
    with django_assert_num_queries(1):
        list(YoungPerson.objects.visible_to(user))


def test_a_further_role_never_takes_away_what_another_shows(db):
    """Somebody who is a returns officer and a social worker sees what each of the two sees."""
    elsewhere = YoungPersonFactory()
    user = UserFactory(roles=[Role.RETURNS_OFFICER, Role.SOCIAL_WORKER, Role.REVIEWING_OFFICER], teams=[TeamFactory()])
    assert list(YoungPerson.objects.visible_to(user)) == [elsewhere]
