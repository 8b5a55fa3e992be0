"""The first page: where am I, what needs doing."""

from dataclasses import replace

import pytest

from accounts import shortcuts, work
from accounts.models import Team, User
from accounts.rules import Can, Role
from accounts.views.home import SHOWN
from tests.factories import EpisodeFactory, ReturnInterviewFactory, TeamFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db


def page(client, url: str = "/") -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page_that_says_what_it_is_for(signed_in, role: Role) -> None:
    shown = page(signed_in(UserFactory(roles=[role], full_name="Kim Low", job_title="Worker")))
    assert f"<h2>{role.label}</h2>" in shown
    assert "Kim Low" in shown


def test_who_has_no_role_yet_is_refused(signed_in) -> None:
    assert signed_in(UserFactory()).get("/").status_code == 403


@pytest.mark.parametrize(("role", "logs"), [(Role.SOCIAL_WORKER, True), (Role.ANALYST, False)])
def test_the_main_button_is_there_for_who_may_press_it(signed_in, role: Role, logs: bool) -> None:
    assert ("Log an episode" in page(signed_in(UserFactory(roles=[role])))) is logs


def test_nothing_to_do_is_said_in_words(signed_in, worker: User) -> None:
    assert "You have no interview to do." in page(signed_in(worker))


def test_roles_without_case_work_are_not_shown_empty_lists_of_it(signed_in, administrator: User) -> None:
    shown = page(signed_in(administrator))
    assert "You have no interview to do." not in shown
    assert "Nothing waits for you here." in shown
    assert "Add a user" in shown


def test_open_work_is_listed(signed_in) -> None:
    officer = UserFactory(roles=[Role.RETURNS_OFFICER])
    person = YoungPersonFactory(first_name="Kayden", last_name="Marsh")
    ReturnInterviewFactory(episode=EpisodeFactory(young_person=person, returned=True), assigned_to=officer)
    assert "Kayden Marsh" in page(signed_in(officer))


@pytest.fixture
def many(monkeypatch) -> work.Work:
    """A list that is longer than the first page shows."""
    many = work.Work(
        1, "many", "Many things", lambda user: Team.objects.order_by("name"), "accounts/role_cards.html", "No things."
    )
    monkeypatch.setattr(work, "_work", {"many": many})
    TeamFactory.create_batch(SHOWN + 1)
    return many


def test_a_long_list_is_cut_and_says_so(signed_in, worker: User, many: work.Work) -> None:
    response = signed_in(worker).get("/")
    assert len(response.context["work"][0]["rows"]) == SHOWN
    assert f"The {SHOWN} most urgent are shown." in response.content.decode()


def test_a_long_list_links_to_all_of_it(signed_in, worker: User, many: work.Work, monkeypatch) -> None:
    monkeypatch.setattr(work, "_work", {"many": replace(many, url_name="own_account")})
    assert '<a href="/account/me/">See them all</a>' in page(signed_in(worker))


def test_buttons_come_in_their_order_for_who_may_press_them(worker: User, monkeypatch) -> None:
    monkeypatch.setattr(shortcuts, "_shortcuts", {})
    shortcuts.register(shortcuts.Shortcut(2, "b", "B", "home", Can.LOG_EPISODES))
    shortcuts.register(shortcuts.Shortcut(1, "a", "A", "home", Can.USE_OWN_ACCOUNT))
    shortcuts.register(shortcuts.Shortcut(0, "c", "C", "home", Can.MANAGE_USERS))
    assert [shortcut.label for shortcut in shortcuts.shortcuts_for(worker)] == ["A", "B"]


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.RETURNS_OFFICER, Role.SERVICE_MANAGER])
def test_the_page_takes_twelve_queries_however_much_there_is(signed_in, role, django_assert_max_num_queries) -> None:
    user = UserFactory(roles=[role])
    for n in range(12):
        person = YoungPersonFactory(social_worker=user)
        outcome = "declined" if n % 2 else ""
        ReturnInterviewFactory(
            episode=EpisodeFactory(young_person=person, returned=True), assigned_to=user, outcome=outcome
        )
    client = signed_in(user)
    with django_assert_max_num_queries(12):
        page(client)


def test_the_own_account_says_who_one_is_here(signed_in) -> None:
    user = UserFactory(
        roles=[Role.DUTY], teams=[TeamFactory(name="<b>Night</b>")], phone="01902 1", full_name="<b>O'N</b>"
    )
    shown = page(signed_in(user), "/account/me/")
    assert user.email in shown
    assert "01902 1" in shown
    assert "&lt;b&gt;Night&lt;/b&gt;" in shown
    assert "<b>O" not in shown
