"""The pages of sharing, and what is printed of it."""

import sys
from datetime import date, timedelta

import cffi
import pytest

from accounts.rules import Role
from missing import pdf
from missing.actions import add_follow_up, complete_interview, mark_harm_told, send_intelligence, write_oversight
from missing.models import Printed
from people.around_codes import MayBeTold
from tests.factories import OtherNameFactory, PersonAroundFactory, PlacementFactory, UserFactory
from tests.missing.sharing import INTELLIGENCE, SHARING, share


class TestPages:
    def test_the_home_is_told_neither_what_is_barred_nor_its_name_on_paper(self, client, officer, held) -> None:
        client.force_login(officer)
        PersonAroundFactory(
            young_person=held.episode.young_person, name="Dwayne", may_be_told=MayBeTold.NO, may_be_told_why="Order"
        )
        address = f"{SHARING}with/carer/"
        shown = client.get(address)
        assert "is said to have harmed them, and this section may tell of it" in shown.text
        for barred in ("before", "account", "where", "harm", "help", "safety"):
            assert f'value="{barred}"' not in shown.text
        assert " checked>" not in shown.text
        assert "must not be told" in shown.text
        given = {"recipient_name": "Ash House", "handed": "paper", "sections": ["finish"], "withheld_why": "Not theirs"}
        forbidden = client.post(address, given | {"sections": ["harm"]})
        assert "may not be given to them" in forbidden.text
        assert 'value="Ash House"' in forbidden.text
        page = client.post(address, given, follow=True)
        assert "Written down. Print it here, and give it to them." in page.text
        read_out = client.post(address, given | {"handed": "read_out"}, follow=True)
        assert "Written down. Read it out from here." in read_out.text
        assert "Held back" in page.text
        assert "Not theirs" in page.text

    def test_a_copy_given_before_a_carer_was_marked_is_not_for_them_any_more(
        self, client, officer, now, interview, young_person, django_assert_max_num_queries
    ) -> None:
        interview.episode.placement = PlacementFactory(young_person=young_person)
        interview.episode.save()
        done = complete_interview(
            actor=officer,
            interview=interview,
            outcome_at=now - timedelta(hours=1),
            method="phone",
            independence="independent",
            account="Staff are loud.",
            record={"limits_told": True, "harm_in_account": "no", "minutes": 20},
        )
        given = {"recipient": "carer", "recipient_name": "Ash House", "sections": ["account"]}
        copy, other = share(officer, done, **given), share(officer, done, **given | {"sections": ["finish"]})
        client.force_login(officer)
        assert "Print or save as PDF" in client.get(copy.get_absolute_url()).text
        assert "Not for them any more" not in client.get(SHARING).text
        mark_harm_told(
            actor=officer, interview=done, what_was_told="Night staff hit me", kinds=["physical"], by_whom="home"
        )
        with django_assert_max_num_queries(12):
            page = client.get(copy.get_absolute_url()).text
        assert "Not for Ash House any more: “In their own words”. A carer or staff where they live is said to" in page
        assert "So it is not printed again. They were given it: tell the social worker and their manager" in page
        assert "Print or save as PDF" not in page
        assert "Staff are loud." in page.split('<div class="no-print">')[-1]
        pdf_address = f"{copy.get_absolute_url()}pdf/"
        assert client.get(pdf_address)["Location"] == copy.get_absolute_url()
        assert not Printed.objects.exists()
        assert "Print or save as PDF" in client.get(other.get_absolute_url()).text
        assert client.get(SHARING).text.count("Not for them any more") == 1

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
            send_intelligence(actor=officer, interview=held, **INTELLIGENCE)
        client.force_login(manager)
        client.get(SHARING)
        with django_assert_max_num_queries(11):
            assert "Locate team" in client.get(SHARING).text

    def test_so_does_choosing_what_somebody_gets(self, client, officer, held, django_assert_max_num_queries) -> None:
        client.force_login(officer)
        client.get(f"{SHARING}with/social_worker/")
        with django_assert_max_num_queries(11):
            client.get(f"{SHARING}with/social_worker/")

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

    def test_what_a_browser_prints_by_itself_is_written_down_too(self, client, officer, other_worker, held) -> None:
        """Each page says where, and the browser sends it there (tests/e2e/test_interview_form_walk.py)."""
        copy, sent = share(officer, held), send_intelligence(actor=officer, interview=held, **INTELLIGENCE)
        pages = ("/interviews/E2/record/whole/", copy.get_absolute_url(), sent.get_absolute_url())
        client.force_login(officer)
        for page in pages:
            assert f'data-printed-url="{page}printed/"' in client.get(page).text
            assert client.get(f"{page}printed/").status_code == 405  # a link or a look ahead prints nothing
            assert client.post(f"{page}printed/").status_code == 204
        written = Printed.objects.order_by("pk").values_list("what", "about", "by")
        assert list(written) == [
            ("record", "", officer.pk),
            ("copy", copy.recipient_name, officer.pk),
            ("intelligence", sent.sent_to, officer.pk),
        ]
        client.force_login(other_worker)
        assert {client.post(f"{page}printed/").status_code for page in pages} == {404}
        assert Printed.objects.count() == 3

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
        home = share(officer, held, recipient="carer", recipient_name="Ash House", sections=["finish"])
        client.get(f"{home.get_absolute_url()}pdf/")
        assert "This is a part of the record." in printed[1]
        for leak in ("harm", "hit me", "in their own words", "held back"):
            assert leak not in printed[1].casefold()
        assert Printed.objects.filter(what="copy").count() == 2

    def test_intelligence_on_paper(self, client, officer, interview, printed) -> None:
        sent = send_intelligence(actor=officer, interview=interview, **INTELLIGENCE)
        client.force_login(officer)
        client.get(f"{sent.get_absolute_url()}pdf/")
        assert "Fitz sells from a flat." in printed[0]

    def test_times_on_paper_carry_their_whole_date(self, client, officer, held, printed) -> None:
        """Also where the page of a copy is printed by the browser: read tomorrow, “today” is another day."""
        copy = share(officer, held, sections=["finish"])
        sent = send_intelligence(actor=officer, interview=held, **INTELLIGENCE)
        client.force_login(officer)
        pages = ["/interviews/E2/record/whole/", copy.get_absolute_url(), sent.get_absolute_url()]
        shown = [client.get(page).text.partition("<main")[2].partition("</main>")[0] for page in pages]
        for page in ("/interviews/E2/record/whole/pdf/", *(f"{page}pdf/" for page in pages[1:])):
            client.get(page)
        at = "23 November 2026 at "
        for text, when in zip(printed + shown, ["11:00", "11:00", "12:00"] * 2, strict=True):
            assert f"{at}{when}" in text
            assert "today" not in text.casefold()
        assert f"Priya Nair, {at}12:00." in shown[1]

    def test_without_pango_one_sentence_says_what_to_do(self, client, officer, held, monkeypatch) -> None:
        def no_library(self, name, flags=0):
            raise OSError(f"cannot load library '{name}'")

        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            monkeypatch.delitem(sys.modules, name)  # it looks for Pango as it is imported
        monkeypatch.setattr(cffi.FFI, "dlopen", no_library)
        client.force_login(officer)
        page = client.get("/interviews/E2/record/whole/pdf/", follow=True)
        assert "No PDF can be made here, because Pango is not installed on this server." in page.text
        assert not Printed.objects.exists()

    def test_nothing_is_fetched_for_it(self) -> None:
        with pytest.raises(ValueError, match="fetches nothing"):
            pdf._fetch_nothing("file:///etc/passwd")
