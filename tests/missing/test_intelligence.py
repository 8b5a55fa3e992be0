"""Intelligence for the police: a short form of its own."""

import pytest

from accounts.access import ActionRefused
from missing.actions import send_intelligence
from missing.models import PoliceIntelligence
from people.around_codes import MayBeTold
from tests.factories import EpisodeFactory, PersonAroundFactory, ReturnInterviewFactory
from tests.missing.sharing import INTELLIGENCE, SHARING


class TestIntelligence:
    def test_it_is_written_also_before_the_interview_is_recorded(self, officer, interview) -> None:
        sent = send_intelligence(actor=officer, interview=interview, **INTELLIGENCE)
        assert str(sent) == "Intelligence for Locate"

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"what": " "}, "Write what is known"),
            ({"sent_to": " "}, "Write to whom it goes"),
            ({"traceable": "yes"}, "Write what could happen to them if it were traced"),
        ],
    )
    def test_it_is_refused_in_words(self, officer, interview, facts, words) -> None:
        with pytest.raises(ActionRefused, match=words):
            send_intelligence(actor=officer, interview=interview, **(INTELLIGENCE | facts))

    def test_its_page_and_form(self, client, officer, interview) -> None:
        client.force_login(officer)
        address = "/interviews/E2/intelligence/new/"
        bad = client.post(address, INTELLIGENCE | {"traceable": "yes"})
        assert "Write what could happen to them if it were traced." in bad.text
        assert "Fitz sells from a flat." in bad.text
        page = client.post(address, INTELLIGENCE, follow=True)
        assert "Fitz sells from a flat." in page.text
        assert PoliceIntelligence.objects.get().sent_to == "Locate"

    def test_who_must_not_be_told_is_said_where_it_is_written_and_where_it_is_sent(
        self, client, officer, interview
    ) -> None:
        PersonAroundFactory(
            young_person=interview.episode.young_person, name="Dwayne Marsh", may_be_told=MayBeTold.NO,
            may_be_told_why="He hit her.",
        )  # fmt: skip
        sent = send_intelligence(actor=officer, interview=interview, **INTELLIGENCE)
        client.force_login(officer)
        for address in ("/interviews/E2/intelligence/new/", sent.get_absolute_url()):
            page = client.get(address).text
            assert "Dwayne Marsh" in page
            assert "must not be told anything" in page

    def test_the_interview_leads_there_before_it_is_recorded(self, client, officer, interview) -> None:
        client.force_login(officer)
        page = client.get("/interviews/E2/").text
        assert f'href="{SHARING}">Intelligence for the police, and what is to be done</a>' in page
        assert "/interviews/E2/intelligence/new/" in client.get(SHARING).text
        assert client.get("/interviews/E2/intelligence/new/").status_code == 200

    @pytest.mark.parametrize("outcome", ["declined", "not_required", "not_offered_other"])
    def test_and_when_none_was_held(self, client, officer, interview, manager, outcome) -> None:
        done = ReturnInterviewFactory(
            episode=EpisodeFactory(young_person=interview.episode.young_person, returned=True, reference="E5"),
            outcome=outcome,
        )
        for user, words in ((officer, "Write intelligence for the police"), (manager, "Write what you make of it")):
            client.force_login(user)
            assert "/interviews/E5/sharing/" in client.get(done.get_absolute_url()).text
            assert words in client.get("/interviews/E5/sharing/").text

    def test_what_is_typed_is_kept_until_it_is_sent(self, client, officer, interview) -> None:
        client.force_login(officer)
        address = "/interviews/E2/intelligence/new/"
        client.post(f"/drafts/intelligence:{interview.pk}/", {"what": "Fitz sells", "draft_tab": "one"})
        assert "Fitz sells" in client.get(address).text
        client.post(address, INTELLIGENCE | {"draft_tab": "one"})
        assert "Fitz sells" not in client.get(address).text
