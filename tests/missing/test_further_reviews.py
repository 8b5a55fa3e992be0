"""A review that is held long before its time is one more: the one that is planned stays due, and its alerts stand."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from accounts.work import work_of
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import plan_long_reviews, record_found, record_long_review
from missing.models import Episode, LongReview
from tests.factories import EpisodeFactory, UserFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def manager(team) -> User:
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


@pytest.fixture
def head(team) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Yasmin Qureshi")


@pytest.fixture
def day_old(now, young_person) -> Episode:
    """Missing for 26 hours, so that the 72-hour review is due in 46."""
    return EpisodeFactory(young_person=young_person, started_at=now - 26 * HOUR, reference="E26")


def standing(kind: str = "long_review") -> int:
    return Alert.objects.standing().filter(stage__kind=kind).count()


def test_what_is_planned_stays_due_and_is_told_of_as_before(now, manager, day_old) -> None:
    further = record_long_review(actor=manager, episode=day_old, held_at=now, decided="Looked at the risk.", at=now)
    assert (further.number, further.due_at, str(further)) == (None, None, "Further review")
    planned = LongReview.objects.to_hold().get()
    assert (planned.number, planned.due_at) == (1, day_old.started_at + 72 * HOUR)
    assert plan_long_reviews(now + HOUR) == 0
    raise_alerts(at=now + 46 * HOUR)
    assert standing() == 1


@pytest.mark.parametrize(("hours_before", "number"), [(12, 1), (12.1, None)])
def test_from_twelve_hours_before_its_time_it_is_that_one(now, manager, young_person, hours_before, number) -> None:
    episode = EpisodeFactory(young_person=young_person, started_at=now - (72 - hours_before) * HOUR)
    raise_alerts(at=now)
    assert standing() == 1, "due within 24 hours"
    held = record_long_review(actor=manager, episode=episode, held_at=now, decided="So.", at=now)
    assert held.number == number
    assert LongReview.objects.to_hold().get().number == (2 if number else 1)
    assert standing() == (0 if number else 1)


def test_when_it_was_held_counts_not_when_it_was_typed(now, manager, day_old) -> None:
    later = now + 47 * HOUR
    typed = record_long_review(actor=manager, episode=day_old, held_at=now, decided="So.", at=later)
    assert typed.number is None
    assert LongReview.objects.to_hold().get().number == 1


def test_it_settles_nothing_that_falls_due_later(now, manager, day_old) -> None:
    record_long_review(actor=manager, episode=day_old, held_at=now, decided="One.", at=now)
    record_long_review(actor=manager, episode=day_old, held_at=now + HOUR, decided="Two.", at=now + HOUR)
    in_time = now + 45 * HOUR
    held = record_long_review(actor=manager, episode=day_old, held_at=in_time, decided="Three.", at=in_time)
    assert held.number == 1
    assert LongReview.objects.to_hold().get().number == 2
    early = record_long_review(actor=manager, episode=day_old, held_at=in_time, decided="Four.", at=in_time)
    assert early.number is None, "the 7-day review is days away"


def test_who_holds_the_next_may_be_named_with_it(now, manager, head, day_old) -> None:
    record_long_review(actor=manager, episode=day_old, held_at=now, decided="So.", next_manager=head, at=now)
    assert LongReview.objects.to_hold().get().manager == head
    record_long_review(actor=manager, episode=day_old, held_at=now, decided="So.", at=now)
    assert LongReview.objects.to_hold().get().manager == head


def test_one_of_who_was_found_leaves_what_lapsed_as_it_was(now, manager, social_worker, day_old) -> None:
    plan_long_reviews(now)
    record_found(actor=social_worker, episode=day_old, found_at=now - HOUR)
    lapsed_at = LongReview.objects.get().lapsed_at
    record_long_review(actor=manager, episode=day_old, held_at=now - 2 * HOUR, decided="So.", at=now)
    assert LongReview.objects.get(number=1).lapsed_at == lapsed_at
    assert LongReview.objects.get(number=None).decided == "So."
    LongReview.objects.all().delete()
    record_long_review(actor=manager, episode=day_old, held_at=now - 2 * HOUR, decided="So.", at=now)
    assert LongReview.objects.get().number is None, "nothing is planned for who was found"


def test_the_database_keeps_no_planned_one_without_its_deadline(now, day_old) -> None:
    for facts in ({}, {"number": 1}, {"due_at": now}):
        with pytest.raises(IntegrityError, match="long_review_without_a_deadline_was_held"), transaction.atomic():
            LongReview.objects.create(episode=day_old, alerts_from=now, **facts)


class TestPages:
    URL = reverse("missing:long_review", args=["E26"])

    def test_it_is_said_before_and_after(self, client, manager, day_old) -> None:
        client.force_login(manager)
        page = client.get(self.URL).text
        assert "The 72-hour review is due Wed 25 Nov, 10:00, in 1 day 22 hours." in page
        assert "What you write now is kept as a further review; that one stays due." in page
        page = client.post(self.URL, {"held_at": "now", "decided": "Looked at the risk."}, follow=True).text
        assert "Further review recorded. The 72-hour review stays due Wed 25 Nov, 10:00." in page
        assert "The next one is planned" not in page

    def test_near_its_time_it_says_what_would_be_a_further_one(self, client, now, manager, young_person) -> None:
        EpisodeFactory(young_person=young_person, started_at=now - 70 * HOUR, reference="E26")
        client.force_login(manager)
        page = client.get(self.URL).text
        assert "72-hour review, due today 14:00. One that was held before today 02:00 is kept as a further" in page

    def test_the_list_and_the_episode_show_both(self, client, now, manager, day_old) -> None:
        plan_long_reviews(now)
        record_long_review(actor=manager, episode=day_old, held_at=now - HOUR, decided="Looked at the risk.")
        client.force_login(manager)
        rows = client.get(reverse("missing:long_reviews", args=["E26"])).context["rows"]
        assert [(row["name"], row["due"]) for row in rows] == [
            ("72-hour review", "Wed 25 Nov, 10:00"),
            ("Further review", "–"),
        ]
        episode = client.get(day_old.get_absolute_url()).text
        assert "Due Wed 25 Nov, 10:00" in episode
        assert "Held today 11:00" in episode

    def test_the_latest_held_stands_first_whichever_was_planned_first(self, client, now, manager, day_old) -> None:
        for hours, decided in ((0, "Early."), (46, "In time."), (50, "Once more.")):
            at = now + hours * HOUR
            record_long_review(actor=manager, episode=day_old, held_at=at, decided=decided, at=at)
        client.force_login(manager)
        rows = client.get(reverse("missing:long_reviews", args=["E26"])).context["rows"]
        assert [row["review"].decided for row in rows] == ["", "Once more.", "In time.", "Early."]

    def test_it_stays_on_the_home_page_of_who_holds_it(self, now, manager, young_person) -> None:
        episode = EpisodeFactory(young_person=young_person, started_at=now - 50 * HOUR)
        record_long_review(actor=manager, episode=episode, held_at=now, decided="So.")
        (work,) = [work for work in work_of(manager) if work.key == "long_reviews"]
        assert [review.number for review in work.rows(manager)] == [1]
