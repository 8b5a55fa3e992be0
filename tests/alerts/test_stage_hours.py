"""The hours of a stage are seen and set; what was told stays told, and what moves is told once at most."""

from typing import Any

import pghistory.models
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.access import ActionRefused
from alerts.actions import raise_alerts, raise_one, set_hours
from alerts.hours import at_set_hours, when
from alerts.models import Alert, AlertStage, OutgoingEmail, StageHours
from alerts.rows import AlertRow
from alerts.sources import all_sources, source_of
from missing.alert_sources import CONTACT, INTERVIEW
from tests.alerts.conftest import DAY, DUE, HOUR, Council

pytestmark = pytest.mark.django_db
USUAL = {"due_in_24_hours": 24, "overdue_24": 24, "overdue_72": 72}
PAGE = "alerts:change_hours"


def set_to(council: Council, *, kind: str = "interview", **hours: int) -> bool:
    return set_hours(actor=council.administrator, kind=kind, hours=USUAL | hours)


def told() -> list[str]:
    """What was told, in the order of its being told, however often."""
    return [stage.what for stage in AlertStage.objects.filter(told__gt=0).order_by("raised_at")]


@pytest.mark.parametrize("kind", [source.kind for source in all_sources()])
def test_the_words_of_each_stage_are_those_of_its_hours(kind: str) -> None:
    source = source_of(kind)
    assert source
    assert [stage.at(stage.hours) for stage in source.local_stages] == list(source.local_stages)
    assert source.at_hours({}) == source == source.at_hours({"made_up": 5})


def test_interviews_contacts_reviews_and_who_is_still_missing_have_hours_to_set() -> None:
    local = {source.kind: [stage.code for stage in source.local_stages] for source in all_sources()}
    assert {kind: codes for kind, codes in local.items() if codes} == {
        "interview": ["due_in_24_hours", "overdue_24", "overdue_72"],
        "contact": ["overdue_72"],
        "follow_up": ["overdue_72"],
        "long_review": ["due_in_24_hours", "overdue_24"],
        "still_missing": ["after_24", "after_48", "after_72"],
    }


def test_the_sweep_goes_by_the_hours_that_are_set(council: Council) -> None:
    assert set_to(council, due_in_24_hours=12, overdue_24=6, overdue_72=48)
    council.interview()
    for at, expected in [
        (DUE - DAY, 0),
        (DUE - 12 * HOUR, 1),
        (DUE, 2),
        (DUE + 5 * HOUR, 2),
        (DUE + 6 * HOUR, 3),
        (DUE + DAY, 3),
        (DUE + 2 * DAY, 4),
        (DUE + 30 * DAY, 4),
    ]:
        raise_alerts(at=at)
        assert AlertStage.objects.count() == expected, at
    label = INTERVIEW.label
    assert told() == [f"{label} {words}" for words in ("due within 12 hours", "due now", "overdue by 6 hours")] + [
        f"{label} overdue by 48 hours"
    ]
    assert OutgoingEmail.objects.filter(subject=f"{label} overdue by 6 hours", to_user=council.manager).count() == 1


@pytest.mark.parametrize("hours", [12, 48])
def test_a_stage_that_was_told_is_not_told_again_when_its_hour_moves(council: Council, hours: int) -> None:
    interview = council.interview()
    raise_alerts(at=DUE + DAY)
    before = told()
    set_to(council, overdue_24=hours)
    for at in (DUE + DAY, DUE + hours * HOUR, DUE + 2 * DAY):
        assert raise_alerts(at=at).stages == 0
        raise_one("interview", interview.pk, at=at)
    assert told() == before
    row = AlertRow(Alert.objects.get(user=council.manager, cleared_at=None), DUE, "")
    assert row.what == "Return home interview overdue by 24 hours", "it says what it said"
    assert raise_alerts(at=DUE + 3 * DAY).stages == 1


def test_a_stage_whose_new_hour_lies_behind_is_told_at_once_and_once(council: Council) -> None:
    interview = council.interview()
    raise_alerts(at=DUE)
    set_to(council, overdue_24=2)
    raise_one("interview", interview.pk, at=DUE + 3 * HOUR)
    assert told()[-1] == "Return home interview overdue by 2 hours"
    set_to(council, overdue_24=24)
    assert raise_alerts(at=DUE + DAY).stages == 0


def test_hours_as_they_come_are_no_setting(council: Council) -> None:
    set_to(council, overdue_24=30)
    assert StageHours.objects.count() == 3, "the whole kind is set, or none of it"
    assert not set_to(council)
    assert not StageHours.objects.exists()


@pytest.mark.parametrize(
    ("kind", "hours", "field", "words"),
    [
        ("interview", {"overdue_24": 72}, "overdue_72", "“Overdue by 72 hours” has to come later than “overdue by 72"),
        ("contact", {"overdue_72": 168}, "overdue_72", "“Overdue by 1 week” has to come later than “overdue by 168"),
        ("interview", {"overdue_24": 0}, "overdue_24", "from 1 to 720"),
        ("interview", {"overdue_72": 721}, "overdue_72", "from 1 to 720"),
        ("interview", {"due_in_24_hours": 72}, "due_in_24_hours", "from 1 to 71"),
        ("interview", {"due": 3}, None, "no such alert"),
        ("late_job", {}, None, "no such alert"),
        ("made_up", {}, None, "no such alert"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    council: Council, kind: str, hours: dict[str, int], field: str | None, words: str
) -> None:
    usual = {} if kind in ("late_job", "made_up", "contact") else USUAL
    with pytest.raises(ActionRefused, match=words) as refused:
        set_hours(actor=council.administrator, kind=kind, hours=usual | hours)
    assert refused.value.field == (field and f"hours_{field}")


def test_only_an_administrator_sets_them(council: Council, client: Client) -> None:
    with pytest.raises(PermissionDenied):
        set_hours(actor=council.service_manager, kind="interview", hours=USUAL)
    client.force_login(council.service_manager)
    assert client.get(reverse(PAGE, args=["interview"])).status_code == 403
    page = client.get(reverse("alerts:settings")).content.decode()
    assert "24 hours before it is due" in page
    assert "Change the hours" not in page


@pytest.mark.parametrize("hours", [0, 721])
def test_the_database_holds_hours_of_thirty_days_at_most(council: Council, hours: int) -> None:
    facts = {"kind": "interview", "stage": "overdue_24", "changed_by": council.administrator, "changed_at": DUE}
    with pytest.raises(IntegrityError, match="stage_hours_within_thirty_days"), transaction.atomic():
        StageHours.objects.create(hours=hours, **facts)


def test_hours_that_fit_the_stages_no_more_count_for_nothing(council: Council) -> None:
    """The code had other stages when they were set: nothing is raised late or out of turn, and the others go on."""
    facts = {"kind": "interview", "changed_by": council.administrator, "changed_at": DUE}
    StageHours.objects.create(stage="overdue_24", hours=100, **facts)
    assert at_set_hours([INTERVIEW, CONTACT]) == [INTERVIEW, CONTACT]


def test_the_administrator_sets_them_on_the_page_and_history_keeps_it(
    council: Council, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(council.administrator)
    page = reverse(PAGE, args=["interview"])
    assert page in client.get(reverse("alerts:settings")).content.decode()
    shown = client.get(page).content.decode()
    assert "Stage 1: due within how many hours?" in shown
    assert "Stage 3: overdue by how many hours?" in shown
    assert "Tells: holder, Missing Returns Officer, team manager. It comes with 24." in shown

    typed = {"hours_due_in_24_hours": "36", "hours_overdue_24": "80", "hours_overdue_72": "72"}
    refused = client.post(page, typed).content.decode()
    assert "“Overdue by 72 hours” has to come later than “overdue by 80 hours”." in refused
    assert 'value="80"' in refused, "what was typed stays"
    assert (
        "Write a number of hours from 1 to 720."
        in client.post(page, typed | {"hours_overdue_24": "a"}).content.decode()
    )
    assert not StageHours.objects.exists()

    said = client.post(page, typed | {"hours_overdue_24": "12"}, follow=True).content.decode()
    assert "Return home interview: the hours are saved. They hold from now on." in said
    assert "36 hours before it is due" in said
    assert "Overdue by 12 hours" in said
    assert f"Set by {council.administrator}" in said
    assert 'value="12"' in client.get(page).content.decode()
    assert 'value="36"' in client.get(page).content.decode()
    assert pghistory.models.Events.objects.tracks(StageHours.objects.get(stage="overdue_24")).count() == 1
    assert client.get(reverse(PAGE, args=["late_job"])).status_code == 404
    assert client.get(reverse(PAGE, args=["made_up"])).status_code == 404
    with django_assert_max_num_queries(12):
        client.get(reverse("alerts:settings"))


def test_the_page_says_when_each_stage_is_reached_and_where_that_is_set(council: Council, client: Client) -> None:
    client.force_login(council.administrator)
    page = client.get(reverse("alerts:settings")).content.decode()
    for source in all_sources():
        for run in source.runs:
            assert when(source, run[0]) in page.replace("At once", "at once").replace("When", "when")
    for name in ("STRATEGY_MANAGER_AGAIN_HOURS", "STRATEGY_SERVICE_MANAGER_HOURS", "STRATEGY_DIRECTOR_HOURS"):
        assert f"Set where the service is installed, as {name}" in page
    assert "72 hours after it began" in page
    assert "7 days before it is due" in page, "up to three days is said in hours"
