"""What missed curfews ask for by their number follows when one of them is corrected, voided or put back."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import (
    ask_for_interview,
    correct_category,
    correct_times,
    mark_not_required,
    record_offer,
    record_return,
    report_missing,
    take_interview,
    unvoid_episode,
    void_episode,
)
from missing.codes import Category, NotRequired, Outcome, Source
from missing.models import Episode, ReturnInterview
from missing.rules import curfews_in_words, is_by_curfews
from tests.factories import UserFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "It was another child"


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])


@pytest.fixture
def three(now, social_worker, young_person) -> list[Episode]:
    """Late 9, 5 and 1 days ago; the third opened an interview by their number."""
    return [late(social_worker, young_person, now - days * DAY) for days in (9, 5, 1)]


def late(actor, young_person, started_at) -> Episode:
    episode = report_missing(actor=actor, young_person=young_person, category=Category.CURFEW, started_at=started_at)
    record_return(actor=actor, episode=episode, returned_at=started_at + HOUR, note="Missed the bus")
    return Episode.objects.get(pk=episode.pk)


def interview() -> ReturnInterview:
    return ReturnInterview.objects.get()


def moved(actor, episode, started_at) -> None:
    correct_times(actor=actor, episode=episode, reason=WHY, started_at=started_at, returned_at=started_at + HOUR)


def test_voided_it_counts_no_more_and_put_back_it_does(now, social_worker, three) -> None:
    assert interview().asked_for_by == "3 missed curfews in 30 days"
    void_episode(actor=social_worker, episode=three[0], reason=WHY)
    assert (interview().outcome, interview().not_required_why) == (Outcome.NOT_REQUIRED, NotRequired.NOBODY_ASKED)
    assert interview().reason.startswith(f"{three[0]} was voided: {WHY}")
    assert interview().asked_for_by == "2 missed curfews in 30 days"
    assert not ReturnInterview.objects.to_do().exists()
    unvoid_episode(actor=social_worker, episode=three[0], reason="It was him")
    assert ReturnInterview.objects.to_do().get().asked_for_by == "3 missed curfews in 30 days"


def test_what_follows_by_rule_takes_the_episode_out_of_nobodys_hands(social_worker, three) -> None:
    void_episode(actor=social_worker, episode=three[0], reason=WHY)
    moved(social_worker, Episode.objects.get(pk=three[2].pk), three[2].started_at + HOUR)
    assert void_episode(actor=social_worker, episode=three[2], reason=WHY).is_void


def test_not_a_missed_curfew_after_all(social_worker, three) -> None:
    correct_category(actor=social_worker, episode=three[1], category=Category.AWAY, reason=WHY)
    assert ReturnInterview.objects.get(episode=three[2]).not_required_why == NotRequired.NOBODY_ASKED
    assert ReturnInterview.objects.to_do().get().episode == three[1]
    correct_category(actor=social_worker, episode=three[1], category=Category.CURFEW, reason="Was late")
    assert ReturnInterview.objects.to_do().get().episode == three[2]
    assert ReturnInterview.objects.get(episode=three[1]).not_required_why == NotRequired.NOBODY_ASKED


def test_another_day_leaves_the_thirty_or_joins_them(now, social_worker, three) -> None:
    moved(social_worker, three[0], now - 40 * DAY)
    assert not ReturnInterview.objects.to_do().exists()
    moved(social_worker, Episode.objects.get(pk=three[0].pk), now - 8 * DAY)
    assert ReturnInterview.objects.to_do().get().episode == three[2]


def test_the_third_may_be_another_one_then(now, social_worker, three) -> None:
    moved(social_worker, three[0], now - 12 * HOUR)
    assert ReturnInterview.objects.to_do().get().episode == three[0]
    assert ReturnInterview.objects.get(episode=three[2]).outcome == Outcome.NOT_REQUIRED


def test_missing_that_was_late_in_truth_owes_no_interview(now, social_worker, young_person) -> None:
    episode = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 20 * HOUR
    )
    record_return(actor=social_worker, episode=episode, returned_at=now - 10 * HOUR)
    correct_category(actor=social_worker, episode=episode, category=Category.CURFEW, reason=WHY)
    assert interview().not_required_why == NotRequired.NOBODY_ASKED
    correct_category(actor=social_worker, episode=episode, category=Category.MISSING, reason="Nobody knew where")
    assert ReturnInterview.objects.to_do().get().due_at == now + 62 * HOUR


def test_one_that_somebody_has_or_began_stays_and_a_manager_is_shown(social_worker, officer, three) -> None:
    take_interview(actor=officer, interview=interview())
    record_offer(actor=officer, interview=interview(), method="phone", response="accepted")
    void_episode(actor=social_worker, episode=three[0], reason=WHY)
    assert (interview().outcome, interview().asked_for_by) == ("", "2 missed curfews in 30 days")
    words = "Nobody has asked for the interview, and it is under way: a manager says whether it is required."
    assert words in three[2].log.get().text


def test_one_that_somebody_asked_for_stays(now, social_worker, young_person) -> None:
    first = late(social_worker, young_person, now - 2 * DAY)
    second = late(social_worker, young_person, now - DAY)
    ask_for_interview(actor=social_worker, episode=second, asked_for_by="Jude himself")
    void_episode(actor=social_worker, episode=first, reason=WHY)
    assert (interview().outcome, interview().asked_for_by) == ("", "Jude himself")


def test_what_a_case_file_brought_opens_none(now, social_worker, young_person, three) -> None:
    ReturnInterview.objects.all().delete()
    Episode.objects.filter(pk=three[2].pk).update(source=Source.IMPORTED)
    void_episode(actor=social_worker, episode=three[0], reason=WHY)
    unvoid_episode(actor=social_worker, episode=three[0], reason=WHY)
    assert not ReturnInterview.objects.exists()


def test_no_manager_chooses_what_follows_by_rule(manager, three) -> None:
    with pytest.raises(ActionRefused, match="Choose why it is not required"):
        mark_not_required(actor=manager, interview=interview(), why=NotRequired.NOBODY_ASKED, reason="So")


def test_who_asked_in_words() -> None:
    assert curfews_in_words(1) == "1 missed curfew in 30 days"
    assert is_by_curfews("3 missed curfews in 30 days")
    assert not is_by_curfews("3 missed curfews in 30 days, says Ann")
    assert not is_by_curfews("Jude himself")
