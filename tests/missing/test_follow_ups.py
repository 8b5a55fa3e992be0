"""After the interview: what is to be done by whom, and what a manager makes of it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import Draft
from accounts.rules import Role
from missing.actions import add_follow_up, send_intelligence, settle_follow_up, void_episode, write_oversight
from missing.due_days import read_due
from missing.models import FollowUpAction, Oversight
from people.models import YoungPerson
from people.typed_clocks import NotATime
from tests.factories import UserFactory


class TestFollowUps:
    def test_it_is_on_the_owners_home_until_it_is_settled(self, client, officer, social_worker, held, now) -> None:
        client.force_login(officer)
        given = {"what": "Refer to an advocate", "owner": social_worker.pk, "due_on": "Friday"}
        page = client.post("/interviews/E2/actions/new/", given, follow=True)
        assert "It is on Dana Whit’s home page now" in page.text
        client.force_login(social_worker)
        assert "Refer to an advocate" in client.get("/").text
        address = reverse("missing:settle_follow_up", args=["E2", FollowUpAction.objects.get().pk])
        assert "Write why it was not done" in client.post(address, {"is_done": "no"}).text
        page = client.post(address, {"is_done": "yes", "note": "Coram rang back"}, follow=True)
        assert "Done, Dana Whit" in page.text
        assert "Refer to an advocate" not in client.get("/").text
        assert "Done, Dana Whit" in client.get(address).text
        assert "settled already" in client.post(address, {"is_done": "yes"}).text

    def test_bad_input_is_said_beside_it(self, client, officer, held) -> None:
        client.force_login(officer)
        page = client.post("/interviews/E2/actions/new/", {"what": "Ring", "due_on": "20/11/2026"})
        assert "This day is past" in page.text
        assert "Choose who does it" in page.text
        assert 'value="Ring"' in page.text
        assert "not a day we can read" in client.post("/interviews/E2/actions/new/", {"due_on": "soonish"}).text

    def test_who_may_not_open_the_record_cannot_own_it(self, officer, other_worker, held, now) -> None:
        with pytest.raises(ActionRefused, match="Sam Okoro may not open this record"):
            add_follow_up(actor=officer, interview=held, what="Ring", owner=other_worker, due_on=date(2026, 12, 1))
        with pytest.raises(ActionRefused, match="This day is past"):
            add_follow_up(actor=officer, interview=held, what="Ring", owner=officer, due_on=date(2026, 11, 22))

    def test_who_may_settle(self, officer, social_worker, manager, held, now) -> None:
        given = {"interview": held, "what": "Ring", "owner": social_worker, "due_on": date(2026, 11, 23)}
        first = add_follow_up(actor=officer, **given)
        with pytest.raises(ActionRefused, match="This is for Dana Whit to settle, or for a manager"):
            settle_follow_up(actor=UserFactory(roles=[Role.HUB]), follow_up=first, is_done=True)
        settle_follow_up(actor=manager, follow_up=first, is_done=False, note="Moved away")
        assert not FollowUpAction.objects.open().exists()

    def test_nothing_is_left_to_do_for_who_has_died(self, officer, held, now) -> None:
        add_follow_up(actor=officer, interview=held, what="Ring", owner=officer, due_on=date(2026, 12, 1))
        assert FollowUpAction.objects.open().exists()
        young_person = held.episode.young_person
        young_person.died_on = date(2026, 11, 23)
        young_person.save()
        assert not FollowUpAction.objects.open().exists()

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("today", "2026-11-23"),
            ("Monday", "2026-11-23"),
            ("Tue", "2026-11-24"),
            ("1 Dec", "2026-12-01"),
            ("22 Oct", "2027-10-22"),
            ("22/11/2026", "2026-11-22"),
            ("yesterday", "2026-11-22"),
        ],
    )
    def test_days_to_come_are_read_as_typed(self, typed, day) -> None:
        assert read_due(typed, date(2026, 11, 23)).isoformat() == day

    @pytest.mark.parametrize(
        ("typed", "today", "words"),
        [
            ("29 Feb", "2028-04-01", "29/2/2029 is not a day"),
            ("22 Nov", "2026-11-23", "22 Nov has passed. If it will be in 2027, write 22 Nov 2027."),
        ],
    )
    def test_a_day_that_may_be_another_is_asked_about(self, typed, today, words) -> None:
        with pytest.raises(NotATime, match=words):
            read_due(typed, date.fromisoformat(today))

    def test_nothing_is_given_out_where_nobody_would_be_shown_it(self, officer, manager, held, now) -> None:
        given = {"actor": officer, "interview": held, "what": "Ring", "owner": officer, "due_on": date(2026, 12, 1)}
        YoungPerson.objects.update(died_on=date(2026, 11, 22))
        with pytest.raises(ActionRefused, match="is on record as having died on"):
            add_follow_up(**given)
        YoungPerson.objects.update(died_on=None)
        void_episode(actor=manager, episode=held.episode, reason="Logged twice")
        with pytest.raises(ActionRefused, match="Put it back first if it was right after all"):
            add_follow_up(**given)
        told = {"what": "A name", "how_known": "told", "traceable": "no", "sent_to": "Jo"}
        with pytest.raises(ActionRefused, match="Put it back first"):
            send_intelligence(actor=officer, interview=held, **told)
        assert not FollowUpAction.objects.exists()
        assert not held.intelligence.exists()


class TestTheDirectorReads:
    def test_neither_oversight_nor_what_others_were_to_do(self, client, officer, social_worker, held, now) -> None:
        director = UserFactory(roles=[Role.DIRECTOR])
        to_do = add_follow_up(
            actor=officer, interview=held, what="Ring the school", owner=social_worker, due_on=now.date()
        )
        with pytest.raises(ActionRefused, match="This is for Dana Whit to settle, or for a manager"):
            settle_follow_up(actor=director, follow_up=to_do, is_done=False, note="Not needed")
        with pytest.raises(PermissionDenied):
            write_oversight(actor=director, interview=held, text="Fine")
        client.force_login(director)
        page = client.get("/interviews/E2/sharing/")
        assert "Ring the school" in page.text
        assert "/interviews/E2/oversight/" not in page.text
        assert client.get("/interviews/E2/oversight/").status_code == 403
        page = client.get(f"/interviews/E2/actions/{to_do.pk}/")
        assert "This is for Dana Whit to settle, or for a manager." in page.text
        assert "Write it down" not in page.text


class TestOversight:
    def test_a_manager_writes_it_when_it_is_closed(self, client, manager, held) -> None:
        client.force_login(manager)
        client.post(f"/drafts/oversight:{held.pk}/", {"text": "Good work", "draft_tab": "one"})
        assert "Good work" in client.get("/interviews/E2/oversight/").text
        page = client.post(
            "/interviews/E2/oversight/", {"text": "Good work; move him.", "draft_tab": "one"}, follow=True
        )
        assert "Good work; move him." in page.text
        assert Oversight.objects.get().by == manager
        assert not Draft.objects.exists()

    def test_not_before_nor_by_others_nor_without_words(self, officer, manager, interview) -> None:
        with pytest.raises(ActionRefused, match="still to do"):
            write_oversight(actor=manager, interview=interview, text="Fine")
        with pytest.raises(ActionRefused, match="Write what you make of it"):
            write_oversight(actor=manager, interview=interview, text=" ")
        with pytest.raises(PermissionDenied):
            write_oversight(actor=officer, interview=interview, text="Fine")
