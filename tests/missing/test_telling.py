"""Who was told, written down for several in one save, put right with its history, and what stays outstanding."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.access import ActionRefused
from accounts.rules import Role
from missing.actions import (
    change_police_facts,
    correct_category,
    mend_told,
    record_not_told,
    record_return,
    record_told,
    withdraw_told,
)
from missing.codes import Category, Source, TellingOf, ToldHow
from missing.models import Episode, PersonTold
from missing.telling import outstanding, tell_list, with_tell_facts
from tests.factories import (
    CarePeriodFactory,
    EpisodeFactory,
    PersonAroundFactory,
    PersonToldFactory,
    PlacementFactory,
    UserFactory,
)

HOUR = timedelta(hours=1)
GONE, BACK = TellingOf.WENT_MISSING, TellingOf.CAME_BACK


@pytest.fixture
def episode(now, young_person) -> Episode:
    """Missing for 20 hours, logged by day, of a team with a manager."""
    UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team])
    return EpisodeFactory(
        young_person=young_person, started_at=now - timedelta(hours=20), recorded_at=now, reference="E1"
    )


def read(episode: Episode) -> Episode:
    return with_tell_facts(Episode.objects.all()).get(pk=episode.pk)


def waiting(episode: Episode) -> list[str]:
    return [line.label for line in outstanding(read(episode))]


def tell(actor, episode, *recipients, of=GONE, how=ToldHow.PHONE, **facts) -> list[PersonTold]:
    return record_told(actor=actor, episode=episode, of=of, recipients=recipients, how=how, **facts)


@pytest.fixture
def mother(young_person):
    return PersonAroundFactory(young_person=young_person, name="Ann Farrow", has_parental_responsibility=True)


@pytest.fixture
def father(young_person):
    return PersonAroundFactory(
        young_person=young_person,
        name="Tom Farrow",
        relation="father",
        has_parental_responsibility=True,
        must_not_know=True,
    )


def test_the_list_is_worked_out_from_what_is_on_file(now, young_person, mother, father) -> None:
    CarePeriodFactory(young_person=young_person)
    UserFactory(roles=[Role.TEAM_MANAGER], teams=[young_person.team])
    UserFactory(roles=[Role.HUB])
    placement = PlacementFactory(young_person=young_person, far=True)
    episode = EpisodeFactory(
        young_person=young_person, started_at=now - HOUR, placement=placement, is_out_of_area=True, recorded_at=now
    )
    assert waiting(episode) == [
        "Police",
        "Ann Farrow, mother",
        "Council where they live, Shropshire",
        "Home or carers, Ash House",
        "Reviewing officer",
        "School and virtual school",
    ]
    lines = tell_list(read(episode), GONE)
    assert [line.label for line in lines if line.is_barred] == ["Tom Farrow, father"]
    assert [line.label for line in lines if line.is_alerted] == [
        "Social worker, Dana Whit",
        f"Team manager, {young_person.team.name}",
        "Exploitation hub",
    ]


def test_somebody_no_longer_around_is_not_on_it(now, young_person, mother, episode) -> None:
    mother.ended_on = now.date() - timedelta(days=1)
    mother.save()
    assert "Somebody with parental responsibility" in waiting(episode)
    assert "Ann Farrow, mother" not in waiting(episode)


def test_several_told_in_one_save_are_no_longer_waiting(now, social_worker, mother, episode) -> None:
    told = tell(
        social_worker, episode, "police", f"parent:{mother.pk}", told_at=now - HOUR, is_approximate=True, told_by="Ann"
    )
    assert {(row.told_at, row.is_approximate, row.told_by, row.recorded_at) for row in told} == {
        (now - HOUR, True, "Ann", now)
    }
    assert waiting(episode) == ["School"]


def test_when_is_now_unless_it_is_said(now, social_worker, episode) -> None:
    (row,) = tell(social_worker, episode, "school")
    assert (row.told_at, row.is_approximate) == (now, False)


def test_the_police_are_told_once_for_the_list_and_for_the_episode(now, social_worker, episode) -> None:
    (row,) = tell(social_worker, episode, "police", told_at=now - HOUR, is_approximate=True)
    episode.refresh_from_db()
    assert (episode.reported_to_police_at, episode.police_told_is_approximate) == (now - HOUR, True)
    mend_told(actor=social_worker, told=row, told_at=now - 2 * HOUR, how=ToldHow.ONLINE, reason="Their log")
    episode.refresh_from_db()
    assert (episode.reported_to_police_at, episode.police_told_is_approximate) == (now - 2 * HOUR, False)
    withdraw_told(actor=social_worker, told=row, reason="It was the police of another city")
    episode.refresh_from_db()
    assert episode.reported_to_police_at is None


def test_told_on_the_police_page_counts_on_the_list(now, social_worker, episode) -> None:
    assert "Police" in waiting(episode)
    change_police_facts(actor=social_worker, episode=episode, police_risk="low", reported_to_police_at=now - HOUR)
    assert "Police" not in waiting(episode)
    with pytest.raises(ActionRefused, match="Police is on record already"):
        tell(social_worker, episode, "police")


def test_after_they_are_found_the_list_is_asked_again(now, social_worker, mother, episode) -> None:
    tell(social_worker, episode, "police", f"parent:{mother.pk}", "school")
    assert waiting(episode) == []
    record_return(actor=social_worker, episode=episode, returned_at=now)
    assert waiting(episode) == ["Police", "Ann Farrow, mother", "School", "Social worker, Dana Whit"]
    tell(social_worker, episode, "police", of=BACK)
    assert waiting(episode) == ["Ann Farrow, mother", "School", "Social worker, Dana Whit"]


def test_what_comes_from_a_case_file_asks_for_nothing(now, young_person) -> None:
    assert waiting(EpisodeFactory(young_person=young_person, source=Source.IMPORTED)) == []


def test_a_change_of_what_it_is_changes_the_list(now, social_worker, mother, episode) -> None:
    correct_category(actor=social_worker, episode=episode, category=Category.CURFEW, reason="He was expected")
    assert waiting(episode) == []


def test_not_told_needs_a_reason_and_is_done_with(now, social_worker, mother, episode) -> None:
    about = {"actor": social_worker, "episode": episode, "of": GONE, "recipients": [f"parent:{mother.pk}"]}
    with pytest.raises(ActionRefused, match="Write why they were not told") as refusal:
        record_not_told(**about, why_not=" ")
    assert refusal.value.field == "why_not"
    record_not_told(**about, why_not="She is in hospital")
    assert "Ann Farrow, mother" not in waiting(episode)
    (line,) = [line for line in tell_list(read(episode), GONE) if line.told]
    assert line.told.words == "Not told: She is in hospital"


def test_who_must_not_be_told_is_refused(now, social_worker, father, episode) -> None:
    with pytest.raises(ActionRefused, match="Tom Farrow, father must not be told anything") as refusal:
        tell(social_worker, episode, "police", f"parent:{father.pk}")
    assert refusal.value.field == "recipients"
    assert not PersonTold.objects.exists()


@pytest.mark.parametrize("key", ["parent", "other", "health"])
def test_nor_under_another_kind_by_their_name(now, social_worker, father, episode, key) -> None:
    about = {"actor": social_worker, "episode": episode, "of": GONE, "recipients": [key], "how": ToldHow.PHONE}
    words = "Tom Farrow, father must not be told anything. If this is somebody else, write their full name"
    for name in ("Mr Tom Farrow, at work", "tom", "Dad"):
        with pytest.raises(ActionRefused, match=words) as refusal:
            record_told(**about, name=name, at=now)
        assert refusal.value.field == "name"
    assert not PersonTold.objects.exists()
    (row,) = record_told(**about, name="Thomas Grant, uncle", at=now)
    with pytest.raises(ActionRefused, match=words):
        mend_told(actor=social_worker, told=row, told_at=now, how=ToldHow.PHONE, name="Tom Farrow", at=now)
    mend_told(actor=social_worker, told=row, told_at=now, how=ToldHow.PHONE, name="Thomas Grant", at=now)
    mend_told(actor=social_worker, told=row, why_not="He must not be", name="Tom Farrow", reason="Was not", at=now)
    with pytest.raises(ActionRefused, match=words):
        mend_told(actor=social_worker, told=row, told_at=now, how=ToldHow.PHONE, name="Tom Farrow", at=now)


def test_a_parent_without_a_name_is_refused_where_the_only_one_on_file_must_not_be(
    now, social_worker, father, episode
) -> None:
    father.has_parental_responsibility = None
    father.save()
    assert "Somebody with parental responsibility" in waiting(episode)
    words = "Write who exactly was told: Tom Farrow, father must not be told anything"
    with pytest.raises(ActionRefused, match=words) as refused:
        tell(social_worker, episode, "parent")
    assert refused.value.field == "name"
    (row,) = record_not_told(
        actor=social_worker, episode=episode, of=GONE, recipients=["parent"], why_not="No number for any"
    )
    with pytest.raises(ActionRefused, match=words):
        mend_told(actor=social_worker, told=row, told_at=now, how=ToldHow.PHONE)
    mend_told(actor=social_worker, told=row, told_at=now, how=ToldHow.PHONE, name="Ann Farrow, mother")
    assert not [label for label in waiting(episode) if "parental" in label]


def test_a_barred_friend_is_no_parent(now, social_worker, young_person, episode) -> None:
    PersonAroundFactory(young_person=young_person, name="Dean Cole", relation="friend", must_not_know=True)
    assert tell(social_worker, episode, "parent")


def test_that_they_were_not_told_is_written_under_their_name(now, social_worker, father, episode) -> None:
    (row,) = record_not_told(
        actor=social_worker, episode=episode, of=GONE, recipients=["other"], name="Tom Farrow", why_not="Order", at=now
    )
    assert row.name == "Tom Farrow"


@pytest.mark.parametrize(
    ("recipients", "facts", "words", "field"),
    [
        ([], {}, "Choose who it was", "recipients"),
        (["nobody"], {}, "Choose from the list", "recipients"),
        (["parent:0"], {}, "Choose from the list", "recipients"),
        (["police"], {"how": ""}, "Choose how they were told", "how"),
        (["police"], {"told_at": 1}, "has not come yet", "told_at"),
        (["police"], {"told_at": -30}, "cannot have been told before it started", "told_at"),
        (["police"], {"of": BACK}, "not found or back yet", "told_at"),
        (["other"], {}, "Write who it was", "name"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(now, social_worker, episode, recipients, facts, words, field):
    facts = {key: now + value * HOUR if key == "told_at" else value for key, value in facts.items()}
    with pytest.raises(ActionRefused, match=words) as refusal:
        tell(social_worker, episode, *recipients, **facts)
    assert refusal.value.field == field
    assert not PersonTold.objects.exists()


def test_nobody_is_told_of_the_return_before_it_unless_a_time_is_approximate(now, social_worker, episode) -> None:
    record_return(actor=social_worker, episode=episode, returned_at=now - HOUR)
    with pytest.raises(ActionRefused, match="before they were found or back"):
        tell(social_worker, episode, "police", of=BACK, told_at=now - 2 * HOUR)
    with pytest.raises(ActionRefused, match=r"or back\. Where a time is approximate") as refusal:
        tell(social_worker, episode, "police", of=BACK, told_at=now - 3 * HOUR, is_approximate=True)
    assert refusal.value.field == "told_at"
    tell(social_worker, episode, "police", of=BACK, told_at=now - 2 * HOUR, is_approximate=True)


def test_others_who_are_not_on_the_list_may_be_told_too(now, social_worker, episode) -> None:
    tell(social_worker, episode, "health")
    tell(social_worker, episode, "other", name="Football coach")
    tell(social_worker, episode, "other", name="Neighbour")
    extra = [line.label for line in tell_list(read(episode), GONE) if line.must is None]
    assert extra == ["Health", "Football coach", "Neighbour"]


def test_who_does_not_log_writes_nothing_down(now, analyst, social_worker, episode) -> None:
    (row,) = tell(social_worker, episode, "school")
    for action in (
        lambda: tell(analyst, episode, "police"),
        lambda: mend_told(actor=analyst, told=row, why_not="No"),
        lambda: withdraw_told(actor=analyst, told=row),
        lambda: record_not_told(actor=analyst, episode=episode, of=GONE, recipients=["police"], why_not="No"),
    ):
        with pytest.raises(PermissionDenied):
            action()


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("told_or_why_not", {"why_not": "Both"}),
        ("told_or_why_not", {"how": ""}),
        ("told_or_why_not", {"told_at": None, "how": "", "recorded_at": 0}),
        ("not_after_now", {"told_at": 1, "recorded_at": 0}),
        ("else_has_a_name", {"recipient": "other"}),
        ("told_once", {}),
        ("around_them", {"person": True, "recipient": "school"}),
    ],
)
def test_the_database_itself_refuses(now, mother, episode, constraint, facts) -> None:
    PersonToldFactory(episode=episode)
    facts = {
        key: now + value * HOUR if isinstance(value, int) and key.endswith("_at") else value
        for key, value in facts.items()
    }
    if facts.get("person"):
        facts["person"] = mother
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PersonToldFactory(**{"episode": episode} | facts)


def test_out_of_hours_the_emergency_duty_team_is_on_the_list_unless_it_logged_it(now, young_person, episode) -> None:
    at_night = now - timedelta(hours=9)
    Episode.objects.update(recorded_at=at_night)
    assert "Emergency duty team" in waiting(episode)
    Episode.objects.update(logged_by=UserFactory(roles=[Role.DUTY]))
    assert "Emergency duty team" not in waiting(episode)


def test_who_has_the_longest_name_is_told(social_worker, young_person, episode) -> None:
    mother = PersonAroundFactory(young_person=young_person, name="A" * 150, has_parental_responsibility=True)
    (told,) = tell(social_worker, episode, f"parent:{mother.pk}")
    assert told.name.startswith("A" * 150)
