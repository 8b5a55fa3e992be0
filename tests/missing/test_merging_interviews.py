"""Of two interviews of one absence: nobody who is writing, booked or was asked for is lost by a merge."""

import pytest
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import Draft
from accounts.rules import Role
from missing.actions import (
    book_interview,
    complete_interview,
    merge_episodes,
    record_return,
    record_wish,
    report_missing,
    unmerge_episodes,
)
from missing.codes import EndedHow
from missing.models import Episode, InterviewBooking, ReturnInterview
from missing.rules.merging import KEPT, MERGED
from people.models import AccessGrant
from tests.factories import UserFactory
from tests.missing.interview_form import TAB
from tests.missing.test_merging_episodes import HOUR, SPLIT, WHY, everything, manager, split

__all__ = ["manager", "split"]


def type_into(client, episode, section="account", **typed):
    url = reverse("missing:keep_section", args=[episode.reference, section])
    assert client.post(url, TAB | typed).status_code == 200


def opened(client, episode, section="account") -> str:
    return client.get(reverse("missing:record_section", args=[episode.reference, section])).text


@pytest.fixture
def written(client, now, officer, split):
    """The officer has the interview after the second, is writing it, has booked it; the child asked for Ms Lowe."""
    first, second = split
    book_interview(actor=officer, interview=second.interview, meets_at=now + HOUR, method="phone")
    record_wish(actor=officer, interview=second.interview, wished_name="Ms Lowe, form tutor")
    client.force_login(officer)
    type_into(client, second, account="Two pages of what he said", harm_in_account="no")
    type_into(client, second, "before", limits_told="on")
    return first, second


def test_who_has_it_the_wish_the_booking_and_the_words_go_on_and_back(client, social_worker, officer, written) -> None:
    first, second = written
    before, seen = everything(), set(AccessGrant.objects.current().values_list("source_key", "user"))
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    stands = ReturnInterview.objects.get(episode=first)
    assert (stands.assigned_to, stands.wished_name) == (officer, "Ms Lowe, form tutor")
    assert InterviewBooking.objects.standing().get().interview == stands
    assert AccessGrant.objects.current().get(reason="interview").source_key == f"interview:{stands.pk}"
    assert "Two pages of what he said" in opened(client, first)
    type_into(client, first, account="Three pages", harm_in_account="no")
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights after all")
    assert set(AccessGrant.objects.current().values_list("source_key", "user")) == seen
    AccessGrant.objects.filter(source_key=f"interview:{stands.pk}").delete()  # ended, and stays on record
    assert everything() == before
    assert "Three pages" in opened(client, second)
    assert "pages" not in opened(client, first)


def test_the_preview_says_all_that(client, social_worker, written, django_assert_max_num_queries) -> None:
    first, second = written
    client.force_login(social_worker)
    preview = reverse("missing:merge_with", args=[first.reference, second.reference])
    client.get(preview)
    with django_assert_max_num_queries(12):
        page = client.get(preview)
    rows = {row["label"]: f"{row['value']} {row.get('note', '')}" for row in page.context["follows"]}
    assert rows["With"] == f"Priya Nair who has that after {second}"
    assert rows["They asked for"] == f"Ms Lowe, form tutor said after {second}"
    assert rows["Interview bookings"].strip() == "1"
    assert rows["Not recorded yet"] == f"What Priya Nair typed goes on in that after {first} nobody else sees it"
    assert "Two pages" not in page.text


def test_what_the_one_that_stands_has_itself_stays_and_the_preview_says_what_falls_away(
    client, now, social_worker, officer, written
) -> None:
    first, second = written
    leah = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Leah Ward")
    book_interview(actor=leah, interview=first.interview, meets_at=now + 2 * HOUR, method="video")
    record_wish(actor=leah, interview=first.interview, wished_name="Her aunt")
    type_into(client, first, account="Of the first")
    client.force_login(social_worker)
    page = client.get(reverse("missing:merge_with", args=[first.reference, second.reference]))
    rows = {row["label"]: f"{row['value']}; {row.get('note', '')}" for row in page.context["follows"]}
    assert rows["With"] == f"Leah Ward; Priya Nair has that after {second} no more"
    assert rows["They asked for"] == f"Her aunt; that they asked for Ms Lowe, form tutor after {second} falls away"
    assert f"by telephone after {second}: this falls away. Tell them, and any interpreter." in rows["Booking"]
    before = everything()
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    stands = ReturnInterview.objects.get(episode=first)
    assert (stands.assigned_to, stands.wished_name) == (leah, "Her aunt")
    client.force_login(officer)
    theirs = Draft.objects.filter(user=officer)
    assert theirs.get(key=f"interview:{stands.pk}:account").values["account"] == ["Of the first"]
    assert theirs.filter(key=f"interview:{stands.pk}:before").exists()
    left = client.get(reverse("missing:complete", args=[second.reference])).text
    assert "Two pages of what he said" in left, "what was typed into both is not written over"
    assert f"{second} was merged into {first} meanwhile." in left
    assert f'href="{stands.get_absolute_url()}">Go to the interview after {first}<' in left
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights after all")
    assert everything() == before


def test_a_closed_interview_takes_over_nobody(client, now, social_worker, manager, officer, written) -> None:
    first, second = written
    complete_interview(
        actor=officer,
        interview=first.interview,
        outcome_at=now - HOUR,
        method="phone",
        independence="independent",
        account="I walked",
    )
    client.force_login(manager)
    page = client.get(reverse("missing:merge_with", args=[first.reference, second.reference]))
    rows = {row["label"]: f"{row['value']}; {row.get('note', '')}" for row in page.context["follows"]}
    assert rows["With"] == f"Nobody: it is not ours to do; Priya Nair has that after {second} no more"
    assert rows["They asked for"] == f"Nobody; that they asked for Ms Lowe, form tutor after {second} falls away"
    assert "falls away" in rows["Booking"]
    merge = merge_episodes(
        actor=manager, kept=first, merged=Episode.objects.get(pk=second.pk), reason=WHY, start=KEPT, end=KEPT
    )
    stands = ReturnInterview.objects.get(episode=first)
    assert (stands.assigned_to, stands.wished_name) == (None, "")
    assert not InterviewBooking.objects.standing().filter(interview=stands).exists()
    client.force_login(officer)
    assert "Two pages" in client.get(reverse("missing:complete", args=[first.reference])).text
    unmerge_episodes(actor=manager, merge=merge, reason="Two nights after all")
    assert ReturnInterview.objects.get(episode=second).assigned_to == officer


def test_what_somebody_changed_since_stays(social_worker, officer, written) -> None:
    first, second = written
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    stands = ReturnInterview.objects.get(episode=first)
    record_wish(actor=officer, interview=stands, wished_name="Her aunt")
    unmerge_episodes(actor=social_worker, merge=merge, reason="Two nights after all")
    stands.refresh_from_db()
    assert (stands.wished_name, stands.wish_recorded_by, stands.assigned_to) == ("Her aunt", officer, None)


def test_closed_since_it_keeps_who_did_it(now, social_worker, manager, officer, written) -> None:
    first, second = written
    merge = merge_episodes(actor=social_worker, kept=first, merged=second, **SPLIT)
    complete_interview(
        actor=officer,
        interview=ReturnInterview.objects.get(episode=first),
        outcome_at=now - HOUR,
        method="phone",
        independence="independent",
        account="I walked",
    )
    unmerge_episodes(actor=manager, merge=merge, reason="Two nights after all")
    assert ReturnInterview.objects.get(episode=first).assigned_to == officer


class TestFoundAndRefusing:
    """Missing, found and refusing to come back: it goes on as away."""

    @pytest.fixture
    def refused(self, now, social_worker, young_person) -> tuple[Episode, Episode]:
        missing = report_missing(
            actor=social_worker, young_person=young_person, category="missing", started_at=now - 30 * HOUR
        )
        record_return(
            actor=social_worker, episode=missing, ended_how=EndedHow.REFUSED_TO_RETURN, found_at=now - 28 * HOUR
        )
        return Episode.objects.get(pk=missing.pk), Episode.objects.open().get()

    @pytest.mark.parametrize(("start", "end"), [(KEPT, MERGED), (MERGED, KEPT), (KEPT, KEPT), (MERGED, MERGED)])
    def test_the_two_are_not_merged_whichever_is_kept(self, social_worker, refused, start, end) -> None:
        missing, away = refused
        words = f"{away} is how {missing} went on: found, and refusing to come back. They are not the same absence"
        for kept, merged in (refused, refused[::-1]):
            with pytest.raises(ActionRefused, match=words):
                merge_episodes(actor=social_worker, kept=kept, merged=merged, reason=WHY, start=start, end=end)
        missing.refresh_from_db()
        assert (missing.ended_how, missing.interview.is_void) == ("refused_to_return", False)
        assert Episode.objects.open().get() == away

    def test_they_are_not_offered_and_the_preview_says_why(self, client, social_worker, refused) -> None:
        client.force_login(social_worker)
        for one, other in (refused, refused[::-1]):
            assert f"/merge/{other.reference}/" not in client.get(reverse("missing:merge", args=[one.reference])).text
            preview = reverse("missing:merge_with", args=[one.reference, other.reference])
            assert "They are not the same absence." in client.get(preview).text
            answer = client.post(preview, {"start": KEPT, "end": MERGED, "reason": WHY})
            assert "correct how" in answer.text
        assert Episode.objects.standing().count() == 2

    def test_nor_once_they_are_back_where_the_ending_is_corrected_instead(self, now, social_worker, refused) -> None:
        missing, away = refused
        record_return(actor=social_worker, episode=away, returned_at=now - 2 * HOUR)
        with pytest.raises(ActionRefused, match=f"correct how {missing} ended instead"):
            merge_episodes(actor=social_worker, kept=missing, merged=away, **SPLIT)

    def test_how_it_went_on_is_kept_beside_another(self, now, social_worker, young_person, refused) -> None:
        missing, away = refused
        record_return(actor=social_worker, episode=away, returned_at=now - 20 * HOUR)
        again = report_missing(
            actor=social_worker, young_person=young_person, category="away", started_at=now - 19 * HOUR
        )
        with pytest.raises(ActionRefused, match=f"{away} is how {missing} went on, and would be lost as that"):
            merge_episodes(actor=social_worker, kept=again, merged=away, reason=WHY, start=MERGED, end=KEPT)
        merge_episodes(actor=social_worker, kept=away, merged=again, **SPLIT)
        away.refresh_from_db()
        assert away.is_open
