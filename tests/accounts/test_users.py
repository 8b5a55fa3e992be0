"""The administrator's pages of users: who may come in, and what they may do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.access import ActionRefused
from accounts.actions import add_user, close_account, reactivate_user, set_temporary_password
from accounts.models import User, UserRole, UserTeam
from accounts.rules import Role
from tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = {"full_name": "New Person", "email": "New@Northcliffe.example", "roles": ["duty"], "phone": "01902 555"}
PASSWORD = "a long enough secret"


def test_a_user_is_added_and_cannot_sign_in_before_a_password_is_set(signed_in, administrator: User) -> None:
    team = TeamFactory()
    response = signed_in(administrator).post("/users/new/", NEW | {"teams": [team.pk]}, follow=True)
    user = User.objects.get(email="new@northcliffe.example")
    assert user.roles == {"duty"}
    assert user.team_ids == {team.pk}
    assert not user.has_usable_password()
    assert response.redirect_chain == [(f"/users/{user.pk}/password/", 302)]


def test_a_social_worker_without_a_team_is_said_to_see_no_record(signed_in, administrator: User) -> None:
    client = signed_in(administrator)
    said = client.post("/users/new/", NEW | {"roles": ["social_worker"]}, follow=True).text
    assert "New Person is in no team. A social worker sees the records of their teams alone." in said
    address = f"/users/{User.objects.get(email='new@northcliffe.example').pk}/"
    with_team = client.post(address, NEW | {"roles": ["social_worker"], "teams": [TeamFactory().pk]}, follow=True).text
    assert "New Person is saved." in with_team
    assert "is in no team" not in with_team
    assert "is in no team" not in client.post(address, NEW | {"roles": ["duty"]}, follow=True).text


def test_a_temporary_password_lets_in_once_and_asks_for_an_own_one(
    signed_in, administrator: User, worker: User
) -> None:
    url = f"/users/{worker.pk}/password/"
    signed_in(administrator).post(url, {"password": PASSWORD, "again": PASSWORD})
    client = Client()
    client.post("/account/login/", {"login": worker.email, "password": PASSWORD})
    for address in ("/", "/young-people/search/?q=kayden"):
        assert client.get(address)["Location"] == "/account/password/change/"
    own = "quite another secret"
    response = client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": own, "password2": own})
    assert response.status_code == 302
    assert client.get("/").status_code == 200
    worker.refresh_from_db()
    assert not worker.password_is_temporary


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dana", ["Dana Whit"]),
        ("  WHIT dana ", ["Dana Whit"]),
        ("practitioner", ["Dana Whit"]),
        ("leaving care", ["Ben Holt"]),
        ("holt@", ["Ben Holt"]),
        ("dana holt", []),
        ("da\0na", ["Dana Whit"]),
        ("", ["Ada Admin", "Ben Holt", "Dana Whit"]),
    ],
)
def test_a_user_is_found_by_every_word_that_is_typed(
    signed_in, administrator: User, typed: str, found: list[str]
) -> None:
    UserFactory(full_name="Dana Whit", email="d.w@northcliffe.example", job_title="Practitioner")
    UserFactory(full_name="Ben Holt", email="ben.holt@northcliffe.example", teams=[TeamFactory(name="Leaving care")])
    page = signed_in(administrator).get("/users/", {"q": typed})
    assert [row["user"].full_name for row in page.context["users"]] == found
    assert ("Nobody with an account is called that." in page.text) is (not found)


def test_users_come_fifty_to_a_page_and_what_was_looked_for_stays(signed_in, administrator: User) -> None:
    for n in range(51):
        UserFactory(full_name=f"Kit {n:02d}")
    second = signed_in(administrator).get("/users/", {"q": "kit", "page": 2})
    assert [row["user"].full_name for row in second.context["users"]] == ["Kit 50"]
    assert 'href="?q=kit&amp;page=1"' in second.text


@pytest.mark.parametrize(
    ("password", "again", "field", "words"),
    [
        ("", "", "password", "Write a temporary password."),
        (PASSWORD, "another", "again", "The two are not the same."),
        ("short", "short", "password", "at least 10 characters"),
        ("Dana Whit1", "Dana Whit1", "password", "too similar"),
    ],
)
def test_a_password_that_will_not_do_is_refused(
    signed_in, administrator, worker, password, again, field, words
) -> None:
    response = signed_in(administrator).post(f"/users/{worker.pk}/password/", {"password": password, "again": again})
    assert any(words in error for error in response.context["form"].errors[field])
    assert 'value="short"' not in response.content.decode()
    assert not User.objects.get(pk=worker.pk).password_is_temporary


def test_what_is_on_record_of_a_user_is_changed(signed_in, administrator: User, worker: User) -> None:
    url = f"/users/{worker.pk}/"
    client = signed_in(administrator)
    form = client.get(url).context["form"]
    assert form["roles"].value() == ["social_worker"]
    typed = {"full_name": "Dana White", "email": worker.email, "roles": ["team_manager", "duty"], "job_title": "Lead"}
    assert client.post(url, typed).status_code == 302
    user = User.objects.get(pk=worker.pk)
    assert (user.full_name, user.job_title, user.roles) == ("Dana White", "Lead", {"team_manager", "duty"})


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("full_name", "", "Write their name."),
        ("email", "", "Write their e-mail address."),
        ("email", "nonsense", "Enter a valid email address."),
        ("email", "ADA@northcliffe.example", "Somebody has this e-mail address already."),
        ("roles", [], "Choose at least one role."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    signed_in, administrator: User, field: str, typed: object, words: str
) -> None:
    User.objects.filter(pk=administrator.pk).update(email="ada@northcliffe.example")
    response = signed_in(administrator).post("/users/new/", NEW | {field: typed})
    assert words in response.context["form"].errors[field]
    assert 'value="01902 555"' in response.content.decode()
    assert User.objects.count() == 1


def test_who_leaves_is_shut_out_at_once_and_keeps_what_they_did(signed_in, administrator: User, worker: User) -> None:
    inside = Client()
    inside.force_login(worker)
    url = f"/users/{worker.pk}/deactivate/"
    response = signed_in(administrator).post(url, {"why": "Left on 30 November"}, follow=True)
    assert "Dana Whit cannot sign in any more." in response.content.decode()
    assert inside.get("/").status_code == 302
    worker.refresh_from_db()
    assert worker.deactivated_at is not None
    assert worker.deactivated_why == "Left on 30 November"
    assert "Left on 30 November" in signed_in(administrator).get(f"/users/{worker.pk}/").content.decode()


def test_leaving_needs_a_reason(signed_in, administrator: User, worker: User) -> None:
    response = signed_in(administrator).post(f"/users/{worker.pk}/deactivate/", {"why": "  "})
    assert response.context["form"].errors["why"] == ["Write why, for whoever looks later."]
    assert User.objects.get(pk=worker.pk).is_active


def test_the_actions_refuse_what_the_forms_would(administrator: User, worker: User) -> None:
    with pytest.raises(ActionRefused, match="Write why"):
        close_account(actor=administrator, user=worker, why=" ")
    with pytest.raises(ActionRefused, match="too short"):
        set_temporary_password(actor=administrator, user=worker, password="short")


def test_who_was_shut_out_is_let_in_again(signed_in, administrator: User, worker: User) -> None:
    close_account(actor=administrator, user=worker, why="Left")
    close_account(actor=administrator, user=worker, why="Again")
    assert User.objects.get(pk=worker.pk).deactivated_why == "Left"
    client = signed_in(administrator)
    assert client.get(f"/users/{worker.pk}/password/").status_code == 404
    client.post(f"/users/{worker.pk}/reactivate/")
    user = User.objects.get(pk=worker.pk)
    assert (user.is_active, user.deactivated_at, user.deactivated_why) == (True, None, "")


def test_administrators_do_not_shut_themselves_out(signed_in, administrator: User) -> None:
    client = signed_in(administrator)
    url = f"/users/{administrator.pk}/"
    typed = {"full_name": "Ada", "email": administrator.email, "roles": ["duty"]}
    assert "cannot take the administrator" in client.post(url, typed).context["form"].errors["roles"][0]
    page = client.post(f"{url}deactivate/", {"why": "Bored"}).content.decode()
    assert "You cannot shut yourself out." in page
    response = client.post(f"{url}password/", {"password": PASSWORD, "again": PASSWORD})
    assert "Change your own password" in response.content.decode()
    assert "This is you." in client.get(url).content.decode()


def test_changes_of_users_roles_and_teams_are_kept(administrator: User) -> None:
    team = TeamFactory()
    user = add_user(actor=administrator, full_name="A", email="a@a.example", roles=["duty"], teams=[team])
    User.objects.filter(pk=user.pk).update(full_name="B", last_login=None)
    events = User.pgh_event_model.objects.filter(pgh_obj_id=user.pk).order_by("pgh_id")  # type: ignore[attr-defined]
    assert [(event.pgh_label, event.full_name) for event in events] == [("insert", "A"), ("update", "B")]
    assert not hasattr(events[0], "password")
    user.groups.clear()
    user.teams.clear()
    for model in (UserRole, UserTeam):
        labels = model.pgh_event_model.objects.filter(user_id=user.pk).order_by("pgh_id")
        assert [event.pgh_label for event in labels] == ["insert", "delete"]


def test_signing_in_is_no_change_of_a_user(administrator: User) -> None:
    events = User.pgh_event_model.objects.filter(pgh_obj_id=administrator.pk)  # type: ignore[attr-defined]
    before = events.count()
    User.objects.filter(pk=administrator.pk).update(last_login=administrator.joined_at)
    assert events.count() == before


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_manages_users(role: Role, worker: User) -> None:
    actor = UserFactory(roles=[role])
    with pytest.raises(PermissionDenied):
        add_user(actor=actor, full_name="A", email="a@a.example", roles=[])
    with pytest.raises(PermissionDenied):
        close_account(actor=actor, user=worker, why="x")
    with pytest.raises(PermissionDenied):
        reactivate_user(actor=actor, user=worker)
    with pytest.raises(PermissionDenied):
        set_temporary_password(actor=actor, user=worker, password=PASSWORD)


def test_names_are_shown_as_letters(signed_in, administrator: User) -> None:
    UserFactory(full_name="<b>Pat O'Neil</b>", job_title="<i>Lead</i>", teams=[TeamFactory(name="<u>North</u>")])
    page = signed_in(administrator).get("/users/").content.decode()
    assert "&lt;b&gt;Pat O&#x27;Neil&lt;/b&gt;" in page
    for tag in ("<b>Pat", "<i>Lead", "<u>North"):
        assert tag not in page


def test_the_pages_take_twelve_queries_however_many_users(
    signed_in, administrator, django_assert_max_num_queries
) -> None:
    for user in UserFactory.create_batch(15, roles=[Role.DUTY, Role.HUB]):
        user.teams.add(TeamFactory())
    client = signed_in(administrator)
    for url in ("/users/", "/users/new/", f"/users/{user.pk}/", f"/users/{user.pk}/deactivate/", "/teams/"):
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200
