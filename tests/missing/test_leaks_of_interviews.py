"""What was told in an interview and passed on from it is read by whom the interview is for, and by nobody else.

Two see an interview that is not theirs to read: a worker of another team who logged its episode, and an interviewer
from outside, of one that was not given to them and that one conversation might settle. Each page is opened by the
officer too, who reads all, so that each can fail.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from missing.actions import (
    add_follow_up,
    ask_for_discussion,
    book_interview,
    mark_harm_told,
    record_attempt,
    record_discussion_held,
    record_offer,
    record_return,
    report_missing,
    send_intelligence,
    share_interview,
    take_interview,
    write_oversight,
)
from missing.codes import AttemptResult, Category, Method, OfferMethod, OfferResponse, StrategyOutcome
from missing.models import HarmTold, PoliceIntelligence, ReturnInterview, StrategyDiscussion
from missing.sharing_codes import HowKnown, Traceable
from people.models import AccessGrant
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECRETS = ("12 Mill Lane", "fears her stepfather", "at the library", "Tigrinya", "Fitz raped her", "Harm told")


@pytest.fixture
def leah(db: None) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Osei")


@pytest.fixture
def logged(now, other_worker: User, officer: User, social_worker, young_person) -> ReturnInterview:
    """After an episode that another team's worker logged; the officer has it, and has written of it."""
    episode = report_missing(
        actor=other_worker, young_person=young_person, category=Category.MISSING, started_at=now - 40 * HOUR
    )
    interview = record_return(actor=officer, episode=episode, returned_at=now - 30 * HOUR)
    assert interview is not None
    take_interview(actor=officer, interview=interview)
    about = {"actor": officer, "interview": interview}
    send_intelligence(
        **about, what="Fitz deals from 12 Mill Lane", how_known=HowKnown.SAW, traceable=Traceable.YES, risk="Revenge",
        sent_to="The intelligence bureau",
    )  # fmt: skip
    add_follow_up(**about, what="Ring the people at 12 Mill Lane", owner=social_worker, due_on=now.date() + DAY)
    record_offer(
        **about, offered_at=now - HOUR, method=OfferMethod.PHONE, response=OfferResponse.ACCEPTED,
        note="Mother says that she fears her stepfather",
    )  # fmt: skip
    record_attempt(
        **about, attempted_at=now - HOUR, method=Method.PHONE, result=AttemptResult.NO_ANSWER,
        note="Mother says that she fears her stepfather",
    )  # fmt: skip
    book_interview(
        **about, meets_at=now + DAY, method=Method.FACE_TO_FACE, place="at the library",
        interpreter="Tigrinya, Ms Haile",
    )  # fmt: skip
    mark_harm_told(**about, what_was_told="Fitz raped her", kinds=["sexual"])
    return ReturnInterview.objects.get(pk=interview.pk)


@pytest.fixture
def given(now, leah: User, young_person, logged) -> ReturnInterview:
    """Another interview of theirs, given to the interviewer from outside."""
    episode = EpisodeFactory(young_person=young_person, started_at=now - 20 * HOUR, returned=True, reference="E9")
    return take_interview(actor=leah, interview=ReturnInterviewFactory(episode=episode))


def pages_of(interview: ReturnInterview) -> list[str]:
    intelligence, at = PoliceIntelligence.objects.get(), f"/interviews/{interview.episode}"
    own = intelligence.get_absolute_url()
    return [f"{at}/sharing/", own, f"{own}pdf/", f"{at}/intelligence/new/", f"{at}/actions/new/", f"{at}/record/whole/"]


def secrets_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.fixture(params=["other_worker", "leah"])
def stranger(request: pytest.FixtureRequest, given) -> User:
    user: User = request.getfixturevalue(request.param)
    return user


class TestAnInterviewThatIsNotTheirsToRead:
    def test_what_was_passed_on_from_it_is_not_found(self, client: Client, officer, logged, stranger) -> None:
        for user, status in ((officer, 200), (stranger, 404)):
            client.force_login(user)
            for url in pages_of(logged):
                assert client.get(url).status_code == status, (user, url)

    def test_its_own_pages_say_that_it_is_to_do_and_not_what_was_noted(
        self, client: Client, officer, logged, stranger
    ) -> None:
        found: dict[User, dict[str, str]] = {}
        for user in (officer, stranger):
            client.force_login(user)
            urls = (f"/interviews/{logged.episode}/", f"/interviews/{logged.episode}/record/")
            found[user] = {url: client.get(url, follow=True).text for url in urls}
        page, record = found[officer].values()
        assert secrets_in(page) == ["fears her stepfather", "at the library", "Tigrinya", "Harm told"]
        assert secrets_in(record) == ["Harm told"]
        page, record = found[stranger].values()
        assert secrets_in(page) == secrets_in(record) == []
        assert "no answer" in page
        assert "/sharing/" not in page

    def test_nor_does_the_api(self, client: Client, officer, logged, stranger) -> None:
        for user, notes in ((officer, ["Mother says that she fears her stepfather"]), (stranger, [""])):
            client.force_login(user)
            answer = client.get(f"/api/v1/interviews/{logged.episode}/").json()
            assert [attempt["note"] for attempt in answer["attempts"]] == notes
            assert [offer["note"] for offer in answer["offers"]] == notes
            places = {(booking["place"], booking["interpreter"]) for booking in answer["bookings"]}
            assert places == {("at the library", "Tigrinya, Ms Haile")} if notes != [""] else {("", "")}

    def test_nothing_is_passed_on_from_it_by_them(self, now, logged, social_worker, stranger) -> None:
        words = "This interview is not yours to read, so nothing of it is yours to pass on. Ring Dana Whit"
        about = {"actor": stranger, "interview": logged}
        with pytest.raises(ActionRefused, match=words):
            send_intelligence(**about, what="x", how_known=HowKnown.SAW, traceable=Traceable.NO, sent_to="x")
        with pytest.raises(ActionRefused, match=words):
            add_follow_up(**about, what="Ring mum", owner=social_worker, due_on=now.date())
        with pytest.raises(ActionRefused, match=words):
            share_interview(**about, recipient="police", recipient_name="x", handed="paper", sections=["why"])
        assert PoliceIntelligence.objects.count() == 1

    def test_another_team_s_manager_who_logged_it_writes_no_oversight(
        self, client: Client, logged, other_worker
    ) -> None:
        other_worker.groups.add(*UserFactory(roles=[Role.TEAM_MANAGER]).groups.all())
        actor = User.objects.with_access().get(pk=other_worker.pk)
        with pytest.raises(ActionRefused, match="not yours to read"):
            write_oversight(actor=actor, interview=logged, text="Seen")

    def test_harm_that_they_type_themselves_is_passed_on_and_said_to_them(
        self, client: Client, now, other_worker, young_person, officer
    ) -> None:
        """Of an interview that nobody has: they may take it, and so begin to write."""
        episode = report_missing(
            actor=other_worker, young_person=young_person, category=Category.MISSING, started_at=now - 40 * HOUR
        )
        record_return(actor=officer, episode=episode, returned_at=now - 30 * HOUR)
        client.force_login(other_worker)
        url = f"/interviews/{episode}/record/"
        client.post(f"{url}harm/", {"harm_sexual": "told", "harm": "Fitz raped her", "tab": "one", "since": ""})
        assert HarmTold.objects.get().by == other_worker
        assert f"by {other_worker}. A strategy discussion is due." in client.get(url).text


class TestStrategyDiscussions:
    """An interviewer from outside sees the one that waits because of harm told to them, and of it that alone."""

    @pytest.fixture
    def discussion(self, logged) -> StrategyDiscussion:
        return StrategyDiscussion.objects.get()

    def test_not_of_harm_told_in_an_interview_that_was_not_given_to_them(
        self, client: Client, leah, officer, given, young_person, discussion
    ) -> None:
        url = discussion.get_absolute_url()
        for user, status in ((officer, 200), (leah, 404)):
            client.force_login(user)
            assert [client.get(f"{url}{page}").status_code for page in ("", "history/")] == [status, status]
            shown = [page for page in self.pages(client, young_person, given) if discussion.reference in page]
            assert bool(shown) is (user == officer)
        assert not HarmTold.objects.visible_to(leah).exists()

    def test_of_harm_told_to_them_while_it_waits_without_other_grounds(
        self, client: Client, leah, officer, social_worker, given, young_person, discussion
    ) -> None:
        ask_for_discussion(actor=social_worker, young_person=young_person, reason="Seen with Fitz at night")
        harm = mark_harm_told(actor=leah, interview=given, what_was_told="He hit me", kinds=["physical"])
        url = discussion.get_absolute_url()
        client.force_login(officer)
        whole = client.get(url).text
        client.force_login(leah)
        part = client.get(url).text
        for secret in ("Fitz raped her", "Seen with Fitz at night", "How this record was changed"):
            assert (secret in whole, secret in part) == (True, False), secret
        assert "He hit me" in part
        assert client.get(f"{url}history/").status_code == 404
        assert client.get(f"{url}harm/{harm.pk}/").status_code == 200
        assert client.get(f"{url}harm/{HarmTold.objects.exclude(pk=harm.pk).get().pk}/").status_code == 404

    def test_not_what_was_decided(self, client: Client, now, leah, manager, given, young_person, discussion) -> None:
        mark_harm_told(actor=leah, interview=given, what_was_told="He hit me", kinds=["physical"])
        record_discussion_held(
            actor=manager, discussion=discussion, held_at=now, police_took_part=True, police_who="DS Obi",
            locate_officer_took_part=False, outcome=StrategyOutcome.SECTION_47, decided="Fitz is watched from Monday",
        )  # fmt: skip
        client.force_login(leah)
        assert client.get(discussion.get_absolute_url()).status_code == 404
        for page in self.pages(client, young_person, given):
            assert discussion.reference not in page

    def test_a_second_role_that_opens_records_sees_all(self, given, discussion, team) -> None:
        both = UserFactory(roles=[Role.INTERVIEWER, Role.SOCIAL_WORKER], teams=[team])
        assert discussion in StrategyDiscussion.objects.visible_to(both)

    def test_nothing_once_the_interview_is_not_theirs_any_more(self, leah, given, discussion) -> None:
        mark_harm_told(actor=leah, interview=given, what_was_told="He hit me", kinds=["physical"])
        assert discussion in StrategyDiscussion.objects.visible_to(leah)
        AccessGrant.objects.filter(user=leah).delete()
        assert not StrategyDiscussion.objects.visible_to(leah).exists()

    @staticmethod
    def pages(client: Client, young_person, given: ReturnInterview) -> Iterator[str]:
        for url in (f"/young-people/{young_person.reference}/", "/episodes/E9/", "/interviews/E9/", "/"):
            yield client.get(url).text
