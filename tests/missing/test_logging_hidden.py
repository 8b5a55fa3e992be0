"""Logging an episode on a restricted record by somebody who may not open it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Draft, User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from missing.actions import add_to_log
from missing.codes import LOGGED_AGAIN, LogKind
from missing.models import Episode
from people.actions.restriction import restrict_record
from people.models import OtherName, ReadLog, YoungPerson
from tests.factories import EpisodeFactory, OtherNameFactory, UserFactory, YoungPersonFactory
from tests.said import in_words

URL, LOGGED = "/episodes/new/restricted/", "/episodes/new/restricted/logged/"
BORN = date(2011, 2, 3)
WHO = {"first_name": "xanthippe", "last_name": " Quellmalz ", "date_of_birth": "3/2/2011"}
FACTS = {"category": "missing", "started_at": "yesterday 22:15", "circumstances": "Black coat, over the fence"}
NOT_LOGGED = "Nothing is logged. No one restricted record fits all that you wrote, or it could not have happened then."


@pytest.fixture
def service_manager(team) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Mo Keane", phone="01902 000001")


@pytest.fixture
def named(db) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Nia Named")


@pytest.fixture
def duty(db) -> User:
    return UserFactory(roles=[Role.DUTY], full_name="Marcus Bello")


@pytest.fixture
def child(now, team, social_worker, service_manager, named) -> YoungPerson:
    child = YoungPersonFactory(
        first_name="Xanthippe",
        last_name="Quellmalz",
        reference="XQ-7319",
        date_of_birth=BORN,
        team=team,
        social_worker=social_worker,
    )
    restrict_record(actor=service_manager, young_person=child, interviewer=named)
    child.refresh_from_db()
    return child


@pytest.fixture
def at_duty(client, duty) -> Client:
    client.force_login(duty)
    return client


def refused(client: Client, typed: dict[str, Any], field: str = "first_name") -> None:
    """In the one answer to all that does not fit, with all that was typed still there and nothing logged."""
    before = Episode.objects.count()
    page = client.post(URL, typed)
    (words,) = page.context["form"].errors[field]
    assert words.startswith(NOT_LOGGED)
    assert "if they are right, ring Mo Keane on 01902 000001." in words
    assert "Black coat, over the fence</textarea>" in page.text
    assert f'value="{typed["started_at"]}"' in page.text
    assert Episode.objects.count() == before


@pytest.mark.parametrize("address", [reverse("missing:log_episode"), reverse("people:search")])
def test_the_search_leads_there_with_the_name_beside_whom_to_ring(at_duty, child, address) -> None:
    page = at_duty.get(address, {"q": "xanthipe quelmalz"}).text
    assert f'<a href="{URL}?q=xanthipe+quelmalz">Log it without opening the record</a>' in page
    assert 'value="Xanthipe"' in at_duty.get(f"{URL}?q=xanthipe+quelmalz").text


def test_who_was_about_to_add_them_is_led_there_too(client, child, social_worker) -> None:
    client.force_login(social_worker)
    kind = {"kind_of_record": "at_home", "team": social_worker.teams.get().pk}
    page = client.post(reverse("people:add"), WHO | kind).text
    assert f'<a href="{URL}?q=xanthippe+Quellmalz">Log it without opening the record</a>' in page


def test_it_is_logged_and_the_page_says_its_number_and_whom_to_ring(at_duty, child, duty, now) -> None:
    answer = at_duty.post(URL, WHO | FACTS)
    episode = Episode.objects.get()
    assert (episode.young_person, episode.logged_by, episode.category) == (child, duty, "missing")
    assert episode.started_at == now - timedelta(hours=13, minutes=45)
    assert episode.circumstances == "Black coat, over the fence"
    assert answer.url == LOGGED
    page = at_duty.get(LOGGED).text
    assert f"Logged as {episode.reference}" in page
    assert "The service manager and those named on the record are being told." in page
    assert "Ring Mo Keane on 01902 000001 now" in in_words(page)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [{"reference": "xq-7319"}, {"reference": "XQ-7319"} | WHO, WHO | {"first_name": "Zan", "last_name": "Quill"}],
)
def test_the_reference_is_enough_and_other_names_are_theirs_too(at_duty, child, typed) -> None:
    OtherNameFactory(young_person=child, name="Zan Quill")
    at_duty.post(URL, typed | FACTS)
    assert Episode.objects.get().young_person == child


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_name": "Xantippe"},
        {"date_of_birth": "4/2/2011"},
        {"first_name": "Quellmalz", "last_name": "Xanthippe"},
        {"started_at": "1 Jan 2011 9am"},
    ],
)
def test_what_does_not_fit_is_refused_in_one_answer(at_duty, child, wrong) -> None:
    refused(at_duty, WHO | FACTS | wrong)


def test_a_reference_that_belongs_to_another_name_is_refused_too(at_duty, child) -> None:
    refused(at_duty, WHO | FACTS | {"reference": "XQ-7320"}, field="reference")
    refused(at_duty, WHO | FACTS | {"reference": "XQ-7319", "last_name": "Else"}, field="reference")


def test_where_several_fit_none_is_guessed(at_duty, child) -> None:
    YoungPersonFactory(first_name="Xanthippe", last_name="Quellmalz", date_of_birth=BORN, is_restricted=True)
    refused(at_duty, WHO | FACTS)


def test_what_the_record_says_against_it_is_not_told(at_duty, child, now) -> None:
    """Neither that they died, nor that another episode of theirs lies there."""
    EpisodeFactory(young_person=child, started_at=now - timedelta(hours=5), returned=True)
    refused(at_duty, WHO | FACTS)
    YoungPerson.objects.filter(pk=child.pk).update(died_on=date(2026, 11, 1))
    refused(at_duty, WHO | FACTS)


def test_one_who_is_not_restricted_is_not_logged_there(at_duty, child) -> None:
    YoungPerson.objects.update(is_restricted=False)
    refused(at_duty, WHO | FACTS)


def test_who_sees_the_record_logs_it_on_the_record(client, child, service_manager) -> None:
    client.force_login(service_manager)
    refused(client, WHO | FACTS)


def test_what_is_wrong_in_itself_says_so_whether_somebody_fits_or_not(at_duty, child) -> None:
    too_early = FACTS | {"reported_to_police_at": "yesterday 20:00"}
    for who in (WHO, WHO | {"last_name": "Else"}):
        errors = at_duty.post(URL, who | too_early).context["form"].errors
        assert list(errors) == ["reported_to_police_at"]
        assert errors["reported_to_police_at"] == ["The police cannot have been told before it started."]


def test_half_a_name_asks_for_the_rest_beside_it(at_duty, child) -> None:
    errors = at_duty.post(URL, FACTS | {"first_name": "Xanthippe"}).context["form"].errors
    assert list(errors) == ["last_name", "date_of_birth"]
    assert "If you do not know the day, ring who is named above." in errors["date_of_birth"][0]
    errors = at_duty.post(URL, FACTS | {"date_of_birth": "32/2/11"}).context["form"].errors
    assert errors["first_name"] == ["Write their first name."]
    assert len(errors["date_of_birth"]) == 1


def test_who_is_missing_already_gets_it_into_the_log_unseen(at_duty, child, now) -> None:
    episode = EpisodeFactory(young_person=child, started_at=now - timedelta(hours=20), circumstances="Secret words")
    at_duty.post(URL, WHO | FACTS)
    assert Episode.objects.get() == episode
    assert episode.log.get().text == "Logged again: missing since 22 Nov 2026 22:15. Black coat, over the fence"
    page = at_duty.get(LOGGED).text
    assert f"Logged as {episode.reference}" in page
    assert "It was open already: what you wrote is in its log." in page
    assert "The service manager and those named on the record are being told now to read it." in page
    assert "Secret words" not in page


def test_word_of_a_child_who_is_missing_already_is_told_at_once_each_time(
    at_duty, child, service_manager, named, officer, social_worker, time_machine, now
) -> None:
    EpisodeFactory(young_person=child, started_at=now - timedelta(hours=20))
    raise_alerts()
    told = Alert.objects.filter(stage__kind="logged_again")
    assert not told.exists()
    for minutes in (1, 9):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        at_duty.post(URL, WHO | FACTS | {"circumstances": "Seen at the station with a man"})
        raise_alerts()
        standing = told.filter(stage__due_at=now + timedelta(minutes=minutes))
        assert {alert.user for alert in standing} == {service_manager, named}
    assert not OutgoingEmail.objects.filter(text__icontains="station").exists()


def test_of_a_record_that_is_not_restricted_the_log_is_enough(now, episode, social_worker, manager) -> None:
    add_to_log(actor=social_worker, episode=episode, kind=LogKind.NOTE, text=f"{LOGGED_AGAIN}missing since noon.")
    raise_alerts()
    assert not Alert.objects.filter(stage__kind="logged_again").exists()


def test_nothing_names_the_child_to_who_logged_it(at_duty, child, duty) -> None:
    OtherName.objects.create(young_person=child, name="Zan Quill", kind="alias")
    at_duty.post(URL, {"reference": "XQ-7319"} | FACTS)
    raise_alerts()
    episode = Episode.objects.get()
    pages = [LOGGED, "/", "/alerts/", "/missing-now/", "/episodes/new/", "/young-people/drafts/", "/account/me/", URL]
    pages += [f"/young-people/search/?q={name}" for name in ("quellmalz", "zan+quill")]
    for page in pages:
        text = at_duty.get(page).text.lower()
        assert "xanthippe" not in text, page
        assert child.get_absolute_url() not in text, page
        assert episode.get_absolute_url() not in text, page
    hidden = [
        episode.get_absolute_url(),
        f"{episode.get_absolute_url()}history/",
        f"{episode.get_absolute_url()}return/",
    ]
    for page in [*hidden, child.get_absolute_url(), f"{child.get_absolute_url()}open/"]:
        assert at_duty.get(page).status_code == 404, page
    assert not Episode.objects.visible_to(duty).exists()
    assert not YoungPerson.objects.visible_to(duty).exists()
    assert not Alert.objects.filter(user=duty).exists()


@pytest.mark.parametrize("later", [14, 24], ids=["at night", "at noon"])
def test_the_service_manager_and_who_is_named_are_told_and_nobody_else(
    at_duty, child, service_manager, named, officer, social_worker, time_machine, now, later
) -> None:
    time_machine.move_to(now + timedelta(hours=later), tick=False)
    at_duty.post(URL, WHO | FACTS)
    raise_alerts()
    assert {alert.user for alert in Alert.objects.filter(stage__kind="new_episode")} == {service_manager, named}
    assert not OutgoingEmail.objects.filter(text__icontains="quellmalz").exists()


def test_each_try_is_a_line_in_the_read_log_of_whom_it_is_like(at_duty, child, duty, caplog) -> None:
    at_duty.post(URL, WHO | FACTS | {"first_name": "Xantippe", "date_of_birth": "5/5/2012"})
    at_duty.post(URL, WHO | FACTS)
    lines = ReadLog.objects.filter(young_person=child)
    assert [(line.user, line.page) for line in lines] == [(duty, "missing:log_hidden")] * 2
    at_duty.post(URL, FACTS | {"first_name": "Bo", "last_name": "Ek", "date_of_birth": "5/5/2012"})
    assert ReadLog.objects.count() == 2
    assert (
        caplog.messages[-1]
        == f"user {duty.pk} typed who may be restricted on missing:log_hidden: 0 records are like it"
    )
    assert "Quellmalz" not in caplog.text


def test_what_is_typed_is_kept_and_is_not_put_to_another_name(at_duty, child) -> None:
    at_duty.post("/drafts/log_hidden:new/", WHO | FACTS)
    assert "Black coat, over the fence</textarea>" in at_duty.get(URL).text
    assert "Black coat" not in at_duty.get(f"{URL}?q=Orla+Byrne").text


def test_nothing_is_shown_before_something_was_logged(at_duty, child) -> None:
    assert at_duty.get(LOGGED).url == reverse("missing:log_episode")


def test_who_logs_no_episodes_has_no_such_page(client, analyst, child) -> None:
    client.force_login(analyst)
    assert client.get(URL).status_code == client.post(URL, WHO | FACTS).status_code == 403
    assert client.get(LOGGED).status_code == 403
    assert not Episode.objects.exists()


def test_the_pages_keep_to_their_queries(at_duty, child, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        at_duty.get(URL)
    with django_assert_max_num_queries(12):
        at_duty.post(URL, FACTS | WHO | {"first_name": "Else"})
    at_duty.post(URL, FACTS | WHO)
    with django_assert_max_num_queries(12):
        at_duty.get(LOGGED)
