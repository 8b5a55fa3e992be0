"""Harm that is typed into the full record: marked at once, and it is said who was told."""

import pytest

from accounts.models import Draft
from accounts.rules import Role
from missing.actions import mark_harm_told
from missing.models import HarmTold, StrategyDiscussion
from people.models import YoungPerson
from tests.factories import UserFactory
from tests.missing.interview_form import FINISH, LIST, TAB, keep, section


class TestHarm:
    def test_it_is_marked_as_it_is_typed_whatever_comes_of_the_rest(self, page, interview, social_worker) -> None:
        answer = keep(page, "harm", harm_sexual="told", harm_by="Fitz", harm_by_carer="home")
        said = answer.json()["said"]
        assert "A strategy discussion is due" in said
        assert "Told of it: their social worker Dana Whit." in said
        harm = HarmTold.objects.get(interview=interview)
        assert harm.by_whom == "home"
        assert "Sexual harm. By: Fitz." in harm.what_was_told
        assert StrategyDiscussion.objects.open().count() == 1
        assert said in page.get(LIST).text
        assert said in page.get(section("help")).text

    def test_further_words_open_no_second_discussion(self, page) -> None:
        keep(page, "harm", harm_sexual="told")
        keep(page, "harm", harm_sexual="told", harm="In a car.")
        keep(page, "account", account="He hurt me", harm_in_account="yes")
        (harm,) = HarmTold.objects.all()
        assert harm.what_was_told == "Sexual harm. They told of harm in their own account. In a car."

    def test_in_the_account_too(self, page) -> None:
        assert keep(page, "account", account="He hurt me", harm_in_account="yes").json()["said"]

    def test_without_javascript_on_continue(self, page) -> None:
        after = page.post(section("harm"), {"harm_threats": "told"}, follow=True)
        assert "A strategy discussion is due" in after.text

    def test_a_risk_alone_tells_nobody(self, page) -> None:
        assert keep(page, "harm", harm_drugs="told", harm_alcohol="suspected").json()["said"] == ""
        assert not HarmTold.objects.exists()

    def test_what_is_suspected_is_told_on_as_a_suspicion_and_anew_once_it_is_told(self, page) -> None:
        assert "A strategy discussion is due" in keep(page, "harm", harm_sexual="suspected").json()["said"]
        assert HarmTold.objects.get().what_was_told == "Suspected, not told: sexual harm."
        since = Draft.objects.get().saved_at.isoformat()
        keep(page, "harm", harm_sexual="told", draft_since=since)
        words = HarmTold.objects.order_by("pk").values_list("what_was_told", flat=True)
        assert list(words) == ["Suspected, not told: sexual harm.", "Sexual harm."]

    def test_it_is_marked_where_the_draft_is_not_saved(self, page, now) -> None:
        keep(page, "harm", harm="Of the first tab", draft_tab="one")
        answer = keep(page, "harm", harm_sexual="told", draft_tab="two", draft_since="")
        assert answer.status_code == 409
        assert answer.json()["said"]
        assert HarmTold.objects.exists()

    @pytest.mark.parametrize("carer", ["home", "parent"])
    def test_by_who_cares_for_them_tells_whatever_kind_it_was(self, page, interview, carer) -> None:
        typed = {"harm": "Staff hit me with a belt", "harm_by": "Tony, night staff", "harm_by_carer": carer}
        assert "A strategy discussion is due" in keep(page, "harm", **typed).json()["said"]
        harm = HarmTold.objects.get(interview=interview)
        assert harm.by_whom == carer
        assert "By: Tony, night staff. Staff hit me with a belt" in harm.what_was_told

    def test_words_alone_are_asked_of_what_kind_before_one_goes_on(self, page, interview) -> None:
        typed = TAB | {"harm": "Staff at the home hit me with a belt", "harm_by": "Tony"}
        said = keep(page, "harm", **typed).json()["said"]
        asked = (
            "You wrote of harm. Choose above of which kind it is: they told you, or you suspect it. "
            "Where it is none of them, choose no for each."
        )
        assert "A strategy discussion is due. Told of it: their social worker Dana Whit." in said
        assert said.endswith(asked)
        for button in ({}, {"later": "yes"}):
            refused = page.post(section("harm"), typed | button)
            assert refused.status_code == 200
            assert refused.context["form"].errors["harm"] == [asked]
            assert "Staff at the home hit me with a belt" in refused.text
        (harm,) = HarmTold.objects.all()
        assert (harm.what_was_told, harm.kinds) == ("By: Tony. Staff at the home hit me with a belt", [])
        discussion = StrategyDiscussion.objects.open().get()
        assert "What kind of harm is not said yet." in discussion.triggers.get().grounds
        assert "Kind not said yet" in page.get(discussion.get_absolute_url()).text
        assert page.post(section("harm"), typed | {"harm_physical": "told"}).status_code == 302
        assert HarmTold.objects.latest("pk").what_was_told.startswith("Hurt by somebody. By: Tony. Staff at the home")

    def test_that_there_was_none_tells_nobody_and_is_asked_for(self, page) -> None:
        said = keep(page, "harm", harm="None told.").json()["said"]
        assert said.endswith("they told you, you suspect it, or no. Nobody is told yet.")
        assert page.post(section("harm"), {"harm": "None told."}).status_code == 200
        assert not HarmTold.objects.exists()

    def test_whether_they_told_of_harm_is_asked_before_one_goes_on(self, page) -> None:
        asked = "Choose whether they told of harm, or that they are afraid of somebody."
        refused = page.post(section("account"), TAB | {"account": "He raped me in the car"})
        assert refused.context["form"].errors["harm_in_account"] == [asked]
        assert "He raped me in the car" in refused.text
        assert page.post(section("account"), TAB | {"account": "He raped me", "later": "yes"}).status_code == 302
        assert page.post(section("account"), TAB | {"account": ""}).status_code == 302
        assert page.post(section("account"), TAB | {"account": "I walked", "harm_in_account": "no"}).status_code == 302

    def test_nor_is_the_interview_recorded_while_that_is_not_said(self, page, interview) -> None:
        keep(page, "before", limits_told="on")
        keep(page, "account", account="He raped me in the car")
        refused = page.post(section("finish"), FINISH)
        assert "Choose whether they told of harm, or that they are afraid of somebody." in refused.text
        assert f'href="{section("account")}"' in refused.text
        interview.refresh_from_db()
        assert interview.is_to_do

    def test_a_character_that_cannot_be_kept_does_not_keep_the_rest_from_being_told(self, page) -> None:
        answer = keep(page, "harm", harm="He hit\x00 me", harm_physical="told")
        assert answer.status_code == 200
        assert HarmTold.objects.get().what_was_told == "Hurt by somebody. He hit me"

    def test_nor_is_the_interview_recorded_with_them(self, page, interview) -> None:
        keep(page, "before", limits_told="on")
        keep(page, "account", account="I walked.", harm_in_account="no")
        keep(page, "harm", harm_by="Tony")
        refused = page.post(section("finish"), FINISH)
        assert "You wrote of harm. Choose above of which kind it is" in refused.text
        assert f'href="{section("harm")}"' in refused.text
        interview.refresh_from_db()
        assert interview.is_to_do

    def test_one_no_silences_no_words(self, page, interview) -> None:
        keep(page, "before", limits_told="on")
        keep(page, "account", account="I walked about.", harm_in_account="no")
        said = keep(page, "harm", harm_physical="no", harm="Her stepfather Dean rapes her", harm_by="Dean")
        assert "A strategy discussion is due." in said.json()["said"]
        assert "choose no for each." in page.post(section("finish"), FINISH).text
        interview.refresh_from_db()
        assert interview.is_to_do
        assert HarmTold.objects.get().what_was_told == "By: Dean. Her stepfather Dean rapes her"

    def test_that_they_told_of_it_in_the_account_is_enough(self, page) -> None:
        keep(page, "account", account="He hurt me", harm_in_account="yes")
        assert page.post(section("harm"), {"harm": "With a belt"}).status_code == 302
        assert "With a belt" in HarmTold.objects.get().what_was_told


class TestWhoIsTold:
    """Named as they are, never by the place that they should hold."""

    def said(self, page) -> str:
        said = keep(page, "harm", harm_sexual="told").json()["said"]
        assert said in page.get(section("harm")).text
        return said

    def test_worker_manager_and_duty_where_there_are_such(self, page, team) -> None:
        UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Mo Hart")
        for _ in range(2):
            UserFactory(roles=[Role.DUTY])
        assert self.said(page).endswith(
            "Told of it: their social worker Dana Whit, team manager Mo Hart, duty (2 people)."
        )

    def test_where_the_worker_has_left_and_no_manager_is_there_who_is_told_instead(self, page, social_worker) -> None:
        social_worker.is_active = False
        social_worker.save()
        UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Ruth Opal")
        assert self.said(page).endswith("A strategy discussion is due. Told of it: Ruth Opal.")

    def test_of_a_restricted_record_who_may_open_it(self, client, interview, social_worker, team) -> None:
        YoungPerson.objects.update(is_restricted=True)
        UserFactory(roles=[Role.TEAM_MANAGER], teams=[team])
        UserFactory(roles=[Role.DUTY])
        UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Ruth Opal")
        client.force_login(UserFactory(roles=[Role.SERVICE_MANAGER]))
        assert self.said(client).endswith("Told of it: Ruth Opal.")

    def test_where_nobody_could_be_told_it_says_whom_to_ring(self, page, social_worker) -> None:
        social_worker.is_active = False
        social_worker.save()
        UserFactory(roles=[Role.ADMINISTRATOR])
        assert "Nobody could be told who may open the record: ring their manager or duty now." in self.said(page)

    def test_until_the_sweep_has_been_it_names_nobody(self, page, officer, interview) -> None:
        mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.")
        assert "Who must know of it is being told now." in page.get(section("harm")).text


def test_risk_and_health_is_folded_on_no_telephone(client, officer, interview) -> None:
    """“How is their health?” stands after it: folded away, nobody would ask of an injury or a pregnancy."""
    client.force_login(officer)
    page = client.get(section("harm")).text
    assert '<details class="risk-and-health" open>' in page
    assert "Injury or illness that needs care" in page
