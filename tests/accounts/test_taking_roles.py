"""Taking a role from somebody: what they hold by it does not stay with them, and the page says so before."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.actions import change_user, close_account, reactivate_user
from accounts.actions.leaving import open_work_of
from accounts.models import OnCallWeek, User
from accounts.rules import Role
from accounts.work import work_that_stays
from missing.actions import hand_over_interview, take_interview
from missing.models import FollowUpAction, LongReview, ReturnInterview, StrategyDiscussion
from people.actions import change_named, restrict_record
from people.actions.restriction import interviewer_named_on
from people.models import YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def leah(db: None) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")


@pytest.fixture
def priya(db: None) -> User:
    return UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Priya Nair")


@pytest.fixture
def ruth(db: None) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Ruth Abara")


@pytest.fixture
def kayden(db: None) -> YoungPerson:
    return YoungPersonFactory(first_name="Kayden", reference="YP00096")


@pytest.fixture
def interview(kayden: YoungPerson, leah: User) -> ReturnInterview:
    interview = ReturnInterviewFactory(episode=EpisodeFactory(young_person=kayden, returned=True))
    return take_interview(actor=leah, interview=interview)


def change(actor: User, user: User, *roles: Role) -> None:
    kept = User.objects.get(pk=user.pk)
    change_user(actor=actor, user=kept, full_name=kept.full_name, email=kept.email, roles=roles, teams=kept.teams.all())


def roles_of(user: User) -> frozenset[str]:
    return User.objects.get(pk=user.pk).held_roles


def test_who_holds_an_interview_keeps_a_role_that_can(administrator: User, leah: User, priya: User, interview) -> None:
    with pytest.raises(ActionRefused, match="Interviews given to them: 1") as refusal:
        change(administrator, leah, Role.ANALYST)
    assert refusal.value.field == "roles"
    assert "shut them out, which moves it, and let them in again with their new roles" in refusal.value.message
    assert roles_of(leah) == {Role.INTERVIEWER}
    change(administrator, leah, Role.ANALYST, Role.HUB)
    assert roles_of(leah) == {Role.ANALYST, Role.HUB}
    hand_over_interview(actor=priya, interview=interview, to=priya)
    change(administrator, leah, Role.ANALYST)
    assert roles_of(leah) == {Role.ANALYST}


def test_shut_out_and_let_in_again_they_have_the_new_role_and_no_work(
    administrator: User, leah: User, priya: User, interview
) -> None:
    close_account(actor=administrator, user=leah, why="Another post", hand_on={"interviews": priya})
    change(administrator, leah, Role.ANALYST)
    reactivate_user(actor=administrator, user=leah)
    assert roles_of(leah) == {Role.ANALYST}
    assert ReturnInterview.objects.get().assigned_to == priya


def test_who_is_named_on_a_restricted_record_is_replaced_there_first(
    administrator: User, leah: User, priya: User, ruth: User, kayden: YoungPerson
) -> None:
    restrict_record(actor=ruth, young_person=kayden, interviewer=leah)
    with pytest.raises(ActionRefused, match="Ask the service manager to name somebody else there first"):
        change(administrator, leah, Role.ANALYST)
    assert interviewer_named_on(kayden) == leah
    kayden.refresh_from_db()
    change_named(actor=ruth, young_person=kayden, interviewer=priya)
    change(administrator, leah, Role.ANALYST)


@pytest.mark.parametrize(
    ("role", "what"),
    [
        (Role.SOCIAL_WORKER, "Young people whose social worker they are: 1"),
        (Role.REVIEWING_OFFICER, "Young people whose care they review: 1"),
        (Role.TEAM_MANAGER, "Reviews of long absences that they are named for: 1"),
        (Role.HUB, "Strategy discussions given to them: 1"),
        (Role.DUTY, "To do after an interview: 1"),
        (Role.SERVICE_MANAGER, "Weeks on call: 1"),
    ],
)
def test_so_is_any_other_work(administrator: User, ruth: User, kayden: YoungPerson, role: Role, what: str) -> None:
    user = UserFactory(roles=[role], full_name="Omar Reid")
    episode = EpisodeFactory(young_person=kayden, returned=True)
    at = timezone.now()
    due = {"due_at": at + DAY, "alerts_from": at}
    match role:
        case Role.SOCIAL_WORKER:
            YoungPerson.objects.update(social_worker=user)
        case Role.REVIEWING_OFFICER:
            YoungPerson.objects.update(reviewing_officer=user)
        case Role.TEAM_MANAGER:
            LongReview.objects.create(episode=episode, number=1, manager=user, **due)
        case Role.HUB:
            StrategyDiscussion.objects.create(
                young_person=kayden, reference="SD-1", opened_at=at, assigned_to=user, **due
            )
        case Role.DUTY:
            told = {"what": "Ring the school", "due_on": at.date(), "recorded_at": at}
            FollowUpAction.objects.create(
                interview=ReturnInterviewFactory(episode=episode), owner=user, by=ruth, **told
            )
        case Role.SERVICE_MANAGER:
            OnCallWeek.objects.create(week=date(2031, 1, 6), manager=user)
    with pytest.raises(ActionRefused, match=what):
        change(administrator, user, Role.ANALYST)
    assert roles_of(user) == {role}


def test_what_no_role_of_theirs_was_for_hinders_no_change(administrator: User, kayden: YoungPerson) -> None:
    """As a case file may bring it: the worker on the file has another role here."""
    user = UserFactory(roles=[Role.HUB], full_name="Omar Reid")
    YoungPerson.objects.update(social_worker=user)
    change(administrator, user, Role.ANALYST)
    assert [work.key for work, _ in open_work_of(user)] == ["young_people"]


def test_every_kind_of_work_that_somebody_takes_on_says_for_whom_it_is() -> None:
    assert {work.key for work in work_that_stays() if not work.needs} == {"covers"}


class TestPage:
    def test_it_is_said_before_and_beside_the_roles(
        self, signed_in, administrator: User, leah: User, interview, django_assert_max_num_queries
    ) -> None:
        client, url = signed_in(administrator), f"/users/{leah.pk}/"
        with django_assert_max_num_queries(12):
            page = client.get(url).text
        assert "Interviews given to them: 1. A role that they need for it can be taken from them once" in page
        assert f'<a href="/users/{leah.pk}/deactivate/">Shutting them out moves it.</a>' in page
        assert "Kayden" not in page
        typed = {"full_name": "Leah Osei", "email": leah.email, "roles": ["analyst"], "phone": "01902 555"}
        refused = client.post(url, typed)
        assert "This would stay with them" in refused.context["form"].errors["roles"][0]
        assert 'value="01902 555"' in refused.text
        assert roles_of(leah) == {Role.INTERVIEWER}
        assert client.post(url, typed | {"roles": ["interviewer"]}).status_code == 302

    def test_of_who_holds_nothing_nothing_is_said(self, signed_in, administrator: User, leah: User) -> None:
        assert "A role that they need" not in signed_in(administrator).get(f"/users/{leah.pk}/").text
