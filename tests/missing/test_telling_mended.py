"""What was written of who was told is put right, with its history."""

from datetime import timedelta

import pytest

from accounts.access import ActionRefused
from missing.actions import (
    mend_told,
    withdraw_told,
)
from missing.codes import LogKind, TellingOf, ToldHow
from missing.models import PersonTold
from people.history import events_of
from tests.factories import (
    PersonToldFactory,
    put_declined,
)
from tests.missing.test_telling import episode, mother, tell, waiting

HOUR = timedelta(hours=1)
GONE, BACK = TellingOf.WENT_MISSING, TellingOf.CAME_BACK
__all__ = ["episode", "mother"]


def test_who_has_become_barred_cannot_be_written_as_told_by_mending(now, social_worker, mother, episode) -> None:
    row = PersonToldFactory(
        episode=episode,
        recipient="parent",
        person=mother,
        name=str(mother),
        told_at=None,
        how="",
        why_not="No",
        recorded_at=now,
    )
    mother.may_be_told, mother.may_be_told_why = "no", "A new order"
    mother.save()
    with pytest.raises(ActionRefused, match="Ann Farrow, mother must not be told anything"):
        mend_told(actor=social_worker, told=row, told_at=now, how=ToldHow.PHONE)


def test_a_line_is_put_right_and_its_history_kept(now, social_worker, officer, episode) -> None:
    (row,) = tell(social_worker, episode, "school", note="Mr Hale")
    mend_told(actor=officer, told=row, why_not="It was the holidays", reason="Rang the wrong school")
    row.refresh_from_db()
    assert (row.told_at, row.how, row.why_not, row.note) == (None, "", "It was the holidays", "")
    assert row.recorded_by == social_worker
    kept = events_of(PersonTold).order_by("pgh_id").values_list("pgh_label", "told_at", "note")
    assert list(kept) == [("insert", now, "Mr Hale"), ("update", None, "")]


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({}, "Write why they were not told", "why_not"),
        ({"told_at": 1, "how": "phone"}, "has not come yet", "told_at"),
        ({"told_at": -1}, "Choose how", "how"),
        ({"told_at": -1, "how": "phone"}, "Write why this is changed", "reason"),
        ({"why_not": "It was the holidays"}, "Write why this is changed", "reason"),
    ],
)
def test_what_cannot_be_put_right_so_is_refused(now, social_worker, episode, facts, words, field) -> None:
    (row,) = tell(social_worker, episode, "school")
    facts = {key: now + value * HOUR if key == "told_at" else value for key, value in facts.items()}
    with pytest.raises(ActionRefused, match=words) as refusal:
        mend_told(actor=social_worker, told=row, **facts)
    assert refusal.value.field == field


def test_a_time_that_changes_is_a_line_of_the_log_and_other_words_are_not(now, social_worker, episode) -> None:
    (row,) = tell(social_worker, episode, "school")
    mend_told(actor=social_worker, told=row, told_at=now, how=ToldHow.EMAIL, note="Mr Hale")
    assert not episode.log.exists()
    mend_told(actor=social_worker, told=row, told_at=now - HOUR, how=ToldHow.EMAIL, reason="The e-mail says so")
    line = episode.log.get(kind=LogKind.CORRECTED)
    words = "School told: 23 November 2026 at 12:00 to 23 November 2026 at 11:00. The e-mail says so"
    assert (line.text, line.by) == (words, social_worker)


def test_once_the_interview_is_closed_who_answers_for_the_figures_puts_a_line_right(
    client, now, social_worker, officer, interview
) -> None:
    row = PersonToldFactory(episode=interview.episode)
    put_declined(type(interview).objects.all(), now)
    facts = {"told_at": row.told_at + HOUR, "how": ToldHow.PHONE, "reason": "Their log"}
    for change in (
        lambda: mend_told(actor=social_worker, told=row, **facts),
        lambda: withdraw_told(actor=social_worker, told=row, reason="No"),
    ):
        with pytest.raises(ActionRefused, match="a manager or the Missing Returns Officer"):
            change()
    url = row.get_absolute_url()
    client.force_login(social_worker)
    assert client.get(url).status_code == 403
    assert url not in client.get(f"/episodes/E2/told/?of={GONE}").text
    client.force_login(officer)
    assert url in client.get(f"/episodes/E2/told/?of={GONE}").text
    mend_told(actor=officer, told=row, **facts)


def test_a_mistake_is_taken_back_and_they_are_on_the_list_again(now, social_worker, episode) -> None:
    (row,) = tell(social_worker, episode, "school")
    with pytest.raises(ActionRefused, match="Write why this is taken back") as refusal:
        withdraw_told(actor=social_worker, told=row)
    assert refusal.value.field == "reason"
    withdraw_told(actor=social_worker, told=row, reason="It was another school")
    line = episode.log.get(kind=LogKind.CORRECTED).text
    assert line == "School told 23 November 2026 at 12:00: withdrawn. It was another school"
    assert "School" in waiting(episode)
    assert events_of(PersonTold).get(pgh_label="delete").recipient == "school"
