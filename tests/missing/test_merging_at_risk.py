"""Two episodes made one where more hangs on it: risk, grounds of a discussion, approximate times, other councils."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import (
    merge_episodes,
    record_return,
    report_missing,
    unmerge_episodes,
)
from missing.codes import Category, NotRequired, Outcome, PoliceRisk, Route, StrategyGround
from missing.models import Episode, ReturnInterview, StrategyDiscussion, StrategyTrigger
from missing.rules.merging import KEPT, MERGED
from people.models import YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory
from tests.missing.test_merging_episodes import SPLIT, WHY, everything, logged

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STILL = {"start": KEPT, "end": MERGED, "reason": WHY}
ENDED = {"start": KEPT, "end": KEPT, "reason": WHY}


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])


@pytest.fixture
def at_risk(now, social_worker, young_person) -> tuple[Episode, Episode]:
    """Back after two hours, and missing again since; the police hold the risk to be high."""
    first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
    second = logged(social_worker, young_person, now - 17 * HOUR, police_risk=PoliceRisk.HIGH)
    return first, second


def grounds() -> list[tuple]:
    standing = StrategyTrigger.objects.filter(withdrawn_at__isnull=True)
    return list(standing.order_by("pk").values_list("kind", "source_key", "episode"))


class TestStillMissing:
    def test_only_a_manager_takes_a_child_at_high_risk_off_the_list(self, social_worker, manager, at_risk) -> None:
        first, second = at_risk
        with pytest.raises(ActionRefused, match="only a manager may say that this has ended") as refusal:
            merge_episodes(actor=social_worker, kept=first, merged=second, **ENDED)
        assert refusal.value.field == "end"
        assert Episode.objects.missing_now().get() == second
        merge_episodes(actor=manager, kept=first, merged=second, **ENDED)
        assert not Episode.objects.missing_now().exists()

    def test_nor_does_who_may_not_open_the_record(self, social_worker, other_worker, at_risk) -> None:
        first, second = at_risk
        Episode.objects.update(police_risk=PoliceRisk.MEDIUM)
        with pytest.raises(ActionRefused, match="may take them off the list of who is missing") as refusal:
            merge_episodes(actor=other_worker, kept=first, merged=second, **ENDED)
        assert refusal.value.field == "end"
        assert Episode.objects.missing_now().get() == second

    def test_the_risk_of_the_one_that_ended_counts_too(self, now, social_worker, young_person) -> None:
        first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR, police_risk=PoliceRisk.HIGH)
        second = logged(social_worker, young_person, now - 17 * HOUR)
        with pytest.raises(ActionRefused, match="only a manager"):
            merge_episodes(actor=social_worker, kept=first, merged=second, **ENDED)

    def test_who_logs_may_where_they_stay_on_the_list(self, social_worker, at_risk) -> None:
        first, second = at_risk
        merge_episodes(actor=social_worker, kept=first, merged=second, **STILL)
        assert Episode.objects.missing_now().get() == first

    def test_who_logs_may_where_they_never_were_at_high_risk(self, now, social_worker, young_person) -> None:
        first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
        second = logged(social_worker, young_person, now - 17 * HOUR, police_risk=PoliceRisk.MEDIUM)
        merge_episodes(actor=social_worker, kept=first, merged=second, **ENDED)
        assert not Episode.objects.missing_now().exists()

    def test_the_page_warns_and_refuses_beside_the_choice(self, client, social_worker, at_risk) -> None:
        first, second = at_risk
        client.force_login(social_worker)
        preview = reverse("missing:merge_with", args=[first.reference, second.reference])
        warning = f"They are on record as missing now. With the end of {first} they leave the list of who is missing."
        assert f"as {first} says; they leave the list of who is missing" in client.get(preview).text
        page = client.post(preview, {"start": KEPT, "end": KEPT, "reason": WHY}).text
        assert warning in page
        assert "so only a manager may say that this has ended." in page
        assert WHY in page
        Episode.objects.filter(pk=second.pk).update(returned_at=second.recorded_at, end_recorded_at=second.recorded_at)
        assert "they leave the list" not in client.get(preview).text


class TestGrounds:
    def test_the_discussion_goes_on_with_the_one_that_is_kept_and_back(self, social_worker, at_risk) -> None:
        first, second = at_risk
        before = everything()
        (discussion,) = StrategyDiscussion.objects.open()
        merge = merge_episodes(actor=social_worker, kept=first, merged=second, **STILL)
        assert StrategyDiscussion.objects.open().get() == discussion
        assert grounds() == [(StrategyGround.HIGH_RISK, f"episode:{first.pk}", first.pk)]
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights")
        assert everything() == before

    def test_one_is_raised_where_none_was_due_for_the_other(self, now, social_worker, young_person) -> None:
        first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
        second = EpisodeFactory(
            young_person=young_person, started_at=now - 17 * HOUR, police_risk=PoliceRisk.HIGH, source="imported"
        )
        assert not StrategyDiscussion.objects.exists()
        merge = merge_episodes(actor=social_worker, kept=first, merged=second, **STILL)
        assert StrategyDiscussion.objects.open().exists()
        assert grounds() == [(StrategyGround.HIGH_RISK, f"episode:{first.pk}", first.pk)]
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights")
        assert not StrategyDiscussion.objects.open().exists()

    def test_what_both_said_is_said_once(self, social_worker, at_risk, now) -> None:
        first, second = at_risk
        Episode.objects.filter(pk=first.pk).update(police_risk=PoliceRisk.HIGH)
        StrategyTrigger.objects.create(
            discussion=StrategyDiscussion.objects.get(),
            kind=StrategyGround.HIGH_RISK,
            source_key=f"episode:{first.pk}",
            at=now,
            grounds="High",
            episode=first,
        )
        merge = merge_episodes(actor=social_worker, kept=first, merged=second, **STILL)
        assert grounds() == [(StrategyGround.HIGH_RISK, f"episode:{first.pk}", first.pk)]
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights")
        assert {row[2] for row in grounds()} == {first.pk, second.pk}

    def test_three_times_that_were_two_ask_for_nothing(self, now, social_worker, young_person) -> None:
        logged(social_worker, young_person, now - 9 * DAY, now - 8 * DAY)
        first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
        second = logged(social_worker, young_person, now - 17 * HOUR, now - 5 * HOUR)
        assert StrategyDiscussion.objects.open().exists()
        merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
        assert not StrategyDiscussion.objects.open().exists()
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights")
        assert StrategyDiscussion.objects.open().exists()

    def test_what_was_discussed_is_not_asked_for_again(self, now, social_worker, manager, at_risk) -> None:
        first, second = at_risk
        StrategyDiscussion.objects.update(declined_at=now, declined_by=manager, decline_reason="Known")
        merge_episodes(actor=social_worker, kept=first, merged=second, **STILL)
        assert not StrategyDiscussion.objects.open().exists()


class TestApproximate:
    def test_what_is_not_exact_stays_so_and_what_has_no_time_is_not_about_one(self, now, social_worker, young_person):
        first = logged(social_worker, young_person, now - 20 * HOUR)
        record_return(
            actor=social_worker,
            episode=first,
            found_at=now - 19 * HOUR,
            found_is_approximate=True,
            returned_at=now - 18 * HOUR,
            returned_is_approximate=True,
        )
        second = report_missing(
            actor=social_worker,
            young_person=young_person,
            category=Category.MISSING,
            started_at=now - 17 * HOUR,
            reported_to_police_at=now - 16 * HOUR,
            police_told_is_approximate=True,
        )
        before = everything()
        merge = merge_episodes(actor=social_worker, kept=first, merged=second, **STILL)
        kept = Episode.objects.standing().get()
        assert (kept.found_at, kept.found_is_approximate, kept.returned_is_approximate) == (None, False, False)
        assert (kept.reported_to_police_at, kept.police_told_is_approximate) == (now - 16 * HOUR, True)
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights")
        assert everything() == before

    def test_the_preview_says_about(self, client, now, social_worker, young_person) -> None:
        first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
        Episode.objects.update(returned_is_approximate=True)
        second = logged(social_worker, young_person, now - 17 * HOUR, now - 5 * HOUR)
        client.force_login(social_worker)
        page = client.get(reverse("missing:merge_with", args=[first.reference, second.reference])).text
        assert "about yesterday 18:00" in page


class TestInterviews:
    def test_another_councils_stays_theirs(self, now, social_worker, young_person) -> None:
        YoungPerson.objects.update(responsible_authority="E08000025", kind_of_record="other_council")
        young_person.refresh_from_db()
        first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
        second = logged(social_worker, young_person, now - 17 * HOUR, now - 5 * HOUR)
        before = everything()
        merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
        kept = ReturnInterview.objects.get(episode=first)
        assert (kept.route, kept.clock_starts_at) == (Route.PLACING_COUNCIL, now - 5 * HOUR)
        assert not ReturnInterview.objects.to_do().exists()
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights")
        assert everything() == before

    def test_who_held_one_that_is_closed_is_not_rewritten(self, now, manager, young_person) -> None:
        first = EpisodeFactory(young_person=young_person, started_at=now - 90 * HOUR, returned=True, out_of_city=True)
        second = EpisodeFactory(young_person=young_person, started_at=now - 82 * HOUR, returned=True)
        ReturnInterviewFactory(episode=first, outcome=Outcome.COMPLETED, route=Route.SOCIAL_WORKER)
        ReturnInterview.objects.update(outcome_at=now - HOUR, outcome_recorded_at=now)
        merge_episodes(actor=manager, kept=first, merged=second, **SPLIT)
        kept = ReturnInterview.objects.get()
        assert (kept.clock_starts_at, kept.route) == (second.returned_at, Route.SOCIAL_WORKER)

    def test_the_one_that_was_held_is_kept_before_one_that_was_declined(self, now, manager, young_person) -> None:
        first = EpisodeFactory(young_person=young_person, started_at=now - 90 * HOUR, returned=True)
        second = EpisodeFactory(young_person=young_person, started_at=now - 80 * HOUR, returned=True)
        ReturnInterviewFactory(episode=first, outcome=Outcome.DECLINED)
        ReturnInterviewFactory(episode=second, outcome=Outcome.COMPLETED)
        with pytest.raises(ActionRefused, match=f"was held and that after {first} was not. Keep {second} instead"):
            merge_episodes(actor=manager, kept=first, merged=second, **SPLIT)


def test_two_missed_curfews_that_are_one_ask_for_less(now, social_worker, young_person) -> None:
    def late(started_at):
        curfew = report_missing(
            actor=social_worker, young_person=young_person, category=Category.CURFEW, started_at=started_at
        )
        record_return(actor=social_worker, episode=curfew, returned_at=started_at + HOUR, note="Missed the bus")
        return Episode.objects.get(pk=curfew.pk)

    first, second, third = (late(now - hours * HOUR) for hours in (50, 48, 20))
    assert ReturnInterview.objects.to_do().get().asked_for_by == "3 missed curfews in 30 days"
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    assert ReturnInterview.objects.get(episode=third).not_required_why == NotRequired.NOBODY_ASKED
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights")
    assert ReturnInterview.objects.to_do().get().episode == third
