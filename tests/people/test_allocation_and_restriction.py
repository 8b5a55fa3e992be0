"""Who works with a young person, and who alone may see the record."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from people.actions import allocate, lift_restriction, restrict_record
from people.history import history_of
from people.models import AccessGrant, YoungPerson
from tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
ALLOCATION = "/young-people/YP00096/allocation/"
RESTRICTION = "/young-people/YP00096/restriction/"
LIFT = "/young-people/YP00096/restriction/lift/"


@pytest.fixture
def interviewer(db: None) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Ina Interviewer", job_title="Interviewer")


def sees(user: User, person: YoungPerson) -> bool:
    return YoungPerson.objects.visible_to(user).filter(pk=person.pk).exists()


def version(client, url: str) -> int:
    return client.get(url).context["form"]["version"].value()


def test_a_team_manager_gives_a_young_person_to_a_worker(signed_in, manager: User, team, kayden: YoungPerson) -> None:
    new = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="New Worker")
    client = signed_in(manager)
    typed = {"version": version(client, ALLOCATION), "team": team.pk, "social_worker": new.pk}
    response = client.post(ALLOCATION, typed, follow=True)
    assert "Kayden Marsh is with Care Team North, New Worker." in response.content.decode()
    kayden.refresh_from_db()
    assert kayden.social_worker == new


def test_who_gives_the_record_away_goes_home(signed_in, manager: User, kayden: YoungPerson) -> None:
    client = signed_in(manager)
    typed = {"version": version(client, ALLOCATION), "team": TeamFactory(name="South").pk}
    response = client.post(ALLOCATION, typed, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Kayden Marsh is with South, no worker yet." in response.content.decode()


def test_somebody_who_left_stays_in_the_list_but_is_not_chosen_again(signed_in, manager, worker, kayden) -> None:
    User.objects.filter(pk=worker.pk).update(is_active=False)
    client = signed_in(manager)
    form = client.get(ALLOCATION).context["form"]
    assert worker in form.fields["social_worker"].queryset
    typed = {"version": form["version"].value(), "team": kayden.team_id, "social_worker": worker.pk}
    response = client.post(ALLOCATION, typed)
    assert response.context["form"].errors["social_worker"] == ["Dana Whit does not use Safe Return any more."]


def test_without_a_team_it_is_asked_for(signed_in, manager: User, kayden: YoungPerson) -> None:
    response = signed_in(manager).post(ALLOCATION, {"team": ""})
    assert response.context["form"].errors["team"] == ["Choose a team."]


def test_the_second_of_two_managers_is_told(signed_in, manager: User, service_manager, team, kayden) -> None:
    client = signed_in(manager)
    old = version(client, ALLOCATION)
    south = TeamFactory(name="Care Team South")
    allocate(actor=service_manager, young_person=kayden, team=south, social_worker=None)
    YoungPerson.objects.filter(pk=kayden.pk).update(team=team)
    page = client.post(ALLOCATION, {"version": old, "team": team.pk}).content.decode()
    assert f"Team: {team} → Care Team South" in page
    assert re.search(r"Social worker: [^<]+ → nothing", page)


def test_a_social_worker_does_not_allocate(signed_in, worker: User, team, kayden: YoungPerson) -> None:
    assert signed_in(worker).get(ALLOCATION).status_code == 403
    with pytest.raises(PermissionDenied):
        allocate(actor=worker, young_person=kayden, team=team, social_worker=None)


def test_another_team_s_manager_does_not_find_the_page(signed_in, kayden: YoungPerson) -> None:
    other = UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()])
    assert signed_in(other).get(ALLOCATION).status_code == 404
    with pytest.raises(PermissionDenied):
        allocate(actor=other, young_person=kayden, team=kayden.team, social_worker=None)


def test_restricting_closes_the_record_to_all_but_those_named(
    signed_in, service_manager: User, manager: User, worker: User, interviewer: User, kayden: YoungPerson
) -> None:
    client = signed_in(service_manager)
    assert client.get(RESTRICTION).context["form"]["others"].value() == [worker.pk]
    typed = {"version": version(client, RESTRICTION), "interviewer": interviewer.pk, "others": [worker.pk]}
    response = client.post(RESTRICTION, typed, follow=True)
    assert (
        "Only the people named on it, the service manager and the director see the record" in response.content.decode()
    )
    kayden.refresh_from_db()
    assert kayden.is_restricted
    assert sees(worker, kayden)
    assert sees(interviewer, kayden)
    assert not sees(manager, kayden)


def test_restricting_demands_somebody_to_hold_the_interviews(signed_in, service_manager: User, kayden) -> None:
    client = signed_in(service_manager)
    response = client.post(RESTRICTION, {"version": version(client, RESTRICTION), "interviewer": ""})
    words = ["Name somebody who will hold the return home interviews."]
    assert response.context["form"].errors["interviewer"] == words
    with pytest.raises(ActionRefused, match="Name somebody"):
        restrict_record(actor=service_manager, young_person=kayden, interviewer=None)
    kayden.refresh_from_db()
    assert not kayden.is_restricted


def test_the_interviewer_must_be_able_to_and_independent(service_manager, worker, reader, interviewer, kayden) -> None:
    with pytest.raises(ActionRefused, match="does not hold return home interviews"):
        restrict_record(actor=service_manager, young_person=kayden, interviewer=reader)
    with pytest.raises(ActionRefused, match="their own social worker"):
        restrict_record(actor=service_manager, young_person=kayden, interviewer=worker)
    analyst = UserFactory(roles=[Role.ANALYST], full_name="An Analyst")
    with pytest.raises(ActionRefused, match="An Analyst does not read records"):
        restrict_record(actor=service_manager, young_person=kayden, interviewer=interviewer, others=[analyst])
    another = UserFactory(roles=[Role.DATA_MANAGER], full_name="Al Data")
    with pytest.raises(ActionRefused, match=r"^Al Data and An Analyst do not read records"):
        restrict_record(actor=service_manager, young_person=kayden, interviewer=interviewer, others=[analyst, another])


def test_who_is_named_for_the_interviews_does_not_become_their_worker(
    signed_in, service_manager: User, team, kayden: YoungPerson
) -> None:
    named = UserFactory(roles=[Role.SOCIAL_WORKER], full_name="Nia Named")
    restrict_record(actor=service_manager, young_person=kayden, interviewer=named)
    client = signed_in(service_manager)
    typed = {"version": version(client, ALLOCATION), "team": team.pk, "social_worker": named.pk}
    refused = client.post(ALLOCATION, typed).context["form"].errors["social_worker"][0]
    assert refused.startswith("Nia Named is named to hold the return home interviews of this restricted record.")
    assert refused.endswith("Ask the service manager to name somebody else there first.")
    allocate(actor=service_manager, young_person=kayden, team=team, social_worker=None)
    lift_restriction(actor=service_manager, young_person=kayden, reason="It is safe now")
    allocate(actor=service_manager, young_person=kayden, team=team, social_worker=named)


def test_other_people_are_named_and_taken_off_and_named_again(
    signed_in, service_manager: User, manager: User, worker: User, interviewer: User, kayden: YoungPerson
) -> None:
    restrict_record(actor=service_manager, young_person=kayden, interviewer=interviewer, others=[worker])
    client = signed_in(service_manager)
    form = client.get(RESTRICTION).context["form"]
    assert form["interviewer"].value() == interviewer.pk
    assert form["others"].value() == [worker.pk]
    for others in ([manager], [manager, worker]):
        typed = {"version": version(client, RESTRICTION), "interviewer": interviewer.pk}
        assert client.post(RESTRICTION, typed | {"others": [user.pk for user in others]}).status_code == 302
        assert sees(manager, kayden)
        assert sees(worker, kayden) is (worker in others)
    assert AccessGrant.objects.count() == 3


def test_lifting_the_restriction_opens_the_record_and_ends_the_naming(
    signed_in, service_manager: User, manager: User, interviewer: User, kayden: YoungPerson
) -> None:
    restrict_record(actor=service_manager, young_person=kayden, interviewer=interviewer)
    client = signed_in(service_manager)
    assert f'href="{LIFT}"' in client.get(RESTRICTION).content.decode()
    assert "Named on it now: Ina Interviewer." in client.get(LIFT).text
    client.post(LIFT, {"reason": "Her father is in prison now"})
    kayden.refresh_from_db()
    assert not kayden.is_restricted
    assert sees(manager, kayden)
    assert not sees(interviewer, kayden)
    history = client.get("/young-people/YP00096/history/").text
    assert "Is restricted: no" in history
    assert "Why: Her father is in prison now" in history


def test_why_it_is_lifted_is_asked_and_kept_beside_what_it_changed(
    signed_in, service_manager: User, interviewer: User, kayden: YoungPerson
) -> None:
    restrict_record(actor=service_manager, young_person=kayden, interviewer=interviewer)
    client = signed_in(service_manager)
    refused = client.post(LIFT, {"reason": " "})
    assert refused.context["form"].errors["reason"] == [
        "Write why everybody whose work it is may see the record again."
    ]
    with pytest.raises(ActionRefused, match="Write why"):
        lift_restriction(actor=service_manager, young_person=kayden, reason=" ")
    kayden.refresh_from_db()
    assert kayden.is_restricted
    lift_restriction(actor=service_manager, young_person=kayden, reason="It is safe now")
    with pytest.raises(ActionRefused, match="not restricted any more"):
        lift_restriction(actor=service_manager, young_person=kayden, reason="It is safe now")
    assert "is not restricted" in client.get(LIFT, follow=True).text
    assert [change.why for change in history_of(kayden)] == ["It is safe now", "", ""]


def test_nobody_else_restricts_or_lifts(signed_in, manager: User, interviewer: User, kayden: YoungPerson) -> None:
    client = signed_in(manager)
    assert client.get(RESTRICTION).status_code == 403
    assert client.post(LIFT).status_code == 403
    assert signed_in(interviewer).get(RESTRICTION).status_code == 403
    with pytest.raises(PermissionDenied):
        restrict_record(actor=manager, young_person=kayden, interviewer=interviewer)
    with pytest.raises(PermissionDenied):
        lift_restriction(actor=manager, young_person=kayden, reason="It is safe now")


def test_a_restriction_is_not_lifted_by_following_a_link(signed_in, service_manager, interviewer, kayden) -> None:
    restrict_record(actor=service_manager, young_person=kayden, interviewer=interviewer)
    assert "Lift the restriction" in signed_in(service_manager).get(LIFT).text
    kayden.refresh_from_db()
    assert kayden.is_restricted


@pytest.mark.parametrize("url", [ALLOCATION, RESTRICTION])
def test_the_pages_take_twelve_queries_however_many_workers(
    signed_in, service_manager: User, kayden: YoungPerson, url: str, django_assert_max_num_queries
) -> None:
    UserFactory.create_batch(12, roles=[Role.SOCIAL_WORKER])
    client = signed_in(service_manager)
    with django_assert_max_num_queries(12):
        client.get(url)
    with django_assert_max_num_queries(12):
        client.post(url, {})
