"""Reviews of long absences: at 72 hours, 7 and 28 days, then monthly, by a named manager, for as long as it lasts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from accounts.work import work_of
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage
from missing.actions import (
    correct_times,
    name_reviewer,
    now_missing,
    plan_long_reviews,
    record_found,
    record_long_review,
    record_return,
    void_episode,
)
from missing.codes import Category, Source
from missing.models import Episode, LongReview
from tests.factories import EpisodeFactory, TeamFactory, UserFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


@pytest.fixture
def head(team):
    head = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Yasmin Qureshi")
    team.service.managers.add(head)
    return head


@pytest.fixture
def long(now, young_person) -> Episode:
    """Missing for five days."""
    return EpisodeFactory(young_person=young_person, started_at=now - 5 * DAY, reference="E5")


def told(stage: str) -> set[str]:
    return set(
        Alert.objects.standing()
        .filter(stage__kind="long_review", stage__stage=stage)
        .values_list("user__full_name", flat=True)
    )


def test_the_sweep_plans_one_a_day_into_the_absence_and_no_second(now, young_person) -> None:
    episode = EpisodeFactory(young_person=young_person, started_at=now - 23 * HOUR)
    assert plan_long_reviews(now) == 0
    assert plan_long_reviews(now + HOUR) == 1
    assert plan_long_reviews(now + HOUR) == 0
    review = LongReview.objects.get()
    assert (review.number, review.due_at) == (1, episode.started_at + 72 * HOUR)


def test_nobody_plans_for_who_is_back(now, social_worker, long) -> None:
    plan_long_reviews(now)
    record_return(actor=social_worker, episode=long, returned_at=now)
    assert LongReview.objects.get().lapsed_at == now
    plan_long_reviews(now + DAY)
    assert not LongReview.objects.to_hold().exists()


def test_found_and_not_yet_back_needs_no_review(now, social_worker, long) -> None:
    raise_alerts(at=now)
    record_found(actor=social_worker, episode=long, found_at=now - HOUR)
    assert not Alert.objects.standing().filter(stage__kind="long_review").exists()


def test_who_is_told_at_which_stage(now, manager, head, young_person) -> None:
    EpisodeFactory(young_person=young_person, started_at=now)
    raise_alerts(at=now + 47 * HOUR)
    assert not AlertStage.objects.filter(kind="long_review").exists()
    raise_alerts(at=now + 48 * HOUR)
    assert told("due_in_24_hours") == {"Harjit Sandhu"}
    raise_alerts(at=now + 72 * HOUR)
    assert told("due") == {"Harjit Sandhu"}
    raise_alerts(at=now + 96 * HOUR)
    assert told("overdue_24") == {"Harjit Sandhu", "Yasmin Qureshi"}
    assert told("due") == set()


def test_a_named_manager_is_told_in_place_of_the_team_manager(now, manager, head, young_person) -> None:
    episode = EpisodeFactory(young_person=young_person, started_at=now - 40 * HOUR)
    name_reviewer(actor=manager, episode=episode, manager=head)
    raise_alerts(at=now + 10 * HOUR)
    assert told("due_in_24_hours") == {"Yasmin Qureshi"}
    name_reviewer(actor=head, episode=episode, manager=None)
    raise_alerts(at=now + 11 * HOUR)
    assert told("due_in_24_hours") == {"Harjit Sandhu"}, "nobody holds it any more, so the team manager knows"


def test_one_that_was_logged_late_has_been_due_all_the_same(now, manager, young_person) -> None:
    EpisodeFactory(young_person=young_person, started_at=now - 3 * DAY, recorded_at=now, alerts_from=now)
    raise_alerts(at=now)
    assert told("due") == {"Harjit Sandhu"}


def test_what_was_imported_begins_with_the_first_that_is_still_to_come(now, manager, young_person) -> None:
    EpisodeFactory(
        young_person=young_person,
        started_at=now - 40 * DAY,
        recorded_at=now,
        alerts_from=now,
        source=Source.IMPORTED,
    )
    raise_alerts(at=now)
    assert LongReview.objects.get().number == 4
    assert not AlertStage.objects.filter(kind="long_review").exists()


def test_held_it_leaves_the_bell_and_the_next_is_planned_with_the_same_manager(now, manager, head, long) -> None:
    name_reviewer(actor=manager, episode=long, manager=head)
    raise_alerts(at=now)
    assert told("overdue_24")
    held = record_long_review(
        actor=manager,
        episode=long,
        held_at=now - HOUR,
        decided="Risk stays high.",
        next_steps="Sam rings the aunt by Friday.",
    )
    assert (held.number, held.by, held.held_at) == (1, manager, now - HOUR)
    assert not told("overdue_24")
    following = LongReview.objects.to_hold().get()
    assert (following.number, following.manager, following.due_at) == (2, head, long.started_at + 7 * DAY)


def test_the_next_may_be_given_to_somebody_else_on_the_way(now, manager, head, long) -> None:
    record_long_review(actor=manager, episode=long, held_at=now, decided="So.", next_manager=head)
    assert LongReview.objects.to_hold().get().manager == head


def test_it_goes_on_for_as_long_as_it_lasts(now, manager, young_person) -> None:
    episode = EpisodeFactory(young_person=young_person, started_at=now - 70 * DAY)
    for held_at in (now - 67 * DAY, now - 63 * DAY, now - 42 * DAY, now - 11 * DAY):
        record_long_review(actor=manager, episode=episode, held_at=held_at, decided="Goes on.")
    assert list(episode.long_reviews.values_list("number", flat=True)) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"decided": " "}, "Write what was decided", "decided"),
        ({"held_at": HOUR}, "has not come yet", "held_at"),
        ({"held_at": -6 * DAY}, "before they went", "held_at"),
    ],
)
def test_a_refusal_says_why(now, manager, long, facts, words, field) -> None:
    facts = {"decided": "So.", "held_at": timedelta()} | facts
    with pytest.raises(ActionRefused, match=words) as refusal:
        record_long_review(actor=manager, episode=long, held_at=now + facts["held_at"], decided=facts["decided"])
    assert refusal.value.field == field


def test_reviews_are_held_one_after_the_other_and_not_of_who_was_found(now, manager, social_worker, long) -> None:
    record_long_review(actor=manager, episode=long, held_at=now - HOUR, decided="So.")
    with pytest.raises(ActionRefused, match="before the review before"):
        record_long_review(actor=manager, episode=long, held_at=now - 2 * HOUR, decided="So.")
    record_found(actor=social_worker, episode=long, found_at=now)
    with pytest.raises(ActionRefused, match="no review is held any more"):
        record_long_review(actor=manager, episode=long, held_at=now, decided="So.")


def test_only_a_manager_who_may_open_the_record_is_named(now, manager, social_worker, long) -> None:
    stranger = UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()], full_name="Pat Low")
    for user, words in ((social_worker, "Dana Whit is not a manager"), (stranger, "Pat Low may not open this record")):
        with pytest.raises(ActionRefused, match=words) as refusal:
            name_reviewer(actor=manager, episode=long, manager=user)
        assert refusal.value.field == "manager"
    with pytest.raises(PermissionDenied):
        record_long_review(actor=social_worker, episode=long, held_at=now, decided="So.")


def test_a_corrected_start_moves_the_deadline(now, officer, manager, long) -> None:
    plan_long_reviews(now)
    correct_times(actor=officer, episode=long, started_at=now - 6 * DAY, reason="Seen at tea")
    plan_long_reviews(now)
    assert LongReview.objects.get().due_at == now - 3 * DAY


def test_a_managers_home_lists_what_is_due(now, manager, head, long) -> None:
    plan_long_reviews(now)
    other = UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()])
    rows = {
        user: list(next(work for work in work_of(user) if work.key == "long_reviews").rows(user))
        for user in (manager, head, other)
    }
    assert [review.episode for review in rows[manager]] == [long]
    assert rows[manager][0].is_late
    assert rows[other] == []


def test_one_that_another_holds_stays_on_the_home_of_who_answers_for_the_young_person(
    client, now, manager, head, long
) -> None:
    colleague = UserFactory(roles=[Role.TEAM_MANAGER], teams=[TeamFactory()], full_name="Colin Featherstone")
    second = UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Ngozi Bell")
    plan_long_reviews(now)
    LongReview.objects.update(manager=colleague)
    for user in (manager, head, second, colleague):
        client.force_login(user)
        page = client.get("/").text
        assert "With Colin Featherstone" in page, user
        assert "No review is due" not in page


@pytest.fixture
def first_away(now, social_worker, manager, young_person) -> Episode:
    """Away for fourteen days, with two reviews held, and missing for five days now."""
    away = EpisodeFactory(young_person=young_person, category=Category.AWAY, started_at=now - 14 * DAY, reference="A1")
    for held_at in (now - 11 * DAY, now - 7 * DAY):
        record_long_review(actor=manager, episode=away, held_at=held_at, decided="At her aunt’s.", at=held_at)
    return now_missing(actor=social_worker, episode=away, since=now - 5 * DAY, at=now - 5 * DAY)


def test_missing_after_days_away_is_reviewed_from_the_first_again(now, manager, first_away) -> None:
    plan_long_reviews(now - 5 * DAY)
    planned = LongReview.objects.to_hold().get()
    assert (planned.number, planned.due_at) == (1, now - 2 * DAY)
    held = record_long_review(actor=manager, episode=first_away, held_at=now, decided="Nobody knows where.")
    assert held.number == 1
    following = LongReview.objects.to_hold().get()
    assert (following.number, following.due_at) == (2, now + 2 * DAY)
    assert list(first_away.long_reviews.values_list("number", flat=True)) == [2, 1, 2, 1]


def test_one_from_before_they_were_missing_is_not_this_one(now, manager, first_away) -> None:
    with pytest.raises(ActionRefused, match=r"^This is before they were missing, ") as refusal:
        record_long_review(actor=manager, episode=first_away, held_at=now - 5 * DAY - HOUR, decided="So.")
    assert refusal.value.field == "held_at"
    assert LongReview.objects.to_hold().filter(held_at=None).count() <= 1


class TestPages:
    def test_the_episode_says_what_is_due_and_leads_there(self, client, now, manager, long) -> None:
        client.force_login(manager)
        page = client.get(long.get_absolute_url()).text
        assert "72-hour review" in page
        assert "Overdue since Sat 21 Nov, 12:00" in page.replace("\n", " ")
        url = reverse("missing:long_reviews", args=["E5"])
        assert f'href="{url}"' in page
        assert reverse("missing:long_review", args=["E5"]) in client.get(url).text

    def test_a_review_is_recorded(self, client, now, manager, head, long) -> None:
        client.force_login(manager)
        url = reverse("missing:long_review", args=["E5"])
        assert "72-hour review, due Sat 21 Nov, 12:00" in client.get(url).text
        typed = {
            "held_at": "11:00",
            "decided": "Risk stays high.",
            "next_steps": "Ring the aunt",
            "next_manager": head.pk,
        }
        page = client.post(url, typed, follow=True).text
        assert "72-hour review recorded. The next one is planned." in page
        assert "Risk stays high." in page
        assert "Yasmin Qureshi" in page

    def test_bad_input_stays_beside_its_field(self, client, now, manager, long) -> None:
        client.force_login(manager)
        page = client.post(
            reverse("missing:long_review", args=["E5"]), {"held_at": "yesterday 10:00", "next_steps": "Ring the aunt"}
        ).text
        assert "Write what was decided." in page
        assert "Ring the aunt" in page
        early = client.post(
            reverse("missing:long_review", args=["E5"]), {"held_at": "1 Nov 10:00", "decided": "x"}
        ).text
        assert "This is before they went." in early

    def test_who_holds_it_is_named(self, client, now, manager, head, long) -> None:
        client.force_login(manager)
        url = reverse("missing:long_review_manager", args=["E5"])
        assert "The next review is with Yasmin Qureshi." in client.post(url, {"manager": head.pk}, follow=True).text
        assert f'value="{head.pk}" selected' in client.get(url).text
        assert "with the team manager." in client.post(url, {"manager": ""}, follow=True).text

    def test_of_who_was_found_nobody_is_named_to_hold_one(self, client, now, manager, social_worker, long) -> None:
        record_return(actor=social_worker, episode=long, returned_at=now)
        client.force_login(manager)
        page = client.get(reverse("missing:long_review_manager", args=["E5"]), follow=True).text
        assert "no review is held any more" in page

    def test_one_held_before_they_were_found_is_written_down_after(
        self, client, now, manager, social_worker, long
    ) -> None:
        """Typed while they were missing, and sent when they were found: nothing is lost."""
        client.force_login(manager)
        url = reverse("missing:long_review", args=["E5"])
        client.post(f"/drafts/long_review:{long.pk}/", {"decided": "Two pages", "held_at": "09:00"})
        record_return(actor=social_worker, episode=long, returned_at=now - HOUR)
        assert f'href="{url}"' in client.get(reverse("missing:long_reviews", args=["E5"])).text
        page = client.get(url).text
        assert "They were found today 11:00. Write down what was held before then." in page
        assert "Two pages" in page
        assert "Who holds the next review?" not in page
        refused = client.post(url, {"held_at": "now", "decided": "Two pages"})
        assert refused.context["form"].errors["held_at"] == [
            "They were found today 11:00, and no review is held any more. Write a time before."
        ]
        assert "Two pages" in refused.text
        page = client.post(url, {"held_at": "09:00", "decided": "Two pages"}, follow=True).text
        assert "72-hour review recorded." in page
        assert "The next one is planned" not in page
        review = LongReview.objects.get()
        assert (review.held_at, review.by, review.lapsed_at) == (now - 3 * HOUR, manager, None)
        plan_long_reviews(now)
        assert not LongReview.objects.to_hold().exists()

    def test_of_one_that_was_voided_none_is_written_down(self, client, now, manager, long) -> None:
        void_episode(actor=manager, episode=long, reason="Another child")
        client.force_login(manager)
        url = reverse("missing:long_review", args=["E5"])
        assert "no review of it is written down" in client.get(url, follow=True).text
        with pytest.raises(ActionRefused, match="was voided"):
            record_long_review(actor=manager, episode=long, held_at=now - HOUR, decided="So.")
        assert url not in client.get(reverse("missing:long_reviews", args=["E5"])).text

    def test_others_get_404_and_who_may_not_403(self, client, now, social_worker, other_worker, long) -> None:
        client.force_login(social_worker)
        assert client.get(reverse("missing:long_reviews", args=["E5"])).status_code == 200
        assert client.get(reverse("missing:long_review", args=["E5"])).status_code == 403
        stranger = UserFactory(roles=[Role.MACE_CHAIR])
        client.force_login(stranger)
        assert client.get(reverse("missing:long_reviews", args=["E5"])).status_code == 404
