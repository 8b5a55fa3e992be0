"""Two went together, one came back and has gone again: who looks for either is told of both."""

from datetime import timedelta

import pytest
from django.urls import reverse

from missing.actions import record_return, report_gone_again, report_missing, report_together
from missing.codes import Category
from missing.models import Episode
from people.models import YoungPerson
from tests.factories import YoungPersonFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def friend(team) -> YoungPerson:
    return YoungPersonFactory(first_name="Jay", last_name="Cole", team=team)


@pytest.fixture
def went(now, social_worker, young_person, friend) -> Episode:
    """His, who is still gone; hers is linked to it."""
    gone = {"category": Category.MISSING, "started_at": now - 5 * HOUR}
    return report_together(actor=social_worker, young_person=young_person, others=[friend], **gone).episode


def again(now, actor, person, **facts) -> Episode:
    gone = {"category": Category.MISSING, "started_at": now - HOUR, "came_back_at": now - 2 * HOUR}
    return report_gone_again(actor=actor, young_person=person, **gone | facts)


def cards(client, episode: Episode) -> list[tuple[str, str, str]]:
    rows = client.get(episode.get_absolute_url()).context["gone_with"]
    return [(row["label"], row["value"], row["note"]) for row in rows]


def missing_with(client, person: YoungPerson) -> list[str]:
    facts = client.get(reverse("missing:for_police", args=[person.reference])).context["missing_facts"]
    return [fact["value"] for fact in facts if fact["label"] == "Missing with"]


def test_the_tie_goes_on_with_who_went_again(client, now, social_worker, young_person, friend, went) -> None:
    new = again(now, social_worker, friend)
    client.force_login(social_worker)
    assert cards(client, went) == [("Jay Cole", new.reference, "Missing again since today 11:00")]
    assert cards(client, new) == [("Jude Farrow", went.reference, "Not ended yet")]
    since = "missing again since Mon 23 Nov 2026, 11:00"
    assert missing_with(client, young_person) == [f"Jay Cole ({friend.reference}, {since})"]
    assert missing_with(client, friend) == [f"Jude Farrow ({young_person.reference})"]


def test_the_one_that_is_over_names_who_was_gone_then(client, now, social_worker, young_person, friend, went) -> None:
    (before,) = Episode.objects.filter(young_person=friend)
    again(now, social_worker, friend)
    client.force_login(social_worker)
    assert cards(client, before) == [("Jude Farrow", went.reference, "Not ended yet")]
    record_return(actor=social_worker, episode=went, returned_at=now - 3 * HOUR)
    assert cards(client, went) == [("Jay Cole", before.reference, "")]


def test_who_was_logged_anew_is_not_said_to_be_back(client, now, social_worker, young_person, friend, went) -> None:
    (before,) = Episode.objects.filter(young_person=friend)
    record_return(actor=social_worker, episode=before, returned_at=now - 2 * HOUR)
    client.force_login(social_worker)
    assert missing_with(client, young_person) == [f"Jay Cole ({friend.reference}, back)"]
    away = {"category": Category.AWAY, "started_at": now - HOUR, "started_is_approximate": True}
    new = report_missing(actor=social_worker, young_person=friend, **away)
    since = "gone again since about Mon 23 Nov 2026, 11:00"
    assert missing_with(client, young_person) == [f"Jay Cole ({friend.reference}, {since})"]
    assert cards(client, went) == [("Jay Cole", new.reference, "Gone again since about today 11:00")]


def test_once_all_are_back_the_next_is_a_going_of_its_own(now, social_worker, young_person, friend, went) -> None:
    record_return(actor=social_worker, episode=went, returned_at=now - 3 * HOUR)
    assert again(now, social_worker, friend).together_with is None


def test_of_both_who_went_again_each_names_the_other_once(client, now, social_worker, young_person, friend, went):
    gone = {"category": Category.MISSING, "started_at": now - HOUR, "came_back_at": now - 2 * HOUR}
    logged = report_together(actor=social_worker, young_person=young_person, others=[friend], **gone)
    client.force_login(social_worker)
    (hers,) = logged.others
    assert [row[:2] for row in cards(client, logged.episode)] == [("Jay Cole", hers.reference)]
    assert [row[:2] for row in cards(client, hers)] == [("Jude Farrow", logged.episode.reference)]
