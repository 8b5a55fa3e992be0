"""What was written while two records were one goes with the episode or interview that it is about."""

import pytest

from accounts.rules import Role
from alerts.actions import raise_alerts
from alerts.models import Alert
from missing.actions import (
    close_without_interview,
    hand_over_interview,
    record_contact,
    record_return,
    report_missing,
)
from missing.codes import Category, Outcome
from missing.models import (
    Episode,
    PersonMention,
    PersonMentioned,
    PersonTold,
    PlaceMention,
    PlaceMentioned,
    ReturnInterview,
    SocialWorkContact,
)
from people.models import AccessGrant, CaseEvent, PersonAround, YoungPerson
from tests.declines import DECLINE
from tests.factories import UserFactory
from tests.missing.two_records import HOUR, anew, back, bea, beas_team, beas_worker, boss, one_of, two_of

__all__ = ["bea", "beas_team", "beas_worker", "boss"]


@pytest.fixture
def leah(db):
    return UserFactory(roles=[Role.INTERVIEWER], full_name="Leah Moss")


def opened_by(user) -> set[str]:
    user = type(user).objects.get(pk=user.pk)
    return set(YoungPerson.objects.visible_to(user).values_list("reference", flat=True))


def test_who_was_given_an_interview_since_opens_the_record_that_it_is_on(
    now, boss, officer, leah, young_person, bea
) -> None:
    interview = back(bea, now, 30, "B1")
    merge = one_of(boss, young_person, bea)
    hand_over_interview(actor=officer, interview=anew(interview), to=leah)
    two_of(boss, merge)
    assert opened_by(leah) == {"YPB"}
    assert ReturnInterview.objects.read_by(type(leah).objects.get(pk=leah.pk)).get() == interview


def test_the_absence_goes_on_as_away_on_the_record_that_it_began_on(now, boss, social_worker, young_person, bea):
    missing = report_missing(
        actor=social_worker, young_person=bea, category=Category.MISSING, started_at=now - 40 * HOUR
    )
    merge = one_of(boss, young_person, bea)
    record_return(
        actor=social_worker,
        episode=Episode.objects.get(pk=missing.pk),
        ended_how="refused_to_return",
        found_at=now - 2 * HOUR,
    )
    two_of(boss, merge)
    away = Episode.objects.get(category=Category.AWAY)
    assert (away.young_person, away.goes_on_from) == (bea, missing)
    grants = AccessGrant.objects.filter(source_key=f"episode:{away.pk}")
    assert set(grants.values_list("young_person__reference", flat=True)) == {"YPB"}


def test_that_they_came_back_is_told_on_the_record_that_they_went_missing_on(
    now, boss, social_worker, young_person, bea
) -> None:
    episode = report_missing(
        actor=social_worker, young_person=bea, category=Category.MISSING, started_at=now - 10 * HOUR
    )
    merge = one_of(boss, young_person, bea)
    record_return(actor=social_worker, episode=Episode.objects.get(pk=episode.pk), returned_at=now - HOUR)
    two_of(boss, merge)
    events = CaseEvent.objects.values_list("young_person__reference", "kind")
    assert set(events) == {("YPB", "went_missing"), ("YPB", "returned")}


def test_who_works_with_them_is_told_what_is_late_and_the_other_team_no_more(
    now, boss, social_worker, beas_worker, young_person, bea
) -> None:
    back(bea, now, 80, "B1")
    merge = one_of(boss, young_person, bea)
    raise_alerts(at=now + 2 * HOUR)
    two_of(boss, merge)
    raise_alerts(at=now + 3 * HOUR)
    late = Alert.objects.standing().filter(stage__kind="interview")
    assert set(late.values_list("stage__young_person__reference", flat=True)) == {"YPB"}
    assert late.visible_to(beas_worker).exists()
    assert not late.visible_to(social_worker).exists()


def test_a_contact_goes_with_the_interview_that_it_settled(
    now, boss, officer, social_worker, young_person, bea
) -> None:
    interview = back(bea, now, 50, "B1")
    close_without_interview(
        actor=officer, interview=interview, outcome=Outcome.DECLINED, outcome_at=now - HOUR, reason="No", **DECLINE
    )
    merge = one_of(boss, young_person, bea)
    record_contact(actor=social_worker, interviews=[anew(interview)], contact_on=now.date(), method="visit")
    two_of(boss, merge)
    contact = SocialWorkContact.objects.get()
    assert (contact.young_person, anew(interview).contact) == (bea, contact)


def test_what_an_interview_told_of_is_named_on_its_own_record_alone(now, boss, young_person, bea) -> None:
    """A place that both told of is on both; a person of whom Bea alone told leaves Jude's record with her."""
    ours, hers = back(young_person, now, 30, "J1"), back(bea, now, 50, "B1")
    merge = one_of(boss, young_person, bea)
    place = PlaceMentioned.objects.create(young_person=young_person, where="The park", kind="park", recorded_at=now)
    person = PersonMentioned.objects.create(young_person=young_person, name="Fitz", recorded_at=now)
    for interview in (ours, hers):
        PlaceMention.objects.create(interview=interview, place=place)
    PersonMention.objects.create(interview=hers, person=person)
    two_of(boss, merge)
    places = {place.young_person.reference: place for place in PlaceMentioned.objects.select_related("young_person")}
    assert set(places) == {young_person.reference, "YPB"}
    assert places["YPB"].kind == "park"
    assert PlaceMention.objects.get(interview=hers).place == places["YPB"]
    assert PlaceMention.objects.get(interview=ours).place == place
    assert PersonMentioned.objects.get().young_person == bea


def test_who_was_told_is_somebody_of_the_same_record_or_a_name(now, boss, social_worker, young_person, bea) -> None:
    """Of two mothers told of Bea's absence while they were one, hers is hers; Jude's is somebody else of that name."""
    mothers = [
        PersonAround.objects.create(
            young_person=person,
            name=name,
            relation="mother",
            may_be_told="yes",
            has_parental_responsibility=True,
            recorded_at=now,
            changed_at=now,
        )
        for person, name in ((young_person, "Ann Farrow"), (young_person, "Eve Farow"), (bea, "Eve Farow"))
    ]
    episode = report_missing(
        actor=social_worker, young_person=bea, category=Category.MISSING, started_at=now - 10 * HOUR
    )
    merge = one_of(boss, young_person, bea)
    for mother in mothers[:2]:
        PersonTold.objects.create(
            episode=episode,
            of="went_missing",
            recipient="parent",
            person=mother,
            told_at=now,
            how="phone",
            recorded_by=social_worker,
            recorded_at=now,
        )
    two_of(boss, merge)
    ann, eve = PersonTold.objects.filter(episode=episode).order_by("pk")
    assert (ann.recipient, ann.person, str(ann)) == ("other", None, "Ann Farrow")
    assert (eve.recipient, eve.person) == ("parent", mothers[2])
