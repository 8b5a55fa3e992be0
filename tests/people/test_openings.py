"""Duty opens anybody else's record by giving a reason; its worker is told, and everybody who reads it sees why."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from accounts.drafts import save_draft
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from people.actions import merge_records, open_record_with_reason
from people.models import RecordOpening, YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
URL = "/young-people/YP00096/open/"
WHY = "Found at the bus station; the police ask where to take him."
NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def duty(db: None) -> User:
    return UserFactory(roles=[Role.DUTY], full_name="Robin Night", phone="01902 555000")


def sees(user: User, person: YoungPerson) -> bool:
    return YoungPerson.objects.visible_to(user).filter(pk=person.pk).exists()


def test_search_offers_it_for_whose_record_is_not_theirs(signed_in, duty: User, worker: User, kayden) -> None:
    assert f'href="{URL}"' in signed_in(duty).get("/young-people/search/?q=Kayden").content.decode()
    assert f'href="{URL}"' not in signed_in(worker).get("/young-people/search/?q=Kayden").content.decode()


def test_a_reason_opens_it_for_twelve_hours_and_no_longer(signed_in, duty: User, kayden: YoungPerson) -> None:
    with time_machine.travel(NIGHT, tick=False) as clock:
        client = signed_in(duty)
        assert client.get(kayden.get_absolute_url()).url == URL
        page = client.get(URL).content.decode()
        assert "Your reason opens it to you for 12 hours." in page
        assert "Dana Whit is told, with your reason." in page
        response = client.post(URL, {"reason": WHY}, follow=True)
        assert response.redirect_chain == [(kayden.get_absolute_url(), 302)]
        assert "The record of Kayden Marsh is open to you until today 14:00." in response.content.decode()
        opening = RecordOpening.objects.get()
        assert (opening.user, opening.reason, opening.until) == (duty, WHY, NIGHT + timedelta(hours=12))
        assert client.get(URL).status_code == 302
        clock.shift(timedelta(hours=12))
        client = signed_in(duty)
        assert client.get(kayden.get_absolute_url()).url == URL


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Write why you need to open it."),
        ("   ", "Write why you need to open it."),
        ("because", "Write a little more: whoever is told reads it in the morning."),
    ],
)
def test_a_reason_that_says_nothing_is_refused_beside_its_field(signed_in, duty, kayden, typed, words) -> None:
    response = signed_in(duty).post(URL, {"reason": typed})
    assert response.context["form"].errors["reason"] == [words]
    assert typed.strip() in response.content.decode()
    assert not sees(duty, kayden)


def test_what_was_typed_is_offered_again(signed_in, duty: User, kayden: YoungPerson) -> None:
    save_draft(duty, f"open_with_reason:{kayden.pk}", {"reason": ["Half a sent"]})
    assert "Half a sent" in signed_in(duty).get(URL).content.decode()


def test_a_restricted_record_is_not_found_and_the_action_refuses_it(signed_in, duty: User) -> None:
    hidden = YoungPersonFactory(reference="YP777", is_restricted=True)
    assert signed_in(duty).get("/young-people/YP777/open/").status_code == 404
    assert signed_in(duty).post("/young-people/YP777/open/", {"reason": WHY}).status_code == 404
    with pytest.raises(PermissionDenied):
        open_record_with_reason(actor=duty, young_person=hidden, reason=WHY)


def test_a_record_restricted_afterwards_closes_at_once(duty: User, kayden: YoungPerson) -> None:
    open_record_with_reason(actor=duty, young_person=kayden, reason=WHY)
    assert sees(duty, kayden)
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    assert not sees(duty, kayden)


def test_nobody_but_duty_opens_by_a_reason(signed_in, other_worker: User, kayden: YoungPerson) -> None:
    assert signed_in(other_worker).get(URL).status_code == 403
    with pytest.raises(PermissionDenied):
        open_record_with_reason(actor=other_worker, young_person=kayden, reason=WHY)


def test_the_worker_is_told_and_reads_why(signed_in, duty: User, worker: User, kayden: YoungPerson) -> None:
    open_record_with_reason(actor=duty, young_person=kayden, reason=WHY)
    raise_alerts()
    alert = Alert.objects.select_related("stage").get()
    assert (alert.user, alert.stage.path) == (worker, "/young-people/YP00096/opened/")
    client = signed_in(worker)
    assert "Record opened by duty with a reason" in client.get("/alerts/").content.decode()
    page = client.get(alert.stage.path).content.decode()
    assert WHY in page
    assert "Robin Night" in page
    assert alert.stage.path in client.get(kayden.get_absolute_url()).content.decode()


def test_without_a_worker_the_team_manager_is_told(duty: User, manager: User, kayden: YoungPerson) -> None:
    YoungPerson.objects.filter(pk=kayden.pk).update(social_worker=None)
    open_record_with_reason(actor=duty, young_person=kayden, reason=WHY)
    raise_alerts()
    assert Alert.objects.get().user == manager


def test_the_readers_page_says_the_reason(signed_in, duty: User, manager: User, kayden: YoungPerson) -> None:
    client = signed_in(duty)
    client.post(URL, {"reason": WHY}, follow=True)
    page = signed_in(manager).get("/young-people/YP00096/readers/").content.decode()
    assert f"Opened it with a reason: {WHY}" in page


def test_another_team_does_not_find_who_opened_it(signed_in, other_worker: User, kayden: YoungPerson) -> None:
    assert signed_in(other_worker).get("/young-people/YP00096/opened/").status_code == 404


def test_the_pages_take_twelve_queries(signed_in, duty, manager, kayden, django_assert_max_num_queries) -> None:
    for _ in range(3):
        open_record_with_reason(actor=duty, young_person=kayden, reason=WHY)
    client = signed_in(manager)
    for url in ("opened/", "readers/"):
        with django_assert_max_num_queries(12):
            client.get(f"/young-people/YP00096/{url}")


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"social_worker": None}, "The manager of Care Team 1 is told, with your reason."),
        ({"social_worker": None, "team": None}, "A service manager is told, with your reason."),
    ],
)
def test_the_page_names_no_worker_where_there_is_none(signed_in, duty, kayden, team, facts, told) -> None:
    team.name = "Care Team 1"
    team.save()
    YoungPerson.objects.filter(pk=kayden.pk).update(**facts)
    page = signed_in(duty).get(URL).text
    assert told in page
    assert "ocial worker is told" not in page
    assert "no social worker yet" in page


def test_of_a_worker_who_has_left_neither_name_nor_telephone_stands_there(signed_in, duty, worker, kayden) -> None:
    worker.is_active = False
    worker.save()
    page = signed_in(duty).get(URL).text
    assert "no social worker now" in page
    assert "Dana Whit" not in page


@pytest.mark.parametrize("page", ["", "details/", "around/", "opened/"])
def test_a_direct_address_leads_duty_to_where_the_reason_is_given(signed_in, duty, other_worker, kayden, page) -> None:
    """To nobody else: to them it is as if there were no such record."""
    address = f"{kayden.get_absolute_url()}{page}"
    assert signed_in(duty).get(address).url == URL
    elsewhere = signed_in(other_worker)
    strangers = elsewhere.get(address), elsewhere.get(f"/young-people/YP99999/{page}")
    assert [answer.status_code for answer in strangers] == [404, 404]
    assert all(kayden.reference not in answer.text for answer in strangers)


def test_so_does_the_address_of_an_episode_or_an_interview(signed_in, duty, other_worker, kayden) -> None:
    episode = EpisodeFactory(young_person=kayden, returned=True, started_at=NIGHT - timedelta(days=40))
    ReturnInterviewFactory(episode=episode, outcome="declined")
    addresses = (f"/episodes/{episode.reference}/", f"/interviews/{episode.reference}/")
    client = signed_in(duty)
    for address in addresses:
        assert client.get(address).url == URL
        assert client.post(address).status_code in (404, 405)
    assert client.get("/episodes/E999/").status_code == 404
    elsewhere = signed_in(other_worker)
    assert [elsewhere.get(address).status_code for address in addresses] == [404, 404]


def test_a_restricted_one_and_one_that_is_not_there_are_not_found_by_duty_either(signed_in, duty, kayden) -> None:
    YoungPersonFactory(reference="YP777", is_restricted=True)
    client = signed_in(duty)
    for reference in ("YP777", "YP99999"):
        assert client.get(f"/young-people/{reference}/").status_code == 404
    YoungPersonFactory(reference="YP778", merged_into=kayden)
    assert client.get("/young-people/YP778/").url == URL


def test_of_a_record_that_was_merged_the_one_that_stands_is_opened(
    signed_in, duty: User, service_manager: User, kayden: YoungPerson
) -> None:
    """By an old link, or a page that was left open while the two became one."""
    twice = YoungPersonFactory(reference="YP00777", first_name="Caden", last_name="Marche")
    merge_records(actor=service_manager, kept=kayden, merged=twice, reason="Same birthday, same school")
    old, client = "/young-people/YP00777/open/", signed_in(duty)
    assert client.get(old, follow=True).redirect_chain == [(URL, 302)]
    sent = client.post(old, {"reason": WHY}, follow=True)
    assert sent.redirect_chain == [(kayden.get_absolute_url(), 302)]
    assert RecordOpening.objects.get().young_person == kayden
    assert sees(User.objects.get(pk=duty.pk), kayden)


def test_nor_is_a_restricted_one_opened_by_the_reference_that_was_merged_into_it(
    signed_in, duty: User, service_manager: User, kayden: YoungPerson
) -> None:
    twice = YoungPersonFactory(reference="YP00777")
    merge_records(actor=service_manager, kept=kayden, merged=twice, reason="Same birthday, same school")
    YoungPerson.objects.filter(pk=kayden.pk).update(is_restricted=True)
    client = signed_in(duty)
    assert client.get("/young-people/YP00777/open/").status_code == 404
    assert client.post("/young-people/YP00777/open/", {"reason": WHY}).status_code == 404
    assert not RecordOpening.objects.exists()
