"""Every page of the room: closed to others, and at most twelve queries whatever the rows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import EpisodeFactory, ReturnInterviewFactory, YoungPersonFactory

ADDRESSES = [
    ("missing:episode", "E2"),
    ("missing:return", "E2"),
    ("missing:police", "E2"),
    ("missing:episode_history", "E2"),
    ("missing:interview", "E2"),
    ("missing:complete", "E2"),
    ("missing:close", "E2"),
    ("missing:contact", "E2"),
    ("missing:hand_over", "E2"),
]


@pytest.mark.parametrize(("name", "reference"), ADDRESSES)
def test_another_teams_worker_finds_nothing_and_no_role_is_refused(
    client, social_worker, other_worker, analyst, interview, name, reference
):
    address = reverse(name, args=[reference])
    client.force_login(social_worker)
    assert client.get(address).status_code == 200
    client.force_login(other_worker)
    assert client.get(address).status_code == 404
    client.force_login(analyst)
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).url.startswith("/account/login/")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("missing:now", []),
        ("missing:queue", []),
        ("missing:log_episode", []),
        *[(name, [ref]) for name, ref in ADDRESSES],
    ],
)
def test_a_page_takes_twelve_queries_whatever_the_rows(
    client, now, officer, interview, django_assert_max_num_queries, name, args
):
    for number in range(12):
        someone = YoungPersonFactory()
        back = EpisodeFactory(young_person=someone, started_at=now - timedelta(hours=40), returned=True)
        waiting = ReturnInterviewFactory(episode=back, outcome="" if number % 2 else "declined")
        waiting.offers.create(offered_at=now, method="phone", response="thinking", by=officer, recorded_at=now)
        EpisodeFactory(young_person=someone, started_at=now - timedelta(hours=3)).log.create(
            text="Seen", at=now, by=officer, recorded_at=now
        )
    client.force_login(officer)
    with django_assert_max_num_queries(12):
        assert client.get(reverse(name, args=args)).status_code == 200


def test_what_is_told_from_now_is_written_out_beside_its_answer(client, now, officer):
    client.force_login(officer)
    address = reverse("missing:understood_time")
    answer = client.get(address, {"at": "an hour ago"}).text
    assert 'data-typed="an hour ago" data-means="about 23 Nov 2026 11:00"' in answer
    assert "data-means" not in client.get(address, {"at": "10:00"}).text


def test_a_typed_time_is_said_as_it_is_understood(client, now, officer):
    client.force_login(officer)
    address = reverse("missing:understood_time")
    for typed, words in (
        ("fri 7pm", "Fri 20 Nov, 19:00"),
        ("1 Dec 2027 10:00", "has not come yet"),
        ("1 Dec 2027 10:00", '<span class="understood--not">That is in the future: Wed 1 Dec 2027, 10:00'),
        ("x", '<span class="understood--not">“x” is not a time'),
        ("23:00", '<span class="understood--not">23:00 today has not come yet.'),
        ("about 23:00", "write about yesterday 23:00."),
        ("half an hour ago", "About today 11:30"),
    ):
        assert words in client.get(address, {"started_at": typed}).text
    assert "understood--not" not in client.get(address, {"started_at": "fri 7pm"}).text
    assert client.get(address).text.strip() == ""


@pytest.mark.parametrize("name", ["understood_time", "understood_start"])
def test_a_slip_of_a_day_is_said_while_it_is_typed_and_no_other_year_is_shown(client, now, officer, name):
    client.force_login(officer)
    said = client.get(reverse(f"missing:{name}"), {"at": "24 Nov 03:00"}).text
    assert '<span class="understood--not">Today is 23 Nov. 24 Nov has not come yet. If it was in 2025' in said


def test_a_start_of_long_ago_is_asked_about_while_it_is_typed_and_when_it_is_sent(client, now, manager, episode):
    client.force_login(manager)
    words = "3 Jan was 324 days ago. If that is right, write the year too: 3 Jan 2026."
    assert words in client.get(reverse("missing:understood_start"), {"started_at": "3 Jan 10:00"}).text
    for name, args, sent in (
        ("missing:correct", [episode.reference], {"reason": "Known since"}),
        ("missing:log_episode_for", [episode.young_person.reference], {"category": "missing"}),
    ):
        address = reverse(name, args=args)
        page = client.get(address).text
        assert f'hx-get="{reverse("missing:understood_start")}"' in page
        assert words in client.post(address, sent | {"started_at": "3 Jan 10:00"}).text
    correction = {"started_at": "3 Jan 2026 10:00", "reason": "Known since"}
    assert client.post(reverse("missing:correct", args=[episode.reference]), correction).status_code == 302
