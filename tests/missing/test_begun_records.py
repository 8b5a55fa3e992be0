"""A record that was begun: it is said before the interview goes to somebody else, and goes along as its writer says."""

import pytest
from django.test import Client

from accounts.access import ActionRefused
from accounts.drafts import save_draft
from accounts.models import Draft, User
from accounts.rules import Role
from missing.actions import close_without_interview, hand_over_interview, put_back_interview, take_interview
from missing.models import HarmTold
from people.models import YoungPerson
from tests.declines import DECLINE
from tests.factories import UserFactory
from tests.missing.interview_form import LIST, keep, section
from tests.said import said

SAID = "She is scared of her brother."
PAGE, HAND_OVER, PUT_BACK = "/interviews/E2/", "/interviews/E2/hand-over/", "/interviews/E2/put-back/"
WHO = "Leah Ward has begun the record, last saved today 12:00"


@pytest.fixture
def leah(db) -> User:
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Ward")


@pytest.fixture
def hers(interview, leah) -> Client:
    """The browser of Leah, who has the interview."""
    take_interview(actor=leah, interview=interview)
    hers = Client()
    hers.force_login(leah)
    return hers


@pytest.fixture
def ruth(db) -> User:
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Ruth Opal")


def writer_of(interview) -> list[str]:
    return list(Draft.objects.filter(key=f"interview:{interview.pk}:account").values_list("user__full_name", flat=True))


class TestHandedOver:
    def test_it_asks_what_becomes_of_what_is_typed_and_gives_it_along(self, hers, interview, officer, client) -> None:
        keep(hers, "account", account=SAID, harm_in_account="no")
        asked = hers.get(HAND_OVER).text
        assert "You have begun the record, last saved today 12:00:" in asked
        assert "hand it on with what is typed" in asked
        refused = hers.post(HAND_OVER, {"to": officer.pk})
        assert refused.context["form"].errors == {"typed": ["Choose what becomes of what you have typed."]}
        assert writer_of(interview) == ["Leah Ward"]
        done = hers.post(HAND_OVER, {"to": officer.pk, "typed": "goes_along"}, follow=True)
        assert "Jude Farrow is with Priya Nair now. They have what you typed." in said(done)
        client.force_login(officer)
        assert SAID in client.get(section("account")).text
        assert "Go on with the record, last saved today 12:00" in client.get(PAGE).text

    def test_kept_to_themselves_the_page_names_who_has_begun_and_not_what(self, hers, interview, officer, client):
        keep(hers, "account", account=SAID, harm_in_account="no")
        hers.post(HAND_OVER, {"to": officer.pk, "typed": "stays"})
        assert writer_of(interview) == ["Leah Ward"]
        client.force_login(officer)
        for page in (client.get(PAGE).text, client.get(LIST).text):
            assert f"{WHO}, and it is not recorded." in page
            assert SAID not in page
            assert "Open it and hand it over" not in page

    def test_of_who_has_begun_it_too_neither_is_lost(self, hers, interview, officer) -> None:
        keep(hers, "account", account=SAID, harm_in_account="no")
        save_draft(officer, f"interview:{interview.pk}:account", {"account": ["Mine."]})
        refused = hers.post(HAND_OVER, {"to": officer.pk, "typed": "goes_along"})
        assert "Priya Nair has begun this record too." in refused.context["form"].errors["typed"][0]
        interview.refresh_from_db()
        assert interview.assigned_to.full_name == "Leah Ward"
        assert len(writer_of(interview)) == 2

    def test_where_nothing_is_typed_nothing_is_asked(self, hers, officer) -> None:
        assert "What you have typed into the record" not in hers.get(HAND_OVER).text
        assert hers.post(HAND_OVER, {"to": officer.pk}).status_code == 302

    def test_whoever_hands_out_work_gives_away_nobody_elses_words(self, hers, interview, officer, leah, client):
        keep(hers, "account", account=SAID, harm_in_account="no")
        client.force_login(officer)
        page = client.get(HAND_OVER).text
        assert f"{WHO}, and it is not recorded. What they typed is theirs alone: they can hand it on" in page
        second = UserFactory(roles=[Role.RETURNS_OFFICER], full_name="Ola Reyes")
        client.post(HAND_OVER, {"to": second.pk, "typed": "goes_along"})
        interview.refresh_from_db()
        assert interview.assigned_to == second
        assert writer_of(interview) == ["Leah Ward"]

    def test_of_several_at_once_a_begun_one_is_handed_over_from_its_own_page(self, page, interview, officer) -> None:
        take_interview(actor=officer, interview=interview)
        keep(page, "account", account=SAID, harm_in_account="no")
        second = UserFactory(roles=[Role.RETURNS_OFFICER])
        chosen = {"do": "hand_over", "interview": [interview.pk]}
        assert (
            "You have begun the record, last saved today 12:00: hand it over from"
            in page.post("/interviews/selected/", chosen).text
        )
        refused = page.post("/interviews/selected/", chosen | {"to": second.pk}, follow=True)
        assert "You have begun the record, last saved today 12:00. Hand it over from its own page." in said(refused)
        interview.refresh_from_db()
        assert interview.assigned_to == officer


class TestPutBack:
    def test_it_asks_once_and_leaves_it_for_whoever_takes_it(self, hers, interview, officer, client, leah) -> None:
        keep(hers, "account", account=SAID, harm_in_account="no")
        asked = hers.post(PUT_BACK)
        assert "You have begun the record, last saved today 12:00:" in asked.text
        interview.refresh_from_db()
        assert interview.assigned_to == leah
        assert "Choose what becomes of what you have typed." in hers.post(PUT_BACK, {"asked": "yes"}).text
        done = hers.post(PUT_BACK, {"asked": "yes", "typed": "goes_along"}, follow=True)
        assert "is put back. What you typed waits for whoever takes it." in said(done)
        client.force_login(officer)
        waits = client.get(PAGE).text
        assert f"{WHO}, and left it for whoever takes the interview: it opens to them as it stands." in waits
        assert SAID not in client.get(section("account")).text
        client.post("/interviews/E2/take/")
        assert SAID in client.get(section("account")).text
        assert "Leah Ward has begun" not in client.get(PAGE).text

    def test_where_nothing_is_typed_one_press_is_enough(self, hers, interview) -> None:
        assert hers.post(PUT_BACK).status_code == 302
        interview.refresh_from_db()
        assert interview.assigned_to is None

    @pytest.mark.parametrize(
        ("meanwhile", "why_not"),
        [
            ("handed over", "Priya Nair has it, so you cannot put it back."),
            ("put back", "Nobody has it, so you cannot put it back."),
            ("closed", "This interview is closed: declined by the young person."),
        ],
    )
    def test_gone_while_it_was_asked_it_says_why_not_and_leaves_nothing(
        self, client, interview, officer, manager, team, now, meanwhile, why_not
    ) -> None:
        worker = UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Kim Poole")
        take_interview(actor=worker, interview=interview)
        client.force_login(worker)
        keep(client, "account", account=SAID, harm_in_account="no")
        assert "typed" in client.post(PUT_BACK).context["form"].fields
        if meanwhile == "handed over":
            hand_over_interview(actor=manager, interview=interview, to=officer)
        elif meanwhile == "put back":
            put_back_interview(actor=manager, interview=interview)
        else:
            close_without_interview(actor=manager, interview=interview, outcome="declined", outcome_at=now, **DECLINE)
        done = client.post(PUT_BACK, {"asked": "yes", "typed": "goes_along"}, follow=True)
        assert why_not in said(done)
        assert writer_of(interview) == ["Kim Poole"]
        assert not Draft.objects.exclude(left_at=None).exists()

    def test_whoever_left_it_has_it_again_when_they_take_it(self, interview, leah, hers, officer) -> None:
        keep(hers, "account", account=SAID)
        put_back_interview(actor=leah, interview=interview, leaves_typed=True)
        take_interview(actor=leah, interview=interview)
        hand_over_interview(actor=leah, interview=interview, to=officer)
        assert writer_of(interview) == ["Leah Ward"], "this time they did not leave it"

    def test_who_takes_it_and_had_begun_too_keeps_their_own_and_the_other_waits(self, interview, leah, hers, officer):
        keep(hers, "account", account=SAID)
        save_draft(officer, f"interview:{interview.pk}:why", {"why": ["Mine."]})
        put_back_interview(actor=leah, interview=interview, leaves_typed=True)
        take_interview(actor=officer, interview=interview)
        assert writer_of(interview) == ["Leah Ward"]
        assert Draft.objects.get(user=leah).left_at is not None

    def test_who_neither_has_it_nor_hands_out_work_is_told_so_and_not_who_began(self, hers, client, team) -> None:
        keep(hers, "account", account=SAID)
        client.force_login(UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team]))
        assert "Leah Ward has it, so you cannot put it back." in said(client.post(PUT_BACK, follow=True))


class TestHarmIsUndecided:
    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"account": SAID, "harm_in_account": "not_sure"}, "You are not sure whether they told of harm."),
            ({"account": SAID}, "Choose whether they told of harm, or that they are afraid of somebody."),
        ],
    )
    @pytest.mark.parametrize("address", [HAND_OVER, PUT_BACK])
    def test_it_says_that_nobody_was_told_and_asks_to_decide_or_to_tell(
        self, hers, interview, officer, manager, address, typed, words
    ) -> None:
        keep(hers, "account", **typed)
        form = {"to": officer.pk, "typed": "goes_along", "asked": "yes"}
        page = hers.post(address, form)
        assert f"Nobody was told of harm yet. {words}" in page.text
        assert "ring Dana Whit" in page.text
        assert "Tess Boyle" in page.text
        assert f'<a href="{section("account")}">Decide now</a>' in page.text
        assert page.context["form"].errors["told_somebody"] == [
            "Decide whether it is harm, or ring their manager or social worker and tick this."
        ]
        interview.refresh_from_db()
        assert interview.assigned_to.full_name == "Leah Ward"
        assert hers.post(address, form | {"told_somebody": "on"}).status_code == 302

    def test_without_team_and_worker_the_service_managers_are_rung_and_no_stranger(self, hers, interview, ruth) -> None:
        UserFactory(roles=[Role.TEAM_MANAGER], teams=[], full_name="Tariq Strange")
        YoungPerson.objects.update(team=None, social_worker=None)
        keep(hers, "account", account=SAID, harm_in_account="not_sure")
        page = hers.post(PUT_BACK).text
        assert "If you cannot decide, ring Ruth Opal now." in page
        assert "Tariq Strange" not in page

    def test_decided_nothing_is_asked_of_it(self, hers, officer) -> None:
        keep(hers, "account", account=SAID, harm_in_account="yes")
        assert HarmTold.objects.exists()
        page = hers.get(HAND_OVER).text
        assert "Nobody was told of harm yet" not in page
        assert "told_somebody" not in page


class TestGoingOn:
    def test_the_page_and_home_lead_back_into_it_and_say_when_it_was_saved(self, hers) -> None:
        assert "Record the interview" in hers.get(PAGE).text
        assert "Go on with the record" not in hers.get("/").text
        keep(hers, "account", account=SAID)
        page = hers.get(PAGE).text
        assert "Go on with the record, last saved today 12:00" in page
        assert "Record the interview" not in page
        home = hers.get("/").text
        assert "Go on with the record" in home
        assert "last saved today 12:00" in home

    def test_it_goes_on_with_what_is_needed_though_it_is_begun(self, hers) -> None:
        keep(hers, "before", limits_told="on")
        keep(hers, "account", account=SAID)
        assert hers.get(LIST).context["go_on"]["title"] == "In their own words"
        keep(hers, "account", account=SAID, harm_in_account="no")
        assert hers.get(LIST).context["go_on"]["title"] == "Where, with whom and how"

    def test_twelve_queries(self, hers, client, ruth, officer, interview, django_assert_max_num_queries) -> None:
        keep(hers, "account", account=SAID, harm_in_account="not_sure")
        client.force_login(ruth)
        for someone, address in [
            *((hers, address) for address in (PAGE, LIST, HAND_OVER, "/")),
            *((client, address) for address in (PAGE, LIST, HAND_OVER, "/")),
        ]:
            someone.get(address)
            with django_assert_max_num_queries(12):
                assert someone.get(address).status_code == 200
        with django_assert_max_num_queries(12):
            assert hers.post(PUT_BACK).status_code == 200


def test_a_service_manager_is_led_to_the_draft_of_a_colleague(hers, client, ruth, officer) -> None:
    keep(hers, "account", account=SAID)
    client.force_login(ruth)
    way = f'<a href="/young-people/drafts/{Draft.objects.get().pk}/">Open it and hand it over</a>'
    for address in (PAGE, LIST, HAND_OVER):
        assert way in client.get(address).text


def test_nobody_else_may_hand_on_what_is_typed(interview, hers, leah, officer) -> None:
    keep(hers, "account", account=SAID)
    hand_over_interview(actor=officer, interview=interview, to=officer, with_typed=True)
    assert writer_of(interview) == ["Leah Ward"]
    with pytest.raises(ActionRefused):
        hand_over_interview(actor=leah, interview=interview, to=officer, with_typed=True)
