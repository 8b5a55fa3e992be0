"""Whom a stage tells is seen and set; how many alerts each role had is counted."""

from datetime import timedelta
from typing import Any

import pghistory.models
import pytest
from django.test import Client
from django.urls import reverse

from accounts.access import ActionRefused
from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts, set_recipients
from alerts.models import Alert, StageRecipients
from alerts.sources import To, all_sources
from tests.alerts.conftest import DUE, Council
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def told() -> set[User]:
    return {alert.user for alert in Alert.objects.filter(stage__stage="due")}


def set_to(council: Council, *places: To, **facts: Any) -> StageRecipients | None:
    usual = {"actor": council.administrator, "kind": "interview", "stage": "due", "places": places}
    return set_recipients(**usual | facts)


def test_the_stage_tells_whom_the_council_chose(council: Council) -> None:
    set_to(council, To.WORKER, To.HUB)
    council.interview()
    raise_alerts(at=DUE)
    assert told() == {council.worker, council.hub}


def test_chosen_as_it_comes_is_no_choice(council: Council) -> None:
    set_to(council, To.HUB)
    assert set_to(council, To.HOLDER, To.RETURNS_OFFICERS, To.TEAM_MANAGERS) is None
    assert not StageRecipients.objects.exists()


def test_where_nobody_is_in_the_chosen_place_the_chain_is_told(council: Council) -> None:
    set_to(council, To.DIRECTOR)
    council.interview()
    raise_alerts(at=DUE)
    assert told() == {council.worker}
    assert Alert.objects.get(stage__stage="due").because == "You are told because no director could be."


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"places": []}, "Choose at least one"),
        ({"places": [To.ADMINISTRATORS]}, "Nobody is in this place"),
        ({"stage": "made_up"}, "There is no such alert any more."),
        ({"kind": "made_up"}, "There is no such alert any more."),
    ],
)
def test_what_cannot_be_is_refused_in_words(council: Council, facts: dict[str, Any], words: str) -> None:
    with pytest.raises(ActionRefused, match=words):
        set_to(council, To.WORKER, **facts)


def test_the_administrator_sets_it_on_the_page_and_history_keeps_it(council: Council, client: Client) -> None:
    client.force_login(council.administrator)
    page = reverse("alerts:change_recipients", args=["interview", "due"])
    assert "Choose at least one" in client.post(page, {"saved": "1"}).content.decode()
    said = client.post(page, {"places": ["WORKER", "HUB"]}, follow=True).content.decode()
    assert "Return home interview due now: saved." in said
    assert "Allocated social worker, exploitation hub" in said
    assert f"Set by {council.administrator}" in said
    assert pghistory.models.Events.objects.tracks(StageRecipients.objects.get()).count() == 1


def test_every_kind_and_stage_is_on_the_page(council: Council, client: Client) -> None:
    client.force_login(council.service_manager)
    page = client.get(reverse("alerts:settings")).content.decode()
    for source in all_sources():
        assert source.label in page
    assert ">Change<" not in page
    assert client.get(reverse("alerts:change_recipients", args=["interview", "due"])).status_code == 403


def test_every_stage_can_be_opened_with_its_places_ticked(council: Council, client: Client) -> None:
    client.force_login(council.administrator)
    for source in all_sources():
        for stage in source.stages:
            assert set(stage.to) <= set(source.places), (source.kind, stage.code)
    assert client.get(reverse("alerts:change_recipients", args=["interview", "made_up"])).status_code == 404


def test_last_week_by_role(council: Council, client: Client, django_assert_max_num_queries: Any) -> None:
    both = UserFactory(roles=[Role.RETURNS_OFFICER, Role.HUB])
    council.interview()
    raise_alerts(at=DUE)
    Alert.objects.update(created_at=DUE - timedelta(days=365))
    Alert.objects.filter(user=council.manager).update(read_at=DUE)
    client.force_login(council.service_manager)
    page = client.get(reverse("alerts:last_week"))
    assert "Nobody had an alert in the last seven days." in page.content.decode()
    Alert.objects.update(created_at=User.objects.latest("joined_at").joined_at)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("alerts:last_week"))
    rows = {row["role"]: row for row in page.context["rows"]}
    assert rows["Missing Returns Officer"]["people"] == rows["Missing Returns Officer"]["alerts"] == 2
    assert rows["Exploitation hub"]["alerts"] == 1, f"{both} holds both roles"
    assert rows["Team manager"]["unread"] == 0
    assert [kind["of"] for kind in page.context["kinds"]] == [3]


def test_a_long_row_of_chasers_is_one_line_and_set_as_one(council: Council, client: Client) -> None:
    client.force_login(council.administrator)
    page = client.get(reverse("alerts:settings")).content.decode()
    assert "Overdue by 72 hours, and so on until overdue by 26 weeks" in page
    assert "overdue by 3 weeks" not in page.lower()
    set_to(council, To.WORKER, kind="contact", stage="overdue_72")
    assert StageRecipients.objects.filter(kind="contact", places=["WORKER"]).count() == 27
    set_to(council, To.WORKER, To.TEAM_MANAGERS, To.SERVICE_MANAGERS, kind="contact", stage="overdue_3_weeks")
    assert not StageRecipients.objects.exists()
