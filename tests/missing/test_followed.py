"""What a correction brings along: alerts that come again, e-mail, bookings, who was told, and what cannot be."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from alerts.outbox import send_outgoing_email
from missing.actions import (
    book_interview,
    complete_interview,
    correct_ending,
    correct_times,
    merge_episodes,
    record_return,
    record_told,
    report_missing,
    unmerge_episodes,
    void_episode,
)
from missing.codes import Category, EndedHow, Independence, LogKind, NotRequired, Source, TellingOf, ToldHow
from missing.models import (
    Episode,
    InterviewBooking,
    LongReview,
    PersonTold,
    ReturnInterview,
)
from missing.rules.merging import KEPT, MERGED
from missing.telling import outstanding, with_tell_facts
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "It was his brother who came back"
SPLIT = {"start": KEPT, "end": MERGED, "reason": "The home rang twice about the same night"}


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


def logged(actor, young_person, started_at, returned_at=None, category=Category.MISSING) -> Episode:
    episode = report_missing(actor=actor, young_person=young_person, category=category, started_at=started_at)
    if returned_at:
        record_return(actor=actor, episode=episode, returned_at=returned_at, note="By bus")
    return Episode.objects.get(pk=episode.pk)


def standing(episode: Episode, kind: str) -> int:
    theirs = Alert.objects.standing().filter(stage__kind=kind, stage__withdrawn_at__isnull=True)
    return theirs.filter(stage__subject_key=f"episode:{episode.pk}").count()


def sent(kind: str) -> int:
    return OutgoingEmail.objects.filter(kind=kind, sent_at__isnull=False).count()


def talk(actor, interview, held_at, **facts) -> None:
    known = {"method": "video", "independence": Independence.INDEPENDENT, "account": "Was with friends."}
    complete_interview(actor=actor, interview=interview, outcome_at=held_at, **known | facts)


class TestMerged:
    @pytest.fixture
    def gone_on(self, now, officer, manager, social_worker, young_person) -> tuple[Episode, Episode]:
        """Said to be back after 2 hours, and everybody was told so; logged again, and missing still."""
        first = logged(social_worker, young_person, now - 40 * HOUR)
        raise_alerts(at=now)
        record_return(actor=social_worker, episode=first, returned_at=now - 38 * HOUR)
        return Episode.objects.get(pk=first.pk), logged(social_worker, young_person, now - 37 * HOUR)

    def test_who_is_still_missing_is_told_of_again(self, now, officer, manager, social_worker, gone_on) -> None:
        first, second = gone_on
        raise_alerts(at=now)
        assert standing(first, "new_episode") == standing(first, "still_missing") == 0
        merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
        raise_alerts(at=now)
        assert standing(first, "not_back") > 0
        assert standing(first, "new_episode") == 0
        assert standing(first, "still_missing") > 0
        assert standing(second, "new_episode") == 0

    def test_where_it_ends_what_is_open_the_bell_is_empty(self, now, officer, manager, social_worker, gone_on) -> None:
        first, second = gone_on
        raise_alerts(at=now)
        assert standing(second, "new_episode") > 0
        merge_episodes(actor=social_worker, kept=second, merged=first, **SPLIT | {"start": MERGED})
        assert standing(second, "new_episode") == standing(second, "still_missing") == 0

    def test_what_was_booked_is_cancelled_and_two_again_the_alerts_end(
        self, now, officer, social_worker, gone_on
    ) -> None:
        first, second = gone_on
        book_interview(
            actor=officer, interview=first.interview, meets_at=now + DAY, method="face_to_face", place="School"
        )
        record_told(
            actor=social_worker, episode=first, of=TellingOf.CAME_BACK, recipients=["police"], how=ToldHow.PHONE
        )
        merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
        assert "are to be told that it is not: Police." in first.log.get(kind=LogKind.NOT_BACK).text
        booking = InterviewBooking.objects.get()
        assert (booking.state, booking.ended_by) == ("cancelled", social_worker)
        raise_alerts(at=now)
        assert not PersonTold.objects.standing().exists()
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights after all")
        assert PersonTold.objects.standing().get().of == TellingOf.CAME_BACK
        assert standing(first, "new_episode") == standing(first, "still_missing") == 0

    def test_one_conversation_does_not_settle_a_later_return(self, now, officer, manager, young_person) -> None:
        first, second, third = (
            ReturnInterviewFactory(
                episode=EpisodeFactory(
                    young_person=young_person,
                    started_at=now - days * DAY,
                    returned=True,
                    reference=f"R{days}",
                    source=Source.RECORDED,
                )
            )
            for days in (9, 6, 3)
        )
        talk(officer, first, now - 8 * DAY)
        talk(officer, third, now, covers=[second])
        with pytest.raises(ActionRefused, match=r"settled the interview after R6 too.* Reopen .*R6 first") as refusal:
            merge_episodes(
                actor=manager, kept=first.episode, merged=third.episode, start=KEPT, end=KEPT, reason="The same"
            )
        assert refusal.value.field == "returned_at"

    def test_a_time_away_stays_behind_where_another_ending_stands(self, now, social_worker, young_person) -> None:
        refused = logged(social_worker, young_person, now - 60 * HOUR)
        record_return(
            actor=social_worker, episode=refused, found_at=now - 50 * HOUR, ended_how=EndedHow.REFUSED_TO_RETURN
        )
        away = Episode.objects.get(goes_on_from=refused)
        record_return(actor=social_worker, episode=away, returned_at=now - 40 * HOUR)
        kept = EpisodeFactory(young_person=young_person, started_at=now - 90 * HOUR, returned_at=now - 80 * HOUR)
        merge_episodes(actor=social_worker, kept=kept, merged=refused, start=KEPT, end=KEPT, reason="The same")
        away.refresh_from_db()
        assert away.goes_on_from == refused
        correct_times(
            actor=social_worker,
            episode=kept,
            reason="Rang",
            started_at=now - 90 * HOUR,
            returned_at=now - 70 * HOUR,
        )
        away.refresh_from_db()
        assert away.started_at == now - 50 * HOUR


class TestNotBackAfterAll:
    def test_who_was_told_is_told_again_by_e_mail_too(self, now, officer, manager, social_worker, young_person) -> None:
        episode = logged(officer, young_person, now - 30 * HOUR)
        raise_alerts(at=now)
        send_outgoing_email(at=now)
        told = sent("still_missing")
        assert told > 0
        record_return(actor=social_worker, episode=episode, returned_at=now - HOUR)
        correct_ending(actor=social_worker, episode=episode, reason=WHY)
        raise_alerts(at=now + HOUR)
        send_outgoing_email(at=now + HOUR)
        assert standing(episode, "not_back") > 0
        assert standing(episode, "still_missing") > 0
        assert sent("still_missing") == 2 * told
        raise_alerts(at=now + 2 * HOUR)
        send_outgoing_email(at=now + 2 * HOUR)
        assert sent("still_missing") == 2 * told

    def test_its_review_falls_due_again(self, now, manager, social_worker, young_person) -> None:
        episode = logged(social_worker, young_person, now - 4 * DAY)
        raise_alerts(at=now)
        reviews = Alert.objects.standing().filter(stage__kind="long_review")
        assert reviews.exists()
        record_return(actor=social_worker, episode=episode, returned_at=now - HOUR)
        assert not reviews.exists()
        correct_ending(actor=social_worker, episode=episode, reason=WHY)
        raise_alerts(at=now)
        assert LongReview.objects.to_hold().exists()
        assert reviews.exists()

    def test_who_was_told_that_it_was_over_is_to_be_told(self, now, social_worker, young_person) -> None:
        episode = logged(social_worker, young_person, now - 20 * HOUR)
        told = {"actor": social_worker, "episode": episode, "how": ToldHow.PHONE, "recipients": ["police"]}
        record_told(of=TellingOf.WENT_MISSING, told_at=now - 19 * HOUR, **told)
        record_return(actor=social_worker, episode=episode, returned_at=now - 2 * HOUR)
        record_told(of=TellingOf.CAME_BACK, told_at=now - HOUR, **told)
        correct_ending(actor=social_worker, episode=episode, reason=WHY)
        assert "police" in {line.key for line in outstanding(with_tell_facts(Episode.objects.all()).get())}
        line = episode.log.get(kind=LogKind.NOT_BACK).text
        assert "Had been told that it was over, and are to be told that it is not: Police." in line
        record_told(of=TellingOf.WENT_MISSING, told_at=now, **told)
        found = with_tell_facts(Episode.objects.all()).get()
        assert "police" not in {line.key for line in outstanding(found)}
        assert found.reported_to_police_at == now - 19 * HOUR
        record_return(actor=social_worker, episode=episode, returned_at=now)
        record_told(of=TellingOf.CAME_BACK, told_at=now, **told)
        assert PersonTold.objects.count() == 4

    def test_late_and_not_back_though_a_rule_had_closed_the_interview(self, now, social_worker, young_person) -> None:
        days = (9, 5, 1)
        three = [
            logged(social_worker, young_person, now - d * DAY, now - d * DAY + HOUR, Category.CURFEW) for d in days
        ]
        void_episode(actor=social_worker, episode=three[0], reason="Another child")
        interview = ReturnInterview.objects.get()
        assert interview.not_required_why == NotRequired.NOBODY_ASKED
        correct_ending(actor=social_worker, episode=three[2], reason=WHY)
        interview.refresh_from_db()
        assert (interview.outcome, interview.clock_starts_at) == ("", None)
        record_return(actor=social_worker, episode=three[2], returned_at=now, note="Late bus")
        interview.refresh_from_db()
        assert (interview.not_required_why, interview.clock_starts_at) == (NotRequired.NOBODY_ASKED, now)

    def test_the_return_may_be_later_than_when_a_rule_closed_it(self, now, social_worker, young_person) -> None:
        days = (9, 5, 1)
        three = [
            logged(social_worker, young_person, now - d * DAY, now - d * DAY + HOUR, Category.CURFEW) for d in days
        ]
        void_episode(actor=social_worker, episode=three[0], reason="Another child")
        ReturnInterview.objects.update(outcome_at=now - 22 * HOUR)
        correct_times(
            actor=social_worker, episode=three[2], reason="Rang", started_at=now - DAY, returned_at=now - 20 * HOUR
        )
        interview = ReturnInterview.objects.get()
        assert (interview.not_required_why, interview.outcome_at) == (NotRequired.NOBODY_ASKED, now)


class TestAnotherWay:
    @pytest.fixture
    def back(self, now, social_worker, young_person) -> Episode:
        return logged(social_worker, young_person, now - 20 * HOUR, now - 2 * HOUR)

    def test_says_how(self, now, social_worker, back) -> None:
        other = {"actor": social_worker, "episode": back, "reason": WHY, "ended_how": EndedHow.OTHER}
        for note in (None, "", "By bus"):
            with pytest.raises(ActionRefused, match="Write how it ended") as refusal:
                correct_ending(found_at=now - HOUR, note=note, **other)
            assert refusal.value.field == "note"
        episode = correct_ending(found_at=now - HOUR, note="Lives with an aunt abroad", **other)
        assert episode.return_note == "Lives with an aunt abroad"
        assert "Noted then: By bus" in back.log.get(kind=LogKind.CORRECTED).text

    def test_the_note_of_the_old_ending_goes_with_it(self, now, social_worker, back) -> None:
        hospital = {"ended_how": EndedHow.HOSPITAL, "found_at": now - 7 * HOUR}
        assert correct_ending(actor=social_worker, episode=back, reason="Ward", **hospital).return_note == ""

    def test_the_note_alone_may_be_what_was_wrong(self, now, social_worker, back) -> None:
        same = {"ended_how": EndedHow.RETURNED, "returned_at": now - 2 * HOUR}
        episode = correct_ending(actor=social_worker, episode=back, reason="Asked", note="By train", **same)
        assert episode.return_note == "By train"


class TestOrderOfConversations:
    @pytest.fixture
    def two(self, now, officer, young_person) -> list[ReturnInterview]:
        made = [
            ReturnInterviewFactory(
                episode=EpisodeFactory(
                    young_person=young_person, started_at=now - days * DAY, returned=True, reference=f"R{days}"
                )
            )
            for days in (6, 3)
        ]
        talk(officer, made[1], now, covers=[made[0]])
        return made

    def test_the_later_return_is_not_moved_before_the_earlier(self, now, manager, officer, two) -> None:
        first, second = (one.episode for one in two)
        Episode.objects.filter(pk=first.pk).update(started_at=now - 9 * DAY, missing_from=now - 9 * DAY)
        with pytest.raises(ActionRefused, match=r"settled the interview after R6 too") as refusal:
            correct_times(
                actor=manager,
                episode=second,
                reason="Rang",
                started_at=now - 12 * DAY,
                returned_at=now - 11 * DAY,
            )
        assert refusal.value.field == "returned_at"

    def test_nor_the_earlier_behind_the_later(self, now, manager, two) -> None:
        first = two[0].episode
        Episode.objects.filter(pk=first.pk).update(recorded_at=now)
        with pytest.raises(ActionRefused, match=r"The conversation after R3 settled this interview"):
            correct_times(actor=manager, episode=first, reason="Rang", started_at=now - 2 * DAY, returned_at=now - DAY)
