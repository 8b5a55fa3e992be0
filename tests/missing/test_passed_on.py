"""A copy that was not given after all, intelligence that was not sent, and the reference that the police gave."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.access import ActionRefused
from missing.actions import (
    complete_interview,
    send_intelligence,
    set_intelligence_reference,
    withdraw_copy,
    withdraw_intelligence,
)
from missing.models import InterviewCopy, PoliceIntelligence, Printed
from tests.missing.sharing import INTELLIGENCE, SHARING, share
from tests.said import said


@pytest.fixture
def copy(officer, held) -> InterviewCopy:
    return share(officer, held)


@pytest.fixture
def sent(officer, held) -> PoliceIntelligence:
    return send_intelligence(actor=officer, interview=held, **INTELLIGENCE)


def not_given(copy) -> str:
    return reverse("missing:withdraw_copy", args=["E2", copy.pk])


class TestTheAction:
    def test_it_stays_with_name_time_and_reason(self, now, officer, copy) -> None:
        withdraw_copy(actor=officer, copy=copy, reason=" She did not come ")
        copy.refresh_from_db()
        assert (copy.withdrawn_by, copy.withdrawn_at, copy.withdraw_reason) == (officer, now, "She did not come")
        assert copy.content

    def test_it_asks_why_and_once_is_enough(self, officer, copy) -> None:
        with pytest.raises(ActionRefused, match="Write what was wrong") as refusal:
            withdraw_copy(actor=officer, copy=copy, reason=" ")
        assert refusal.value.field == "reason"
        withdraw_copy(actor=officer, copy=copy, reason="Wrong person")
        with pytest.raises(ActionRefused, match="struck out already"):
            withdraw_copy(actor=officer, copy=copy, reason="Wrong person")

    def test_not_by_who_did_not_write_it(self, social_worker, officer, copy) -> None:
        with pytest.raises(ActionRefused, match=f"{officer} wrote this down"):
            withdraw_copy(actor=social_worker, copy=copy, reason="Wrong person")

    def test_by_who_hands_interviews_out(self, social_worker, officer, held) -> None:
        copy = share(social_worker, held)
        assert withdraw_copy(actor=officer, copy=copy, reason="Wrong person").withdrawn_by == officer

    def test_intelligence_that_was_not_sent(self, officer, sent) -> None:
        withdraw_intelligence(actor=officer, intelligence=sent, reason="Sent by telephone instead")
        with pytest.raises(ActionRefused, match="struck out already"):
            set_intelligence_reference(actor=officer, intelligence=sent, police_reference="WM-1")

    def test_the_reference_comes_later(self, officer, sent) -> None:
        assert set_intelligence_reference(actor=officer, intelligence=sent, police_reference=" WM-1 ")
        sent.refresh_from_db()
        assert sent.police_reference == "WM-1"

    @pytest.mark.parametrize(
        "facts", [{"withdrawn_at": None}, {"withdrawn_by": None}, {"withdraw_reason": ""}, {"earlier": True}]
    )
    def test_the_database_takes_no_half_of_it(self, now, officer, copy, facts) -> None:
        earlier = {"withdrawn_at": now - timedelta(days=1)} if facts.pop("earlier", False) else {}
        row = {"withdrawn_at": now, "withdrawn_by": officer, "withdraw_reason": "Wrong"} | facts | earlier
        with pytest.raises(IntegrityError, match="withdrawn_with_name_and_reason"), transaction.atomic():
            InterviewCopy.objects.filter(pk=copy.pk).update(**row)


class TestThePages:
    def test_a_copy_that_was_not_given_is_struck_out_and_printed_no_more(self, client, officer, copy) -> None:
        client.force_login(officer)
        assert not_given(copy) in client.get(copy.get_absolute_url()).text
        page = client.post(not_given(copy), {"reason": "She did not come"}, follow=True)
        assert "Struck out. It stays to be read, with your reason." in said(page)
        assert f"Struck out by {officer}, today 12:00: She did not come" in page.text
        assert "Print or save as PDF" not in page.text
        assert "Not given" in client.get(SHARING).text
        pdf = client.get(reverse("missing:copy_pdf", args=["E2", copy.pk]))
        assert (pdf.status_code, pdf["Location"]) == (302, copy.get_absolute_url())
        assert not Printed.objects.exists()

    def test_no_reason_is_said_beside_it(self, client, officer, copy) -> None:
        client.force_login(officer)
        assert "Write what was wrong with it." in client.post(not_given(copy), {"reason": ""}).text

    def test_who_may_not_is_offered_no_link_and_no_page(self, client, social_worker, copy) -> None:
        client.force_login(social_worker)
        assert not_given(copy) not in client.get(copy.get_absolute_url()).text
        assert client.get(not_given(copy)).status_code == 403

    def test_opened_again_it_says_that_it_is_struck_out(self, client, officer, copy) -> None:
        withdraw_copy(actor=officer, copy=copy, reason="Wrong person")
        client.force_login(officer)
        assert "That is struck out already." in said(client.get(not_given(copy), follow=True))

    def test_intelligence_gets_its_reference_and_is_struck_out(
        self, client, officer, sent, django_assert_max_num_queries
    ):
        client.force_login(officer)
        reference = reverse("missing:intelligence_reference", args=["E2", sent.pk])
        assert reference in client.get(sent.get_absolute_url()).text
        assert "WM-77" in client.post(reference, {"police_reference": "WM-77"}, follow=True).text
        with django_assert_max_num_queries(12):
            client.get(reference)
        client.post(reverse("missing:withdraw_intelligence", args=["E2", sent.pk]), {"reason": "By telephone"})
        page = client.get(sent.get_absolute_url()).text
        assert "By telephone" in page
        assert "Print or save as PDF" not in page
        pdf = client.get(reverse("missing:intelligence_pdf", args=["E2", sent.pk]))
        assert pdf["Location"] == sent.get_absolute_url()

    def test_what_the_sections_say_is_there_to_read_before_anything_is_ticked(self, client, officer, held) -> None:
        client.force_login(officer)
        page = client.get(f"{SHARING}with/police/").text
        assert "A night worker hit me." in page.split("Read what the sections say")[1]

    def test_what_is_not_for_them_is_not_there_to_read_either(self, client, officer, held) -> None:
        client.force_login(officer)
        assert "A night worker hit me." not in client.get(f"{SHARING}with/carer/").text


def test_who_harmed_them_is_named_where_it_is_not_said_whether_they_care_for_them(client, officer, now, interview):
    complete_interview(
        actor=officer,
        interview=interview,
        outcome_at=now - timedelta(hours=1),
        method="video",
        independence="independent",
        account="He hit me.",
        record={
            "limits_told": True,
            "harms_told": ["physical"],
            "harm_by": "Deano, 30s",
            "harm_by_carer": "not_known",
        },
    )
    client.force_login(officer)
    page = client.get(f"{SHARING}with/carer/").text
    assert page.count("Harmed by “Deano, 30s”, and it is not on record whether that is a carer or a parent") == 1
