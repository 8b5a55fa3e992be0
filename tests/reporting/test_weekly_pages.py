"""The pages of the weekly e-mail: who may read and send it, and what they show."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client

from accounts.models import Service, User
from accounts.rules import Role
from alerts.models import OutgoingEmail
from reporting.actions import build_weekly_email, send_weekly_email
from reporting.models import WeeklyEmail
from reporting.weekly.reading import Section
from reporting.weeks import Week
from tests.factories import EpisodeFactory, ServiceFactory, TeamFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db

CUT_OFF = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
LIST, WEEK, SEND = "/weekly-email/", "/weekly-email/2026-W47/", "/weekly-email/2026-W47/send/"


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(CUT_OFF + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def service() -> Service:
    return ServiceFactory(name="Children in care")


@pytest.fixture
def email(service: Service) -> WeeklyEmail:
    """Two services, each with somebody missing."""
    for reference, its in (("YP1", service), ("YP2", ServiceFactory(name="Family help"))):
        person = YoungPersonFactory(reference=reference, team=TeamFactory(service=its))
        EpisodeFactory(young_person=person, started_at=CUT_OFF - timedelta(hours=9))
    return build_weekly_email(week=Week(2026, 47), at=CUT_OFF)[0]


def signed_in(client: Client, *roles: Role, **about: Any) -> User:
    user = UserFactory(roles=roles, **about)
    client.force_login(user)
    return user


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_the_officer_reads_every_service_writes_a_note_and_sends(client: Client, service: Service, email: Any) -> None:
    service.email_recipients.add(UserFactory(full_name="Team Lead"))
    officer = signed_in(client, Role.RETURNS_OFFICER)
    assert "The e-mail of 2026-W47 is ready and not sent." in page(client, LIST)
    body = page(client, WEEK)
    assert "YP1" in body
    assert "YP2" in body
    assert "It goes out by itself today 10:00" in body
    response = client.post(WEEK, {"note": "Half term"}, follow=True)
    assert "The note is saved." in response.content.decode()
    asked = client.post(WEEK, {"note": "Half term!", "then": "send"}, follow=True).content.decode()
    assert "Team Lead" in asked
    (_, addressed) = asked.split("<main")
    assert f"<dd>{officer.full_name}</dd>" in addressed, "where nobody is named"
    response = client.post(SEND, follow=True)
    body = response.content.decode()
    assert "The e-mail of 2026-W47 is on its way." in body
    assert f"Sent today 09:00 by {officer.full_name}" in body
    assert "Sent to Team Lead (numbers only)" in body
    assert "Half term!" in body
    assert "Save the note" not in body
    assert OutgoingEmail.objects.count() == 2


def test_sending_again_says_that_it_was_sent(client: Client, email: WeeklyEmail) -> None:
    signed_in(client, Role.SERVICE_MANAGER)
    client.post(SEND)
    response = client.post(SEND, follow=True)
    assert "was sent before" in response.content.decode()
    assert client.get(SEND).status_code == 302
    assert "by itself" not in page(client, LIST).split("</thead>")[1]


def test_a_note_that_is_too_long_is_kept_and_said(client: Client, email: WeeklyEmail) -> None:
    signed_in(client, Role.RETURNS_OFFICER)
    body = client.post(WEEK, {"note": "n" * 2001}).content.decode()
    assert "n" * 2001 in body
    assert "There is a problem" in body


def test_a_note_after_sending_is_refused_in_words(client: Client, email: WeeklyEmail) -> None:
    signed_in(client, Role.RETURNS_OFFICER)
    send_weekly_email(actor=None, email=email)
    response = client.post(WEEK, {"note": "Too late"}, follow=True)
    assert "can no longer change" in response.content.decode()
    assert WeeklyEmail.objects.get().note == ""


def test_past_its_hour_the_page_says_that_it_will_say_so(client: Client, email: WeeklyEmail) -> None:
    with time_machine.travel(CUT_OFF + timedelta(hours=12), tick=False):
        signed_in(client, Role.RETURNS_OFFICER)
        assert "sent now, it says that it is late" in page(client, WEEK)
        client.post(SEND)
        assert "It went late and says so." in page(client, WEEK)


def test_a_recipient_reads_their_own_service_later_as_it_was(client: Client, service: Service, email: Any) -> None:
    team = service.teams.get()
    service.email_recipients.add(signed_in(client, Role.TEAM_MANAGER, teams=[team]))
    body = page(client, WEEK)
    assert "YP1" in body
    assert "YP2" not in body
    assert "Send it now" not in body
    assert client.post(WEEK, {"note": "Mine"}).status_code == 404
    assert client.get(SEND).status_code == 403
    assert client.get(LIST).status_code == 403


def test_a_recipient_from_elsewhere_reads_the_numbers(client: Client, service: Service, email: Any) -> None:
    service.email_recipients.add(signed_in(client, Role.SOCIAL_WORKER, teams=[TeamFactory()]))
    body = page(client, WEEK)
    assert "1 missing at the cut-off" in body
    assert "YP1" not in body
    assert "for people of this service" in body


@pytest.mark.parametrize(
    "role", [Role.INTERVIEWER, Role.AUDITOR, Role.REVIEWING_OFFICER, Role.MACE_CHAIR, Role.DUTY, Role.ANALYST]
)
@pytest.mark.parametrize("address", ["own@northcliffe.example", "own@charity.example"])
def test_who_opens_single_records_alone_gets_and_reads_the_numbers_also_in_a_team_of_the_service(
    client: Client, service: Service, email: Any, role: Role, address: str
) -> None:
    user = signed_in(client, role, teams=[service.teams.get()], email=address)
    service.email_recipients.add(user)
    send_weekly_email(actor=None, email=email)
    for body in (OutgoingEmail.objects.get(to_user=user).text, page(client, WEEK)):
        assert "YP1" not in body
        assert "The names behind these numbers are for people of this service." in body
    assert "1 missing at the cut-off" in page(client, WEEK)


@pytest.mark.parametrize(
    ("roles", "in_it", "reads"),
    [
        ([Role.INTERVIEWER, Role.SOCIAL_WORKER], True, True),
        ([Role.TEAM_MANAGER], True, True),
        ([Role.TEAM_MANAGER], False, False),
        ([Role.DIRECTOR], False, True),
    ],
)
def test_mail_and_page_have_one_rule(
    client: Client, service: Service, email: Any, roles: list[Role], in_it: bool, reads: bool
) -> None:
    user = signed_in(client, *roles, teams=[service.teams.get()] if in_it else [])
    service.email_recipients.add(user)
    send_weekly_email(actor=None, email=email)
    assert ["YP1" in body for body in (OutgoingEmail.objects.get(to_user=user).text, page(client, WEEK))] == [reads] * 2


def test_at_another_address_the_mail_says_where_the_names_are_and_the_page_shows_them(
    client: Client, service: Service, email: Any
) -> None:
    user = signed_in(client, Role.SOCIAL_WORKER, teams=[service.teams.get()], email="own@mail.example")
    service.email_recipients.add(user)
    send_weekly_email(actor=None, email=email)
    mail = OutgoingEmail.objects.get()
    for body in (mail.text, mail.html):
        assert "YP1" not in body
        assert "people of this service at another one read them after signing in." in body
    assert "YP1" in page(client, WEEK)


def test_duty_reads_what_has_no_team(client: Client) -> None:
    EpisodeFactory(young_person__team=None, young_person__reference="YP3", started_at=CUT_OFF - timedelta(hours=1))
    build_weekly_email(week=Week(2026, 47), at=CUT_OFF)
    signed_in(client, Role.DUTY)
    assert "YP3" in page(client, WEEK)


def test_nobody_else_reads_it(client: Client, service: Service, email: WeeklyEmail) -> None:
    for url in (LIST, WEEK, SEND):
        assert client.get(url).status_code == 302
    signed_in(client, Role.SOCIAL_WORKER, teams=[service.teams.get()])
    assert [client.get(url).status_code for url in (LIST, WEEK, SEND)] == [403, 404, 403]


def test_a_week_that_is_not_there_is_not_found(client: Client) -> None:
    signed_in(client, Role.RETURNS_OFFICER)
    assert client.get(WEEK).status_code == client.get("/weekly-email/x/").status_code == 404
    assert "No weekly e-mail yet." in page(client, LIST)


def test_empty_lists_are_said(client: Client, service: Service) -> None:
    build_weekly_email(week=Week(2026, 47), at=CUT_OFF)
    signed_in(client, Role.RETURNS_OFFICER)
    assert "None this week." in page(client, WEEK)


def test_a_page_takes_at_most_twelve_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(9):
        its = ServiceFactory()
        its.email_recipients.add(UserFactory(), UserFactory())
        EpisodeFactory(young_person__team=TeamFactory(service=its), started_at=CUT_OFF - timedelta(hours=9))
    EpisodeFactory(young_person__team=None, started_at=CUT_OFF - timedelta(hours=9))
    build_weekly_email(week=Week(2026, 47), at=CUT_OFF)
    signed_in(client, Role.RETURNS_OFFICER, Role.DUTY)
    for url in (LIST, WEEK, SEND):
        page(client, url)
        with django_assert_max_num_queries(12):
            page(client, url)


SO_FAR = "/weekly-email/so-far/"


def test_this_week_so_far_is_shown_as_not_final_and_kept_nowhere(
    client: Client, service: Service, email: Any, django_assert_max_num_queries: Any
) -> None:
    person = YoungPersonFactory(reference="YP3", team=service.teams.get())
    began = CUT_OFF + timedelta(hours=20)
    EpisodeFactory(young_person=person, started_at=began, recorded_at=began)
    hidden = YoungPersonFactory(reference="YP4", team=service.teams.get(), is_restricted=True)
    EpisodeFactory(young_person=hidden, started_at=began, recorded_at=began)
    with time_machine.travel(CUT_OFF + timedelta(days=2, hours=3), tick=False):
        signed_in(client, Role.RETURNS_OFFICER)
        assert SO_FAR in page(client, LIST)
        with django_assert_max_num_queries(12):
            body = page(client, SO_FAR)
    assert "Friday 20 November 2026, 08:00 to now, Sunday 22 November 2026, 11:00" in body
    assert "Not final, and kept nowhere. The e-mail of 2026-W48 is built Fri 27 Nov, 08:00" in body
    assert "3 missing now, 0 interviews overdue" in body
    assert 'href="/weekly-email/recipients/">Who will get it</a>' in body
    assert "Missing at the cut-off" not in body
    assert "YP1" in body
    assert "YP3" in body
    assert "YP4" not in body
    assert "1 restricted: ask" in body
    assert WeeklyEmail.objects.get().week == "2026-W47"


def test_who_will_get_the_next_is_named_before_it_is_built(
    client: Client, service: Service, django_assert_max_num_queries: Any
) -> None:
    service.email_recipients.add(UserFactory(full_name="Ola Reyes", email="ola@elsewhere.example"))
    signed_in(client, Role.RETURNS_OFFICER)
    page(client, "/weekly-email/recipients/")
    with django_assert_max_num_queries(12):
        body = page(client, "/weekly-email/recipients/")
    assert service.name in body
    assert "Ola Reyes" in body
    assert "(numbers only)" in body


@pytest.mark.parametrize(("role", "status"), [(Role.SERVICE_MANAGER, 200), (Role.TEAM_MANAGER, 403)])
def test_the_week_so_far_is_for_who_sends_it(client: Client, role: Role, status: int) -> None:
    signed_in(client, role)
    assert client.get(SO_FAR).status_code == status


@pytest.mark.parametrize(
    ("contacts", "late", "words"),
    [
        (1, 0, "1 social work contact not made yet,"),
        (1, 1, "1 social work contact not made yet (overdue),"),
        (3, 2, "3 social work contacts not made yet (2 of them overdue),"),
        (3, 3, "3 social work contacts not made yet (all overdue),"),
    ],
)
def test_contacts_not_made_yet_are_counted_in_words(contacts: int, late: int, words: str) -> None:
    counts = {"contacts": contacts, "contacts_late": late}
    section = Section("Children in care", "Ada", counts, [])
    assert words in render_to_string("reporting/weekly/section.html", {"section": section})
