"""Harm that the council tells of which placed a young person here."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from missing import harm_at_once
from missing.models import HarmTold, StrategyDiscussion
from missing.rules.harm_told import HARM_BY_ASKED
from people.models import YoungPerson
from tests.missing.placed_here import told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class TestHarmThatTheyTellOf:
    """The child is here: who must know of it here is told at once, whatever comes of the rest of the form."""

    HARM = "Her uncle hits her"
    MARKED = "As Walsall tells us: Her uncle hits her"

    def address(self, interview) -> str:
        return f"/interviews/{interview.episode.reference}/they-told/"

    def test_it_is_marked_though_the_form_is_refused(self, client, officer, social_worker, their_interview) -> None:
        YoungPerson.objects.update(social_worker=social_worker)
        client.force_login(officer)
        answer = client.post(self.address(their_interview), {"harm": self.HARM})
        assert answer.context["form"].errors["outcome"] == ["Choose how it ended."]
        assert "A strategy discussion is due. Told of it: their social worker Dana Whit." in answer.text
        assert self.HARM in answer.text
        assert HarmTold.objects.get().what_was_told == self.MARKED
        assert StrategyDiscussion.objects.open().get().young_person == their_interview.episode.young_person

    def test_it_is_marked_once_and_said_with_the_rest(self, client, now, officer, their_interview) -> None:
        client.force_login(officer)
        typed = {"outcome": "completed", "outcome_at": "10:00", "told_by": "Bea Ray, Walsall", "harm": self.HARM}
        page = client.post(self.address(their_interview), typed)
        assert page.context["form"].errors["harm_by_carer"] == [HARM_BY_ASKED]
        answer = client.post(self.address(their_interview), typed | {"harm_by_carer": "no"}, follow=True)
        assert "What they told you is written down. Harm told, written down 23 Nov at 12:00" in answer.text
        assert HarmTold.objects.get().what_was_told == self.MARKED

    @pytest.mark.parametrize("by", ["home", "parent"])
    def test_who_cares_for_them_and_did_it_is_marked(self, client, officer, their_interview, by: str) -> None:
        """Typed before it is said by whom, it is told on at once, and anew with that."""
        client.force_login(officer)
        typed = {"outcome": "completed", "outcome_at": "10:00", "told_by": "Bea Ray, Walsall", "harm": self.HARM}
        client.post(self.address(their_interview), typed)
        client.post(self.address(their_interview), typed | {"harm_by_carer": by})
        assert list(HarmTold.objects.order_by("pk").values_list("by_whom", flat=True)) == ["", by]

    @pytest.mark.parametrize("harm", ["", "None told."])
    def test_none_tells_nobody(self, now, officer, their_interview, harm) -> None:
        told(their_interview, officer, now, harm=harm)
        assert not HarmTold.objects.exists()

    def test_what_cannot_be_passed_on_is_said(self, client, officer, their_interview, monkeypatch) -> None:
        def refuse(**facts: object) -> None:
            raise ActionRefused("It could not be written.")

        monkeypatch.setattr(harm_at_once, "mark_harm_they_told", refuse)
        client.force_login(officer)
        answer = client.post(self.address(their_interview), {"harm": self.HARM})
        refused = "The harm could not be passed on from here: It could not be written."
        assert f"{refused} Ring their social worker or duty now." in answer.text

    def test_over_the_api(self, client, officer, their_interview) -> None:
        client.force_login(officer)
        facts = {"outcome": "completed", "outcome_at": "2026-11-23T10:00:00+00:00", "told_by": "Bea Ray, Walsall"}
        reference = their_interview.episode.reference
        answer = client.post(
            f"/api/v1/interviews/{reference}/they-told/",
            facts | {"harm": self.HARM, "harm_by_carer": "not_known"},
            content_type="application/json",
        )
        assert answer.status_code == 200, answer.text
        assert HarmTold.objects.get().what_was_told == self.MARKED

    def test_no_talk_after_their_death(self, now, officer, theirs, their_interview) -> None:
        YoungPerson.objects.filter(pk=theirs.pk).update(died_on=(now - timedelta(days=2)).date())
        with pytest.raises(ActionRefused, match="This is after they died, on 21 November 2026") as refused:
            told(their_interview, officer, now)
        assert refused.value.field == "outcome_at"
