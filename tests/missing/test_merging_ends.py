"""How the one episode ended was mended or recorded after two were made one: two again, each end is whole, with its 72
hours."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from missing.actions import correct_times, merge_episodes, record_return, report_missing, unmerge_episodes
from missing.codes import Category, EndedHow
from missing.models import Episode, ReturnInterview
from missing.rules.merging import KEPT, MERGED

HOUR = timedelta(hours=1)
WHY = "The home rang twice about the same night"


def logged(actor, young_person, started_at, returned_at=None) -> Episode:
    episode = report_missing(actor=actor, young_person=young_person, category=Category.MISSING, started_at=started_at)
    if returned_at:
        record_return(actor=actor, episode=episode, returned_at=returned_at, note="Came by bus")
    return Episode.objects.get(pk=episode.pk)


@pytest.fixture
def back(now, social_worker, young_person) -> Episode:
    return logged(social_worker, young_person, now - 20 * HOUR, now - 18 * HOUR)


@pytest.fixture
def gone(now, social_worker, young_person, back) -> Episode:
    return logged(social_worker, young_person, now - 10 * HOUR)


def at_the_end(episode: Episode) -> tuple:
    found = Episode.objects.get(pk=episode.pk)
    interviews = ReturnInterview.objects.standing().filter(episode=episode)
    return found.returned_at, found.ended_how, found.return_note, [one.clock_starts_at for one in interviews]


class TestTheEndOfTheOtherWasTakenOver:
    """The open one is kept, with the start and the end of the other."""

    @pytest.fixture
    def merge(self, social_worker, back, gone):
        return merge_episodes(actor=social_worker, kept=gone, merged=back, reason=WHY, start=MERGED, end=MERGED)

    def correct(self, actor, merge, returned_at) -> None:
        kept = Episode.objects.get(pk=merge.kept_id)
        correct_times(
            actor=actor,
            episode=kept,
            reason="By the log of the home",
            started_at=kept.started_at,
            returned_at=returned_at,
        )

    def test_its_time_that_was_mended_goes_back_with_it_and_the_open_one_is_open(
        self, now, social_worker, merge, back, gone
    ) -> None:
        self.correct(social_worker, merge, now - 17 * HOUR)
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two")
        assert at_the_end(gone) == (None, "", "", [])
        assert at_the_end(back) == (now - 17 * HOUR, "returned", "Came by bus", [now - 17 * HOUR])
        assert list(Episode.objects.missing_now()) == [gone]
        log = Episode.objects.get(pk=gone.pk).log.filter(kind="not_back")
        assert log.get().text.startswith("Not back after all.")

    def test_mended_to_within_the_other_it_is_refused_and_nothing_is_changed(
        self, now, social_worker, merge, back, gone
    ) -> None:
        self.correct(social_worker, merge, now - 9 * HOUR)
        with pytest.raises(ActionRefused) as refused:
            unmerge_episodes(actor=social_worker, merge=merge, reason="Two")
        assert refused.value.message == (
            f"This overlaps with their episode {gone}, open since today 02:00. Look at the times."
        )
        assert at_the_end(gone)[0] == now - 9 * HOUR

    def test_found_and_refusing_since_it_is_the_other_that_goes_on_as_away(
        self, now, social_worker, young_person, back
    ) -> None:
        open_one = logged(social_worker, young_person, now - 17 * HOUR)
        merge = merge_episodes(actor=social_worker, kept=back, merged=open_one, reason=WHY, start=KEPT, end=MERGED)
        kept = Episode.objects.get(pk=back.pk)
        record_return(actor=social_worker, episode=kept, found_at=now - HOUR, ended_how=EndedHow.REFUSED_TO_RETURN)
        unmerge_episodes(actor=social_worker, merge=merge, reason="Two")
        assert Episode.objects.get(category=Category.AWAY).goes_on_from == open_one
        assert Episode.objects.get(pk=open_one.pk).ended_how == EndedHow.REFUSED_TO_RETURN
        assert at_the_end(back)[:2] == (now - 18 * HOUR, "returned")


def test_the_return_from_the_other_that_was_open_is_its_own_with_an_interview(now, social_worker, back, gone) -> None:
    merge = merge_episodes(actor=social_worker, kept=back, merged=gone, reason=WHY, start=KEPT, end=MERGED)
    kept = Episode.objects.get(pk=back.pk)
    record_return(actor=social_worker, episode=kept, returned_at=now - HOUR, at=now + HOUR)
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two")
    assert at_the_end(back)[:2] == (now - 18 * HOUR, "returned")
    assert at_the_end(back)[3] == [now - 18 * HOUR]
    assert at_the_end(gone)[:2] == (now - HOUR, "returned")
    assert at_the_end(gone)[3] == [now - HOUR]


def test_of_two_that_had_ended_each_has_its_own_end_and_the_later_as_it_was_mended(now, social_worker, back) -> None:
    later = logged(social_worker, back.young_person, now - 17 * HOUR, now - 5 * HOUR)
    merge = merge_episodes(actor=social_worker, kept=back, merged=later, reason=WHY, start=KEPT, end=MERGED)
    kept = Episode.objects.get(pk=back.pk)
    correct_times(
        actor=social_worker, episode=kept, reason="Rang", started_at=kept.started_at, returned_at=now - 4 * HOUR
    )
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two")
    assert at_the_end(back) == (now - 18 * HOUR, "returned", "Came by bus", [now - 18 * HOUR])
    assert at_the_end(later) == (now - 4 * HOUR, "returned", "Came by bus", [now - 4 * HOUR])


def test_a_return_recorded_since_keeps_an_interview_where_the_one_it_had_goes_back(
    now, social_worker, back, gone
) -> None:
    merge = merge_episodes(actor=social_worker, kept=gone, merged=back, reason=WHY, start=MERGED, end=KEPT)
    kept = Episode.objects.get(pk=gone.pk)
    record_return(actor=social_worker, episode=kept, returned_at=now - HOUR, at=now + HOUR)
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two")
    assert at_the_end(gone)[3] == [now - HOUR]
    assert at_the_end(back)[3] == [now - 18 * HOUR]
