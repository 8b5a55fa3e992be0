"""A file taken in again: unchanged, changed, or in conflict with what a person wrote here meanwhile."""

from datetime import UTC, date, datetime
from pathlib import Path

import pghistory
import pytest
import time_machine

from accounts.rules import Role
from missing.actions import complete_interview, record_return
from missing.models import Episode, ReturnInterview
from people.actions import change_details
from people.models import Placement, YoungPerson
from tests.case_files import imported, read_csv, take_in, why, write_files
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PEOPLE = """reference,first_name,last_name,date_of_birth,sex,team,home_postcode
    YP1,Ana,Marsh,2010-03-07,F,North,WV1 1AA
    YP2,Ben,Shaw,2011-04-08,M,North,"""
CARE = "reference,started_on,ended_on,legal_status\nYP1,2020-01-06,,C2"
PLACEMENTS = "reference,started_on,ended_on,placement_type,postcode,distance_miles\nYP1,2020-01-06,,U6,SY1 1AA,"
EPISODES = """episode_reference,reference,category,missing_from,returned_at,ended_how,police_risk
    E1,YP1,missing,2026-11-19T20:30,2026-11-19T23:00,returned,high
    E2,YP2,missing,2026-11-22T20:30,,,"""
INTERVIEWS = """episode_reference,outcome,outcome_at,interviewer,contact_on,contact_method
    E1,declined,2026-11-20T10:00,,2026-11-21,visit"""
ALL = {
    "young_people": PEOPLE,
    "care_periods": CARE,
    "placements": PLACEMENTS,
    "episodes": EPISODES,
    "interviews": INTERVIEWS,
}


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def by_a_person() -> pghistory.context:
    """A request of theirs. (A test is one transaction, in which the import's own context would linger.)"""
    return pghistory.context(user=UserFactory().pk)


@pytest.fixture
def imported_before(tmp_path: Path) -> None:
    imported(tmp_path, **ALL)


def change(reference: str, **values: str) -> None:
    with by_a_person():
        YoungPerson.objects.filter(reference=reference).update(**values)


def events() -> int:
    return sum(model.pgh_event_model.objects.count() for model in (YoungPerson, Placement, Episode, ReturnInterview))


def test_a_second_run_changes_nothing_and_says_so(tmp_path: Path) -> None:
    imported(tmp_path, **ALL)
    before = events()
    outcome = imported(tmp_path, **ALL)
    assert outcome.counts == [
        "young_people.csv: 2 read, 0 added, 0 changed, 2 unchanged, 0 rejected",
        "care_periods.csv: 1 read, 0 added, 0 changed, 1 unchanged, 0 rejected",
        "placements.csv: 1 read, 0 added, 0 changed, 1 unchanged, 0 rejected",
        "episodes.csv: 2 read, 0 added, 0 changed, 2 unchanged, 0 rejected",
        "interviews.csv: 1 read, 0 added, 0 changed, 1 unchanged, 0 rejected",
    ]
    assert outcome.status == 0
    assert events() == before


def test_what_the_file_says_anew_is_changed(tmp_path: Path) -> None:
    imported(tmp_path, **ALL)
    outcome = imported(
        tmp_path,
        young_people=PEOPLE.replace("Ana", "Anna").replace("North", "South"),
        care_periods=CARE.replace(",,C2", ",2026-01-06,C1"),
        placements=PLACEMENTS.replace("SY1 1AA", "WV1 1AA"),
        episodes=EPISODES.replace("high", "low"),
        interviews=INTERVIEWS.replace("2026-11-21,visit", "2026-11-22,phone"),
    )
    assert [line.split(", ")[2] for line in outcome.counts] == [
        "2 changed", "1 changed", "1 changed", "1 changed", "1 changed",
    ]  # fmt: skip
    ana = YoungPerson.objects.get(reference="YP1")
    assert (ana.first_name, ana.team.name) == ("Anna", "South")
    assert ana.care_periods.get().ended_on == date(2026, 1, 6)
    assert ana.placements.get().is_out_of_area is False
    assert ana.episodes.get().police_risk == "low"
    assert ana.episodes.get().interview.contact.method == "phone"


def test_the_history_says_that_it_was_imported(tmp_path: Path) -> None:
    imported(tmp_path, **ALL)
    event = Episode.pgh_event_model.objects.filter(reference="E1").get()
    assert event.pgh_context.metadata["by"] == "import"
    assert event.pgh_context.metadata["import_run"]


def test_a_column_that_the_file_has_not_leaves_the_record_as_it_is(tmp_path: Path) -> None:
    imported(tmp_path, **ALL)
    outcome = imported(
        tmp_path / "less",
        young_people="reference,first_name,last_name,date_of_birth\nYP1,Ana,Marsh,2010-03-07",
        placements="reference,started_on,placement_type\nYP1,2020-01-06,U6",
        episodes="episode_reference,reference,category,missing_from\nE1,YP1,missing,2026-11-19T20:30",
        interviews="episode_reference\nE1",
    )
    assert [line.split(", ")[3] for line in outcome.counts] == ["1 unchanged"] * 4


def test_a_blank_means_not_known(tmp_path: Path) -> None:
    imported(tmp_path, **ALL)
    imported(tmp_path, young_people=PEOPLE.replace("F,North,WV1 1AA", ",,"), episodes=EPISODES.replace("high", ""))
    ana = YoungPerson.objects.get(reference="YP1")
    assert (ana.sex, ana.team, ana.home_postcode) == ("", None, "")
    assert ana.episodes.get().police_risk == "not_recorded"


def test_a_restriction_is_lifted_by_no_and_never_by_a_blank(tmp_path: Path) -> None:
    header = "reference,first_name,last_name,date_of_birth,restricted"
    for given, restricted in (("yes", True), ("", True), ("no", False), ("", False)):
        imported(tmp_path, young_people=f"{header}\nYP1,Ana,Marsh,2010-03-07,{given}")
        assert YoungPerson.objects.get().is_restricted is restricted


def test_what_a_person_changed_here_is_not_overwritten_and_both_are_shown(tmp_path: Path, imported_before) -> None:
    change("YP1", first_name="Anna")
    outcome = imported(tmp_path, young_people=PEOPLE.replace("YP2,Ben", "YP2,Benn"))
    assert outcome.counts[0] == "young_people.csv: 2 read, 0 added, 1 changed, 0 unchanged, 1 rejected"
    assert why(2, "young_people").startswith("first_name: here “Anna” (changed here on ")
    assert why(2, "young_people").endswith("), in the file “Ana”.")
    assert YoungPerson.objects.get(reference="YP1").first_name == "Anna"


def test_the_file_may_come_to_agree_with_the_person(tmp_path: Path, imported_before) -> None:
    change("YP1", first_name="Anna")
    agreeing = imported(tmp_path, young_people=PEOPLE.replace("Ana", "Anna"))
    assert agreeing.counts[0] == "young_people.csv: 2 read, 0 added, 0 changed, 2 unchanged, 0 rejected"


def test_a_value_stays_the_persons_when_a_file_that_agreed_with_it_moves_on(tmp_path: Path, imported_before) -> None:
    change("YP1", first_name="Anna")
    imported(tmp_path, young_people=PEOPLE.replace("Ana", "Anna"))
    imported(tmp_path, young_people=PEOPLE.replace("Ana", "Annie"))
    assert "here “Anna” (changed here on" in why(2, "young_people")
    change("YP1", first_name="Annie")
    assert imported(tmp_path, young_people=PEOPLE.replace("Ana", "Annie")).counts[0].endswith("2 unchanged, 0 rejected")


def test_another_import_between_does_not_make_a_persons_value_an_imported_one(tmp_path: Path, imported_before) -> None:
    change("YP1", first_name="Anna")
    less = "reference,first_name,last_name,date_of_birth,sex\nYP1,Anna,Marsh,2010-03-07,M"
    assert imported(tmp_path / "less", young_people=less).counts[0].split(", ")[2] == "1 changed"
    imported(tmp_path, young_people=PEOPLE.replace(",F,", ",M,"))
    assert "here “Anna”" in why(2, "young_people")


def test_what_a_person_blanked_here_is_not_filled_again(tmp_path: Path, imported_before) -> None:
    with by_a_person():
        Episode.objects.filter(reference="E1").update(police_risk="not_recorded")
    change("YP1", home_postcode="")
    imported(tmp_path, **ALL)
    assert why(2, "young_people").startswith("home_postcode: here blank (changed here on ")
    assert "here “not_recorded”" in why(2, "episodes")


def test_a_blank_in_the_file_does_not_blank_what_a_person_wrote(tmp_path: Path, imported_before) -> None:
    change("YP2", home_postcode="WV1 1AA")
    imported(tmp_path, **ALL)
    assert why(3, "young_people").endswith("in the file blank.")
    assert YoungPerson.objects.get(reference="YP2").home_postcode == "WV1 1AA"


def test_what_was_recorded_here_first_is_filled_where_blank_and_kept_where_not(tmp_path: Path) -> None:
    YoungPerson.objects.create(reference="YP1", first_name="Ana", last_name="Marsh", date_of_birth=date(2010, 3, 7))
    YoungPerson.objects.create(reference="YP2", first_name="Benn", last_name="Shaw", date_of_birth=date(2011, 4, 8))
    outcome = imported(tmp_path, young_people=PEOPLE)
    assert outcome.counts[0] == "young_people.csv: 2 read, 0 added, 1 changed, 0 unchanged, 1 rejected"
    assert YoungPerson.objects.get(reference="YP1").sex == "F"
    assert "first_name: here “Benn” (recorded here on " in why(3, "young_people")


def test_a_return_and_an_interview_by_a_person_stand(tmp_path: Path, imported_before) -> None:
    officer = UserFactory(roles=[Role.RETURNS_OFFICER])
    episode = Episode.objects.get(reference="E2")
    with by_a_person():
        interview = record_return(actor=officer, episode=episode, returned_at=datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    outcome = imported(tmp_path, **ALL)
    assert outcome.counts[3] == "episodes.csv: 2 read, 0 added, 0 changed, 1 unchanged, 1 rejected"
    assert "returned_at: here “2026-11-23 08:00:00” (changed here on" in why(3, "episodes")
    filled = INTERVIEWS + "\n E2,declined,2026-11-23T09:00,,,"
    assert imported(tmp_path, interviews=filled).counts[-1].split(", ")[2] == "1 changed"
    assert ReturnInterview.objects.get(pk=interview.pk).source == "imported"
    with by_a_person():
        complete_interview(
            actor=officer,
            interview=interview,
            outcome_at=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
            method="phone",
            independence="independent",
            account="They said where they had been.",
        )
    imported(tmp_path, interviews=filled)
    assert "outcome: here “completed” (changed here on" in why(3, "interviews")


def test_details_changed_by_the_action_are_a_persons(tmp_path: Path, imported_before) -> None:
    worker = UserFactory(roles=[Role.SERVICE_MANAGER])
    ana = YoungPerson.objects.get(reference="YP1")
    with by_a_person():
        change_details(actor=worker, young_person=ana, last_name="Marsh-Hill")
    imported(tmp_path, **ALL)
    assert "last_name: here “Marsh-Hill”" in why(2, "young_people")


def test_rejected_rows_are_mended_and_taken_back(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    imported(
        tmp_path / "case",
        "--rejects",
        str(rejects),
        young_people=PEOPLE.replace("2011-04-08", "2011-04-31"),
        episodes=EPISODES,
        interviews=INTERVIEWS.replace("declined", "refused"),
    )
    rows = read_csv(rejects)
    assert list(rows[0])[:5] == ["file", "line", "column", "message", "reference"]
    assert {"home_postcode", "police_risk", "contact_method", "restricted"} <= set(rows[0])
    assert "legal_status" not in rows[0]
    assert [(row["file"], row["line"], row["column"]) for row in rows] == [
        ("young_people.csv", "3", "date_of_birth"),
        ("episodes.csv", "3", "reference"),
        ("interviews.csv", "2", "outcome"),
    ]
    assert rows[0]["date_of_birth"] == "2011-04-31"
    mended = rejects.read_text().replace("2011-04-31", "2011-04-30").replace("refused", "declined")
    rejects.write_text(mended)
    outcome = take_in(rejects, "--rejects", str(rejects))
    assert outcome.counts == [
        "young_people.csv: 1 read, 1 added, 0 changed, 0 unchanged, 0 rejected",
        "episodes.csv: 1 read, 1 added, 0 changed, 0 unchanged, 0 rejected",
        "interviews.csv: 1 read, 0 added, 1 changed, 0 unchanged, 0 rejected",
    ]
    assert outcome.status == 0
    assert ReturnInterview.objects.get().outcome == "declined"
    assert read_csv(rejects) == []


def test_a_rejects_file_of_nothing_is_taken_back_too(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    imported(tmp_path / "case", "--rejects", str(rejects))
    assert rejects.read_text() == "file,line,column,message\n"
    assert take_in(rejects).status == 0


def test_a_blank_in_a_rejects_file_leaves_what_is_on_record(tmp_path: Path, imported_before) -> None:
    rejects = tmp_path / "rejects.csv"
    file = "reference,first_name,last_name,date_of_birth\nYP1,Anna,Marsh,2010-13-07"
    imported(tmp_path / "less", "--rejects", str(rejects), young_people=file)
    rejects.write_text(rejects.read_text().replace("2010-13-07", "2010-03-07"))
    assert take_in(rejects).counts == ["young_people.csv: 1 read, 0 added, 1 changed, 0 unchanged, 0 rejected"]
    ana = YoungPerson.objects.get(reference="YP1")
    assert (ana.first_name, ana.sex, ana.team.name) == ("Anna", "F", "North")


def test_rows_of_a_rejects_file_that_name_no_file_are_rejected_under_its_own_name(tmp_path: Path) -> None:
    rejects = tmp_path / "mended.csv"
    rejects.write_text("file,line,column,message,reference\nyoung.csv,2,,why,YP1\n")
    outcome = take_in(rejects)
    assert outcome.counts == ["mended.csv: 1 read, 0 added, 0 changed, 0 unchanged, 1 rejected"]
    assert outcome.status == 1


def test_rejects_that_cannot_be_written_are_told_before_anything_is_done(tmp_path: Path) -> None:
    file = write_files(tmp_path / "case", young_people=PEOPLE)
    assert take_in(file, "--rejects", str(tmp_path / "no" / "rejects.csv")).status == 2
    assert not YoungPerson.objects.exists()
