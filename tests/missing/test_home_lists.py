"""The lists of the room on a home page: what could hurt a child stands first, and nobody who is out is left out."""

from datetime import timedelta

import pytest

from accounts.rules import Role
from tests.factories import (
    EpisodeFactory,
    HarmToldFactory,
    StrategyDiscussionFactory,
    UserFactory,
    YoungPersonFactory,
)

HOUR, DAYS = timedelta(hours=1), timedelta(days=12)


@pytest.fixture
def yasmin(db: None):
    return UserFactory(roles=[Role.SERVICE_MANAGER], full_name="Yasmin Khan")


def rows_of(page, key: str) -> list:
    (found,) = [one for one in page.context["work"] if one["work"].key == key]
    return list(found["rows"])


def test_harm_that_was_just_told_stands_before_what_is_due_earlier(client, now, yasmin) -> None:
    late = [StrategyDiscussionFactory(opened_at=now - DAYS, due_at=now - days * 24 * HOUR) for days in range(1, 10)]
    told = [StrategyDiscussionFactory(opened_at=now - DAYS, due_at=now + hours * HOUR) for hours in (3, 4)]
    for discussion, hours in zip(told, (5, 1), strict=True):
        HarmToldFactory(discussion=discussion)
        discussion.triggers.update(at=now - hours * HOUR)
    client.force_login(yasmin)
    page = client.get("/")
    listed = rows_of(page, "strategy_due")
    assert listed[:2] == [told[1], told[0]]
    assert listed[2] == late[-1]
    assert page.text.count("Told of harm") == 2
    assert "Told of harm</b> today 11:00" in page.text


def test_harm_that_was_taken_back_stands_first_no_more(client, now, yasmin) -> None:
    late = StrategyDiscussionFactory(opened_at=now - DAYS, due_at=now - HOUR)
    told = StrategyDiscussionFactory(opened_at=now - DAYS, due_at=now + HOUR)
    HarmToldFactory(discussion=told)
    told.triggers.update(withdrawn_at=now, withdraw_reason="Said by mistake")
    client.force_login(yasmin)
    assert rows_of(client.get("/"), "strategy_due") == [late, told]


def test_who_is_found_and_not_yet_back_is_among_those_who_are_out(client, now, yasmin) -> None:
    found = EpisodeFactory(
        young_person=YoungPersonFactory(first_name="Corey"), started_at=now - 30 * HOUR, found_at=now - 5 * HOUR
    )
    missing = EpisodeFactory(started_at=now - 3 * HOUR)
    EpisodeFactory(started_at=now - 50 * HOUR, returned=True)
    client.force_login(yasmin)
    page = client.get("/")
    assert rows_of(page, "missing_now") == [missing, found]
    assert 'found today 07:00, <strong class="late">not yet back</strong>' in page.text


def test_the_number_beside_missing_now_is_said_to_leave_out_what_is_restricted(client, now, social_worker) -> None:
    EpisodeFactory(young_person=YoungPersonFactory(is_restricted=True), started_at=now - 3 * HOUR)
    client.force_login(social_worker)
    page = client.get("/missing-now/").text
    assert "<b>1 restricted:</b> ask" in page
    assert "The number beside “Missing now” leaves out the records that you may not open." in page
