"""What the police say: changed freely while it is new; when they were told is a figure, and changes with a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from missing.actions import change_police_facts
from missing.codes import LogKind, PoliceRisk
from missing.models import Episode, ReturnInterview
from tests.factories import put_declined

HOUR = timedelta(hours=1)


@pytest.fixture
def told(now, episode) -> Episode:
    """The police were told 19 hours ago, and some seconds."""
    told_at = now - 19 * HOUR + timedelta(seconds=17)
    Episode.objects.update(reported_to_police_at=told_at, police_risk=PoliceRisk.LOW)
    return Episode.objects.get()


def change(actor, episode, **facts) -> Episode:
    known = {"police_risk": episode.police_risk, "reported_to_police_at": episode.reported_to_police_at}
    return change_police_facts(actor=actor, episode=episode, **known | facts)


def test_the_first_time_needs_no_reason(now, social_worker, episode) -> None:
    change(social_worker, episode, reported_to_police_at=now - HOUR)
    assert Episode.objects.get().reported_to_police_at == now - HOUR
    assert not episode.log.exists()


def test_another_time_needs_one_and_is_a_line_of_the_log(now, social_worker, told) -> None:
    for changes in ({"reported_to_police_at": now - HOUR}, {"reported_to_police_at": None}):
        with pytest.raises(ActionRefused, match="Write why the time that the police were told is changed") as refusal:
            change(social_worker, told, **changes)
        assert refusal.value.field == "reason"
    change(social_worker, told, reported_to_police_at=now - HOUR, reason="Their log says so")
    line = told.log.get(kind=LogKind.CORRECTED)
    words = "Police told: 22 November 2026 at 17:00 to 23 November 2026 at 11:00. Their log says so"
    assert (line.text, line.by) == (words, social_worker)


def test_that_it_is_not_exact_is_a_change_too(now, social_worker, told) -> None:
    change(social_worker, told, police_told_is_approximate=True, reason="Nobody knows")
    line = told.log.get().text
    assert line == "Police told: 22 November 2026 at 17:00 to about 22 November 2026 at 17:00. Nobody knows"
    change(social_worker, told, reported_to_police_at=None, reason="It was another child")
    assert "to not on record. It was another child" in told.log.first().text


def test_the_risk_alone_needs_none(now, social_worker, told) -> None:
    change(social_worker, told, police_risk=PoliceRisk.MEDIUM)
    assert told.log.get().text == "Police risk: Low to Medium."


@pytest.mark.parametrize(("hours", "words"), [(21, "before it started"), (-1, "has not come yet")])
def test_what_cannot_be_is_refused(now, social_worker, episode, hours, words) -> None:
    with pytest.raises(ActionRefused, match=words) as refusal:
        change(social_worker, episode, reported_to_police_at=now - hours * HOUR)
    assert refusal.value.field == "reported_to_police_at"


def test_before_the_start_where_one_is_not_exact(now, social_worker, episode) -> None:
    change(social_worker, episode, reported_to_police_at=now - 21 * HOUR, police_told_is_approximate=True)
    assert Episode.objects.get().police_told_is_approximate
    with pytest.raises(ActionRefused, match="may cross by an hour") as refusal:
        change(
            social_worker, episode, reported_to_police_at=now - 22 * HOUR, police_told_is_approximate=True, reason="X"
        )
    assert refusal.value.field == "reported_to_police_at"


def test_once_the_interview_is_closed_only_who_answers_for_the_figures(
    client, now, social_worker, officer, interview
) -> None:
    put_declined(ReturnInterview.objects.all(), now)
    episode = Episode.objects.get()
    with pytest.raises(ActionRefused, match="a manager or the Missing Returns Officer"):
        change(social_worker, episode, police_risk=PoliceRisk.HIGH)
    client.force_login(social_worker)
    assert client.get(reverse("missing:police", args=["E2"])).status_code == 403
    change(officer, episode, police_risk=PoliceRisk.LOW)


def test_the_page_asks_why_and_leaves_the_seconds(client, now, social_worker, told) -> None:
    client.force_login(social_worker)
    url = reverse("missing:police", args=["E1"])
    page = client.get(url)
    assert "If you change when they were told: why?" in page.text
    as_shown = {name: page.context["form"][name].value() for name in ("police_risk", "reported_to_police_at")}
    client.post(url, as_shown | {"police_reference": "WM-7"})
    assert Episode.objects.get().reported_to_police_at == told.reported_to_police_at
    refused = client.post(url, as_shown | {"reported_to_police_at": "11:00", "note": "They rang"}).text
    assert "Write why the time that the police were told is changed." in refused
    assert "They rang" in refused
    client.post(url, as_shown | {"reported_to_police_at": "11:00", "reason": "Their log"})
    assert Episode.objects.get().reported_to_police_at == now - HOUR
