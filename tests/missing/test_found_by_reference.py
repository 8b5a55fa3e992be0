"""A page that is asked for by a reference reads one row by it, however many there are."""

import pytest
from django.db import connection
from django.db.models import QuerySet

from missing.models import Episode, ReturnInterview
from people.models import YoungPerson
from tests.factories import ReturnInterviewFactory
from tests.many_rows import copy_rows

pytestmark = pytest.mark.django_db
MANY = 2_000


@pytest.fixture
def filled(db: None) -> None:
    """So many that the plan is that of a council's years, whatever other tests have left of the indexes."""
    interview = ReturnInterviewFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        numbered = {"id": "1000000 + n", "reference": "'C' || n"}
        copy_rows(YoungPerson, interview.episode.young_person_id, MANY, **numbered)
        copy_rows(Episode, interview.episode_id, MANY, young_person_id="1000000 + n", **numbered)
        copy_rows(ReturnInterview, interview.pk, MANY, id="1000000 + n", episode_id="1000000 + n")
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (YoungPerson.objects.filter(reference="YP1"), "young_person_of_reference"),
        (Episode.objects.filter(reference="E1"), "episode_of_reference"),
        (ReturnInterview.objects.filter(episode__reference="E1"), "episode_of_reference"),
        (ReturnInterview.objects.to_settle().order_by("due_at"), "interview_to_settle"),
    ],
)
def test_its_index_answers(filled: None, rows: QuerySet, index: str) -> None:
    assert index in rows.explain()
