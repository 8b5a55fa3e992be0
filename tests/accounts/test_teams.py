"""The administrator's pages of teams and services."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import add_service, add_team
from accounts.models import Service, Team, User
from accounts.rules import Role
from tests.factories import ServiceFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_team_is_added_to_a_service_and_renamed(signed_in, administrator: User) -> None:
    service = ServiceFactory(name="Corporate Parenting")
    client = signed_in(administrator)
    response = client.post("/teams/new/", {"name": "<b>North</b>", "service": service.pk}, follow=True)
    assert "&lt;b&gt;North&lt;/b&gt;" in response.content.decode()
    team = Team.objects.get()
    client.post(f"/teams/{team.pk}/", {"name": "North", "service": ""})
    team.refresh_from_db()
    assert (team.name, team.service) == ("North", None)


@pytest.mark.parametrize("url", ["/teams/new/", "/services/new/"])
def test_a_name_is_needed_and_given_once(signed_in, administrator: User, url: str) -> None:
    TeamFactory(name="North", service=ServiceFactory(name="North"))
    client = signed_in(administrator)
    assert "Write the name" in client.post(url, {"name": ""}).context["form"].errors["name"][0]
    response = client.post(url, {"name": "north"})
    assert "of that name already." in response.context["form"].errors["name"][0]
    assert 'value="north"' in response.content.decode()


def test_a_service_has_managers_and_people_who_get_its_weekly_e_mail(signed_in, administrator: User) -> None:
    manager = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Sue Service")
    reader = UserFactory(full_name="Ray Reader")
    client = signed_in(administrator)
    typed = {"name": "Corporate Parenting", "managers": [manager.pk], "email_recipients": [reader.pk, manager.pk]}
    client.post("/services/new/", typed)
    service = Service.objects.get()
    assert list(service.managers.all()) == [manager]
    assert set(service.email_recipients.all()) == {manager, reader}
    url = f"/services/{service.pk}/"
    assert client.get(url).context["form"]["managers"].value() == [manager.pk]
    client.post(url, {"name": "Parenting", "email_recipients": [reader.pk]})
    service.refresh_from_db()
    assert service.name == "Parenting"
    assert not service.managers.exists()


def test_a_service_is_given_its_teams_on_its_own_page(signed_in, administrator: User) -> None:
    moves, stays, out = (TeamFactory(name=name) for name in ("Moves", "Stays", "Out"))
    service = stays.service
    Team.objects.filter(pk=out.pk).update(service=service)
    client = signed_in(administrator)
    page = client.get(f"/services/{service.pk}/")
    assert set(page.context["form"]["teams"].value()) == {stays.pk, out.pk}
    assert f"Moves (in {moves.service})" in page.content.decode()
    client.post(f"/services/{service.pk}/", {"name": "Parenting", "teams": [moves.pk, stays.pk]})
    assert set(service.teams.all()) == {moves, stays}
    assert Team.objects.get(pk=out.pk).service is None
    client.post("/services/new/", {"name": "Placements", "teams": [moves.pk]})
    assert Service.objects.get(name="Placements").teams.get() == moves


def test_the_page_says_who_gets_a_weekly_e_mail_that_nobody_is_named_for(signed_in, administrator: User) -> None:
    managed, gone = ServiceFactory(name="Managed"), UserFactory(full_name="Gone Away", is_active=False)
    managed.managers.add(UserFactory(roles=[Role.SERVICE_MANAGER]))
    managed.email_recipients.add(gone)
    ServiceFactory(name="Alone")
    page = signed_in(administrator).get("/teams/").content.decode()
    assert "Its managers, as nobody is named" in page
    assert "Nobody is named: it goes to the Missing Returns Officer" in page
    assert "Gone Away" not in page


def test_only_service_managers_manage_a_service(signed_in, administrator: User, worker: User) -> None:
    response = signed_in(administrator).post("/services/new/", {"name": "A", "managers": [worker.pk]})
    assert "managers" in response.context["form"].errors


def test_nothing_there_yet_is_said(signed_in, administrator: User) -> None:
    page = signed_in(administrator).get("/teams/").content.decode()
    assert "There is no team yet." in page
    assert "There is no service yet." in page


def test_nobody_else_does_it(worker: User) -> None:
    with pytest.raises(PermissionDenied):
        add_team(actor=worker, name="North", service=None)
    with pytest.raises(PermissionDenied):
        add_service(actor=worker, name="North")


def test_the_pages_take_twelve_queries_however_many_teams(
    signed_in, administrator, django_assert_max_num_queries
) -> None:
    for _ in range(15):
        team = TeamFactory()
        team.service.managers.add(UserFactory(roles=[Role.SERVICE_MANAGER]))
        team.service.email_recipients.add(UserFactory())
    client = signed_in(administrator)
    for url in ("/teams/", f"/teams/{team.pk}/", f"/services/{team.service_id}/", "/teams/new/"):
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200
