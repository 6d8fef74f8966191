"""Workbooks as systems and people write them: titles, several sheets, passwords, and what is none."""

import io

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from tests.binary_workbook import xlsb
from tests.export_files import csv, ods, xls, xlsx
from tests.ingest.sources import load_one
from tests.project import CALLS_SELECT, HEADER, Project

COLUMNS = HEADER.split(",")


def call(key: str, result: str = "resolved") -> list[str]:
    return [key, "k1", "2026-01-05 10:00:00", "대출", "phone", "5", result]


SHEETS = {"2026-01": [COLUMNS, call("a")], "2026-02": [COLUMNS, call("b"), call("c", "DONE")]}


@pytest.mark.parametrize(("suffix", "write"), [("xls", xls), ("xlsb", xlsb), ("ods", ods)])
def test_all_sheets_are_one_export_that_knows_its_sheets(
    project: Project, suffix: str, write: object
) -> None:
    assert callable(write)
    project.write("calls.sql", CALLS_SELECT.replace("department", "sheet AS department", 1))
    report = load_one(project, 'format = "excel"\nsheets = "all"', f"x.{suffix}", write(**SHEETS))
    assert (report.read, report.accepted) == (3, 2), report
    assert project.query("SELECT contact_id, department FROM contacts ORDER BY ALL") == [
        ("a", "2026-01"),
        ("b", "2026-02"),
    ]
    # Lines count on from sheet to sheet, so that each stands for one row only.
    assert project.query("SELECT line FROM rejected_rows") == [(5,)]


def test_sheets_are_picked_by_patterns(project: Project) -> None:
    book = xls(**SHEETS, notes=[["read me"]])
    report = load_one(project, 'format = "excel"\nsheets = ["*-02", "2026-01"]', "x.xls", book)
    assert report.read == 3
    report = load_one(project, 'format = "excel"\nsheets = ["2027*"]', "y.xls", book + b" ")
    assert "no sheet that '2027*' matches, only 2026-01, 2026-02, notes" in (report.reason or "")


def test_sheets_with_other_columns_are_told(project: Project) -> None:
    book = xls(**SHEETS, notes=[["id", "note"], ["a", "b"]])
    report = load_one(project, 'format = "excel"\nsheets = "all"', "x.xls", book)
    assert "The columns of sheet 'notes' of exports/x.xls are not those of sheet '2026-01'" in (
        report.reason or ""
    )
    assert "has 'note' besides" in (report.reason or "")


def test_a_title_above_the_header_is_told_and_passed_over_with_header_row(project: Project) -> None:
    book = ods(calls=[["월간 상담 내역", *[""] * 6], [], COLUMNS, call("a"), call("b", "DONE")])
    report = load_one(project, 'format = "excel"', "x.ods", book)
    assert "Row 1 of sheet 'calls' of exports/x.ods has one text only" in (report.reason or "")
    assert "set the source's 'header_row'" in (report.reason or "")
    report = load_one(project, 'format = "excel"\nheader_row = 3', "x.ods", book)
    assert (report.read, report.accepted) == (2, 1), report
    assert project.query("SELECT line FROM rejected_rows") == [(5,)]
    report = load_one(project, 'format = "excel"\nheader_row = 2', "y.ods", book + b" ")
    assert "has no header in row 2. Mend the source's 'header_row'" in (report.reason or "")


def test_lines_of_a_csv_with_titles_are_those_of_the_file(project: Project) -> None:
    text = f'"Calls, not closed\n\n{csv(COLUMNS, [call("a"), call("b", "DONE")])}'
    report = load_one(project, 'format = "csv"\nheader_row = 3', "x.csv", text)
    assert (report.read, report.accepted) == (2, 1), report
    assert project.query("SELECT line FROM rejected_rows") == [(5,)]


def test_a_workbook_with_a_password_says_so(project: Project) -> None:
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx(COLUMNS, [call("a")]))).encrypt("secret", target)
    report = load_one(project, 'format = "excel"', "x.xlsx", target.getvalue())
    assert report.reason == "The workbook is protected by a password. Save it without one."


def test_an_old_workbook_that_runs_in_a_circle_is_told(project: Project) -> None:
    book = bytearray(xls(calls=[COLUMNS, *(call(f"c{number}") for number in range(300))]))
    table = (int.from_bytes(book[0x4C:0x50], "little") + 1) * 512
    # The third sector comes after itself.
    book[table + 8 : table + 12] = (2).to_bytes(4, "little")
    report = load_one(project, 'format = "excel"', "x.xls", bytes(book))
    assert report.reason == "The workbook is damaged: a part of it has no end. Export or copy it again."


def test_a_stray_cell_in_the_last_row_and_column_fails_alone(project: Project) -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, COLUMNS)
        sheet.write(1_048_575, 16_383, "x")
    report = load_one(project, 'format = "excel"', "x.xlsx", target.getvalue())
    assert report.status == "failed"
    assert "The workbook cannot be read: it is damaged, or larger than any that is read" in (
        report.reason or ""
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (csv(COLUMNS, [call("a")]), "holds plain text"),
        ("<html><body>Your session is over</body></html>", "HTML or XML without a table"),
        (
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "XML spreadsheet of 2003",
        ),
        ("x", "not a readable workbook"),
    ],
)
def test_what_is_called_a_workbook_and_is_none_is_told(
    used_project: Project, content: str, complaint: str
) -> None:
    report = load_one(used_project, 'format = "excel"', "x.xls", content)
    assert report.status == "failed"
    assert complaint in (report.reason or "")
