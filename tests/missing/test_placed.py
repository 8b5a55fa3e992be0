"""Where they live is put on record after the episode: the episode learns it, and the hub hears, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import record_return, report_missing
from missing.models import Episode, LogEntry
from people.actions import add_placement, change_placement
from people.models import YoungPerson
from tests.factories import PlacementFactory, UserFactory, YoungPersonFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def hub(db: None) -> User:
    return UserFactory(roles=[Role.HUB])


@pytest.fixture
def person(social_worker: User, hub: User) -> YoungPerson:
    return YoungPersonFactory(social_worker=social_worker)


def logged(person: YoungPerson) -> Episode:
    duty = UserFactory(roles=[Role.DUTY])
    at = timezone.now()
    return report_missing(actor=duty, young_person=person, category="missing", started_at=at - HOUR)


def placed(worker: User, person: YoungPerson, authority: str) -> None:
    on = timezone.localdate() - 10 * DAY
    add_placement(actor=worker, young_person=person, started_on=on, placement_type="K2", local_authority=authority)


def told(hub: User) -> list[str]:
    return list(Alert.objects.filter(user=hub).values_list("stage__kind", flat=True))


def test_a_placement_out_of_the_city_recorded_later_is_told_to_the_hub_once(social_worker, hub, person) -> None:
    episode = logged(person)
    raise_alerts()
    assert told(hub) == []
    placed(social_worker, person, "Leeds")
    for hours in (0, 1, 80):
        raise_alerts(at=timezone.now() + hours * HOUR)
    assert told(hub) == ["out_of_city"]
    episode.refresh_from_db()
    assert episode.is_out_of_area is True
    assert episode.placement == person.placements.get()
    entry = LogEntry.objects.get(episode=episode, kind="placed")
    assert entry.text == "Where they lived when this began was put on record since: Leeds, out of our area."


def test_a_placement_in_the_city_is_taken_over_and_nobody_is_told(social_worker, hub, person) -> None:
    logged(person)
    placed(social_worker, person, "Wolverhampton")
    raise_alerts()
    assert Episode.objects.get().is_out_of_area is False
    assert told(hub) == []


def test_a_placement_that_said_no_place_is_corrected(social_worker, hub, person) -> None:
    placement = PlacementFactory(
        young_person=person,
        started_on=timezone.localdate() - 10 * DAY,
        postcode="",
        local_authority="",
        is_out_of_area=None,
        distance_miles=None,
    )
    logged(person)
    raise_alerts()
    change_placement(
        actor=social_worker,
        placement=placement,
        started_on=placement.started_on,
        placement_type=placement.placement_type,
        ended_on=None,
        local_authority="Leeds",
    )
    raise_alerts()
    assert told(hub) == ["out_of_city"]


def test_who_was_logged_out_of_the_city_is_told_to_the_hub_as_before(social_worker, hub, person) -> None:
    placed(social_worker, person, "Leeds")
    logged(person)
    raise_alerts()
    assert told(hub) == ["new_episode"]
    assert not LogEntry.objects.filter(kind="placed").exists()


def test_what_was_known_and_what_has_ended_stay_as_they_were(social_worker, hub, person) -> None:
    episode = logged(person)
    record_return(actor=social_worker, episode=episode, returned_at=timezone.now())
    placed(social_worker, person, "Leeds")
    raise_alerts()
    episode.refresh_from_db()
    assert episode.is_out_of_area is None
    assert told(hub) == []


def test_a_placement_of_other_days_says_nothing(social_worker, hub, person) -> None:
    logged(person)
    add_placement(
        actor=social_worker,
        young_person=person,
        started_on=timezone.localdate() - 10 * DAY,
        ended_on=timezone.localdate() - 5 * DAY,
        placement_type="K2",
        local_authority="Leeds",
    )
    raise_alerts()
    assert Episode.objects.get().is_out_of_area is None


def test_the_page_of_the_episode_says_it(client, social_worker, hub, person) -> None:
    episode = logged(person)
    placed(social_worker, person, "Leeds")
    raise_alerts()
    client.force_login(social_worker)
    page = client.get(f"/episodes/{episode.reference}/").content.decode()
    assert "Where they lived when this began was put on record since: Leeds, out of our area." in page
