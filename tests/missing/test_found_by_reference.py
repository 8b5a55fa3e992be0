"""A page that is asked for by a reference reads one row by it, however many there are."""

import pytest
from django.db import connection
from django.db.models import QuerySet

from missing.models import Episode, ReturnInterview
from people.models import YoungPerson

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (YoungPerson.objects.filter(reference="YP1"), "young_person_of_reference"),
        (Episode.objects.filter(reference="E1"), "episode_of_reference"),
        (ReturnInterview.objects.filter(episode__reference="E1"), "episode_of_reference"),
        (ReturnInterview.objects.to_settle().order_by("due_at"), "interview_to_settle"),
    ],
)
def test_its_index_answers(rows: QuerySet, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in rows.explain()
