"""On the night that the clocks go back every time of that hour says which of the two it is."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from missing.actions import change_police_facts, record_found, record_return, record_told, report_missing
from missing.log_words import all_in_words
from missing.models import Episode
from people.days import plain_time, time_on_record

FIRST = datetime(2026, 10, 25, 0, 40, tzinfo=UTC)
SECOND = FIRST + timedelta(hours=1)
NOW = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_the_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def went(client, social_worker, young_person) -> Episode:
    """Missing since the evening before; the police were told in the first of the two hours."""
    client.force_login(social_worker)
    return report_missing(
        actor=social_worker,
        young_person=young_person,
        category="missing",
        started_at=NOW - timedelta(hours=13),
        reported_to_police_at=FIRST,
    )


def as_shown(page) -> dict[str, str]:
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_in_words_it_says_which(db) -> None:
    assert plain_time(FIRST) == "Today, 01:40 BST"
    assert time_on_record(SECOND) == "25 October 2026 at 01:40 GMT"
    facts = {"category": "missing", "started_at": FIRST, "started_is_approximate": True, "circumstances": ""}
    facts |= {"reported_by": "", "reported_to_police_at": None, "police_told_is_approximate": False}
    words = all_in_words(facts | {"police_reference": "", "police_risk": "not_recorded"})
    assert words == "Logged again: missing since about 25 Oct 2026 01:40 BST."


def test_the_risk_is_set_without_mending_when_the_police_were_told(client, went) -> None:
    url = reverse("missing:police", args=[went.reference])
    typed = as_shown(client.get(url))
    assert typed["reported_to_police_at"] == "25 Oct 2026 01:40 BST"
    assert client.post(url, typed | {"police_risk": "high"}).status_code == 302
    went.refresh_from_db()
    assert (went.police_risk, went.reported_to_police_at) == ("high", FIRST)


def test_times_and_ending_come_back_as_they_were_filled_in(client, social_worker, went) -> None:
    record_return(actor=social_worker, episode=went, returned_at=SECOND)
    url = reverse("missing:correct", args=[went.reference])
    typed = as_shown(client.get(url))
    assert typed["returned_at"] == "25 Oct 2026 01:40 GMT"
    assert client.post(url, typed | {"started_at": "24 Oct 2026 20:30", "reason": "Misread"}).status_code == 302
    url = reverse("missing:correct_ending", args=[went.reference])
    typed = as_shown(client.get(url))
    assert "Nothing was changed" in client.post(url, typed | {"reason": "x"}).text
    assert client.post(url, typed | {"note": "By taxi", "reason": "Misread"}).status_code == 302
    went.refresh_from_db()
    assert went.returned_at == SECOND


def test_who_was_found_then_comes_back(client, social_worker, went) -> None:
    record_found(actor=social_worker, episode=went, found_at=SECOND)
    url = reverse("missing:return", args=[went.reference])
    typed = as_shown(client.get(url)) | {"how": "returned", "returned_at": "08:00"}
    assert client.post(url, typed).status_code == 302
    went.refresh_from_db()
    assert went.found_at == SECOND


def test_who_was_told_then_is_mended(client, social_worker, went) -> None:
    told = record_told(
        actor=social_worker, episode=went, of="went_missing", recipients=["school"], told_at=SECOND, how="phone"
    )[0]
    typed = as_shown(client.get(told.get_absolute_url()))
    assert client.post(told.get_absolute_url(), typed | {"note": "The head"}).status_code == 302
    told.refresh_from_db()
    assert (told.told_at, told.note) == (SECOND, "The head")


def test_the_log_says_which(client, social_worker, went) -> None:
    change_police_facts(
        actor=social_worker, episode=went, police_risk="low", reported_to_police_at=SECOND, reason="The second time"
    )
    assert "25 October 2026 at 01:40 BST to 25 October 2026 at 01:40 GMT." in client.get(went.get_absolute_url()).text
