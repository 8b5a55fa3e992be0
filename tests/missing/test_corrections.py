"""Times put right with a reason: what follows from them follows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from missing.actions import add_to_log, correct_times, now_missing, record_return, record_told, report_missing
from missing.codes import Category, LogKind, Route, Source
from missing.models import Episode, ReturnInterview
from people.models import AccessGrant, CaseEvent, Placement
from tests.factories import EpisodeFactory, PlacementFactory, ReturnInterviewFactory, UserFactory, put_declined

HOUR = timedelta(hours=1)


@pytest.fixture
def back(now, social_worker, young_person) -> Episode:
    """Logged as missing for 20 hours, and recorded as back 2 hours ago."""
    episode = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 20 * HOUR
    )
    record_return(actor=social_worker, episode=episode, returned_at=now - 2 * HOUR)
    episode.refresh_from_db()
    return episode


def corrected(actor: User, episode: Episode, **changes) -> Episode:
    times = {name: getattr(episode, name) for name in ("started_at", "found_at", "returned_at")}
    return correct_times(actor=actor, episode=episode, **({"reason": "Read it wrongly"} | times | changes))


def test_the_deadline_the_timeline_and_dutys_access_follow_the_return(now, social_worker, back) -> None:
    corrected(social_worker, back, returned_at=now - 6 * HOUR)
    interview = ReturnInterview.objects.get()
    assert interview.clock_starts_at == interview.alerts_from == now - 6 * HOUR
    assert interview.due_at == now + 66 * HOUR
    assert CaseEvent.objects.get(kind=CaseEvent.Kind.RETURNED).at == now - 6 * HOUR
    assert AccessGrant.objects.get(reason=AccessGrant.Reason.DUTY).until == now + 66 * HOUR


def test_the_start_moves_with_what_counts_from_it(now, social_worker, back) -> None:
    corrected(social_worker, back, started_at=now - 10 * HOUR)
    back.refresh_from_db()
    assert back.started_at == back.missing_from == now - 10 * HOUR
    assert back.ended_at - back.started_at == 8 * HOUR
    assert CaseEvent.objects.get(kind=CaseEvent.Kind.WENT_MISSING).at == now - 10 * HOUR


def test_another_day_is_another_placement_and_route(now, social_worker, young_person, back) -> None:
    Placement.objects.all().delete()
    far = {"postcode": "SY1 1AA", "distance_miles": Decimal("27.4"), "is_out_of_area": True}
    day = (now - 44 * HOUR).date()
    PlacementFactory(young_person=young_person, started_on=day, ended_on=day, **far)
    corrected(social_worker, back, started_at=now - 44 * HOUR)
    back.refresh_from_db()
    assert back.distance_miles == Decimal("27.4")
    corrected(social_worker, back, returned_at=now - HOUR)
    assert ReturnInterview.objects.get().route == Route.RETURNS_OFFICER


def test_the_log_says_what_was_changed_and_why(now, social_worker, back) -> None:
    corrected(social_worker, back, returned_at=now - HOUR, reason="The home rang")
    line = back.log.get(kind=LogKind.CORRECTED)
    assert line.text == "Came back: 23 November 2026 at 10:00 to 23 November 2026 at 11:00. The home rang"
    assert line.by == social_worker


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"reason": " "}, "Write why the times are corrected", "reason"),
        ({"returned_at": None}, "This time is on record", "returned_at"),
        ({"found_at": -3}, "not on record yet", "found_at"),
        ({"returned_at": -21}, "cannot come back before they went missing", "returned_at"),
        ({"returned_at": 1}, "has not come yet", "returned_at"),
        ({"started_at": -100}, "overlaps with their episode E9, from", "started_at"),
        ({"started_at": -24 * 365 * 20}, "before they were born", "started_at"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(now, social_worker, young_person, back, changes, words, field):
    if "overlaps" in words:
        EpisodeFactory(young_person=young_person, reference="E9", started_at=now - 102 * HOUR, returned=True)
    changes = {"returned_at": now - HOUR} | {
        name: now + value * HOUR if isinstance(value, int) else value for name, value in changes.items()
    }
    with pytest.raises(ActionRefused, match=words) as refusal:
        corrected(social_worker, back, **changes)
    assert refusal.value.field == field


def test_it_cannot_start_after_it_was_logged(now, social_worker, back) -> None:
    Episode.objects.filter(pk=back.pk).update(recorded_at=now - 10 * HOUR)
    with pytest.raises(ActionRefused, match="It was logged before this") as refusal:
        corrected(social_worker, back, started_at=now - 5 * HOUR)
    assert refusal.value.field == "started_at"


def test_nothing_changed_is_said(social_worker, back) -> None:
    with pytest.raises(ActionRefused, match="Nothing was changed"):
        corrected(social_worker, back)


def test_an_interview_held_before_the_new_return_is_in_the_way(now, officer, back) -> None:
    put_declined(ReturnInterview.objects.all(), now - HOUR)
    with pytest.raises(ActionRefused, match="on record as held before this") as refusal:
        corrected(officer, back, returned_at=now - HOUR / 2)
    assert refusal.value.field == "returned_at"


def test_once_the_interview_is_closed_only_who_answers_for_the_figures_corrects(now, social_worker, officer, back):
    put_declined(ReturnInterview.objects.all(), now - HOUR)
    back.refresh_from_db()
    with pytest.raises(ActionRefused, match="a manager or the Missing Returns Officer"):
        corrected(social_worker, back, returned_at=now - 3 * HOUR)
    corrected(officer, back, returned_at=now - 3 * HOUR)
    assert ReturnInterview.objects.get().due_at == now + 69 * HOUR


def test_who_does_not_log_does_not_correct(analyst, back) -> None:
    with pytest.raises(PermissionDenied):
        corrected(analyst, back, returned_at=None)


def test_imported_history_wakes_nobody_when_it_is_corrected(now, officer, young_person) -> None:
    past = EpisodeFactory(
        young_person=young_person, started_at=now - 900 * HOUR, returned=True, source=Source.IMPORTED, alerts_from=now
    )
    ReturnInterviewFactory(episode=past, alerts_from=now)
    corrected(officer, past, returned_at=now - 890 * HOUR)
    assert ReturnInterview.objects.get().alerts_from == now


def test_the_page_shows_what_is_on_record_and_keeps_seconds_that_were_not_touched(client, now, social_worker, back):
    Episode.objects.filter(pk=back.pk).update(
        started_at=now - 20 * HOUR + timedelta(seconds=17), missing_from=now - 20 * HOUR + timedelta(seconds=17)
    )
    client.force_login(social_worker)
    url = reverse("missing:correct", args=[back.reference])
    assert f'href="{url}"' in client.get(back.get_absolute_url()).text
    page = client.get(url)
    assert 'value="22 Nov 2026 16:00"' in page.text
    typed = {"started_at": "22 Nov 2026 16:00", "returned_at": "11:15", "reason": "The home rang"}
    saved = client.post(url, typed, follow=True)
    assert "The times are corrected" in saved.text
    back.refresh_from_db()
    assert back.started_at.second == 17
    assert back.returned_at == now - timedelta(minutes=45)


def test_a_refusal_keeps_what_was_typed(client, now, social_worker, back) -> None:
    client.force_login(social_worker)
    typed = {"started_at": "12:30 yesterday", "returned_at": "yesterday 11:00", "reason": "The home rang"}
    page = client.post(reverse("missing:correct", args=[back.reference]), typed)
    assert "They cannot come back before they went missing." in page.text
    assert 'value="yesterday 11:00"' in page.text
    assert "The home rang" in page.text


def test_an_overlap_is_said_beside_the_time_that_was_changed(client, now, social_worker, young_person, back) -> None:
    EpisodeFactory(young_person=young_person, reference="E9", started_at=now - HOUR)
    client.force_login(social_worker)
    typed = {"started_at": "22 Nov 2026 16:00", "returned_at": "11:30", "reason": "The home rang"}
    page = client.post(reverse("missing:correct", args=[back.reference]), typed)
    assert list(page.context["form"].errors) == ["returned_at"]
    assert "overlaps" in str(page.context["form"].errors["returned_at"])


def test_the_page_is_not_for_who_may_not_correct(client, now, social_worker, back) -> None:
    put_declined(ReturnInterview.objects.all(), now - HOUR)
    client.force_login(social_worker)
    assert client.get(reverse("missing:correct", args=[back.reference])).status_code == 403
    assert "Correct the times" not in client.get(back.get_absolute_url()).text
    client.force_login(UserFactory(roles=[Role.TEAM_MANAGER], teams=[back.team]))
    assert client.get(reverse("missing:correct", args=[back.reference])).status_code == 200


class TestSinceWhenTheyWereMissing:
    @pytest.fixture
    def became(self, now, social_worker, young_person) -> Episode:
        """Away for 20 hours, missing for the last 4 of them, back 2 hours ago."""
        episode = report_missing(
            actor=social_worker, young_person=young_person, category=Category.AWAY, started_at=now - 20 * HOUR
        )
        now_missing(actor=social_worker, episode=episode, since=now - 6 * HOUR)
        record_return(actor=social_worker, episode=episode, returned_at=now - 2 * HOUR)
        return Episode.objects.get(pk=episode.pk)

    def test_it_is_put_right(self, now, social_worker, became) -> None:
        corrected(social_worker, became, missing_from=now - 9 * HOUR)
        became.refresh_from_db()
        assert (became.missing_from, became.started_at) == (now - 9 * HOUR, now - 20 * HOUR)
        line = became.log.get(kind=LogKind.CORRECTED).text
        assert line == "Missing since: 23 November 2026 at 06:00 to 23 November 2026 at 03:00. Read it wrongly"

    @pytest.mark.parametrize(
        ("since", "words"),
        [
            (-21, "It began yesterday 16:00. Write a time from then on"),
            (-1, "It ended today 10:00. Write a time until then"),
        ],
    )
    def test_within_the_episode(self, now, social_worker, became, since, words) -> None:
        with pytest.raises(ActionRefused, match=words) as refusal:
            corrected(social_worker, became, missing_from=now + since * HOUR)
        assert refusal.value.field == "missing_from"

    def test_not_in_the_future(self, now, social_worker, young_person) -> None:
        away = report_missing(
            actor=social_worker, young_person=young_person, category=Category.AWAY, started_at=now - 20 * HOUR
        )
        now_missing(actor=social_worker, episode=away, since=now - 6 * HOUR)
        away.refresh_from_db()
        with pytest.raises(ActionRefused, match="This time has not come yet") as refusal:
            corrected(social_worker, away, missing_from=now + HOUR)
        assert refusal.value.field == "missing_from"

    def test_the_page_asks_for_it_only_there(self, client, now, social_worker, became) -> None:
        client.force_login(social_worker)
        url = reverse("missing:correct", args=[became.reference])
        page = client.get(url)
        assert "Since when was it not known where they were?" in page.text
        typed = {name: page.context["form"][name].value() for name in ("started_at", "returned_at")}
        client.post(url, typed | {"missing_from": "today 05:00", "reason": "The home rang"})
        became.refresh_from_db()
        assert became.missing_from == now - 7 * HOUR
        assert not became.missing_from_is_approximate
        client.post(url, typed | {"missing_from": "about 04:30", "reason": "The home rang"})
        became.refresh_from_db()
        assert became.missing_since_is_approximate
        assert client.get(url).context["form"]["missing_from"].value() == "about 23 Nov 2026 04:30"
        assert "05:00 to about 23 November 2026 at 04:30." in became.log.first().text
        assert "Nothing was changed" in client.post(url, typed | {"missing_from": "about 04:30", "reason": "x"}).text
        became.missing_from = became.started_at
        became.save()
        assert "Since when was it not known" not in client.get(url).text


class TestWhenThePoliceWereTold:
    @pytest.fixture
    def told(self, now, back) -> Episode:
        Episode.objects.filter(pk=back.pk).update(reported_to_police_at=now - 15 * HOUR)
        return Episode.objects.get(pk=back.pk)

    def test_it_does_not_begin_after_they_were_told(self, now, social_worker, told) -> None:
        with pytest.raises(ActionRefused, match=r"The police were told yesterday 21:00, before this.") as refusal:
            corrected(social_worker, told, started_at=now - 10 * HOUR)
        assert refusal.value.field == "started_at"
        assert corrected(social_worker, told, started_at=now - 15 * HOUR)

    @pytest.mark.parametrize("which", ["started_is_approximate", "police_told_is_approximate"])
    def test_two_times_may_cross_where_one_is_not_exact(self, now, social_worker, told, which) -> None:
        about = {which: True} if which == "started_is_approximate" else {}
        if not about:
            Episode.objects.filter(pk=told.pk).update(police_told_is_approximate=True)
        corrected(social_worker, told, started_at=now - 14 * HOUR, **about)
        told.refresh_from_db()
        assert told.started_at == now - 14 * HOUR

    def test_they_cross_by_an_hour_at_most(self, now, social_worker, told) -> None:
        words = r"The police were told yesterday 21:00, more than an hour before this\. Correct that first\."
        with pytest.raises(ActionRefused, match=words) as refusal:
            corrected(social_worker, told, started_at=now - 13 * HOUR, started_is_approximate=True)
        assert refusal.value.field == "started_at"

    def test_a_start_is_not_made_exact_after_they_were_told(self, now, social_worker, told) -> None:
        corrected(social_worker, told, started_at=now - 14 * HOUR, started_is_approximate=True)
        told.refresh_from_db()
        with pytest.raises(ActionRefused, match="or write “about”"):
            corrected(social_worker, told, started_at=now - 14 * HOUR)

    def test_nor_after_anybody_else_was_told(self, now, social_worker, told) -> None:
        """All of them are named at once; that they were seen before it began is no contradiction."""
        facts = {"actor": social_worker, "episode": told, "of": "went_missing", "how": "phone"}
        record_told(recipients=["school"], told_at=now - 14 * HOUR, **facts)
        record_told(recipients=["health"], told_at=now - 13 * HOUR, is_approximate=True, **facts)
        record_told(recipients=["other"], name="Football coach", told_at=now - 9 * HOUR, **facts)
        add_to_log(actor=social_worker, episode=told, kind="seen", text="At the shop", happened_at=now - 15 * HOUR)
        words = (
            "The police were told yesterday 21:00, before this; School: told yesterday 22:00, before this; "
            "Health: told yesterday 23:00, more than an hour before this. Correct that first."
        )
        with pytest.raises(ActionRefused) as refusal:
            corrected(social_worker, told, started_at=now - 10 * HOUR)
        assert (refusal.value.message, refusal.value.field) == (words, "started_at")
        Episode.objects.filter(pk=told.pk).update(reported_to_police_at=None)
        with pytest.raises(ActionRefused, match=r"^School: told yesterday 22:00, before this\. Correct that first, or"):
            corrected(social_worker, told, started_at=now - 13 * HOUR)
        assert corrected(social_worker, told, started_at=now - 14 * HOUR)

    def test_what_a_case_file_says_is_in_the_way_of_no_other_correction(self, now, social_worker, told) -> None:
        Episode.objects.filter(pk=told.pk).update(reported_to_police_at=now - 25 * HOUR)
        assert corrected(social_worker, told, returned_at=now - HOUR)
