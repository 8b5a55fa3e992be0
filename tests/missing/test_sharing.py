"""Passing on what was learnt: copies, intelligence, what is to be done, oversight, paper."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import Draft
from accounts.rules import Role
from missing import pdf
from missing.actions import (
    add_follow_up,
    complete_interview,
    mark_harm_told,
    send_intelligence,
    settle_follow_up,
    share_interview,
    write_oversight,
)
from missing.due_days import read_due
from missing.harmed import harmed_of
from missing.models import (
    Episode,
    FollowUpAction,
    InterviewCopy,
    Oversight,
    PoliceIntelligence,
    Printed,
    ReturnInterview,
)
from people.around_codes import MayBeTold
from people.typed_times import NotATime
from tests.factories import (
    EpisodeFactory,
    OtherNameFactory,
    PersonAroundFactory,
    PlacementFactory,
    ReturnInterviewFactory,
    UserFactory,
)

SHARING = "/interviews/E2/sharing/"


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Tess Boyle")


@pytest.fixture
def held(now, officer, young_person, interview):
    """An interview on record, in which harm by staff of the home was told."""
    interview.episode.placement = PlacementFactory(young_person=young_person)
    interview.episode.save()
    return complete_interview(
        actor=officer,
        interview=interview,
        outcome_at=now - timedelta(hours=1),
        method="video",
        independence="independent",
        account="A night worker hit me.",
        safer_next_time="Another home.",
        record={
            "limits_told": True,
            "harms_told": ["physical"],
            "harm_by_carer": "home",
            "safety_plan": "Rings Jo",
            "paid_by": "A friend",
        },
    )


def share(officer, held, **facts):
    given = {"recipient": "police", "recipient_name": "Locate team", "handed": "secure_email", "sections": ["harm"]}
    return share_interview(actor=officer, interview=held, **(given | {"withheld_why": "Not needed"} | facts))


def test_a_copy_is_kept_word_for_word_with_what_was_held_back_and_why(officer, held, now) -> None:
    copy = share(officer, held, sections=["where", "harm"])
    assert copy.sections == ["where", "harm"]
    assert copy.withheld == ["before", "account", "help", "safety", "finish"]
    assert (copy.withheld_why, copy.shared_at, str(copy)) == ("Not needed", now, "Copy for Locate team (police)")
    held.record.harm_by = "Somebody else"
    held.record.save()
    assert InterviewCopy.objects.get().content[1]["rows"][0] == {"label": "They told of", "value": "Hurt by somebody"}


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"sections": []}, "Choose what to share", "sections"),
        ({"recipient_name": " "}, "Write who exactly gets it", "recipient_name"),
        ({"withheld_why": ""}, "Write why the other sections are held back", "withheld_why"),
        ({"sections": ["why"]}, "nothing on record in one of these", "sections"),
        (
            {"recipient": "carer", "sections": ["account"]},
            "“In their own words” is not for them: A carer or staff where they live is said to have harmed them",
            "sections",
        ),
    ],
)
def test_a_copy_is_refused_in_words(officer, held, facts, words, field) -> None:
    with pytest.raises(ActionRefused, match=words) as refused:
        share(officer, held, **facts)
    assert refused.value.field == field


def test_nothing_is_shared_before_it_is_recorded(officer, interview) -> None:
    with pytest.raises(ActionRefused, match="nothing to share before the interview is recorded"):
        share(officer, interview)


def test_what_is_barred_needs_no_other_reason(officer, held) -> None:
    copy = share(officer, held, recipient="carer", sections=["before", "where", "safety", "finish"], withheld_why="")
    assert copy.withheld_why.startswith("A carer or staff where they live is said to have harmed them")
    whole = share(officer, held, sections=["before", "account", "where", "harm", "help", "safety", "finish"])
    assert (whole.withheld, whole.withheld_why) == ([], "")


def test_harm_by_a_carer_that_was_marked_bars_the_home_whatever_the_record_says(officer, held) -> None:
    held.record.harm_by_carer = "no"
    assert harmed_of(held).by_home
    held.harm_told.update(is_by_carer=False)
    assert not harmed_of(held).by_home
    held.record.harm_by_carer = ""
    assert harmed_of(held).by_unknown


def test_harm_that_is_marked_later_bars_too(officer, held) -> None:
    held.harm_told.all().update(is_by_carer=False)
    held.record.harm_by_carer = ""
    held.record.save()
    share(officer, held, recipient="carer", sections=["account"])
    mark_harm_told(actor=officer, interview=held, what_was_told="Staff hit me.", is_by_carer=True)
    with pytest.raises(ActionRefused, match="is not for them"):
        share(officer, held, recipient="carer", sections=["account"])


class TestWhoIsBarred:
    """By what else the young person told: in the same conversation, in the same home."""

    @pytest.fixture
    def earlier(self, now, officer, young_person, interview):
        """Another interview to do, of three weeks ago, in the same home; harm by its staff is marked in it."""
        interview.episode.placement = PlacementFactory(
            young_person=young_person, placement_type="K2", postcode="WV1 1AA"
        )
        interview.episode.save()
        episode = EpisodeFactory(
            young_person=young_person, started_at=now - timedelta(days=21), returned=True,
            placement=interview.episode.placement,
        )  # fmt: skip
        earlier = ReturnInterviewFactory(episode=episode)
        mark_harm_told(actor=officer, interview=earlier, what_was_told="Staff hit me.", is_by_carer=True)
        return earlier

    def complete(self, officer, interview, now, **facts):
        record = {"limits_told": True, "safety_plan": "Rings Jo"} | facts.pop("record", {})
        given = {
            "outcome_at": now - timedelta(hours=1), "method": "video", "independence": "independent",
            "account": "It is loud there.", "safer_next_time": "Quiet.", "record": record,
        }  # fmt: skip
        return complete_interview(actor=officer, interview=interview, **(given | facts))

    def test_the_home_by_what_was_marked_in_an_interview_that_this_one_covers(
        self, officer, earlier, interview, now
    ) -> None:
        # The earlier home is another by now: what one conversation tells of both counts all the same.
        earlier.episode.placement = PlacementFactory(
            young_person=earlier.episode.young_person, started_on=date(2020, 1, 1), postcode="B1 1AA"
        )
        earlier.episode.save()
        done = self.complete(officer, interview, now, covers=[earlier])
        with pytest.raises(ActionRefused, match="A carer or staff where they live is said to have harmed them"):
            share(officer, done, recipient="carer", sections=["account"])
        earlier.refresh_from_db()
        assert harmed_of(earlier).by_home

    def test_by_the_record_of_the_conversation_that_covers_it(self, officer, earlier, interview, now) -> None:
        earlier.harm_told.update(is_by_carer=False)
        done = self.complete(
            officer, interview, now, covers=[earlier], record={"harms_told": ["physical"], "harm_by_carer": "parent"}
        )
        done.harm_told.update(is_by_carer=False)
        earlier.refresh_from_db()
        assert harmed_of(earlier).by_parent
        assert not harmed_of(earlier).by_home

    def test_the_home_by_what_was_marked_while_they_lived_there(self, officer, earlier, interview, now) -> None:
        done = self.complete(officer, interview, now)
        with pytest.raises(ActionRefused, match="is not for them"):
            share(officer, done, recipient="carer", sections=["account"])
        earlier.harm_told.update(withdrawn_at=now, withdrawn_by=officer, withdraw_reason="Typed by mistake")
        assert not harmed_of(done).by_home

    @pytest.mark.parametrize(
        ("then", "by_home", "by_parent"),
        [
            ({"postcode": "B1 1AA"}, False, False),
            ({"postcode": "WV1 1AA"}, True, False),
            ({"postcode": ""}, True, False),
            ({"postcode": "B1 1AA", "placement_type": "P1"}, False, True),
        ],
    )
    def test_not_another_home_than_where_it_was_told(
        self, officer, earlier, interview, now, then, by_home, by_parent
    ) -> None:
        person = earlier.episode.young_person
        earlier.episode.placement = PlacementFactory(young_person=person, started_on=date(2020, 1, 1), **then)
        earlier.episode.save()
        harmed = harmed_of(self.complete(officer, interview, now))
        assert (harmed.by_home, harmed.by_parent) == (by_home, by_parent)

    def test_a_parent_of_whom_any_earlier_interview_told_wherever_they_live_now(
        self, officer, earlier, interview, now
    ) -> None:
        earlier.harm_told.update(is_by_carer=False)
        told = {"harms_told": ["physical"], "harm_by_carer": "parent"}
        first = self.complete(officer, earlier, now - timedelta(days=20), record=told)
        done = self.complete(officer, interview, now)
        with pytest.raises(ActionRefused, match="A parent is said to have harmed them"):
            share(officer, done, recipient="parent", sections=["account"])
        harmed = harmed_of(done)
        assert (harmed.by_home, harmed.by_unknown) == (False, False)
        ReturnInterview.objects.filter(pk=first.pk).update(is_void=True)
        voided = {"voided_at": now, "voided_by": officer, "voided_why": "Of another child"}
        Episode.objects.filter(pk=first.episode_id).update(**voided)
        assert not harmed_of(done).by_parent

    @pytest.mark.parametrize(
        ("kind", "barred"), [("S1", "school"), ("R2", "health"), ("T1", "health"), ("K2", "carer")]
    )
    def test_the_school_or_the_hospital_that_is_their_home(self, officer, held, kind, barred) -> None:
        held.episode.placement.placement_type = kind
        held.episode.placement.save()
        for recipient in ("school", "health", "carer"):
            if recipient in (barred, "carer"):
                with pytest.raises(ActionRefused, match="A carer or staff where they live is said to have harmed them"):
                    share(officer, held, recipient=recipient, sections=["harm"])
            else:
                assert share(officer, held, recipient=recipient, sections=["harm"]).sections == ["harm"]


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"sections": []}, "copy_is_of_sections"),
        ({"sections": ["weather"]}, "copy_is_of_sections"),
        ({"withheld": ["harm"], "withheld_why": "So"}, "copy_is_of_sections"),
        ({"withheld": ["why"]}, "copy_held_back_says_why"),
        ({"recipient_name": ""}, "copy_is_for_somebody"),
    ],
)
def test_the_database_keeps_copies_true(officer, held, now, facts, constraint) -> None:
    whole = {"recipient": "police", "recipient_name": "Locate", "sections": ["harm"], "by": officer, "shared_at": now}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        held.copies.create(**(whole | facts))


class TestIntelligence:
    GIVEN = {"what": "Fitz sells from a flat.", "how_known": "saw", "traceable": "no", "sent_to": "Locate"}

    def test_it_is_written_also_before_the_interview_is_recorded(self, officer, interview) -> None:
        sent = send_intelligence(actor=officer, interview=interview, **self.GIVEN)
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
            send_intelligence(actor=officer, interview=interview, **(self.GIVEN | facts))

    def test_its_page_and_form(self, client, officer, interview) -> None:
        client.force_login(officer)
        address = "/interviews/E2/intelligence/new/"
        bad = client.post(address, self.GIVEN | {"traceable": "yes"})
        assert "Write what could happen to them if it were traced." in bad.text
        assert "Fitz sells from a flat." in bad.text
        page = client.post(address, self.GIVEN, follow=True)
        assert "Fitz sells from a flat." in page.text
        assert PoliceIntelligence.objects.get().sent_to == "Locate"

    def test_who_must_not_be_told_is_said_where_it_is_written_and_where_it_is_sent(
        self, client, officer, interview
    ) -> None:
        PersonAroundFactory(
            young_person=interview.episode.young_person, name="Dwayne Marsh", may_be_told=MayBeTold.NO,
            may_be_told_why="He hit her.",
        )  # fmt: skip
        sent = send_intelligence(actor=officer, interview=interview, **self.GIVEN)
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
        client.post(address, self.GIVEN | {"draft_tab": "one"})
        assert "Fitz sells" not in client.get(address).text


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
            ("22 Nov", "2027-11-22"),
            ("22/11/2026", "2026-11-22"),
            ("yesterday", "2026-11-22"),
        ],
    )
    def test_days_to_come_are_read_as_typed(self, typed, day) -> None:
        assert read_due(typed, date(2026, 11, 23)).isoformat() == day

    def test_a_day_that_the_next_year_lacks_is_asked_about(self) -> None:
        with pytest.raises(NotATime, match="29 February"):
            read_due("29 Feb", date(2028, 3, 1))


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


class TestPages:
    def test_the_home_is_told_neither_what_is_barred_nor_its_name_on_paper(self, client, officer, held) -> None:
        client.force_login(officer)
        PersonAroundFactory(
            young_person=held.episode.young_person, name="Dwayne", may_be_told=MayBeTold.NO, may_be_told_why="Order"
        )
        address = f"{SHARING}with/carer/"
        shown = client.get(address)
        assert "is said to have harmed them, and this section may tell of it" in shown.text
        assert 'value="account"' not in shown.text
        assert " checked>" not in shown.text
        assert "must not be told" in shown.text
        given = {"recipient_name": "Ash House", "handed": "paper", "sections": ["safety"], "withheld_why": "Not theirs"}
        forbidden = client.post(address, given | {"sections": ["harm"]})
        assert "may not be given to them" in forbidden.text
        assert 'value="Ash House"' in forbidden.text
        page = client.post(address, given, follow=True)
        assert "Held back" in page.text
        assert "Not theirs" in page.text

    def test_what_others_usually_need_is_ticked(self, client, officer, held) -> None:
        client.force_login(officer)
        assert client.get(f"{SHARING}with/social_worker/").text.count(" checked>") == 7
        assert client.get(f"{SHARING}with/neighbour/").status_code == 404

    def test_nothing_to_share_yet(self, client, officer, interview) -> None:
        client.force_login(officer)
        page = client.get(f"{SHARING}with/police/", follow=True)
        assert "nothing to share before the interview is recorded" in page.text

    def test_the_page_of_all_of_it_costs_little(self, client, manager, officer, held, django_assert_max_num_queries):
        for _ in range(3):
            share(officer, held)
            add_follow_up(actor=officer, interview=held, what="Ring", owner=manager, due_on=date(2026, 12, 1))
            write_oversight(actor=manager, interview=held, text="Read")
            send_intelligence(actor=officer, interview=held, **TestIntelligence.GIVEN)
        client.force_login(manager)
        client.get(SHARING)
        with django_assert_max_num_queries(12):
            assert "Locate team" in client.get(SHARING).text

    def test_another_teams_worker_finds_nothing_and_readers_cannot_share(self, client, other_worker, officer, held):
        copy = share(officer, held)
        client.force_login(other_worker)
        for address in (SHARING, f"{SHARING}with/police/", copy.get_absolute_url(), f"{copy.get_absolute_url()}pdf/"):
            assert client.get(address).status_code == 404
        client.force_login(UserFactory(roles=[Role.REVIEWING_OFFICER]))
        assert client.get(f"{SHARING}with/police/").status_code == 403


class TestPaper:
    @pytest.fixture
    def printed(self, monkeypatch):
        """The HTML that is put on paper."""
        pages: list[str] = []
        monkeypatch.setattr(pdf, "as_pdf", lambda html: pages.append(html) or b"%PDF")
        return pages

    def test_a_pdf_is_one_and_is_written_down(self, client, officer, held) -> None:
        client.force_login(officer)
        answer = client.get("/interviews/E2/record/whole/pdf/")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert answer["Cache-Control"] == "no-store"
        assert "Interview E2 2026-11-23 12.00.pdf" in answer["Content-Disposition"]
        assert Printed.objects.get().by == officer
        assert "The whole record" in client.get(SHARING).text

    def test_it_is_marked_and_says_who_printed_it_and_when(self, client, held, printed, team) -> None:
        client.force_login(UserFactory(roles=[Role.SOCIAL_WORKER], teams=[team], full_name="Meg <b>O'Neil</b>"))
        client.get("/interviews/E2/record/whole/pdf/")
        assert "OFFICIAL-SENSITIVE" in printed[0]
        assert "Printed by Meg &lt;b&gt;O&#x27;Neil&lt;/b&gt;, 23 November 2026, 12:00" in printed[0]
        assert "A night worker hit me." in printed[0]

    def test_the_name_that_they_go_by_is_on_our_own_paper_alone(self, client, officer, held, printed) -> None:
        OtherNameFactory(young_person=held.episode.young_person, name="Jay", is_in_use=True)
        client.force_login(officer)
        client.get("/interviews/E2/record/whole/pdf/")
        assert "Jude Farrow, known as Jay, " in printed[0]
        client.get(f"{share(officer, held).get_absolute_url()}pdf/")
        assert "Jay" not in printed[1]

    def test_a_copy_for_the_police_says_what_is_held_back_and_one_for_the_home_does_not(
        self, client, officer, held, printed
    ) -> None:
        client.force_login(officer)
        client.get(f"{share(officer, held).get_absolute_url()}pdf/")
        assert "Held back: Before you begin; In their own words" in printed[0]
        home = share(officer, held, recipient="carer", recipient_name="Ash House", sections=["safety"])
        client.get(f"{home.get_absolute_url()}pdf/")
        assert "This is a part of the record." in printed[1]
        for leak in ("harm", "hit me", "in their own words", "held back"):
            assert leak not in printed[1].casefold()
        assert Printed.objects.filter(what="copy").count() == 2

    def test_intelligence_on_paper(self, client, officer, interview, printed) -> None:
        sent = send_intelligence(actor=officer, interview=interview, **TestIntelligence.GIVEN)
        client.force_login(officer)
        client.get(f"{sent.get_absolute_url()}pdf/")
        assert "Fitz sells from a flat." in printed[0]

    def test_without_pango_one_sentence_says_what_to_do(self, client, officer, held, monkeypatch) -> None:
        def no_pango(html):
            raise pdf.NoPdf(pdf.NO_PANGO)

        monkeypatch.setattr(pdf, "as_pdf", no_pango)
        client.force_login(officer)
        page = client.get("/interviews/E2/record/whole/pdf/", follow=True)
        assert "No PDF can be made here, because Pango is not installed on this server." in page.text
        assert not Printed.objects.exists()

    def test_nothing_is_fetched_for_it(self) -> None:
        with pytest.raises(ValueError, match="fetches nothing"):
            pdf._fetch_nothing("file:///etc/passwd")
