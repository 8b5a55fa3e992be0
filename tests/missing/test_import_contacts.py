"""The social work contact of interviews.csv: what it settles, and what goes on being chased."""

from datetime import date
from pathlib import Path

import pytest

from missing.models import SocialWorkContact
from tests.case_files import imported
from tests.missing.test_import_interviews import EPISODES, at_noon, interview, interviews

pytestmark = pytest.mark.django_db
__all__ = ["at_noon"]


def test_one_contact_settles_several_declined_interviews(tmp_path: Path) -> None:
    columns = "outcome,contact_on,contact_method"
    imported(
        tmp_path,
        episodes=EPISODES,
        interviews=interviews(
            columns,
            "E1,declined,2026-11-10,visit",
            "E2,declined_parent,2026-11-10,visit",
            "E3,declined,2026-11-21,phone",
            "E7,declined,2026-11-10,visit",
        ),
    )
    assert SocialWorkContact.objects.count() == 3
    assert interview("E1").contact == interview("E2").contact


def test_a_contact_after_another_outcome_is_kept_and_settles_nothing(tmp_path: Path) -> None:
    columns = "outcome,contact_on,contact_method"
    outcome = imported(tmp_path, episodes=EPISODES, interviews=interviews(columns, "E1,completed,2026-11-10,visit"))
    assert outcome.status == 0
    assert SocialWorkContact.objects.get().contact_on == date(2026, 11, 10)
    assert interview("E1").contact is None


@pytest.mark.parametrize(
    ("declined_at", "due_on"),
    [
        ("2026-11-20T10:00", date(2026, 11, 27)),
        ("2026-11-09T23:30", date(2026, 11, 16)),
        ("2026-11-06T10:00", None),
        ("", None),
    ],
)
def test_a_contact_is_chased_only_where_it_fell_due_within_the_last_7_days(tmp_path: Path, declined_at, due_on) -> None:
    header = "episode_reference,reference,category,missing_from,returned_at"
    rows = f"{header}\nE1,YP1,missing,2026-11-01T20:30,2026-11-02T08:00"
    imported(tmp_path, episodes=rows, interviews=interviews("outcome,outcome_at", f"E1,declined,{declined_at}"))
    assert interview("E1").contact_due_on == due_on
