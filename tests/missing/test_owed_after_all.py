"""An interview that was not owed as things stood, and is once something on record is put right; and the other way."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.access import ActionRefused
from missing.actions import (
    close_without_interview,
    correct_category,
    correct_times,
    decline_discussion,
    mark_not_required,
    merge_episodes,
    now_missing,
    record_death,
    record_return,
    report_missing,
    take_death_back,
    unvoid_episode,
    void_episode,
)
from missing.actions.afterwards import Ended
from missing.codes import Category, NotRequired, PoliceRisk, Route
from missing.models import Episode, ReturnInterview, StrategyDiscussion
from people.actions import change_details
from reporting.measures import INTERVIEWS_IN_72_HOURS, count
from reporting.measures.endings import Ending, with_ending
from reporting.scope import Scope
from tests.declines import DECLINE
from tests.factories import PlacementFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def anew(episode: Episode) -> Episode:
    return Episode.objects.select_related("young_person", "interview").get(pk=episode.pk)


def gone(actor, young_person, category, started_at, back_after) -> Episode:
    episode = report_missing(actor=actor, young_person=young_person, category=category, started_at=started_at)
    record_return(actor=actor, episode=episode, returned_at=started_at + back_after, note="By bus")
    return anew(episode)


def owed_of_90_days(now) -> int:
    return count(Scope.last_days(90, at=now), [INTERVIEWS_IN_72_HOURS])["interviews_in_72_hours_percent"].denominator


class TestMerging:
    @pytest.fixture
    def was_late(self, now, social_worker, young_person) -> tuple[Episode, Episode]:
        """Logged as missing and said to have been late, so that a rule closed the interview; then missing for hours."""
        first = gone(social_worker, young_person, "missing", now - 30 * HOUR, 2 * HOUR)
        correct_category(actor=social_worker, episode=first, category=Category.CURFEW, reason="Late only")
        second = gone(social_worker, young_person, "missing", now - 28 * HOUR, 8 * HOUR)
        assert anew(first).interview.not_required_why == NotRequired.NOBODY_ASKED
        return anew(first), second

    @pytest.mark.parametrize("kept", [0, 1])
    def test_one_of_which_they_were_missing_is_owed_whichever_is_kept(self, social_worker, was_late, kept) -> None:
        one, other = was_late[kept], was_late[1 - kept]
        start, end = ("kept", "merged") if kept == 0 else ("merged", "kept")
        merge_episodes(actor=social_worker, kept=one, merged=other, reason="Same", start=start, end=end)
        assert anew(one).category == Category.MISSING
        assert ReturnInterview.objects.to_do().get().episode == one

    def test_the_page_offers_to_keep_the_one_that_is_still_to_do(self, client, social_worker, was_late) -> None:
        first, second = was_late
        client.force_login(social_worker)
        assert f"{second.reference}/merge/{first.reference}" in client.get(f"/episodes/{second.reference}/merge/").text

    def test_away_stays_away_and_owed(self, now, social_worker, young_person) -> None:
        first = gone(social_worker, young_person, "curfew", now - 30 * HOUR, HOUR)
        second = gone(social_worker, young_person, "away", now - 29 * HOUR, 9 * HOUR)
        merge_episodes(actor=social_worker, kept=first, merged=second, reason="Same", start="kept", end="merged")
        assert anew(first).category == Category.AWAY
        assert ReturnInterview.objects.to_do().get().episode == first

    @pytest.mark.parametrize("kept", [0, 1])
    def test_away_and_not_required_binds_nobody_once_it_is_one_with_missing(
        self, now, client, social_worker, manager, young_person, kept
    ) -> None:
        first = gone(social_worker, young_person, "away", now - 30 * HOUR, 2 * HOUR)
        mark_not_required(actor=manager, interview=first.interview, why="away_or_curfew", reason="At her aunt's")
        second = gone(social_worker, young_person, "missing", now - 28 * HOUR, 8 * HOUR)
        client.force_login(manager)
        assert f"{second.reference}/merge/{first.reference}" in client.get(f"/episodes/{second.reference}/merge/").text
        one, other = (anew(first), second) if kept == 0 else (second, anew(first))
        start, end = ("kept", "merged") if kept == 0 else ("merged", "kept")
        merge_episodes(actor=manager, kept=one, merged=other, reason="Same", start=start, end=end)
        assert ReturnInterview.objects.to_do().get().episode == one

    def test_a_declined_interview_is_not_lost_in_one_that_is_not_required(
        self, now, social_worker, officer, manager, young_person
    ) -> None:
        first = gone(social_worker, young_person, "away", now - 30 * HOUR, 2 * HOUR)
        mark_not_required(actor=manager, interview=first.interview, why="away_or_curfew", reason="At her aunt's")
        second = gone(social_worker, young_person, "missing", now - 28 * HOUR, 8 * HOUR)
        close_without_interview(
            actor=officer, interview=second.interview, outcome="declined", outcome_at=now - HOUR, reason="No", **DECLINE
        )
        with pytest.raises(ActionRefused, match=f"Keep {second} instead"):
            merge_episodes(
                actor=manager, kept=anew(first), merged=anew(second), reason="Same", start="kept", end="merged"
            )

    def test_the_other_missed_curfews_are_counted_without_it(self, now, social_worker, young_person) -> None:
        first, _, third = (gone(social_worker, young_person, "curfew", now - days * DAY, HOUR) for days in (9, 5, 1))
        assert ReturnInterview.objects.to_do().get().episode == third
        missing = report_missing(
            actor=social_worker,
            young_person=young_person,
            category="missing",
            started_at=first.returned_at,
            ended=Ended(returned_at=first.returned_at + 3 * HOUR),
        )
        merge_episodes(actor=social_worker, kept=first, merged=anew(missing), reason="Same", start="kept", end="merged")
        assert ReturnInterview.objects.to_do().get().episode == first, "two missed curfews are left"


@pytest.mark.parametrize("how", ["now missing", "from the start"])
def test_away_that_was_missing_after_all_is_owed_whatever_a_manager_decided(
    now, social_worker, manager, young_person, how
) -> None:
    episode = gone(social_worker, young_person, "away", now - 200 * HOUR, 10 * HOUR)
    mark_not_required(actor=manager, interview=episode.interview, why="away_or_curfew", reason="At her aunt's")
    if how == "now missing":
        now_missing(actor=manager, episode=anew(episode), since=now - 199 * HOUR, note="The aunt had not seen her")
    else:
        correct_category(actor=manager, episode=anew(episode), category="missing", reason="The aunt had not seen her")
    assert anew(episode).interview.outcome == ""
    assert owed_of_90_days(now) == 1


class TestPutBack:
    def test_what_was_declined_is_not_due_anew(self, now, social_worker, manager, young_person) -> None:
        started = {"started_at": now - 9 * HOUR, "police_risk": PoliceRisk.HIGH, "at": now - 8 * HOUR}
        episode = report_missing(actor=social_worker, young_person=young_person, category="missing", **started)
        record_return(actor=social_worker, episode=episode, returned_at=now - 5 * HOUR, at=now - 5 * HOUR)
        discussion = StrategyDiscussion.objects.get()
        decline_discussion(actor=manager, discussion=discussion, reason="Discussed", at=now - 4 * HOUR)
        void_episode(actor=manager, episode=anew(episode), reason="Wrong child", at=now - HOUR)
        assert discussion.triggers.standing().exists(), "it was declined because of this"
        unvoid_episode(actor=manager, episode=anew(episode), reason="It was her", at=now)
        assert not StrategyDiscussion.objects.open().exists()

    def test_what_an_episode_of_another_child_said_keeps_nothing_back(
        self, now, social_worker, manager, young_person
    ) -> None:
        """Three in 30 days with one that was voided since: the next is the third, and is discussed."""
        for days in (9, 6):
            gone(social_worker, young_person, "missing", now - days * DAY, HOUR)
        wrong = gone(social_worker, young_person, "missing", now - 4 * DAY, HOUR)
        decline_discussion(actor=manager, discussion=StrategyDiscussion.objects.get(), reason="Her sister")
        void_episode(actor=manager, episode=wrong, reason="Her sister")
        gone(social_worker, young_person, "missing", now - DAY, HOUR)
        assert StrategyDiscussion.objects.open().get().triggers.standing().get().kind == "repeat_month"

    def test_what_is_owed_by_then_is_opened(self, now, social_worker, manager, team) -> None:
        born = {"date_of_birth": date(2006, 1, 1), "kind_of_record": "care_leaver"}
        person = YoungPersonFactory(team=team, social_worker=social_worker, **born)
        episode = report_missing(
            actor=social_worker, young_person=person, category="missing", started_at=now - 20 * HOUR
        )
        record_return(actor=social_worker, episode=episode, returned_at=now - 10 * HOUR)
        void_episode(actor=social_worker, episode=Episode.objects.get(), reason="Wrong child")
        changed = {"date_of_birth": date(2010, 1, 1), "kind_of_record": "at_home"}
        change_details(actor=social_worker, young_person=person, **changed)
        unvoid_episode(actor=manager, episode=Episode.objects.get(), reason="It was her")
        assert ReturnInterview.objects.to_do().exists()

    def test_nobody_who_died_is_missing_again(self, now, social_worker, manager, young_person) -> None:
        episode = report_missing(
            actor=social_worker, young_person=young_person, category="missing", started_at=now - 9 * HOUR
        )
        void_episode(actor=social_worker, episode=episode, reason="Wrong child")
        record_death(actor=manager, young_person=young_person, died_on=now.date())
        with pytest.raises(ActionRefused, match="had not ended, and they have died since"):
            unvoid_episode(actor=manager, episode=anew(episode), reason="It was her")
        assert not Episode.objects.missing_now().exists()


class TestDeath:
    @pytest.fixture
    def late_then_dead(self, now, social_worker, manager, young_person) -> Episode:
        episode = gone(social_worker, young_person, "curfew", now - 200 * HOUR, HOUR)
        record_death(actor=manager, young_person=young_person, died_on=now.date())
        correct_category(actor=manager, episode=anew(episode), category="missing", reason="Nobody knew where")
        return anew(episode)

    def test_late_that_was_missing_is_not_required_of_who_has_died(self, now, late_then_dead) -> None:
        assert with_ending(Episode.objects.all(), now).get().ending == Ending.NOT_REQUIRED
        assert late_then_dead.interview.not_required_why == NotRequired.DIED

    def test_it_is_owed_once_the_death_is_taken_back(self, manager, young_person, late_then_dead) -> None:
        young_person.refresh_from_db()
        take_death_back(actor=manager, young_person=young_person, why="Another child")
        assert ReturnInterview.objects.to_do().get().episode == late_then_dead


def test_who_is_a_child_after_all_is_owed_an_interview(now, social_worker, team) -> None:
    born = {"date_of_birth": date(2006, 1, 1), "kind_of_record": "care_leaver"}
    person = YoungPersonFactory(team=team, social_worker=social_worker, **born)
    episode = report_missing(actor=social_worker, young_person=person, category="missing", started_at=now - 20 * HOUR)
    record_return(actor=social_worker, episode=episode, returned_at=now - 10 * HOUR)
    assert not ReturnInterview.objects.exists()
    changed = {"date_of_birth": date(2010, 1, 1), "kind_of_record": "at_home"}
    change_details(actor=social_worker, young_person=person, **changed)
    interview = ReturnInterview.objects.to_do().get()
    assert (interview.due_at, interview.alerts_from) == (now + 62 * HOUR, now), "nobody is told of what is past"


def test_another_name_opens_nothing(now, settings, social_worker, young_person) -> None:
    settings.CURFEWS_BEFORE_INTERVIEW = 0
    for days in (9, 5, 1):
        gone(social_worker, young_person, "curfew", now - days * DAY, HOUR)
    settings.CURFEWS_BEFORE_INTERVIEW = 3
    change_details(actor=social_worker, young_person=young_person, first_name="Judy")
    assert not ReturnInterview.objects.exists()


def test_who_interviews_follows_a_start_that_is_put_right(now, social_worker, young_person) -> None:
    far = {"postcode": "SY1 1AA", "distance_miles": Decimal("27.4"), "is_out_of_area": True}
    PlacementFactory(young_person=young_person, started_on=date(2026, 11, 1), ended_on=date(2026, 11, 21), **far)
    PlacementFactory(young_person=young_person, started_on=date(2026, 11, 22))
    episode = gone(social_worker, young_person, "missing", now - 20 * HOUR, 18 * HOUR)
    assert episode.interview.route == Route.INDEPENDENT
    times = {"started_at": now - 44 * HOUR, "returned_at": now - 2 * HOUR}
    correct_times(actor=social_worker, episode=episode, reason="She went on Saturday", **times)
    assert anew(episode).interview.route == Route.RETURNS_OFFICER
