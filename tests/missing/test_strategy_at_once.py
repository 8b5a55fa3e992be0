"""Harm is told in the instant in which the open discussion is closed, each over a connection of its own."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from accounts.rules import Role
from missing.actions import (
    ask_for_discussion,
    decline_discussion,
    mark_harm_told,
    record_discussion_held,
    withdraw_discussions,
)
from missing.models import HarmTold, StrategyDiscussion
from tests.factories import UserFactory
from tests.missing.strategy import HELD

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db(transaction=True)


def while_closing(close, meanwhile) -> None:
    """`meanwhile` begins when `close` has been done and is not yet on record; it is on record half a second later."""
    closed, errors = Event(), []

    def first() -> None:
        try:
            with transaction.atomic():
                close()
                closed.set()
                second.join(timeout=0.5)
        finally:
            closed.set()
            connection.close()

    def then() -> None:
        try:
            closed.wait(timeout=20)
            meanwhile()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [second := Thread(target=then), Thread(target=first)]  # who is waited for is there before
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not errors


@pytest.fixture
def manager(team):
    return UserFactory(roles=[Role.TEAM_MANAGER], teams=[team], full_name="Harjit Sandhu")


@pytest.fixture
def discussion(now, manager, young_person) -> StrategyDiscussion:
    return ask_for_discussion(actor=manager, young_person=young_person, reason="The school rang.", at=now - HOUR)


def held(manager, discussion, now) -> None:
    record_discussion_held(actor=manager, discussion=discussion, held_at=now, **HELD)


def declined(manager, discussion, now) -> None:
    decline_discussion(actor=manager, discussion=discussion, reason="Discussed on Monday.")


def withdrawn(manager, discussion, now) -> None:
    withdraw_discussions(discussion.young_person, "Recorded wrongly.", now)


@pytest.mark.parametrize("close", [held, declined, withdrawn])
def test_harm_that_is_told_meanwhile_makes_the_next_one_due(now, manager, officer, interview, discussion, close):
    while_closing(
        lambda: close(manager, discussion, now),
        lambda: mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me."),
    )
    harm = HarmTold.objects.get()
    assert harm.triggers.get().discussion == StrategyDiscussion.objects.open().get()


def test_words_that_are_added_meanwhile_are_told_anew(now, manager, officer, interview) -> None:
    mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me.", at=now - HOUR)
    discussion = StrategyDiscussion.objects.get()
    while_closing(
        lambda: held(manager, discussion, now),
        lambda: mark_harm_told(actor=officer, interview=interview, what_was_told="He hit me twice."),
    )
    new = StrategyDiscussion.objects.open().get().triggers.get().harm
    assert new.what_was_told == "He hit me twice."
