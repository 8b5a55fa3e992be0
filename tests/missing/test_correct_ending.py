"""An ending that was recorded wrongly is put right: another ending, or not back after all. What follows follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert, OutgoingEmail
from missing.actions import (
    correct_ending,
    correct_times,
    record_found,
    record_offer,
    record_return,
    report_missing,
    take_interview,
    void_episode,
)
from missing.codes import Category, EndedHow, LogKind, PoliceRisk
from missing.models import Episode, ReturnInterview
from people.models import AccessGrant, CaseEvent
from tests.factories import EpisodeFactory, UserFactory, put_declined

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REFUSED = {"ended_how": EndedHow.REFUSED_TO_RETURN}
WHY = "It was his brother who came back"


@pytest.fixture
def back(now, social_worker, young_person) -> Episode:
    """Missing for 20 hours, and recorded as back 2 hours ago."""
    episode = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 20 * HOUR
    )
    record_return(actor=social_worker, episode=episode, returned_at=now - 2 * HOUR, note="Came in a taxi")
    return Episode.objects.get(pk=episode.pk)


@pytest.fixture
def refused(now, social_worker, young_person) -> Episode:
    """Found 6 hours ago and said to refuse to come back."""
    episode = report_missing(
        actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - 20 * HOUR
    )
    record_return(actor=social_worker, episode=episode, found_at=now - 6 * HOUR, **REFUSED)
    return Episode.objects.get(pk=episode.pk)


class TestNotBackAfterAll:
    def test_they_are_missing_again_from_their_own_start(self, now, social_worker, back) -> None:
        episode = correct_ending(actor=social_worker, episode=back, reason=WHY)
        assert Episode.objects.missing_now().get() == back
        assert (episode.started_at, episode.missing_from) == (now - 20 * HOUR, now - 20 * HOUR)
        assert (episode.end_recorded_at, episode.ended_how, episode.return_note) == (None, "", "")
        assert AccessGrant.objects.get(reason="duty").until is None
        assert set(CaseEvent.objects.values_list("kind", flat=True)) == {CaseEvent.Kind.WENT_MISSING}
        line = back.log.get(kind=LogKind.NOT_BACK)
        words = "Not back after all: the return on 23 November 2026 at 10:00 was written down by mistake."
        assert (line.text, line.by) == (f"{words} {WHY}. Noted then: Came in a taxi.", social_worker)

    def test_what_was_found_by_mistake_is_said_too(self, now, social_worker, episode) -> None:
        record_found(actor=social_worker, episode=episode, found_at=now - HOUR, found_is_approximate=True)
        correct_ending(actor=social_worker, episode=episode, reason="Not her!")
        words = "Not back after all: that they were found about 23 November 2026 at 11:00 was written down by mistake."
        assert episode.log.get(kind=LogKind.NOT_BACK).text == f"{words} Not her!"

    def test_it_is_mailed_in_words_of_its_own_and_not_as_a_new_episode(
        self, now, officer, team, social_worker, back
    ) -> None:
        manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
        raise_alerts(at=now)
        for _ in range(2):
            correct_ending(actor=social_worker, episode=Episode.objects.get(), reason=WHY, at=now)
            raise_alerts(at=now)
            record_return(actor=social_worker, episode=back, returned_at=now - HOUR, at=now + HOUR)
            raise_alerts(at=now)
            now += 2 * HOUR
        theirs = OutgoingEmail.objects.filter(to_user=manager, kind__in=["new_episode", "not_back"]).order_by("pk")
        subjects = ["New episode logged", *["Not back after all: still missing or away"] * 2]
        assert [mail.subject for mail in theirs] == subjects
        assert "Not back after all: still missing or away" in theirs[1].text
        assert not OutgoingEmail.objects.filter(to_user=social_worker, kind="not_back").exists(), "who wrote it knows"
        assert not Alert.objects.standing().filter(stage__kind="not_back").exists(), "they are back"

    def test_the_interview_waits_with_what_was_done_and_who_has_it(self, now, officer, social_worker, back) -> None:
        take_interview(actor=officer, interview=back.interview)
        record_offer(actor=officer, interview=back.interview, method="phone", response="accepted")
        raise_alerts(at=now + 60 * HOUR)
        assert Alert.objects.standing().filter(stage__kind="interview").exists()
        correct_ending(actor=social_worker, episode=back, reason=WHY)
        interview = ReturnInterview.objects.get()
        assert (interview.due_at, interview.clock_starts_at, interview.assigned_to) == (None, None, officer)
        assert not ReturnInterview.objects.to_do().exists()
        assert not Alert.objects.standing().filter(stage__kind="interview").exists()
        record_return(actor=social_worker, episode=back, returned_at=now)
        interview = ReturnInterview.objects.to_do().get()
        assert (interview.due_at, interview.offers.count()) == (now + 72 * HOUR, 1)

    def test_not_while_the_interview_is_closed(self, now, social_worker, officer, back) -> None:
        put_declined(ReturnInterview.objects.all(), now - HOUR)
        with pytest.raises(ActionRefused, match="a manager or the Missing Returns Officer"):
            correct_ending(actor=social_worker, episode=back, reason=WHY)
        with pytest.raises(ActionRefused, match=r"The interview after it is closed. Reopen that first") as refusal:
            correct_ending(actor=officer, episode=back, reason=WHY)
        assert refusal.value.field == "how"

    def test_not_while_another_is_open(self, now, social_worker, young_person, back) -> None:
        again = report_missing(
            actor=social_worker, young_person=young_person, category=Category.MISSING, started_at=now - HOUR
        )
        with pytest.raises(ActionRefused, match=f"overlaps with their episode {again}"):
            correct_ending(actor=social_worker, episode=back, reason=WHY)

    def test_found_and_not_yet_back(self, now, social_worker, back) -> None:
        correct_ending(actor=social_worker, episode=back, reason=WHY, found_at=now - 3 * HOUR)
        assert Episode.objects.not_yet_back().get() == back
        assert ReturnInterview.objects.get().due_at is None

    def test_who_was_found_by_mistake_is_missing(self, now, social_worker, episode) -> None:
        record_found(actor=social_worker, episode=episode, found_at=now - HOUR)
        correct_ending(actor=social_worker, episode=episode, reason=WHY)
        assert Episode.objects.missing_now().get() == episode


class TestAnotherEnding:
    def test_the_clock_and_the_timeline_follow(self, now, social_worker, back) -> None:
        hospital = {"ended_how": EndedHow.HOSPITAL, "found_at": now - 7 * HOUR, "found_is_approximate": True}
        episode = correct_ending(actor=social_worker, episode=back, reason="In hospital", **hospital)
        assert (episode.returned_at, episode.ended_at) == (None, now - 7 * HOUR)
        assert ReturnInterview.objects.get().due_at == now + 65 * HOUR
        assert CaseEvent.objects.get(kind=CaseEvent.Kind.RETURNED).at == now - 7 * HOUR
        assert AccessGrant.objects.get(reason="duty").until == now + 65 * HOUR
        assert episode.return_note == ""
        line = back.log.get(kind=LogKind.CORRECTED).text
        words = "from “came back 23 November 2026 at 10:00” to “in hospital about 23 November 2026 at 05:00”."
        assert f"{words} In hospital. Noted then: Came in a taxi." in line

    def test_came_back_and_did_not_refuse(self, now, social_worker, refused) -> None:
        away = refused.goes_on_as
        correct_ending(
            actor=social_worker,
            episode=refused,
            reason="Was back at once",
            ended_how=EndedHow.RETURNED,
            found_at=now - 6 * HOUR,
            returned_at=now - 5 * HOUR,
        )
        away.refresh_from_db()
        assert away.is_void
        assert away.log.get().text == f"Voided. How {refused} ended was corrected. Was back at once"
        assert not Episode.objects.open().exists()
        assert ReturnInterview.objects.to_do().get().due_at == now + 67 * HOUR

    def test_missing_all_along_and_then_truly_refusing(self, now, social_worker, refused) -> None:
        correct_ending(actor=social_worker, episode=refused, reason=WHY)
        assert Episode.objects.open().get() == refused
        record_return(actor=social_worker, episode=refused, found_at=now - HOUR, **REFUSED)
        assert Episode.objects.open().get().goes_on_from == refused

    def test_refusing_and_not_back(self, now, social_worker, back) -> None:
        correct_ending(actor=social_worker, episode=back, reason="Ran at the door", found_at=now - 3 * HOUR, **REFUSED)
        away = Episode.objects.open().get()
        assert (away.category, away.started_at, away.goes_on_from) == (Category.AWAY, now - 3 * HOUR, back)
        assert ReturnInterview.objects.get().due_at == now + 69 * HOUR

    @pytest.mark.parametrize("hours", [4, 8])
    def test_the_time_away_follows_when_they_were_found(self, now, social_worker, refused, hours) -> None:
        found_at = now - hours * HOUR
        correct_ending(actor=social_worker, episode=refused, reason="Their log", found_at=found_at, **REFUSED)
        assert Episode.objects.open().get().started_at == found_at
        started_at = refused.started_at
        correct_times(
            actor=social_worker, episode=refused, reason="Rang", started_at=started_at, found_at=found_at + HOUR
        )
        assert Episode.objects.open().get().started_at == found_at + HOUR

    def test_the_time_away_is_a_managers_to_void_where_it_is_closed_or_at_high_risk(
        self, now, team, social_worker, refused
    ) -> None:
        Episode.objects.filter(goes_on_from=refused).update(
            category=Category.MISSING, missing_from=now - HOUR, police_risk=PoliceRisk.HIGH
        )
        hospital = {"ended_how": EndedHow.HOSPITAL, "found_at": now - 6 * HOUR, "reason": "In hospital"}
        with pytest.raises(ActionRefused, match=r"would be voided with this. The police hold the risk to be high"):
            correct_ending(actor=social_worker, episode=refused, **hospital)
        manager = UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
        assert correct_ending(actor=manager, episode=refused, **hospital).ended_how == EndedHow.HOSPITAL

    def test_a_closed_interview_stays_closed_with_its_clock_put_right(self, now, officer, back) -> None:
        put_declined(ReturnInterview.objects.all(), now - HOUR)
        hospital = {"ended_how": EndedHow.HOSPITAL, "found_at": now - 7 * HOUR}
        correct_ending(actor=officer, episode=back, reason="In hospital", **hospital)
        assert ReturnInterview.objects.get().due_at == now + 65 * HOUR
        put_declined(ReturnInterview.objects.all(), now - 6 * HOUR)
        with pytest.raises(ActionRefused, match="on record as held before this"):
            correct_ending(actor=officer, episode=back, reason="No", ended_how="custody", found_at=now - 5 * HOUR)


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"reason": " "}, "Write why it is corrected", "reason"),
        ({"ended_how": "returned", "returned_at": -2}, "Nothing was changed", "how"),
        ({"ended_how": "returned"}, "Write when they came back", "returned_at"),
        ({"ended_how": "custody"}, "Write when they were found", "found_at"),
        ({"ended_how": "custody", "returned_at": -1}, "Who came back has not ended it another way", "returned_at"),
        ({"ended_how": "died", "found_at": -1}, "Put their death on record on the young person’s page", "how"),
        ({"ended_how": "custody", "found_at": 1}, "This time has not come yet", "returned_at"),
        ({"ended_how": "custody", "found_at": -30}, "cannot be found before they went missing", "found_at"),
    ],
)
def test_a_refusal_says_why(now, social_worker, back, facts, words, field) -> None:
    facts = {name: now + value * HOUR if name.endswith("_at") else value for name, value in facts.items()}
    with pytest.raises(ActionRefused, match=words) as refusal:
        correct_ending(actor=social_worker, episode=back, **{"reason": WHY} | facts)
    assert refusal.value.field == field


def test_more_that_is_refused(now, social_worker, analyst, young_person, episode) -> None:
    with pytest.raises(ActionRefused, match=r"This has not ended. Record the return"):
        correct_ending(actor=social_worker, episode=episode, reason=WHY)
    with pytest.raises(PermissionDenied):
        correct_ending(actor=analyst, episode=episode, reason=WHY)
    away = EpisodeFactory(young_person=young_person, started_at=now - 90 * HOUR, returned=True, category=Category.AWAY)
    with pytest.raises(ActionRefused, match="Where they are was known all along"):
        correct_ending(actor=social_worker, episode=away, reason=WHY, found_at=now - 85 * HOUR)
    with pytest.raises(ActionRefused, match="Where they are was known all along"):
        correct_ending(actor=social_worker, episode=away, reason=WHY, found_at=now - 85 * HOUR, **REFUSED)
    Episode.objects.filter(pk=away.pk).update(ended_how=EndedHow.DIED)
    with pytest.raises(ActionRefused, match="A manager takes it back"):
        correct_ending(actor=social_worker, episode=away, reason=WHY)


def test_sent_as_it_is_shown_it_corrects_nothing(client, now, social_worker, back) -> None:
    Episode.objects.filter(pk=back.pk).update(
        returned_at=back.returned_at + timedelta(seconds=20), return_note="Came in a taxi\n\nFrom the other: on foot "
    )
    client.force_login(social_worker)
    url = reverse("missing:correct_ending", args=[back.reference])
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in ("how", "returned_at", "found_at", "note")}
    sent["note"] = sent["note"].replace("\n", "\r\n")
    page = client.post(url, sent | {"reason": WHY})
    assert "Nothing was changed: this is the ending on record." in page.context["form"].errors["how"]
    assert not back.log.filter(kind=LogKind.CORRECTED).exists()
    assert client.post(url, sent | {"reason": WHY, "note": "Came on foot"}).status_code == 302
    back.refresh_from_db()
    assert back.return_note == "Came on foot"


class TestVoidingHowItWentOn:
    def test_it_is_the_ending_that_is_corrected(self, client, social_worker, refused) -> None:
        away = refused.goes_on_as
        with pytest.raises(ActionRefused, match=f"This is how {refused} went on. Correct how {refused} ended instead"):
            void_episode(actor=social_worker, episode=away, reason=WHY)
        client.force_login(social_worker)
        page = client.get(reverse("missing:void", args=[away.reference]), follow=True)
        assert f"{away} is how {refused} went on. Say here how {refused} ended in truth." in page.text
        assert f"It goes on as {away}." in page.text

    def test_after_the_missing_part_is_voided_it_may_be_too(self, client, social_worker, refused) -> None:
        away = refused.goes_on_as
        client.force_login(social_worker)
        assert (
            f"{away}, as which it went on, stays on record"
            in client.get(reverse("missing:void", args=[refused.reference])).text
        )
        void_episode(actor=social_worker, episode=refused, reason=WHY)
        assert "Found after" not in client.get(away.get_absolute_url()).text
        void_episode(actor=social_worker, episode=away, reason=WHY)
        assert not Episode.objects.standing().exists()


class TestPages:
    def test_from_the_correction_page(self, client, now, social_worker, back) -> None:
        client.force_login(social_worker)
        url = reverse("missing:correct_ending", args=[back.reference])
        assert f'href="{url}"' in client.get(reverse("missing:correct", args=[back.reference])).text
        page = client.get(url)
        assert (page.context["form"]["how"].value(), "They are still missing" in page.text) == ("returned", True)
        assert "Write why it is corrected." in client.post(url, {"how": "not_back"}).text
        refused = client.post(url, {"how": "hospital", "found_at": "", "reason": "The ward rang"}).text
        assert "Write when that was." in refused
        assert "The ward rang" in refused
        another = {"how": "other", "found_at": "10:00", "note": "", "reason": "Her aunt rang"}
        assert "Write how it ended." in client.post(url, another).text
        saved = client.post(url, {"how": "not_back", "returned_at": "10:00", "reason": WHY}, follow=True).text
        assert "is on record as missing again, since " in saved
        assert "The interview is off the queue until they are back." in saved
        assert "Still to be told that they are not back: Police" in saved
        assert WHY in saved
        assert Episode.objects.missing_now().exists()
        assert client.get(url).url == back.get_absolute_url()
        assert url not in client.get(reverse("missing:correct", args=[back.reference])).text

    def test_of_who_was_away_what_cannot_be_is_not_offered(self, client, now, social_worker, young_person) -> None:
        away = EpisodeFactory(
            young_person=young_person, started_at=now - 9 * HOUR, returned=True, category=Category.AWAY
        )
        client.force_login(social_worker)
        url = reverse("missing:correct_ending", args=[away.reference])
        page = client.get(url).text
        assert "They are not back yet" in page
        assert "refused to come back" not in page
        assert "Choose how it ended." in client.post(url, {"reason": WHY}).text
        client.post(url, {"how": "returned", "returned_at": "11:00", "found_at": "10:00", "reason": WHY})
        away.refresh_from_db()
        assert (away.returned_at, away.found_at) == (now - HOUR, None)

    def test_closed_to_others(self, client, now, other_worker, analyst, social_worker, back) -> None:
        put_declined(ReturnInterview.objects.all(), now - HOUR)
        url = reverse("missing:correct_ending", args=[back.reference])
        for user, status in ((other_worker, 404), (analyst, 403), (social_worker, 403)):
            client.force_login(user)
            assert client.get(url).status_code == status

    def test_twelve_queries(self, client, refused, django_assert_max_num_queries) -> None:
        client.force_login(UserFactory(roles=[Role.SERVICE_MANAGER]))
        with django_assert_max_num_queries(12):
            assert client.get(reverse("missing:correct_ending", args=[refused.reference])).status_code == 200
