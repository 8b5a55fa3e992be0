"""The same absence logged twice: one episode of two, and two again exactly as they were."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import (
    add_to_log,
    mark_harm_told,
    merge_episodes,
    record_attempt,
    record_offer,
    record_return,
    record_told,
    report_missing,
    take_interview,
    unmerge_episodes,
    unvoid_episode,
)
from missing.codes import Category, LogKind, Outcome, PoliceRisk
from missing.models import (
    ContactAttempt,
    Episode,
    HarmTold,
    InterviewOffer,
    LogEntry,
    ReturnInterview,
    StrategyDiscussion,
    StrategyTrigger,
)
from missing.rules.merging import KEPT, MERGED, counts_from, higher_risk, police_told_at, which_stands
from people.models import AccessGrant, CaseEvent
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

HOUR = timedelta(hours=1)
WHY = "The home rang twice about the same night"
SPLIT = {"start": KEPT, "end": MERGED, "reason": WHY}


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])


def logged(actor, young_person, started_at, returned_at=None, **facts) -> Episode:
    episode = report_missing(
        actor=actor, young_person=young_person, category=Category.MISSING, started_at=started_at, **facts
    )
    if returned_at:
        record_return(actor=actor, episode=episode, returned_at=returned_at)
    return Episode.objects.get(pk=episode.pk)


@pytest.fixture
def split(now, social_worker, young_person) -> tuple[Episode, Episode]:
    """Recorded as back after two hours, by mistake, and logged again: back in truth 5 hours ago."""
    first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR, circumstances="Out of the window")
    second = logged(social_worker, young_person, now - 17 * HOUR, now - 5 * HOUR, circumstances="Not in bed")
    return first, second


def everything() -> list:
    tables = (Episode, ReturnInterview, InterviewOffer, ContactAttempt, HarmTold)
    rows = [list(model.objects.order_by("pk").values()) for model in tables]
    rows.append(sorted(CaseEvent.objects.values_list("kind", "source_key", "at", "young_person")))
    rows.append(sorted(AccessGrant.objects.values_list("source_key", "reason", "until"), key=str))
    standing = StrategyTrigger.objects.filter(withdrawn_at__isnull=True)
    rows.append(list(standing.order_by("pk").values("pk", "kind", "source_key", "episode", "discussion", "grounds")))
    rows.append(list(StrategyDiscussion.objects.order_by("pk").values()))
    written = LogEntry.objects.exclude(kind__in=[LogKind.CORRECTED, LogKind.VOIDED, LogKind.NOT_BACK])
    rows.append(list(written.order_by("pk").values()))
    return rows


def test_one_absence_from_the_start_of_the_one_to_the_end_of_the_other(now, social_worker, split) -> None:
    first, second = split
    merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    kept = Episode.objects.standing().get()
    assert (kept, kept.started_at, kept.returned_at) == (first, now - 20 * HOUR, now - 5 * HOUR)
    assert kept.circumstances == f"Out of the window\n\nFrom {second}: Not in bed"
    merged = Episode.objects.get(pk=second.pk)
    assert (merged.merged_into, merged.voided_by, merged.voided_why) == (first, social_worker, WHY)
    interview = ReturnInterview.objects.to_do().get()
    assert (interview.episode, interview.clock_starts_at, interview.due_at) == (first, now - 5 * HOUR, now + 67 * HOUR)
    assert kept.log.get(kind=LogKind.CORRECTED).text == f"{second} was merged into this episode. {WHY}"
    told = set(CaseEvent.objects.values_list("kind", "source_key", "at"))
    key = f"episode:{first.pk}"
    assert told == {("went_missing", key, kept.started_at), ("returned", key, kept.returned_at)}


def test_log_offers_attempts_and_harm_follow_and_go_back(now, social_worker, officer, split) -> None:
    first, second = split
    add_to_log(actor=social_worker, episode=second, kind="seen", text="Seen at the station")
    theirs = second.interview
    record_offer(actor=officer, interview=theirs, method="phone", response="accepted", offered_at=now - 3 * HOUR)
    record_attempt(actor=officer, interview=theirs, method="phone", result="no_answer")
    mark_harm_told(actor=officer, interview=theirs, what_was_told="Hit by a man she calls Fitz")
    take_interview(actor=UserFactory(roles=[Role.INTERVIEWER]), interview=first.interview)
    before = everything()
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    interview = ReturnInterview.objects.get(episode=first)
    assert (interview.offers.count(), interview.attempts.count(), interview.harm_told.count()) == (1, 1, 1)
    assert interview.offered_at == now - 3 * HOUR
    assert first.log.filter(kind="seen").count() == 1
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights after all")
    assert everything() == before


def test_the_only_interview_moves_with_who_has_it_and_back(now, social_worker, young_person) -> None:
    first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
    ReturnInterview.objects.all().delete()
    second = logged(social_worker, young_person, now - 17 * HOUR, now - 5 * HOUR)
    take_interview(actor=UserFactory(roles=[Role.INTERVIEWER]), interview=second.interview)
    before = everything()
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    moved = ReturnInterview.objects.get()
    assert (moved.episode, moved.is_void, moved.clock_starts_at) == (first, False, now - 5 * HOUR)
    assert AccessGrant.objects.get(reason="interview").until is None
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights after all")
    assert everything() == before


def test_still_missing_where_the_later_one_is_open(now, social_worker, young_person) -> None:
    first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
    second = logged(social_worker, young_person, now - 17 * HOUR)
    before = everything()
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    assert Episode.objects.missing_now().get() == first
    assert ReturnInterview.objects.get().due_at is None
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights after all")
    assert everything() == before


def test_the_end_of_the_other_opens_the_interview_that_was_missing(now, social_worker, young_person) -> None:
    earlier = EpisodeFactory(young_person=young_person, started_at=now - 20 * HOUR, returned=True)
    later = logged(social_worker, young_person, now - 10 * HOUR)
    merge_episodes(actor=social_worker, kept=later, merged=earlier, reason=WHY, start=MERGED, end=MERGED)
    assert ReturnInterview.objects.to_do().get().clock_starts_at == earlier.returned_at


def test_what_both_say_is_kept_by_rule(now, social_worker, young_person) -> None:
    first = EpisodeFactory(young_person=young_person, started_at=now - 20 * HOUR, returned=True, category="away")
    second = EpisodeFactory(
        young_person=young_person,
        started_at=now - 13 * HOUR,
        returned=True,
        police_risk=PoliceRisk.MEDIUM,
        police_reference="WM-1",
        reported_to_police_at=now - 12 * HOUR,
    )
    merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    kept = Episode.objects.standing().get()
    assert (kept.category, kept.missing_from) == (Category.MISSING, now - 13 * HOUR)
    assert (kept.police_risk, kept.police_reference, kept.reported_to_police_at) == ("medium", "WM-1", now - 12 * HOUR)


def test_each_police_reference_stays_beside_its_own_report(client, now, social_worker, young_person) -> None:
    told = {"how": "phone", "recipients": ["police"], "of": "went_missing"}
    first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR, police_reference="NP-1")
    second = logged(social_worker, young_person, now - 17 * HOUR, now - 5 * HOUR, police_reference="NP-2")
    record_told(actor=social_worker, episode=first, told_at=now - 12 * HOUR, **told)
    record_told(actor=social_worker, episode=second, told_at=now - 16 * HOUR, **told)
    merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    first.refresh_from_db()
    assert (first.reported_to_police_at, first.police_reference) == (now - 16 * HOUR, "NP-2"), "of the first report"
    line = first.log.get(kind=LogKind.CORRECTED).text
    assert f"The police reference of {second} is NP-2; that of {first} is NP-1." in line
    client.force_login(social_worker)
    page = client.get(first.get_absolute_url())
    assert not any("Reference NP-" in entry.get("text", "") for entry in page.context["entries"])


def test_when_the_police_were_told_stays_though_it_lies_before_the_start(now, social_worker, young_person) -> None:
    first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
    Episode.objects.filter(pk=first.pk).update(reported_to_police_at=now - 30 * HOUR, police_told_is_approximate=True)
    first.refresh_from_db()
    second = logged(social_worker, young_person, now - 17 * HOUR, now - 5 * HOUR)
    merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    first.refresh_from_db()
    assert (first.reported_to_police_at, first.police_told_is_approximate) == (now - 30 * HOUR, True)


def test_a_reference_that_only_the_other_had_is_said_to_be_of_the_other(now, social_worker, young_person) -> None:
    first = logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)
    second = logged(social_worker, young_person, now - 17 * HOUR, now - 5 * HOUR, police_reference="NP-2")
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    assert f"The police reference of {second} is NP-2." in first.log.get(kind=LogKind.CORRECTED).text
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights after all")
    first.refresh_from_db()
    assert first.police_reference == ""


class TestRules:
    def test_risk(self) -> None:
        assert higher_risk(PoliceRisk.HIGH, PoliceRisk.LOW) == PoliceRisk.HIGH

    def test_missing_counts_from_the_first_of_both_but_not_before_the_start(self, now) -> None:
        assert counts_from(now, None, None) is None
        assert counts_from(now, now - HOUR, now + HOUR) == now
        assert counts_from(now, None, now + HOUR) == now + HOUR

    def test_the_first_report_of_this_absence_stands(self, now) -> None:
        assert police_told_at(now, None, None) is None
        assert police_told_at(now, now + 2 * HOUR, now + HOUR) == now + HOUR
        assert police_told_at(now, now - HOUR, now + HOUR) == now - HOUR, "approximate times may cross"
        assert police_told_at(now, now - 30 * HOUR, now + HOUR) == now + HOUR

    def test_that_the_police_were_told_is_never_lost(self, now) -> None:
        assert police_told_at(now, now - 30 * HOUR, None) == now - 30 * HOUR
        assert police_told_at(now, now - 30 * HOUR, now - 5 * HOUR) == now - 5 * HOUR

    def test_whose_interview_got_further_stands(self) -> None:
        assert (which_stands(1, 3), which_stands(2, 1)) == (MERGED, KEPT)


class TestRefusals:
    def test_words(self, now, social_worker, officer, young_person, split) -> None:
        first, second = split
        other = EpisodeFactory()
        for kept, merged in ((first, first), (first, other)):
            with pytest.raises(ActionRefused, match="These are not two episodes of one young person"):
                merge_episodes(actor=social_worker, kept=kept, merged=merged, **SPLIT)
        with pytest.raises(ActionRefused, match="Write how you know") as refusal:
            merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT | {"reason": " "})
        assert refusal.value.field == "reason"
        merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
        with pytest.raises(ActionRefused, match=f"{second} was merged into {first}"):
            add_to_log(actor=social_worker, episode=Episode.objects.get(pk=second.pk), kind="note", text="Seen")
        with pytest.raises(ActionRefused, match="Undo the merge there"):
            unvoid_episode(actor=social_worker, episode=second, reason=WHY)
        with pytest.raises(ActionRefused, match="Write why they are two absences"):
            unmerge_episodes(actor=social_worker, merge=merge, reason="")
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights")
        with pytest.raises(ActionRefused, match="two episodes again already"):
            unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights")

    def test_one_that_lies_between_is_named(self, now, social_worker, young_person, split) -> None:
        first, _ = split
        last = logged(social_worker, young_person, now - 3 * HOUR)
        with pytest.raises(ActionRefused, match="overlaps with their episode SR-"):
            merge_episodes(actor=social_worker, kept=first, merged=last, **SPLIT)

    def test_the_interview_that_was_held_is_not_lost(self, now, social_worker, manager, young_person) -> None:
        first = EpisodeFactory(young_person=young_person, started_at=now - 90 * HOUR, returned=True)
        second = EpisodeFactory(young_person=young_person, started_at=now - 80 * HOUR, returned=True)
        ReturnInterviewFactory(episode=first)
        ReturnInterviewFactory(episode=second, outcome=Outcome.COMPLETED)
        with pytest.raises(ActionRefused, match="An interview is closed. Ask a manager"):  # noqa: RUF043
            merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
        with pytest.raises(ActionRefused, match=f"is closed and that after {first} is not. Keep {second} instead"):
            merge_episodes(actor=manager, kept=first, merged=second, **SPLIT)
        merge = merge_episodes(actor=manager, kept=second, merged=first, reason=WHY, start=MERGED, end=KEPT)
        assert ReturnInterview.objects.standing().get().outcome == Outcome.COMPLETED
        with pytest.raises(ActionRefused, match="Ask a manager"):
            unmerge_episodes(actor=social_worker, merge=merge, reason=WHY)

    def test_who_does_not_log_does_not_merge(self, analyst, split) -> None:
        with pytest.raises(PermissionDenied):
            merge_episodes(actor=analyst, kept=split[0], merged=split[1], **SPLIT)
