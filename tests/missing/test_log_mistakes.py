"""A line of the log that was written down by mistake is struck out: it stays to be read, and counts for nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.absence_alerts import heard_of_again
from missing.actions import add_to_log, change_police_facts, complete_interview, merge_episodes, withdraw_line
from missing.codes import LOGGED_AGAIN, WRITTEN_BY_ACTIONS, LogKind, PoliceRisk
from missing.models import LogEntry
from people.history import events_of
from tests.factories import EpisodeFactory, UserFactory
from tests.said import said

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHY = "Mum has not seen him"


@pytest.fixture
def seen(now, social_worker, episode) -> LogEntry:
    """Written down an hour ago, of three hours ago."""
    return add_to_log(
        actor=social_worker,
        episode=episode,
        kind="seen",
        text="At the arcade",
        happened_at=now - 3 * HOUR,
        at=now - HOUR,
    )


def page_of(line) -> str:
    return reverse("missing:withdraw_line", args=[line.episode.reference, line.pk])


def test_who_wrote_it_strikes_it_out_and_it_stays_on_the_page_with_the_reason_and_the_name(
    client, now, social_worker, episode, seen
) -> None:
    client.force_login(social_worker)
    assert f'href="{page_of(seen)}"' in client.get(episode.get_absolute_url()).text
    assert "Seen: At the arcade" in client.get(page_of(seen)).text
    empty = client.post(page_of(seen), {"reason": " "})
    assert "Write what was wrong with it." in empty.text
    answer = client.post(page_of(seen), {"reason": WHY}, follow=True)
    assert "<s><b>Seen.</b> At the arcade</s>" in answer.text
    assert f"Struck out by Dana Whit, today 12:00: {WHY}" in answer.text
    assert f'href="{page_of(seen)}"' not in answer.text
    seen.refresh_from_db()
    assert (seen.withdrawn_at, seen.withdrawn_by, seen.withdraw_reason) == (now, social_worker, WHY)
    assert seen.text == "At the arcade"
    history = client.get(reverse("missing:episode_history", args=[episode.reference])).text
    assert WHY in history
    assert list(events_of(LogEntry).order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "update"]


def test_the_page_for_the_police_and_the_list_read_it_no_more(client, now, social_worker, episode, seen) -> None:
    checked = add_to_log(actor=social_worker, episode=episode, kind="place_checked", text="Elm Park, empty")
    client.force_login(social_worker)
    pages = (f"/young-people/{episode.young_person.reference}/police-page/", reverse("missing:now"))
    police, listed = (client.get(page).text for page in pages)
    assert police.count("At the arcade") == 2
    assert "Elm Park, empty" in police
    assert "Elm Park, empty" in listed
    withdraw_line(actor=social_worker, line=seen, reason=WHY)
    withdraw_line(actor=social_worker, line=checked, reason="Another park")
    police, listed = (client.get(page).text for page in pages)
    for words in ("At the arcade", "Elm Park, empty"):
        assert words not in police
        assert words not in listed


def test_a_program_does_not_read_it_as_what_happened(client, social_worker, episode, seen) -> None:
    client.force_login(social_worker)
    log = f"/api/v1/episodes/{episode.reference}/log/"
    assert [line["text"] for line in client.get(log).json()["results"]] == ["At the arcade"]
    withdraw_line(actor=social_worker, line=seen, reason=WHY)
    assert client.get(log).json()["results"] == []


def test_a_colleague_may_not_and_a_manager_and_the_officer_may(
    client, now, social_worker, other_worker, manager, officer, episode, seen
) -> None:
    client.force_login(other_worker)
    refused = "Dana Whit wrote this down. They, a manager or the Missing Returns Officer may strike it out."
    assert f'href="{page_of(seen)}"' not in client.get(episode.get_absolute_url()).text
    assert refused in said(client.get(page_of(seen), follow=True))
    page = client.post(page_of(seen), {"reason": "I think not"})
    assert refused in page.text
    assert "I think not" in page.text, "nothing that was typed is lost"
    withdraw_line(actor=manager, line=seen, reason=WHY)
    another = add_to_log(actor=social_worker, episode=episode, kind="note", text="x")
    withdraw_line(actor=officer, line=another, reason=WHY)
    with pytest.raises(ActionRefused, match="struck out already"):
        withdraw_line(actor=officer, line=another, reason=WHY)
    client.force_login(manager)
    assert "struck out already" in said(client.get(page_of(seen), follow=True))


@pytest.mark.parametrize("kind", sorted(WRITTEN_BY_ACTIONS))
def test_what_an_action_wrote_is_put_right_where_it_was_done(client, now, manager, episode, kind) -> None:
    line = LogEntry.objects.create(episode=episode, kind=kind, text="x", at=now, by=manager, recorded_at=now)
    client.force_login(manager)
    assert f'href="{page_of(line)}"' not in client.get(episode.get_absolute_url()).text
    with pytest.raises(ActionRefused, match="Put that right where it was changed"):
        withdraw_line(actor=manager, line=line, reason=WHY)
    struck = {"withdrawn_at": now, "withdrawn_by": manager, "withdraw_reason": WHY}
    with pytest.raises(IntegrityError, match="log_entry_withdrawn_was_typed"), transaction.atomic():
        LogEntry.objects.filter(pk=line.pk).update(**struck)


def test_the_risk_stays_with_its_own_line(now, manager, episode) -> None:
    change_police_facts(
        actor=manager,
        episode=episode,
        police_risk=PoliceRisk.HIGH,
        police_reference="",
        reported_to_police_at=None,
        note="Dez again",
    )
    with pytest.raises(ActionRefused, match="says what was changed"):
        withdraw_line(actor=manager, line=episode.log.get(), reason=WHY)


@pytest.mark.parametrize("left_out", ["withdrawn_at", "withdrawn_by", "withdraw_reason"])
def test_time_name_and_reason_go_together(now, social_worker, seen, left_out) -> None:
    struck = {"withdrawn_at": now, "withdrawn_by": social_worker, "withdraw_reason": WHY}
    del struck[left_out]
    with pytest.raises(IntegrityError, match="log_entry_withdrawn_with_name_and_reason"), transaction.atomic():
        LogEntry.objects.filter(pk=seen.pk).update(**struck)


def test_once_the_interview_is_closed_who_answers_for_the_figures_may(now, social_worker, manager, officer, interview):
    line = add_to_log(actor=social_worker, episode=interview.episode, kind="note", text="x")
    complete_interview(
        actor=officer, interview=interview, outcome_at=now, method="video", independence="independent", account="x"
    )
    with pytest.raises(ActionRefused, match="The interview is closed"):
        withdraw_line(actor=social_worker, line=line, reason=WHY)
    assert withdraw_line(actor=manager, line=line, reason=WHY).withdrawn_by == manager


def test_of_a_voided_episode_nothing_is_struck_out(client, now, manager, episode, seen) -> None:
    episode.voided_at, episode.voided_by, episode.voided_why = now, manager, "None"
    episode.save()
    client.force_login(manager)
    assert f'href="{page_of(seen)}"' not in client.get(episode.get_absolute_url()).text
    with pytest.raises(ActionRefused, match="voided"):
        withdraw_line(actor=manager, line=seen, reason=WHY)


def test_it_goes_on_struck_out_where_two_episodes_become_one(
    client, now, social_worker, young_person, episode, seen
) -> None:
    other = EpisodeFactory(young_person=young_person, started_at=now - 30 * HOUR, returned=True, reference="E9")
    withdraw_line(actor=social_worker, line=seen, reason=WHY)
    merge_episodes(actor=social_worker, kept=other, merged=episode, reason="Twice", start="kept", end="merged")
    line = other.log.get(kind=LogKind.SEEN)
    assert line.withdraw_reason == WHY
    client.force_login(social_worker)
    assert "<s><b>Seen.</b> At the arcade</s>" in client.get(other.get_absolute_url()).text
    assert "At the arcade" not in client.get(f"/young-people/{young_person.reference}/police-page/").text


def test_who_was_told_that_it_was_logged_again_is_asked_to_read_it_no_more(now, social_worker, manager, episode):
    service_manager = UserFactory(roles=[Role.SERVICE_MANAGER])
    person = episode.young_person
    person.is_restricted = True
    person.save()
    line = add_to_log(
        actor=social_worker, episode=episode, kind="note", text=f"{LOGGED_AGAIN}missing since noon", at=now - HOUR
    )
    raise_alerts()
    assert Alert.objects.filter(user=service_manager, stage__kind="logged_again").exists()
    withdraw_line(actor=service_manager, line=line, reason="Another child")
    assert not heard_of_again(now).exists()


def test_the_page_keeps_within_its_queries(client, now, social_worker, episode, seen, django_assert_max_num_queries):
    for n in range(5):
        add_to_log(actor=social_worker, episode=episode, kind="note", text=f"Line {n}")
    withdraw_line(actor=social_worker, line=seen, reason=WHY)
    client.force_login(social_worker)
    addresses = (
        episode.get_absolute_url(),
        page_of(episode.log.first()),
        reverse("missing:episode_history", args=[episode.reference]),
    )
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
