"""An episode logged in error is voided with a reason: kept, counted nowhere, and put back where that was wrong."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, AlertStage
from missing import queue
from missing.actions import (
    add_to_log,
    complete_interview,
    correct_times,
    record_death,
    record_offer,
    record_return,
    reopen_interview,
    report_missing,
    take_death_back,
    take_interview,
    unvoid_episode,
    void_episode,
)
from missing.codes import Category, LogKind, NotRequired, Outcome, PoliceRisk
from missing.models import Episode, ReturnInterview
from missing.people_pages import open_episode_facts
from people.models import AccessGrant, CaseEvent, YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory, put_declined

HOUR = timedelta(hours=1)
WHY = "It was her sister who went"


@pytest.fixture
def out(now, social_worker, young_person) -> Episode:
    """Logged as missing 20 hours ago and not back."""
    return report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 20 * HOUR
    )


@pytest.fixture
def back(now, social_worker, out) -> Episode:
    """The same, back 2 hours ago."""
    record_return(actor=social_worker, episode=out, returned_at=now - 2 * HOUR)
    out.refresh_from_db()
    return out


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Mo Keane")


def closed(episode: Episode) -> ReturnInterview:
    put_declined(ReturnInterview.objects.filter(episode=episode), episode.clock_starts_at + HOUR)
    return ReturnInterview.objects.get(episode=episode)


def test_it_says_who_voided_it_when_and_why_and_stays(now, social_worker, back) -> None:
    voided = void_episode(actor=social_worker, episode=back, reason=f" {WHY} ")
    assert (voided.voided_at, voided.voided_by, voided.voided_why) == (now, social_worker, WHY)
    assert Episode.objects.get() == back
    line = back.log.get(kind=LogKind.VOIDED)
    assert (line.text, line.by) == (f"Voided. {WHY}", social_worker)


def test_who_is_missing_now_leaves_it_out(client, officer, social_worker, young_person, out) -> None:
    void_episode(actor=social_worker, episode=out, reason=WHY)
    assert not Episode.objects.open().exists()
    assert not Episode.objects.missing_now().exists()
    assert not Episode.objects.counted_as_missing().exists()
    fact = open_episode_facts([young_person], officer)[young_person.pk]
    assert (fact.text, fact.link) == ("", "Log an episode")
    client.force_login(officer)
    assert "Nobody is missing now" in client.get(reverse("missing:now")).text


def test_found_and_not_yet_back_leaves_it_out(now, social_worker, young_person) -> None:
    found = EpisodeFactory(young_person=young_person, found_at=now - HOUR, started_at=now - 3 * HOUR)
    assert Episode.objects.not_yet_back().get() == found
    void_episode(actor=social_worker, episode=found, reason=WHY)
    assert not Episode.objects.not_yet_back().exists()


def test_its_interview_is_closed_out_with_it(now, social_worker, officer, back) -> None:
    void_episode(actor=social_worker, episode=back, reason=WHY)
    interview = ReturnInterview.objects.get()
    assert (interview.is_void, interview.outcome, interview.is_to_do) == (True, "", False)
    assert not ReturnInterview.objects.to_do().exists()
    assert set(queue.counts(officer, now + 100 * HOUR).values()) == {0}
    with pytest.raises(ActionRefused, match=r"SR-\d+ was voided. Put it back first if it was right after all."):
        record_offer(actor=officer, interview=interview, method="phone", response="accepted")


def test_a_contact_after_a_decline_is_due_no_more(now, manager, back) -> None:
    closed(back)
    assert ReturnInterview.objects.contact_due().exists()
    void_episode(actor=manager, episode=back, reason=WHY)
    assert not ReturnInterview.objects.contact_due().exists()


def test_its_alerts_are_withdrawn_and_come_again_when_it_is_put_back(now, officer, social_worker, back) -> None:
    raise_alerts(at=now + 70 * HOUR)
    assert Alert.objects.standing().filter(stage__kind="interview", user=officer).exists()
    void_episode(actor=social_worker, episode=back, reason=WHY)
    assert not Alert.objects.standing().exists()
    assert not AlertStage.objects.standing().exists()
    raise_alerts(at=now + 71 * HOUR)
    assert not Alert.objects.standing().exists()
    unvoid_episode(actor=social_worker, episode=back, reason="It was her")
    raise_alerts(at=now + 72 * HOUR)
    assert Alert.objects.standing().filter(stage__kind="interview", user=officer).exists()


def test_nobody_is_told_of_one_that_was_voided_before_the_sweep(now, social_worker, out) -> None:
    void_episode(actor=social_worker, episode=out, reason=WHY)
    assert raise_alerts(at=now + HOUR).stages == 0


def test_what_was_let_see_for_it_ends(now, social_worker, back) -> None:
    interviewer = UserFactory(roles=[Role.INTERVIEWER])
    take_interview(actor=interviewer, interview=back.interview)
    void_episode(actor=social_worker, episode=back, reason=WHY)
    assert set(AccessGrant.objects.values_list("reason", "until")) == {("duty", now), ("interview", now)}
    assert not ReturnInterview.objects.visible_to(interviewer).exists()
    unvoid_episode(actor=social_worker, episode=back, reason="It was her", at=now + HOUR)
    assert set(AccessGrant.objects.values_list("reason", "until")) == {("duty", now + 70 * HOUR), ("interview", None)}
    assert ReturnInterview.objects.visible_to(interviewer).exists()


def test_a_closed_one_opens_to_who_held_it_only_for_its_fourteen_days(now, manager, back) -> None:
    interviewer = UserFactory(roles=[Role.INTERVIEWER])
    take_interview(actor=interviewer, interview=back.interview)
    closed(back)
    for later, until in ((timedelta(days=1), now - HOUR + timedelta(days=14)), (timedelta(days=20), now + 480 * HOUR)):
        void_episode(actor=manager, episode=back, reason=WHY, at=now + later)
        unvoid_episode(actor=manager, episode=back, reason="It was her", at=now + later)
        assert AccessGrant.objects.get(reason="interview").until == until


def test_the_timeline_forgets_it_and_remembers_it(now, manager, back) -> None:
    interview = closed(back)
    key = f"interview:{interview.pk}"
    kept = CaseEvent.objects.create(
        kind="interview_closed", at=interview.outcome_at, source_key=key, young_person=back.young_person
    )
    before = set(CaseEvent.objects.values_list("kind", "at", "source_key", "young_person"))
    assert len(before) == 3
    harm = CaseEvent.objects.create(kind="harm_told", at=now, source_key=key, young_person=back.young_person)
    void_episode(actor=manager, episode=back, reason=WHY)
    assert CaseEvent.objects.get() == harm, "what a child told is true whatever became of the episode"
    unvoid_episode(actor=manager, episode=back, reason="It was her")
    assert set(CaseEvent.objects.exclude(pk=harm.pk).values_list("kind", "at", "source_key", "young_person")) == before
    assert not CaseEvent.objects.filter(pk=kept.pk).exists()


def test_another_may_be_logged_over_it_and_then_it_cannot_be_put_back(now, social_worker, young_person, out) -> None:
    void_episode(actor=social_worker, episode=out, reason=WHY)
    again = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 10 * HOUR
    )
    words = f"overlaps with their episode {again.reference}, open since .*. Look at the times."
    with pytest.raises(ActionRefused, match=words):
        unvoid_episode(actor=social_worker, episode=out, reason="It was her")
    void_episode(actor=social_worker, episode=again, reason=WHY)
    assert unvoid_episode(actor=social_worker, episode=out, reason="It was her").is_open


def test_it_is_in_nobodys_way_and_the_database_agrees(now, social_worker, young_person, back) -> None:
    void_episode(actor=social_worker, episode=back, reason=WHY)
    other = EpisodeFactory(young_person=young_person, started_at=now - 12 * HOUR, returned=True)
    correct_times(
        actor=social_worker, episode=other, reason="Rang", started_at=now - 21 * HOUR, returned_at=other.returned_at
    )
    with pytest.raises(IntegrityError, match="episodes_do_not_overlap"), transaction.atomic():
        Episode.objects.filter(pk=back.pk).update(voided_at=None, voided_by=None, voided_why="")


@pytest.mark.parametrize("broken", [{"voided_why": ""}, {"voided_by": None}, {"voided_at": None}])
def test_no_episode_is_void_without_who_and_why(social_worker, back, broken) -> None:
    void_episode(actor=social_worker, episode=back, reason=WHY)
    with pytest.raises(IntegrityError, match="episode_voided_says_who_and_why"), transaction.atomic():
        Episode.objects.filter(pk=back.pk).update(**broken)


@pytest.mark.django_db(transaction=True)
def test_an_interview_is_void_with_its_episode_and_only_then(now, young_person) -> None:
    interview = ReturnInterviewFactory(episode__young_person=young_person)
    with pytest.raises(IntegrityError, match=r"interview_is_void_with_its_episode|void when its episode is"):
        ReturnInterview.objects.filter(pk=interview.pk).update(is_void=True)


@pytest.mark.parametrize("action", [void_episode, unvoid_episode])
def test_a_reason_is_needed_either_way(social_worker, back, action) -> None:
    if action is unvoid_episode:
        void_episode(actor=social_worker, episode=back, reason=WHY)
    with pytest.raises(ActionRefused, match="Write why") as refusal:
        action(actor=social_worker, episode=back, reason=" ")
    assert refusal.value.field == "reason"


def test_what_is_not_as_it_was_is_said(social_worker, back) -> None:
    with pytest.raises(ActionRefused, match="is not voided"):
        unvoid_episode(actor=social_worker, episode=back, reason="It was her")
    void_episode(actor=social_worker, episode=back, reason=WHY)
    with pytest.raises(ActionRefused, match=r"was voided. Put it back first"):
        void_episode(actor=social_worker, episode=back, reason=WHY)


def test_nothing_more_is_written_into_it(now, social_worker, out) -> None:
    void_episode(actor=social_worker, episode=out, reason=WHY)
    for change in (
        lambda: add_to_log(actor=social_worker, episode=Episode.objects.get(), kind="note", text="Seen"),
        lambda: record_return(actor=social_worker, episode=out, returned_at=now),
        lambda: correct_times(actor=social_worker, episode=out, reason="Rang", started_at=now - HOUR),
    ):
        with pytest.raises(ActionRefused, match="was voided"):
            change()


def test_once_the_interview_is_closed_it_is_a_managers(social_worker, officer, manager, back) -> None:
    closed(back)
    for actor in (social_worker, officer):
        with pytest.raises(ActionRefused, match=r"The interview is closed. Ask a manager."):
            void_episode(actor=actor, episode=back, reason=WHY)
    void_episode(actor=manager, episode=back, reason=WHY)
    with pytest.raises(ActionRefused, match=r"The interview is closed. Ask a manager."):
        unvoid_episode(actor=social_worker, episode=back, reason=WHY)


def test_at_high_risk_it_is_a_managers(social_worker, manager, out) -> None:
    Episode.objects.update(police_risk=PoliceRisk.HIGH)
    with pytest.raises(ActionRefused, match=r"The police hold the risk to be high, or have held it so. Ask a manager."):
        void_episode(actor=social_worker, episode=out, reason=WHY)
    assert void_episode(actor=manager, episode=out, reason=WHY).is_void


def test_who_does_not_log_does_not_void(analyst, back) -> None:
    for action in (void_episode, unvoid_episode):
        with pytest.raises(PermissionDenied):
            action(actor=analyst, episode=back, reason=WHY)


def test_who_voided_another_teams_can_put_a_slip_right_for_three_days(now, other_worker, young_person) -> None:
    episode = report_missing(
        actor=other_worker, young_person=young_person, category=Category.MISSING, started_at=now - HOUR
    )
    void_episode(actor=other_worker, episode=episode, reason=WHY)
    Episode.objects.update(voided_at=now - 71 * HOUR)
    assert Episode.objects.visible_to(other_worker).exists()
    Episode.objects.update(voided_at=now - 72 * HOUR)
    assert not Episode.objects.visible_to(other_worker).exists()


class TestWhatItsConversationHadSettled:
    @pytest.fixture
    def settled(self, now, young_person, officer) -> tuple[ReturnInterview, ReturnInterview]:
        """Back 50 and 10 hours ago; one conversation after the later return settled both."""
        earlier, later = (
            ReturnInterviewFactory(
                episode=EpisodeFactory(young_person=young_person, started_at=now - hours * HOUR, returned=True)
            )
            for hours in (56, 16)
        )
        facts = {"method": "video", "independence": "independent", "account": "Was with friends.", "outcome_at": now}
        complete_interview(actor=officer, interview=later, covers=[earlier], **facts)
        return ReturnInterview.objects.get(pk=earlier.pk), ReturnInterview.objects.get(pk=later.pk)

    def test_is_to_do_again_with_what_was_on_record_kept(self, client, now, manager, settled) -> None:
        earlier, later = settled
        client.force_login(manager)
        page = client.get(reverse("missing:void", args=[later.episode.reference])).text
        assert f"The interview after {earlier.episode}, which its conversation settled, is open again." in page
        void_episode(actor=manager, episode=later.episode, reason=WHY)
        assert ReturnInterview.objects.to_do().get() == earlier
        kept = earlier.earlier_outcomes.get()
        assert (kept.outcome, kept.why) == (Outcome.COVERED_BY_LATER, f"{later.episode} was voided: {WHY}")

    def test_one_that_was_void_meanwhile_is_not_settled_when_it_is_put_back(self, now, manager, settled) -> None:
        earlier, later = settled
        void_episode(actor=manager, episode=earlier.episode, reason=WHY)
        unvoid_episode(actor=manager, episode=earlier.episode, reason="It was her")
        assert ReturnInterview.objects.get(pk=earlier.pk).outcome == Outcome.COVERED_BY_LATER
        void_episode(actor=manager, episode=earlier.episode, reason=WHY)
        reopen_interview(actor=manager, interview=later, why="It was her sister")
        unvoid_episode(actor=manager, episode=earlier.episode, reason="It was her")
        assert set(ReturnInterview.objects.to_do()) == {earlier, later}

    def test_the_conversation_is_reopened_whatever_became_of_one_that_it_settled(self, now, manager, settled) -> None:
        earlier, later = settled
        void_episode(actor=manager, episode=earlier.episode, reason=WHY)
        reopen_interview(actor=manager, interview=later, why="It was her sister")
        connection.check_constraints()
        assert ReturnInterview.objects.to_do().get() == later
        assert ReturnInterview.objects.get(pk=earlier.pk).covered_by == later
        ReturnInterview.objects.filter(pk=earlier.pk).update(is_void=False)
        Episode.objects.filter(pk=earlier.episode_id).update(voided_at=None, voided_by=None, voided_why="")
        with pytest.raises(IntegrityError, match="covered by one after a later return, which has ended"):
            connection.check_constraints()

    def test_put_back_after_their_death_it_is_not_required_and_with_that_taken_back_to_do(
        self, now, manager, young_person, settled
    ) -> None:
        earlier, later = settled
        void_episode(actor=manager, episode=earlier.episode, reason=WHY)
        reopen_interview(actor=manager, interview=later, why="It was her sister")
        void_episode(actor=manager, episode=later.episode, reason=WHY)
        record_death(actor=manager, young_person=young_person, died_on=now.date())
        unvoid_episode(actor=manager, episode=earlier.episode, reason="It was her")
        connection.check_constraints()
        assert ReturnInterview.objects.get(pk=earlier.pk).not_required_why == NotRequired.DIED
        take_death_back(actor=manager, young_person=YoungPerson.objects.get(), why="Another child")
        assert ReturnInterview.objects.to_do().get() == earlier
