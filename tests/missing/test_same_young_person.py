"""What an interview is covered by, settled by, and names is of its own young person: the database keeps it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from missing.codes import Outcome, Source
from missing.models import (
    Episode,
    PersonMention,
    PersonMentioned,
    PlaceMention,
    PlaceMentioned,
    ReturnInterview,
    SocialWorkContact,
)
from people.models import RecordMerge, YoungPerson
from tests.factories import EpisodeFactory, ReturnInterviewFactory, YoungPersonFactory

DAY = timedelta(days=1)


def held(young_person: YoungPerson, ago: timedelta, now, **facts) -> ReturnInterview:
    past = EpisodeFactory(young_person=young_person, started_at=now - ago, returned=True)
    return ReturnInterviewFactory(episode=past, **{"outcome": Outcome.COMPLETED} | facts)


def refused(constraint: str, rows, **facts) -> None:
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        rows.update(**facts)
        connection.check_constraints()
    assert broken.value.__cause__.diag.constraint_name == constraint


def only(record: Model):
    return type(record).objects.filter(pk=record.pk)


@pytest.fixture
def other(db) -> YoungPerson:
    return YoungPersonFactory()


@pytest.fixture
def covered(now, young_person, officer) -> ReturnInterview:
    later = held(young_person, 3 * DAY, now)
    return held(young_person, 9 * DAY, now, outcome=Outcome.COVERED_BY_LATER, covered_by=later, outcome_by=officer)


class TestCovered:
    def test_not_by_another_young_persons(self, now, other, covered) -> None:
        refused("interview_covered_by_one_of_theirs", only(covered), covered_by=held(other, 3 * DAY, now))

    def test_nor_by_an_open_or_an_earlier_one(self, now, young_person, covered) -> None:
        rule = "interview_covered_by_a_later_one_that_ended"
        refused(rule, only(covered), covered_by=held(young_person, 5 * DAY, now, outcome=""))
        refused(rule, only(covered), covered_by=held(young_person, 20 * DAY, now))

    def test_nor_does_its_own_clock_or_its_end_say_otherwise_later(self, now, covered) -> None:
        rule = "interview_covered_by_a_later_one_that_ended"
        refused(rule, only(covered.covered_by), outcome="", outcome_at=None, outcome_recorded_at=None)
        start, later = now - 20 * DAY, covered.covered_by
        with pytest.raises(IntegrityError, match="after a later return"), transaction.atomic():
            Episode.objects.filter(pk=later.episode_id).update(
                started_at=start, missing_from=start, returned_at=start + DAY
            )
            only(later).update(clock_starts_at=start + DAY, due_at=start + 4 * DAY)
            connection.check_constraints()

    def test_a_file_may_know_less(self, now, young_person, covered) -> None:
        only(covered).update(source=Source.IMPORTED, covered_by=held(young_person, 20 * DAY, now))
        connection.check_constraints()

    def test_nor_may_one_of_the_two_episodes_go_to_another(self, other, covered) -> None:
        for interview in (covered, covered.covered_by):
            refused("interview_covered_by_one_of_theirs", only(interview.episode), young_person=other)


class TestContact:
    @pytest.fixture
    def declined(self, now, young_person) -> ReturnInterview:
        contact = SocialWorkContact.objects.create(
            young_person=young_person, contact_on=now.date(), method="visit", recorded_at=now
        )
        day = now.date() + 5 * DAY
        return held(young_person, 3 * DAY, now, outcome=Outcome.DECLINED, contact_due_on=day, contact=contact)

    def test_not_with_another_young_person(self, now, other, declined) -> None:
        theirs = SocialWorkContact.objects.create(
            young_person=other, contact_on=now.date(), method="visit", recorded_at=now
        )
        refused("contact_is_with_who_declined", only(declined), contact=theirs)
        refused("contact_is_with_who_declined", only(declined.contact), young_person=other)
        refused("contact_is_with_who_declined", only(declined.episode), young_person=other)

    def test_a_decline_that_is_recorded_has_one_due(self, declined) -> None:
        refused("interview_recorded_as_declined_has_a_contact_due", only(declined), contact_due_on=None)
        only(declined).update(contact_due_on=None, source=Source.IMPORTED)


@pytest.mark.parametrize("kind", ["place", "person"])
class TestNamed:
    def named(self, kind: str, whose: YoungPerson, now) -> Model:
        facts = {"young_person": whose, "recorded_at": now}
        if kind == "place":
            return PlaceMentioned.objects.create(where="Park", **facts)
        return PersonMentioned.objects.create(name="Fitz", **facts)

    def mention(self, kind: str, interview: ReturnInterview, named: Model) -> Model:
        model = PlaceMention if kind == "place" else PersonMention
        return model.objects.create(interview=interview, **{kind: named})

    def test_not_of_another_young_person(self, kind, now, young_person, other) -> None:
        interview = held(young_person, 3 * DAY, now)
        mention = self.mention(kind, interview, self.named(kind, young_person, now))
        rule = {"place": "place_named_is_of_who_named_it", "person": "person_named_is_of_who_named_them"}[kind]
        refused(rule, only(mention), **{kind: self.named(kind, other, now)})
        refused(rule, only(mention), interview=held(other, 9 * DAY, now))
        refused(rule, only(getattr(mention, kind)), young_person=YoungPersonFactory())
        refused(rule, only(interview.episode), young_person=other)

    def test_of_two_records_that_were_one_what_was_written_meanwhile_stays(
        self, kind, now, young_person, other, officer
    ) -> None:
        RecordMerge.objects.create(
            kept=young_person,
            merged=other,
            merged_at=now,
            merged_by=officer,
            reason="Same",
            undone_at=now,
            undone_by=officer,
            undone_why="Not the same",
        )
        self.mention(kind, held(young_person, 3 * DAY, now), self.named(kind, other, now))
        connection.check_constraints()
