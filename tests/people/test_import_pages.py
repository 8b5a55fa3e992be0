"""The data manager's pages: a case file is checked first, taken in when confirmed, and its rejects fetched."""

import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from accounts.rules import Role
from people import tasks
from people.case_file import taking, waiting
from people.case_file.uploads import folder
from people.models import ImportRun, RejectedRow, YoungPerson
from tests.case_files import YOUNG_PEOPLE, take_in, write_files
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = "/imports/"
BAD = YOUNG_PEOPLE + "YP3,<b>O'Neil</b>,Shaw,2011-02-30\n"


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(UserFactory(roles=[Role.DATA_MANAGER], full_name="Dee Manager"))
    return client


def csv_file(text: str = BAD, name: str = "young_people.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def handed_in(client: Client, *files: SimpleUploadedFile) -> ImportRun:
    response = client.post(URL, {"case_file": list(files) or [csv_file()]})
    assert response.status_code == 302, response.content.decode()
    return ImportRun.objects.latest("pk")


def test_a_file_is_checked_then_confirmed_then_taken_in(manager: Client) -> None:
    run = handed_in(manager)
    assert run.state == "checking"
    page = manager.get(f"{URL}{run.pk}/").content.decode()
    assert "Waiting to be checked" in page
    assert tasks.run_waiting_imports() == "1 taken up"
    page = manager.get(f"{URL}{run.pk}/").content.decode()
    assert "Nothing has been taken in yet" in page
    assert "“2011-02-30” is not a date (yyyy-mm-dd)." in page
    assert not YoungPerson.objects.exists()

    manager.post(f"{URL}{run.pk}/confirm/")
    tasks.run_waiting_imports()
    run.refresh_from_db()
    assert (run.state, run.is_dry_run) == ("done", False)
    assert YoungPerson.objects.count() == 2
    assert run.counts[0] == {
        "file": "young_people.csv", "read": 3, "added": 2, "changed": 0, "unchanged": 0, "rejected": 1,
    }  # fmt: skip
    assert "Taken in" in manager.get(f"{URL}{run.pk}/").content.decode()
    assert list(folder().iterdir()) == []


def test_the_history_names_who_handed_it_in(manager: Client) -> None:
    run = handed_in(manager, csv_file(YOUNG_PEOPLE))
    tasks.run_waiting_imports()
    manager.post(f"{URL}{run.pk}/confirm/")
    tasks.run_waiting_imports()
    event = YoungPerson.pgh_event_model.objects.first()
    assert event.pgh_context.metadata["user"] == run.started_by_id
    assert event.pgh_context.metadata["by"] == "import"


def test_a_zip_and_several_csv_files_can_be_handed_in(manager: Client) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("young_people.csv", YOUNG_PEOPLE)
    handed_in(manager, SimpleUploadedFile("case.zip", held.getvalue()))
    care = csv_file("reference,started_on\nYP1,2020-01-06\n", "care_periods.csv")
    handed_in(manager, csv_file(YOUNG_PEOPLE), care)
    assert tasks.run_waiting_imports() == "2 taken up"
    assert list(ImportRun.objects.values_list("state", flat=True)) == ["checked", "checked"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "Choose a zip, or the CSV files."),
        (["young_people.xlsx"], "Choose one zip, or CSV files and nothing else."),
        (["a.zip", "b.csv"], "Choose one zip, or CSV files and nothing else."),
        (["young_people.csv", "Young_people.csv"], "Two of the files have the same name."),
    ],
)
def test_what_can_be_no_case_file_is_refused_beside_the_field(manager: Client, names: list[str], words: str) -> None:
    response = manager.post(URL, {"case_file": [csv_file(name=name) for name in names]})
    assert words in response.content.decode()
    assert not ImportRun.objects.exists()
    assert not folder().exists()


def test_a_name_that_climbs_out_of_its_folder_stays_in_it(manager: Client) -> None:
    run = handed_in(manager, csv_file(name="../../young_people.csv"))
    assert Path(run.path).parent.parent == folder()


def test_an_unusable_file_says_why_and_is_not_kept(manager: Client) -> None:
    run = handed_in(manager, csv_file("reference,first_name\nYP1,Ana\n"))
    tasks.run_waiting_imports()
    page = manager.get(f"{URL}{run.pk}/").content.decode()
    assert "Cannot be used" in page
    assert "young_people.csv has no column last_name, date_of_birth." in page
    assert list(folder().iterdir()) == []


def test_rejected_rows_can_be_fetched_mended_and_handed_in_again(manager: Client, tmp_path: Path) -> None:
    run = handed_in(manager)
    tasks.run_waiting_imports()
    response = manager.get(f"{URL}{run.pk}/rejects.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("file,line,column,message,reference,first_name")
    assert "<b>O'Neil</b>" in text
    again = handed_in(manager, csv_file(text.replace("2011-02-30", "2011-02-28"), "rejects.csv"))
    manager.post(f"{URL}{run.pk}/give-up/")
    tasks.run_waiting_imports()
    again.refresh_from_db()
    assert again.counts[0]["added"] == 1


def test_a_checked_file_can_be_thrown_away(manager: Client) -> None:
    run = handed_in(manager)
    tasks.run_waiting_imports()
    manager.post(f"{URL}{run.pk}/give-up/")
    assert not RejectedRow.objects.exists()
    assert list(folder().iterdir()) == []
    response = manager.post(f"{URL}{run.pk}/confirm/", follow=True)
    assert "cannot be taken in now" in response.content.decode()


def test_the_letters_of_a_name_are_shown_as_they_are(manager: Client) -> None:
    rows = "reference,first_name,last_name,date_of_birth,sex\nYP1,Ana,Marsh,2010-03-07,<b>O'Neil</b>\n"
    run = handed_in(manager, csv_file(rows))
    tasks.run_waiting_imports()
    page = manager.get(f"{URL}{run.pk}/").content.decode()
    assert "&lt;b&gt;O&#x27;Neil&lt;/b&gt;" in page
    assert "<b>O'Neil" not in page


def test_htmx_is_told_to_load_the_page_once_it_is_done(manager: Client) -> None:
    run = handed_in(manager)
    part = manager.get(f"{URL}{run.pk}/", headers={"HX-Request": "true"})
    assert b"under-way" in part.content
    assert b"<html" not in part.content
    tasks.run_waiting_imports()
    assert manager.get(f"{URL}{run.pk}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_run_that_was_killed_is_taken_up_again(manager: Client) -> None:
    run = handed_in(manager, csv_file(YOUNG_PEOPLE))
    tasks.run_waiting_imports()
    ImportRun.objects.filter(pk=run.pk).update(state="running")
    assert tasks.run_waiting_imports() == "1 taken up"
    run.refresh_from_db()
    assert run.state == "done"


def test_a_fault_of_ours_stops_the_run_and_says_so(manager: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    run = handed_in(manager)

    def fail(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(waiting, "keep", fail)
    tasks.run_waiting_imports()
    run.refresh_from_db()
    assert (run.state, run.notes) == ("stopped", [run.notes[0]])
    assert "not the file's fault" in run.notes[0]


def test_two_imports_at_once_are_refused_in_one_sentence(tmp_path: Path, manager: Client) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [taking.ONE_AT_A_TIME])
        outcome = take_in(write_files(tmp_path / "case", young_people=YOUNG_PEOPLE))
        assert (outcome.status, outcome.printed) == (2, "Another import is running: wait until it has ended.")
        run = handed_in(manager)
        assert tasks.run_waiting_imports() == "0 taken up"
        run.refresh_from_db()
        assert run.state == "checking"
    finally:
        other.close()
    assert connections["default"].is_usable()


def test_rejected_rows_and_files_are_kept_for_seven_days(manager: Client) -> None:
    old, new = handed_in(manager), handed_in(manager)
    tasks.run_waiting_imports()
    week_ago = timezone.now() - timedelta(days=7, minutes=1)
    ImportRun.objects.filter(pk=old.pk).update(started_at=week_ago, finished_at=week_ago)
    assert tasks.tidy() == "1 rejected rows deleted"
    assert list(RejectedRow.objects.values_list("run", flat=True)) == [new.pk]
    assert len(os.listdir(folder())) == 1
    old.refresh_from_db()
    assert old.state == "given_up"
    assert "are gone" in manager.get(f"{URL}{old.pk}/").content.decode()


@pytest.mark.parametrize("address", ["", "{run}/", "{run}/rejects.csv"])
def test_pages_are_for_the_data_manager_alone(client: Client, manager: Client, address: str) -> None:
    url = URL + address.format(run=handed_in(manager).pk)
    assert manager.get(url).status_code == 200
    for role in set(Role) - {Role.DATA_MANAGER}:
        client.force_login(UserFactory(roles=[role]))
        assert client.get(url).status_code == 403


@pytest.mark.parametrize("address", ["0/", "0/rejects.csv"])
def test_a_run_that_there_is_not_is_404(manager: Client, address: str) -> None:
    assert manager.get(URL + address).status_code == 404


def test_pages_keep_to_their_query_budget(manager: Client, django_assert_max_num_queries) -> None:
    rows = "\n".join(f"YP{number},Ana,,2010-03-07" for number in range(120))
    run = handed_in(manager, csv_file(f"reference,first_name,last_name,date_of_birth\n{rows}\n"))
    tasks.run_waiting_imports()
    with django_assert_max_num_queries(12):
        manager.get(URL)
    with django_assert_max_num_queries(12):
        assert b"1 to 50 of 120" in manager.get(f"{URL}{run.pk}/").content
