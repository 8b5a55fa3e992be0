"""Two records made one while by one of them the child is missing now: nobody takes them off the list unawares."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.rules import Role
from missing.actions import ask_for_discussion, record_found, record_return, report_missing, void_episode
from missing.codes import Category
from missing.models import Episode, StrategyDiscussion
from people.merging import KEPT, MERGED
from people.models import YoungPerson
from tests.factories import EpisodeFactory, UserFactory, YoungPersonFactory
from tests.said import said

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
WHY = {"reason_given": "The same birthday and school"}


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])


@pytest.fixture
def twice(team) -> YoungPerson:
    return YoungPersonFactory(first_name="Jude", last_name="Farow", team=team, reference="YP777")


@pytest.fixture
def out(now, social_worker, young_person, twice) -> tuple[Episode, Episode]:
    """By the one record they are back since two hours ago, by the other missing for six."""
    gone = {"actor": social_worker, "category": Category.MISSING}
    first = report_missing(young_person=young_person, started_at=now - 8 * HOUR, **gone)
    second = report_missing(young_person=twice, started_at=now - 6 * HOUR, **gone)
    record_return(actor=social_worker, episode=first, returned_at=now - 2 * HOUR)
    return first, second


def test_that_they_leave_the_list_is_read_first_and_said_after(client, manager, young_person, twice, out) -> None:
    back, missing = out
    client.force_login(manager)
    address = reverse("people:merge_with", args=[young_person.reference, "YP777"])
    words = f"By {missing} they are on record as missing now. If {back} stands, they leave “Missing now”."
    shown = client.get(address)
    assert shown.text.count(words) == 1
    (clash,) = shown.context["form"].clashes
    refused = client.post(address, WHY | {clash.key: KEPT})
    assert refused.context["form"].errors == {f"{clash.key}-known": [f"{words} Say that you have read it."]}
    assert WHY["reason_given"] in refused.text
    assert Episode.objects.missing_now().get() == missing
    page = client.post(address, WHY | {clash.key: KEPT, f"{clash.key}-known": "on"}, follow=True)
    assert f"As you chose: {words}" in said(page)
    assert not Episode.objects.missing_now().exists()


def test_where_they_stay_on_it_nothing_is_to_be_read(client, manager, young_person, twice, out) -> None:
    client.force_login(manager)
    address = reverse("people:merge_with", args=[young_person.reference, "YP777"])
    (clash,) = client.get(address).context["form"].clashes
    page = client.post(address, WHY | {clash.key: MERGED}, follow=True)
    assert "As you chose" not in page.text
    assert Episode.objects.missing_now().get() == out[1]


def test_the_preview_costs_little(client, manager, young_person, twice, out, django_assert_max_num_queries) -> None:
    client.force_login(manager)
    address = reverse("people:merge_with", args=[young_person.reference, "YP777"])
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)


def brought(client, kept, merged) -> str:
    return " ".join(client.get(reverse("people:merge_with", args=[kept.reference, merged.reference])).text.split())


def test_the_preview_says_who_becomes_missing_and_for_how_long(
    client, now, manager, social_worker, young_person, twice
):
    episode = report_missing(
        actor=social_worker, young_person=twice, category=Category.MISSING, started_at=now - 6 * HOUR
    )
    client.force_login(manager)
    words = (
        f"YP777 is missing now, for 6 hours ({episode}). This moves too: {young_person.reference} becomes missing now."
    )
    assert words in brought(client, young_person, twice)
    assert "becomes" not in brought(client, twice, young_person), "they are missing already"
    other = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - HOUR
    )
    assert "becomes" not in brought(client, young_person, twice), "both are, and one of the two has to stand"
    void_episode(actor=social_worker, episode=other, reason="Logged twice")
    record_found(actor=social_worker, episode=episode, found_at=now - HOUR)
    words = f"YP777 is found and not yet back ({episode}). This moves too"
    assert words in brought(client, young_person, twice)
    record_return(actor=social_worker, episode=Episode.objects.get(pk=episode.pk), returned_at=now - HOUR)
    assert "This moves too" not in brought(client, young_person, twice)


@pytest.mark.parametrize("keeps_jude", [True, False])
def test_the_preview_says_what_discussion_falls_due(
    client, now, manager, social_worker, young_person, twice, keeps_jude
) -> None:
    for person, days in ((young_person, 3), (twice, 9)):
        EpisodeFactory(young_person=person, started_at=now - days * 24 * HOUR, returned=True)
    episode = report_missing(
        actor=social_worker, young_person=twice, category=Category.MISSING, started_at=now - 6 * HOUR
    )
    assert not StrategyDiscussion.objects.exists()
    client.force_login(manager)
    kept, merged = (young_person, twice) if keeps_jude else (twice, young_person)
    words = f"A strategy discussion falls due by it: Missing 3 times in 30 days, last in {episode}."
    assert words in brought(client, kept, merged)
    assert not StrategyDiscussion.objects.exists(), "it is said alone"
    client.post(reverse("people:merge_with", args=[kept.reference, merged.reference]), WHY)
    assert StrategyDiscussion.objects.get().triggers.get().grounds in words


def test_the_preview_promises_no_discussion_that_is_due_already_or_not_due(
    client, now, manager, social_worker, young_person, twice
) -> None:
    gone = {"actor": social_worker, "category": Category.MISSING, "started_at": now - 6 * HOUR}
    client.force_login(manager)
    report_missing(young_person=twice, **gone)
    assert "falls due" not in brought(client, young_person, twice)
    for days in (3, 9):
        EpisodeFactory(young_person=young_person, started_at=now - days * 24 * HOUR, returned=True)
    assert "falls due" in brought(client, young_person, twice)
    ask_for_discussion(actor=manager, young_person=young_person, reason="He told a friend where he sleeps")
    assert "falls due" not in brought(client, young_person, twice)


def test_the_preview_costs_little_where_a_discussion_falls_due(
    client, now, manager, social_worker, young_person, twice, django_assert_max_num_queries
) -> None:
    for person, days in ((young_person, 3), (twice, 9)):
        EpisodeFactory(young_person=person, started_at=now - days * 24 * HOUR, returned=True)
    report_missing(actor=social_worker, young_person=twice, category=Category.MISSING, started_at=now - 6 * HOUR)
    client.force_login(manager)
    assert "falls due" in brought(client, young_person, twice)
    with django_assert_max_num_queries(12):
        brought(client, young_person, twice)
