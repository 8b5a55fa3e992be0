"""Nobody becomes missing after they were found or back, whichever of the two times is written down last."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.access import ActionRefused
from missing.actions import (
    correct_ending,
    correct_times,
    merge_episodes,
    now_missing,
    record_found,
    record_return,
    report_gone_again,
    report_missing,
)
from missing.codes import Category, EndedHow
from missing.models import Episode
from tests.case_files import take_in, why, write_files
from tests.factories import EpisodeFactory

HOUR = timedelta(hours=1)
WORDS = (
    "They became missing later than this, {}. Correct since when first; or if they never were missing, say so under "
    "“Change what this is”."
)


@pytest.fixture
def away(now, social_worker, young_person) -> Episode:
    """Away for 20 hours, and missing for the last 5 of them: since 07:00."""
    away = report_missing(
        actor=social_worker, young_person=young_person, category=Category.AWAY, started_at=now - 20 * HOUR
    )
    return now_missing(actor=social_worker, episode=away, since=now - 5 * HOUR)


@pytest.fixture
def back(now, social_worker, away) -> Episode:
    record_return(actor=social_worker, episode=away, returned_at=now - HOUR)
    return Episode.objects.get(pk=away.pk)


def refused(action, field: str, became: str = "today 07:00", **facts) -> None:
    with pytest.raises(ActionRefused) as refusal:
        action(**facts)
    assert (refusal.value.message, refusal.value.field) == (WORDS.format(became), field)


def test_back_before_they_became_missing(now, social_worker, away) -> None:
    refused(record_return, "returned_at", actor=social_worker, episode=away, returned_at=now - 8 * HOUR)
    away.refresh_from_db()
    assert away.is_open


def test_found_before_they_became_missing(now, social_worker, away) -> None:
    refused(record_found, "found_at", actor=social_worker, episode=away, found_at=now - 6 * HOUR)
    ending = {"ended_how": EndedHow.CUSTODY, "found_at": now - 6 * HOUR}
    refused(record_return, "found_at", actor=social_worker, episode=away, **ending)


def test_at_the_very_instant_it_may_be(now, social_worker, away) -> None:
    record_found(actor=social_worker, episode=away, found_at=now - 5 * HOUR)
    assert away in Episode.objects.not_yet_back()


def test_gone_again_says_it_beside_when_they_came_back(now, social_worker, young_person, away) -> None:
    facts = {"young_person": young_person, "category": Category.MISSING, "started_at": now - HOUR}
    refused(report_gone_again, "came_back_at", actor=social_worker, came_back_at=now - 8 * HOUR, **facts)


def test_an_end_that_is_corrected(now, social_worker, back) -> None:
    facts = {"actor": social_worker, "episode": back, "reason": "Misread"}
    refused(correct_times, "returned_at", **facts, started_at=back.started_at, returned_at=now - 8 * HOUR)
    refused(correct_ending, "found_at", **facts, ended_how=EndedHow.CUSTODY, found_at=now - 9 * HOUR)
    correct_times(**facts, started_at=back.started_at, missing_from=now - 9 * HOUR, returned_at=now - 8 * HOUR)


def test_two_made_one(now, social_worker, young_person, back) -> None:
    earlier = EpisodeFactory(young_person=young_person, started_at=now - 40 * HOUR, returned_at=now - 30 * HOUR)
    Episode.objects.filter(pk=earlier.pk).update(category=Category.AWAY, missing_from=None)
    earlier.refresh_from_db()
    facts = {"kept": back, "merged": earlier, "start": "merged", "end": "merged", "reason": "The same"}
    refused(merge_episodes, "returned_at", actor=social_worker, **facts)


def test_the_page_of_the_return_says_it_beside_the_time(client, social_worker, away) -> None:
    client.force_login(social_worker)
    url = reverse("missing:return", args=[away.reference])
    page = client.post(url, {"how": "returned", "returned_at": "04:00", "note": "By taxi"})
    assert WORDS.format("today 07:00") in page.text
    assert 'id="id_returned_at_error"' in page.text
    assert "By taxi</textarea>" in page.text


def test_an_approximate_time_is_called_so(now, social_worker, away) -> None:
    Episode.objects.update(missing_from_is_approximate=True)
    facts = {"actor": social_worker, "episode": away, "returned_at": now - 8 * HOUR}
    refused(record_return, "returned_at", became="about today 07:00", **facts)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"returned_at": 8, "end_recorded_at": 0}, "episode_missing_from_its_end_or_earlier"),
        ({"category": Category.AWAY, "missing_from": None, "missing_from_is_approximate": True}, "about_a_time"),
    ],
)
def test_the_database_holds_it(now, away, facts, constraint) -> None:
    values = {name: now - value * HOUR if type(value) is int else value for name, value in facts.items()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Episode.objects.filter(pk=away.pk).update(**values)


def test_a_case_file_is_refused_the_same(tmp_path, now, away) -> None:
    row = f"{away.reference},{away.young_person.reference},missing,2026-11-22T16:00:00Z"
    header = "episode_reference,reference,category,missing_from,returned_at"
    file = write_files(tmp_path, episodes=f"{header}\n{row},2026-11-23T04:00:00Z")
    assert take_in(file).status == 1
    assert "By the record here they became missing later than this." in why(2, "episodes")
    assert take_in(write_files(tmp_path, episodes=f"{header}\n{row},2026-11-23T08:00:00Z")).status == 0
    away.refresh_from_db()
    assert (away.missing_from, away.ended_at) == (now - 5 * HOUR, now - 4 * HOUR)
