"""How a case file may come: folder or zip, in whatever order of columns, and what makes one unusable."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command

from people.case_file.rows import read_rows
from people.models import ImportRun, YoungPerson
from tests.case_files import YOUNG_PEOPLE, imported, read_csv, take_in, why, write_files

pytestmark = pytest.mark.django_db


def test_a_folder_is_taken_in_and_told_by_file(tmp_path: Path) -> None:
    outcome = imported(tmp_path, care_periods="reference,started_on\nYP1,2020-01-06\nYP9,2020-01-06")
    assert outcome.counts == [
        "young_people.csv: 2 read, 2 added, 0 changed, 0 unchanged, 0 rejected",
        "care_periods.csv: 2 read, 1 added, 0 changed, 0 unchanged, 1 rejected",
    ]
    assert outcome.printed.splitlines()[-2:] == outcome.counts
    assert outcome.status == 1


def test_nothing_rejected_is_exit_status_0(tmp_path: Path) -> None:
    assert imported(tmp_path).status == 0


def test_a_byte_order_mark_crlf_capitals_and_any_order_of_columns_are_read(tmp_path: Path) -> None:
    text = "\ufeffLast_Name,date_of_birth,reference,first_name\r\nO'Neil,2010-03-07,YP1,<b>\r\n"
    (tmp_path / "Young_People.CSV").write_text(text, encoding="utf-8", newline="")
    assert take_in(tmp_path).status == 0
    assert YoungPerson.objects.get().full_name == "<b> O'Neil"


def test_a_zip_with_its_files_in_a_folder_is_read_and_what_is_no_case_file_is_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/YOUNG_PEOPLE.csv", YOUNG_PEOPLE)
        archive.writestr("export/notes.txt", "hello")
        archive.writestr("__MACOSX/export/._young_people.csv", "rubbish")
    outcome = take_in(path)
    assert outcome.counts == ["young_people.csv: 2 read, 2 added, 0 changed, 0 unchanged, 0 rejected"]
    assert outcome.said("left aside: notes.txt")


def test_unknown_columns_are_told_and_ignored(tmp_path: Path) -> None:
    outcome = imported(tmp_path, young_people="reference,first_name,last_name,date_of_birth,shoe\nYP1,A,B,2010-01-01,9")
    assert outcome.status == 0
    assert outcome.said("unknown columns, ignored: shoe")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("young_people.csv", b"reference,first_name,last_name\nYP1,A,B\n", "has no column date_of_birth"),
        ("young_people.csv", b"reference,reference,first_name,last_name,date_of_birth\n", "more than once"),
        ("young_people.csv", b"", "is empty"),
        ("young_people.csv", "reference,first_name\n".encode("utf-16"), "is not UTF-8"),
        ("young_people.csv", "pr\xe9nom,reference\n".encode("cp1252"), "is not UTF-8"),
        ("young_people.csv", b"reference;first_name;last_name;date_of_birth\nY;Zoe;B;2010-01-01\n", "semicolons"),
        ("young_people.csv", b"reference\tfirst_name\tlast, name\n", "tabs"),
        ("young_people.csv", b"sep=,\nreference,first_name,last_name,date_of_birth\n", "delete it"),
        ("young_people.csv", b"sep=;\nreference;first_name;last_name;date_of_birth\n", "delete it"),
        ("other.csv", b"a,b\n", "holds none of the files"),
    ],
)
def test_a_header_or_text_that_cannot_be_used_is_exit_status_2_and_changes_nothing(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    write_files(tmp_path, care_periods="reference,started_on\nYP1,2020-01-01") if "none" not in words else None
    (tmp_path / name).write_bytes(content)
    outcome = take_in(tmp_path)
    assert outcome.status == 2
    assert words in outcome.printed
    assert "\n" not in outcome.printed.strip()
    assert not YoungPerson.objects.exists()
    assert not ImportRun.objects.exists()


def test_what_is_wrong_with_the_header_is_said_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "young_people.csv").write_text("reference;first_name;last_name;date_of_birth\n")
    assert take_in(tmp_path).printed == (
        "young_people.csv has its columns apart by semicolons: save it as “CSV UTF-8 (comma delimited)”."
    )
    (tmp_path / "young_people.csv").write_text("sep=,\nreference,first_name,last_name,date_of_birth\n")
    assert take_in(tmp_path).printed == (
        "young_people.csv begins with “sep=”, a line for Excel alone: delete it, so that the header comes first."
    )
    (tmp_path / "mended.csv").write_text("file;line;column;message;reference\n")
    assert take_in(tmp_path / "mended.csv").printed == (
        "mended.csv has its columns apart by semicolons: save it as “CSV UTF-8 (comma delimited)”."
    )


def test_letters_that_are_not_utf_8_cost_their_own_row_alone(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    rows = "reference,first_name,last_name,date_of_birth\nYP1,Zoé,Marsh,2010-03-07\nYP2,".encode()
    (tmp_path / "young_people.csv").write_bytes(rows + b"Zo\xe9,Shaw,2011-04-08\nYP3,Lou,Hall,2011-04-08\n")
    outcome = take_in(tmp_path, "--rejects", str(rejects))
    assert (outcome.status, outcome.counts) == (
        1,
        ["young_people.csv: 3 read, 2 added, 0 changed, 0 unchanged, 1 rejected"],
    )
    assert why(3, "young_people") == (
        "The row holds letters that are not UTF-8, each shown as “�”: write them again, or save the file as "
        "“CSV UTF-8”."
    )
    assert [row["first_name"] for row in read_csv(rejects)] == ["Zo�"]
    assert YoungPerson.objects.filter(first_name="Zoé").exists()

    assert take_in(rejects).status == 1
    assert why(2, "young_people") == "The row still has “�” where a letter could not be read: write that letter."
    rejects.write_text(rejects.read_text().replace("Zo�", "Zoë"))
    assert take_in(rejects).counts == ["young_people.csv: 1 read, 1 added, 0 changed, 0 unchanged, 0 rejected"]


def test_a_letter_cut_off_at_the_end_of_the_file_is_one_that_cannot_be_read(tmp_path: Path) -> None:
    rows = b"reference,first_name,last_name,date_of_birth\nYP1,Ana,Marsh,2010-03-07\nYP2,Ana,Marsh,2010-03-07\xc3"
    (tmp_path / "young_people.csv").write_bytes(rows)
    assert take_in(tmp_path).counts == ["young_people.csv: 2 read, 1 added, 0 changed, 0 unchanged, 1 rejected"]


def test_unknown_columns_may_have_the_same_name(tmp_path: Path) -> None:
    rows = "reference,notes,first_name,last_name,notes,date_of_birth\nYP1,x,A,B,y,2010-01-01"
    outcome = imported(tmp_path, young_people=rows)
    assert outcome.status == 0
    assert outcome.said("unknown columns, ignored: notes.")
    assert YoungPerson.objects.get().full_name == "A B"


@pytest.mark.parametrize("name", ["nowhere", "broken.zip", "stray.csv"])
def test_a_path_that_cannot_be_used_is_exit_status_2(tmp_path: Path, name: str) -> None:
    if name != "nowhere":
        (tmp_path / name).write_text("a,b\n1,2\n")
    assert take_in(tmp_path / name).status == 2


def test_one_file_by_itself_is_taken_too(tmp_path: Path) -> None:
    assert take_in(write_files(tmp_path, young_people=YOUNG_PEOPLE) / "young_people.csv").status == 0


def test_two_files_of_one_kind_are_refused(tmp_path: Path) -> None:
    (tmp_path / "young_people.csv").write_text(YOUNG_PEOPLE)
    (tmp_path / "Young_people.csv").write_text(YOUNG_PEOPLE)
    assert take_in(tmp_path).status == 2


def test_broken_lines_are_rejected_by_line_and_cost_no_other_row(tmp_path: Path) -> None:
    imported(
        tmp_path,
        young_people="""reference,first_name,last_name,date_of_birth
            YP1,Ana
            YP2,Ana,Marsh,2010-03-07,more
            YP3,"Ana,Marsh,2010-03-07
            YP4,Ana,Ma\x00rsh,2010-03-07
            YP5,"Ana
            Lou",Marsh,2010-03-07
            ,,,

            YP6,Ana,Marsh,2010-03-07""",
    )
    assert sorted(YoungPerson.objects.values_list("reference", flat=True)) == ["YP5", "YP6"]
    assert why(2, "young_people") == "The row has 2 values, the header 4 columns."
    assert why(3, "young_people") == "The row has 5 values, the header 4 columns. Beyond the last column: “more”."
    assert why(4, "young_people") == "The quotation marks of this line do not match."
    assert why(5, "young_people") == "The row holds a NUL character."
    assert ImportRun.objects.get().counts[0]["read"] == 6


def test_values_beyond_the_last_column_are_told_with_the_row(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    header = "reference,first_name,last_name,date_of_birth"
    rows = [
        "YP2,Ben,Shaw, Jr,2011-04-08",
        "YP3,Cy,Day,2011-05-09,,",
        'YP4,"Di,Fox,,2011-06-10,M',
        "YP5,Ed,Gill,x,2011,\x00",
    ]
    imported(tmp_path / "case", "--rejects", str(rejects), young_people="\n".join([header, *rows]))
    told = [row["message"].split("columns.")[-1] for row in read_csv(rejects)]
    assert told == [
        " Beyond the last column: “2011-04-08”.",
        "",
        "The quotation marks of this line do not match. Beyond the last column: “2011-06-10”, “M”.",
        " Beyond the last column: “2011”, “␀”.",
    ]


def test_a_quotation_mark_never_closed_costs_its_own_line_alone() -> None:
    rows = list(read_rows(io.StringIO('a,b\n1,"2\n3,4\n5,"6"\n')))
    assert [(row.line, bool(row.fault), row.cells) for row in rows] == [
        (1, False, ["a", "b"]),
        (2, True, ["1", '"2']),
        (3, False, ["3", "4"]),
        (4, False, ["5", "6"]),
    ]


def test_a_cell_that_is_too_long_costs_its_own_line_alone() -> None:
    rows = list(read_rows(io.StringIO(f"a,b\n1,{'x' * 140_000}\n3,4\n")))
    assert [bool(row.fault) for row in rows] == [False, True, False]
    assert "longer than 131,072 characters" in rows[1].fault


def test_mace_cases_are_rejected_until_they_have_a_room(tmp_path: Path) -> None:
    outcome = imported(tmp_path, mace_cases="case_reference,reference,referred_on\nM1,YP1,2024-01-01")
    assert outcome.counts[-1] == "mace_cases.csv: 1 read, 0 added, 0 changed, 0 unchanged, 1 rejected"
    assert why(2, "mace_cases") == "no room for MACE cases yet"


def test_a_dry_run_judges_everything_and_changes_nothing(tmp_path: Path) -> None:
    care = "reference,started_on\nYP1,2020-01-06\nYP9,2020-01-06"
    outcome = imported(tmp_path, "--dry-run", care_periods=care)
    assert outcome.counts[-1] == "care_periods.csv: 2 read, 1 added, 0 changed, 0 unchanged, 1 rejected"
    assert outcome.status == 1
    assert not YoungPerson.objects.exists()
    assert not ImportRun.objects.exists()
    assert imported(tmp_path, care_periods=care).counts == outcome.counts


def test_the_first_rejected_rows_are_shown_and_where_to_get_all(tmp_path: Path) -> None:
    rows = "\n".join(f"X{number},2020-01-06" for number in range(12))
    outcome = imported(tmp_path, care_periods=f"reference,started_on\n{rows}")
    assert outcome.said("care_periods.csv line 2: reference: “X0” is not on record.")
    assert not outcome.said("line 12:")
    assert outcome.said("2 more")
    assert outcome.said("--rejects FILE.csv")


def test_output_holds_the_counts_alone_when_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_case_file", str(write_files(tmp_path, young_people=YOUNG_PEOPLE)))
    assert capsys.readouterr().out == "young_people.csv: 2 read, 2 added, 0 changed, 0 unchanged, 0 rejected\n"
