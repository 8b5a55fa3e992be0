"""A missed curfew ends with a short note; an interview follows when somebody asks for it, or after many."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.access import ActionRefused
from alerts.actions import raise_alerts
from alerts.models import AlertStage
from missing.actions import ask_for_interview, record_death, record_return
from missing.codes import Category, EndedHow
from missing.models import Episode, ReturnInterview
from missing.queue import counts
from tests.factories import EpisodeFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def late(now, young_person) -> Episode:
    return EpisodeFactory(
        young_person=young_person, category=Category.CURFEW, started_at=now - 20 * HOUR, reference="C1"
    )


def curfews(young_person, *days_before) -> None:
    for start in days_before:
        EpisodeFactory(young_person=young_person, category=Category.CURFEW, started_at=start, returned=True)


def test_there_is_none_by_itself(now, social_worker, late) -> None:
    assert record_return(actor=social_worker, episode=late, returned_at=now - 18 * HOUR, note="Missed the bus") is None


def test_it_ends_with_a_short_note_through_whichever_door(now, social_worker, late) -> None:
    for note in ("", " "):
        with pytest.raises(
            ActionRefused, match=r"^Write a short note: why they were late, and how they are"
        ) as refusal:
            record_return(actor=social_worker, episode=late, returned_at=now, note=note)
        assert refusal.value.field == "note"
    record_death(actor=social_worker, young_person=late.young_person, died_on=now.date(), found_at=now)
    late.refresh_from_db()
    assert late.ended_how == EndedHow.DIED


def test_another_way_says_how_it_ended(now, social_worker, episode) -> None:
    about = {"actor": social_worker, "episode": episode, "ended_how": EndedHow.OTHER, "found_at": now}
    with pytest.raises(ActionRefused, match=r"^Write how it ended") as refusal:
        record_return(**about)
    assert refusal.value.field == "note"
    record_return(**about, note="Left the country with her aunt")


@pytest.mark.parametrize(
    ("days_before", "limit", "opens"),
    [((3, 29), 3, True), ((3,), 3, False), ((3, 31), 3, False), ((3, 29), 0, False), ((), 1, True)],
)
def test_many_in_30_days_open_one(now, social_worker, young_person, late, settings, days_before, limit, opens) -> None:
    settings.CURFEWS_BEFORE_INTERVIEW = limit
    curfews(young_person, *(late.started_at - days * DAY for days in days_before))
    interview = record_return(actor=social_worker, episode=late, returned_at=now - 18 * HOUR, note="Missed the bus")
    assert (interview is not None) is opens
    if interview and len(days_before) == 2:
        assert interview.asked_for_by == "3 missed curfews in 30 days"


def test_somebody_asks_for_one(now, social_worker, officer, late) -> None:
    record_return(actor=social_worker, episode=late, returned_at=now - 18 * HOUR, note="Missed the bus")
    interview = ask_for_interview(
        actor=social_worker, episode=late, asked_for_by="Jude himself", why="Wants to talk about the home"
    )
    assert interview.due_at == now + 54 * HOUR
    assert counts(officer, now)["all"] == 1
    line = late.log.get()
    assert line.text == "An interview was asked for by Jude himself. Wants to talk about the home"
    assert not Episode.objects.counted_as_missing().exists()


def test_nothing_that_was_due_before_it_was_asked_for_raises_an_alert(now, social_worker, late) -> None:
    record_return(actor=social_worker, episode=late, returned_at=now - 18 * HOUR, note="Missed the bus")
    ask_for_interview(actor=social_worker, episode=late, asked_for_by="Ann, her carer", at=now + 60 * HOUR)
    raise_alerts(at=now + 61 * HOUR)
    assert not AlertStage.objects.filter(kind="interview").exists()
    raise_alerts(at=now + 80 * HOUR)
    assert AlertStage.objects.get(kind="interview").stage == "overdue_24"


def test_a_refusal_says_why(now, social_worker, analyst, late) -> None:
    with pytest.raises(ActionRefused, match="not back yet"):
        ask_for_interview(actor=social_worker, episode=late, asked_for_by="Jude")
    record_return(actor=social_worker, episode=late, returned_at=now, note="Missed the bus")
    with pytest.raises(ActionRefused, match="Write who asked for it") as refusal:
        ask_for_interview(actor=social_worker, episode=late, asked_for_by=" ")
    assert refusal.value.field == "asked_for_by"
    ask_for_interview(actor=social_worker, episode=late, asked_for_by="Jude")
    with pytest.raises(ActionRefused, match="There is an interview after this already"):
        ask_for_interview(actor=social_worker, episode=late, asked_for_by="Jude")
    with pytest.raises(PermissionDenied):
        ask_for_interview(actor=analyst, episode=late, asked_for_by="Jude")


class TestPages:
    def test_it_ends_with_a_short_note(self, client, now, social_worker, late) -> None:
        client.force_login(social_worker)
        url = reverse("missing:return", args=["C1"])
        assert "A short note" in client.get(url).text
        page = client.post(url, {"how": "returned", "returned_at": "09:00"}).text
        assert "Write a short note: why they were late" in page
        saved = client.post(
            url, {"how": "returned", "returned_at": "09:00", "note": "Missed the bus"}, follow=True
        ).text
        assert "Return recorded." in saved
        assert "The interview is in the queue" not in saved
        assert "Missed the bus" in saved

    def test_the_button_asks_for_an_interview(self, client, now, social_worker, late) -> None:
        record_return(actor=social_worker, episode=late, returned_at=now, note="Missed the bus")
        client.force_login(social_worker)
        url = reverse("missing:ask_for_interview", args=["C1"])
        assert f'href="{url}"' in client.get(late.get_absolute_url()).text
        refused = client.post(url, {"why": "To talk about the home"}).text
        assert "Write who asks for it." in refused
        assert "To talk about the home" in refused
        assert "The interview is in the queue." in client.post(url, {"asked_for_by": "Jude"}, follow=True).text
        interview = ReturnInterview.objects.get()
        assert "Asked for by" in client.get(interview.get_absolute_url()).text
        assert url not in client.get(late.get_absolute_url()).text

    def test_others_may_not(self, client, now, analyst, late) -> None:
        client.force_login(analyst)
        assert client.get(reverse("missing:ask_for_interview", args=["C1"])).status_code == 403
