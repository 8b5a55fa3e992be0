"""The two boxes of an interview's page: what is typed into one is there still when the other is sent."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.drafts import save_draft, version_of
from accounts.models import Draft
from missing.actions import close_without_interview
from missing.models import ReturnInterview
from tests.declines import DECLINE
from tests.factories import EpisodeFactory, ReturnInterviewFactory, UserFactory

HOUR = timedelta(hours=1)


def type_into(user, interview, box: str, **typed) -> None:
    save_draft(user, f"{box}:{interview.pk}", {f"{box}-{name}": [value] for name, value in typed.items()})


def page_of(client, user, interview) -> str:
    client.force_login(user)
    return client.get(interview.get_absolute_url()).text


def send(client, box: str, **typed):
    since = Draft.objects.filter(key__startswith=f"{box}:").values_list("saved_at", flat=True).first()
    data = {f"{box}-{name}": value for name, value in typed.items()} | {"draft_since": version_of(since)}
    return client.post(reverse(f"missing:add_{box}", args=["E2"]), data, follow=True)


@pytest.fixture
def typed(officer, interview) -> ReturnInterview:
    type_into(officer, interview, "offer", note="Rang his mother first")
    return interview


def test_what_was_typed_is_there_when_the_page_is_opened_again(client, officer, typed, django_assert_max_num_queries):
    client.force_login(officer)
    client.get(typed.get_absolute_url())
    with django_assert_max_num_queries(12):
        page = client.get(typed.get_absolute_url()).text
    assert 'value="Rang his mother first"' in page
    assert page.count("This form holds what you typed") == 1


def test_it_is_there_when_the_other_box_is_refused(client, officer, typed) -> None:
    client.force_login(officer)
    page = send(client, "attempt", method="phone", result="no_answer", attempted_at="half nine").text
    assert 'value="Rang his mother first"' in page
    assert 'value="half nine"' in page


def test_it_is_there_when_the_other_box_is_taken_and_goes_when_it_is_sent(client, officer, typed) -> None:
    client.force_login(officer)
    assert 'value="Rang his mother first"' in send(client, "attempt", method="phone", result="no_answer").text
    page = send(client, "offer", method="phone", response="no_response", note="Rang his mother first").text
    assert 'value="Rang his mother first"' not in page
    assert not Draft.objects.exists()


def test_nobody_else_is_shown_it(client, typed) -> None:
    other = UserFactory(roles=["returns_officer"])
    assert "Rang his mother first" not in page_of(client, other, typed)


class TestOneForSeveral:
    @pytest.fixture
    def later(self, now, officer, interview) -> ReturnInterview:
        episode = EpisodeFactory(
            young_person=interview.episode.young_person,
            started_at=now - 2 * HOUR,
            returned_at=now - HOUR,
            reference="E3",
        )
        return ReturnInterviewFactory(episode=episode, assigned_to=officer)

    def test_the_button_leads_to_the_one_for_all(self, client, officer, interview, later) -> None:
        page = page_of(client, officer, interview)
        assert f'<a class="govuk-button" href="{reverse("missing:complete", args=["E3"])}">' in page
        assert "Record one conversation for both" in page
        assert "Record this one alone" in page

    def test_on_the_latest_it_is_recorded_here(self, client, officer, interview, later) -> None:
        page = page_of(client, officer, later)
        assert "record it here, and tick the others at the end" in page
        assert "Record this one alone" not in page


def test_who_cannot_reopen_a_declined_one_reads_who_can(client, now, officer, interview) -> None:
    close_without_interview(
        actor=officer, interview=interview, outcome="declined", outcome_at=now, reason="No thanks", **DECLINE
    )
    page = page_of(client, officer, interview)
    assert "Is this outcome wrong? A team manager or service manager can reopen the interview." in page


def test_who_cannot_say_that_none_is_required_reads_who_can(client, officer, interview) -> None:
    assert "A team manager or service manager can say that no interview is required" in page_of(
        client, officer, interview
    )
