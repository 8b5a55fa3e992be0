"""Whom a stage tells is seen and set; how many alerts each role had is counted."""

import re
from datetime import timedelta
from typing import Any

import pghistory.models
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.access import ActionRefused
from accounts.models import Cover, User
from accounts.rules import Role
from alerts.actions import queue_email, raise_alerts, set_recipients
from alerts.models import Alert, MorningReader, OutgoingEmail, ScheduledJob, StageRecipients
from alerts.sources import To, all_sources, source_of
from missing.alert_sources import NEW_EPISODE
from tests.alerts.conftest import DAY, DUE, HOUR, Council
from tests.factories import EpisodeFactory, UserFactory

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
    assert Alert.objects.get(stage__stage="due").because == "You are told because no director could be told."


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
    assert "Also to the exploitation hub when placed out of the city." in page
    assert "under a condition" not in page
    assert ">Change<" not in page
    assert client.get(reverse("alerts:change_recipients", args=["interview", "due"])).status_code == 403


def test_every_stage_can_be_opened_with_its_places_ticked(council: Council, client: Client) -> None:
    client.force_login(council.administrator)
    for source in all_sources():
        for stage in (source.stages[0], source.stages[-1]):
            page = client.get(reverse("alerts:change_recipients", args=[source.kind, stage.code])).content.decode()
            boxes = dict(re.findall(r'name="places" value="([A-Z_]+)"([^>]*)>', page))
            assert set(boxes) == {place.name for place in source.places}
            ticked = {name for name, rest in boxes.items() if "checked" in rest}
            assert ticked == {place.name for place in stage.to}, (source.kind, stage.code)
    assert client.get(reverse("alerts:change_recipients", args=["interview", "made_up"])).status_code == 404


def test_a_choice_is_ticked_when_the_page_is_opened_again(council: Council, client: Client) -> None:
    set_to(council, To.HUB)
    client.force_login(council.administrator)
    page = client.get(reverse("alerts:change_recipients", args=["interview", "due"])).content.decode()
    assert re.findall(r'value="([A-Z_]+)"[^>]*checked', page) == ["HUB"]


def test_only_who_may_open_its_page_is_told_of_a_late_job(council: Council) -> None:
    late, address = source_of("late_job"), source_of("address_bounced")
    assert late
    assert address
    assert late.places == (To.ADMINISTRATORS,)
    assert address.places == (To.TEAM_MANAGERS, To.ADMINISTRATORS)
    with pytest.raises(ActionRefused, match="Nobody is in this place"):
        set_to(council, To.SERVICE_MANAGERS, kind="late_job", stage="late")


def test_a_late_job_goes_to_the_administrators_whatever_was_once_set(council: Council) -> None:
    ScheduledJob.objects.create(name="Sweep", may_take=HOUR, expected_from=DUE - DAY)
    StageRecipients.objects.create(
        kind="late_job",
        stage="late",
        places=["SERVICE_MANAGERS"],
        changed_by=council.administrator,
        changed_at=DUE,
    )
    raise_alerts(at=DUE)
    alert = Alert.objects.get(stage__kind="late_job")
    assert alert.user == council.administrator
    assert alert.because == "You are told because no service manager could be told."


@pytest.mark.parametrize("places", [["NOBODY"], ["WORKER", "NOBODY"], []])
def test_the_database_holds_places_that_there_are(council: Council, places: list[str]) -> None:
    facts = {"kind": "interview", "stage": "due", "changed_by": council.administrator, "changed_at": DUE}
    with pytest.raises(IntegrityError, match="stage_tells_"), transaction.atomic():
        StageRecipients.objects.create(places=places, **facts)


def test_a_place_that_is_none_any_more_counts_for_nothing() -> None:
    interview = source_of("interview")
    assert interview
    due = interview.stage("due")
    assert due
    assert due.places(["NOBODY"]) == due.places([]) == due.places(None) == due.to
    assert due.places(["NOBODY", "HUB"]) == (To.HUB,)


def test_a_setting_does_not_take_away_who_is_told_under_a_condition(council: Council) -> None:
    """A new episode out of the city goes to the hub whomever else the council chose."""
    set_to(council, To.DIRECTOR, kind="new_episode", stage=NEW_EPISODE.stages[0].code)
    director = UserFactory(roles=[Role.DIRECTOR])
    now = DUE - 5 * HOUR  # noon: nobody else is told
    out_of_city = EpisodeFactory(
        young_person=council.young_person(), started_at=now - HOUR, recorded_at=now, is_out_of_area=True
    )
    raise_alerts(at=now)
    key = f"episode:{out_of_city.pk}"
    assert {a.user for a in Alert.objects.filter(stage__subject_key=key)} == {director, council.hub}


def test_a_setting_tells_who_covers_for_the_chosen_one(council: Council) -> None:
    set_to(council, To.WORKER)
    cover = UserFactory(roles=[Role.SOCIAL_WORKER])
    Cover.objects.create(
        absent=council.worker,
        cover=cover,
        first_on=timezone.localdate(DUE),
        last_on=timezone.localdate(DUE),
        said_by=council.worker,
        recorded_at=DUE,
    )
    council.interview()
    with time_machine.travel(DUE, tick=False):
        raise_alerts()
    assert told() == {council.worker, cover}


def test_where_the_chosen_place_is_empty_the_chain_is_told_and_not_who_it_came_with_otherwise(
    council: Council, client: Client
) -> None:
    set_to(council, To.DIRECTOR, stage="due_in_24_hours")
    council.interview()
    raise_alerts(at=DUE - DAY)
    alert = Alert.objects.get(stage__stage="due_in_24_hours")
    assert (alert.user, alert.because) == (council.worker, "You are told because no director could be told.")
    client.force_login(council.administrator)
    kinds = client.get(reverse("alerts:settings")).context["kinds"]
    interview = next(kind for kind in kinds if kind["kind"] == "interview")
    first = interview["stages"][0]
    assert (first["code"], first["told"], first["otherwise"]) == ("due_in_24_hours", "director", "")


def test_last_week_counts_the_emails_of_alerts_alone(council: Council, client: Client) -> None:
    council.interview()
    other = council.interview()
    raise_alerts(at=DUE)
    Alert.objects.update(created_at=timezone.now())
    Alert.objects.filter(user=council.manager, stage__subject_key=f"interview:{other.pk}").delete()
    for number in range(3):
        queue_email(
            to=council.officer, kind="weekly_email", subject="Weekly", text="Weekly", dedupe_key=f"weekly:{number}"
        )
    OutgoingEmail.objects.update(sent_at=timezone.now(), tries=1)
    client.force_login(council.service_manager)
    rows = {row["role"]: row for row in client.get(reverse("alerts:last_week")).context["rows"]}
    officers, managers = rows["Missing Returns Officer"], rows["Team manager"]
    assert officers["emails"] == 2
    assert (officers["each"], officers["most"]) == (2.0, 2)
    assert (managers["each"], managers["most"]) == (1.0, 1)


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
    assert "Overdue by 72 hours, and so on until overdue by 258 weeks" in page
    assert "overdue by 3 weeks" not in page.lower()
    set_to(council, To.WORKER, kind="contact", stage="overdue_72")
    assert StageRecipients.objects.filter(kind="contact", places=["WORKER"]).count() == 85
    set_to(council, To.WORKER, To.TEAM_MANAGERS, To.SERVICE_MANAGERS, kind="contact", stage="overdue_3_weeks")
    assert not StageRecipients.objects.exists()


def test_alerts_in_the_morning_are_chosen_on_the_page_and_taken_back(council: Council, client: Client) -> None:
    client.force_login(council.worker)
    page = reverse("alerts:alerts")
    assert 'name="how" value="morning"' in client.get(page).content.decode()
    said = client.post(reverse("alerts:morning"), {"how": "morning"}, follow=True).content.decode()
    assert "Your alerts come in one e-mail each morning at 07:30. Missing and harm still come at once." in said
    assert MorningReader.objects.get().user == council.worker
    assert 'name="how" value="each"' in said
    said = client.post(reverse("alerts:morning"), {"how": "each"}, follow=True).content.decode()
    assert "Your alerts are mailed as they come" in said
    assert not MorningReader.objects.exists()
    assert client.get(reverse("alerts:morning")).url == reverse("alerts:alerts")
