"""A restricted child shows to nobody whom the record does not name: neither name, nor initials, nor reference.

Every place (tests/leaks.py) is opened by a colleague who has every role but those that see restricted records, before
the record is restricted and after: it must show the child before, so that it could fail after. Then by five people who
hold one role each. A page that is not there is a fault of the test.
"""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from alerts.models import Alert, OutgoingEmail
from people.models import YoungPerson
from tests.leaks import (
    NAMELESS,
    NOW,
    OF_SERVICE_MANAGERS,
    OWN,
    Council,
    got,
    leaks,
    make_council,
    places,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def council(db: None) -> Council:
    return make_council(is_restricted=True)


@pytest.fixture
def open_council(db: None) -> Council:
    return make_council(is_restricted=False)


class TestAColleagueOfEveryOtherRole:
    def test_sees_a_child_in_every_place_until_it_is_restricted_and_in_none_after(
        self, client: Client, open_council: Council
    ) -> None:
        client.force_login(open_council.colleague)
        before = list(places(client))
        assert [found.place for found in before if found.status != 200] == []
        assert [found.place for found in before if not found.leaks] == []
        open_council.restrict()
        after = list(places(client))
        assert [found.place for found in after if found.status != 200] == []
        assert [(found.place, found.leaks) for found in after if found.leaks] == []

    def test_sees_none_who_was_restricted_before_anything_was_on_record(self, client: Client, council: Council) -> None:
        client.force_login(council.colleague)
        found = list(places(client))
        assert [one.place for one in found if one.status != 200] == []
        assert [(one.place, one.leaks) for one in found if one.leaks] == []

    def test_opens_each_of_their_own_pages_and_the_pdf_until_it_is_restricted(
        self, client: Client, open_council: Council
    ) -> None:
        client.force_login(open_council.colleague)
        assert [url for url in OWN if client.get(url).status_code not in (200, 302)] == []
        open_council.restrict()
        for url in OWN:
            response = client.get(url)
            assert response.status_code == 404, url
            assert leaks(response.text.replace(url, "")) == [], url

    def test_opens_no_page_of_those_who_see_restricted_records(self, client: Client, open_council: Council) -> None:
        client.force_login(open_council.service_manager)
        assert [url for url in OF_SERVICE_MANAGERS if client.get(url).status_code != 200] == []
        client.force_login(open_council.colleague)
        assert [url for url in OF_SERVICE_MANAGERS if client.get(url).status_code != 403] == []


STRANGERS = (
    "social worker of another team",
    "worker of the team, not named",
    "interviewer from outside",
    "returns officer",
    "analyst",
)


@pytest.mark.parametrize("who", STRANGERS)
def test_nothing_of_them_shows_in_any_list_form_search_figure_or_api(
    client: Client, council: Council, who: str
) -> None:
    client.force_login(council.strangers[who])
    found = list(places(client))
    assert [one.place for one in found if one.status not in (200, 403)] == []
    assert any(one.status == 200 for one in found)
    assert [(one.place, one.leaks) for one in found if one.leaks] == []


@pytest.mark.parametrize("who", STRANGERS)
def test_their_own_pages_and_pdf_are_not_found(client: Client, council: Council, who: str) -> None:
    client.force_login(council.strangers[who])
    for url in OWN:
        response = client.get(url)
        assert response.status_code in (403, 404), url
        assert leaks(response.text.replace(url, "")) == [], url


@pytest.mark.parametrize("is_restricted", [True, False])
def test_pages_that_name_nobody_name_nobody_to_those_either_who_may_know(client: Client, is_restricted: bool) -> None:
    council = make_council(is_restricted=is_restricted)
    for user in (council.colleague, council.service_manager):
        client.force_login(user)
        pages = [got(client, url) for url in NAMELESS]
        assert [page.place for page in pages if page.status not in (200, 403)] == []
        assert [(page.place, page.leaks) for page in pages if page.leaks] == []


def test_no_alert_and_no_e_mail_of_them_goes_to_who_may_not_know(council: Council) -> None:
    strangers = [council.colleague, *council.strangers.values()]
    assert not Alert.objects.filter(user__in=strangers, stage__young_person__in=council.children).exists()
    for email in OutgoingEmail.objects.filter(to_user__in=strangers):
        assert leaks(f"{email.subject} {email.text}") == leaks(email.html) == [], email.subject
        assert "E70" not in email.text + email.html
    assert OutgoingEmail.objects.filter(to_user__in=strangers).exists()  # the weekly one


def test_until_it_is_restricted_they_are_told(open_council: Council) -> None:
    told = Alert.objects.filter(user=open_council.colleague, stage__young_person=open_council.child)
    assert set(told.values_list("stage__kind", flat=True)) >= {"new_episode", "interview", "strategy"}
    assert OutgoingEmail.objects.filter(to_user=open_council.colleague, text__contains="E702").exists()


def test_the_weekly_e_mail_counts_them_for_everybody(council: Council) -> None:
    """It is read in inboxes, so not even a service manager is named the child in it."""
    weekly = OutgoingEmail.objects.filter(subject__startswith="Weekly")
    for email in weekly:
        assert leaks(f"{email.subject} {email.text}") == leaks(email.html) == []
    of_their_service = weekly.filter(text__contains=f"Weekly missing e-mail: {council.child.team.service}\n")
    assert {email.to_user for email in of_their_service} == {council.service_manager, *council.strangers.values()}
    for email in of_their_service:
        assert "Missing at the cut-off: 1\n" in email.text
        assert "restricted: ask" in email.text or "numbers" in email.text


class TestWhoMayKnow:
    def test_a_service_manager_sees_them_in_every_place_of_theirs(self, client: Client, council: Council) -> None:
        client.force_login(council.service_manager)
        found = [one for one in places(client) if one.status == 200]
        # Whoever is named has the alerts and the work; the weekly e-mail counts who is restricted, for everybody.
        not_theirs = [
            one for one in found if one.place.startswith(("/alerts/", "/weekly-email/")) or "=mine" in one.place
        ]
        assert [one.place for one in found if not one.leaks and one not in not_theirs] == []
        for url in OWN:
            if not url.endswith("/open/"):
                assert client.get(url).status_code in (200, 302), url

    def test_who_is_named_is_told_in_alerts_and_e_mails(self, client: Client, council: Council) -> None:
        told = Alert.objects.filter(user=council.named, stage__young_person=council.child)
        assert set(told.values_list("stage__kind", flat=True)) >= {"new_episode", "interview"}
        client.force_login(council.named)
        assert got(client, "/alerts/").leaks
        # An e-mail names the episode alone, whoever gets it.
        assert OutgoingEmail.objects.filter(to_user=council.named, text__contains="E702").exists()

    @pytest.mark.parametrize("who", ["worker of the team, not named", "returns officer"])
    def test_a_child_who_is_not_restricted_shows_to_them_too(
        self, client: Client, open_council: Council, who: str
    ) -> None:
        client.force_login(open_council.strangers[who])
        assert client.get("/episodes/E701/").status_code == 200
        shown = ("/missing-now/", "/interviews/?show=all", "/young-people/search/?q=xanth", "/episodes/new/YP00096/")
        assert [url for url in shown if not got(client, url).leaks] == []

    def test_who_is_restricted_after_the_weekly_one_was_built_is_taken_out_of_its_page(
        self, client: Client, open_council: Council
    ) -> None:
        client.force_login(open_council.service_manager)
        assert got(client, "/weekly-email/2026-W47/").leaks
        YoungPerson.objects.filter(pk__in=[child.pk for child in open_council.children]).update(is_restricted=True)
        assert got(client, "/weekly-email/2026-W47/").leaks == []
