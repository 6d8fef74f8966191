"""F4, F20: whatever a file is or holds, the others are loaded, and what is said of it is true."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import duckdb
import polars as pl
import pytest
import xlsxwriter

from ingest.report import FileReport
from ingest.run import ingest
from tests.attacks.loading import load
from tests.project import CALLS_SELECT, HEADER, SETTINGS, Project
from warehouse.changes import Changes
from warehouse.settings import Settings

GOOD = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"
COLUMNS = HEADER.split(",")


def with_format(project: Project, file_format: str, more: str = "") -> None:
    settings = SETTINGS.replace("calls*.csv", "calls*").replace('"csv"', f'"{file_format}"\n{more}')
    project.write("touchpoints.toml", settings.replace('"calls.sql"', '"select.sql"'))
    project.write("select.sql", CALLS_SELECT)
    (project.folder / "calls.sql").unlink(missing_ok=True)


def load_beside_good_ones(project: Project, files: dict[str, bytes]) -> dict[str, FileReport]:
    """The reports of the files, loaded in one run between two good ones."""
    project.write_calls("calls_a.csv", GOOD.format("a"))
    for name, content in files.items():
        (project.folder / name).write_bytes(content)
    project.write_calls("calls_z.csv", GOOD.format("z"))
    reports = {report.file: report for report in load(project)}
    assert reports.pop("calls_a.csv").status == reports.pop("calls_z.csv").status == "loaded"
    noted = dict(project.query("SELECT file, status FROM loads"))
    assert all(noted[name] == report.status for name, report in reports.items())
    # One about a SELECT shows the line that is meant.
    several = [report for report in reports.values() if "\n" in (report.reason or "")]
    assert all(
        "select.sql, line " in str(one.reason) or "calls.sql, line " in str(one.reason) for one in several
    )
    return reports


NAMES = {
    "origin": ["origin"],
    "case": ["Origin", "ORIGIN", "origin_"],
    "own": ["origin_id", "touchpoints_line"],
    "doubled": ["WAIT", "Wait", "wait"],
    "blank": ["", "", "column_8"],
    "odd": ["a\x00b", "a\nb", 'a"b', "a'b", "x" * 5_000],
    "many": [f"c{number}" for number in range(1_200)],
}


def test_columns_of_any_name_are_loaded(project: Project) -> None:
    files = {}
    for case, names in NAMES.items():
        header = ",".join('"' + name.replace('"', '""') + '"' for name in [*COLUMNS, *names])
        files[f"calls_{case}.csv"] = f"{header}\n{GOOD.format(case)}{',x' * len(names)}\n".encode()
    reports = load_beside_good_ones(project, files)
    assert {name: report.status for name, report in reports.items()} == dict.fromkeys(files, "loaded"), (
        reports
    )
    waits = project.query("SELECT DISTINCT wait_seconds, outcome FROM contacts")
    assert waits == [(5.0, "resolved")]


OTHERS = {
    "calls_utf16.csv": (HEADER.encode("utf-16"), "but in UTF-16"),
    "calls_utf16be.csv": (HEADER.encode("utf-16-be"), "but in UTF-16"),
    "calls_utf16le.csv": (HEADER.encode("utf-16-le"), "but in UTF-16"),
    "calls_utf32.csv": (HEADER.encode("utf-32"), "The file is in UTF-32"),
    "calls_zeros.csv": (b"\0" * 900, "nothing but zero bytes"),
    "calls_zip.csv": (b"PK\x03\x04" + bytes(99), "a zip archive"),
    "calls_quote.csv": (b'a,"b', "there is no column id"),
    "calls_byte.csv": (f"{HEADER}\na,\xff,1".encode("latin-1"), "byte 0xFF in line 2 does not belong there"),
}


def test_what_a_file_is_instead_is_told(project: Project) -> None:
    reports = load_beside_good_ones(project, {name: content for name, (content, _) in OTHERS.items()})
    for name, (_, said) in OTHERS.items():
        assert reports[name].status == "failed"
        assert said in (reports[name].reason or "")


def test_a_file_name_of_any_bytes_is_loaded(project: Project) -> None:
    names = [b"calls_\xb4\xeb.csv", b"calls_[1].csv", b"calls_*?.csv", b"calls_\n\x1b.csv", b"calls_'\".csv"]
    for name in names:
        path = os.fsencode(project.folder) + b"/" + name
        Path(os.fsdecode(path)).write_text(f"{HEADER}\n{GOOD.format(name.hex())}\n", encoding="utf-8")
    reports = load(project)
    assert [report.status for report in reports] == ["loaded"] * len(names), reports
    assert project.query("SELECT count(DISTINCT file) FROM loads") == [(len(names),)]


def test_a_database_that_gave_up_at_a_file_is_opened_again_for_the_next(project: Project) -> None:
    def give_up(connection: duckdb.DuckDBPyConnection, _settings: Settings, _changes: Changes) -> None:
        if ("a",) in ids(connection):
            connection.close()

    def ids(connection: duckdb.DuckDBPyConnection) -> list[tuple[str]]:
        return connection.sql("SELECT contact_id FROM contacts").fetchall()

    for key in "abc":
        project.write_calls(f"calls_{key}.csv", GOOD.format(key))
    reports = list(ingest(project.settings, [], give_up))
    assert [report.status for report in reports] == ["failed", "loaded", "loaded"]
    assert project.query("SELECT status FROM loads ORDER BY load_id") == [
        ("failed",),
        ("loaded",),
        ("loaded",),
    ]
    assert project.query("SELECT contact_id FROM contacts ORDER BY 1") == [("b",), ("c",)]


def test_what_is_no_file_does_not_hang_a_load(project: Project) -> None:
    os.mkfifo(project.folder / "calls_fifo.csv")
    (project.folder / "calls_folder.csv").mkdir()
    (project.folder / "calls_loop.csv").symlink_to(project.folder / "calls_loop.csv")
    project.write_calls("calls.csv", GOOD.format("a"))
    assert [report.status for report in load(project)] == ["loaded"]
    reports = load(
        project, project.folder / "calls_fifo.csv", Path("/dev/null"), project.folder / "calls.csv"
    )
    assert [report.status for report in reports] == ["failed", "failed", "known"]


def test_line_ends_of_any_mixture_are_read_and_fields_keep_theirs(project: Project) -> None:
    rows = [
        GOOD.format(key).replace("loans", f'"{text}"')
        for key, text in zip("abc", ["1\n2", "1\r\n2", "1\r2"], strict=True)
    ]
    project.write("calls.csv", "")
    (project.folder / "calls.csv").write_bytes(
        "\r".join([HEADER, rows[0] + "\n" + rows[1], rows[2] + "\r\n"]).encode()
    )
    (report,) = load(project)
    assert (report.read, report.accepted) == (3, 3)
    assert [row for (row,) in project.query("SELECT department FROM contacts ORDER BY contact_id")] == [
        "1\n2",
        "1\r\n2",
        "1\r2",
    ]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_array_is_loaded(project: Project, indent: int | None) -> None:
    with_format(project, "jsonl")
    rows = [dict(zip(COLUMNS, GOOD.format(key).split(","), strict=True)) for key in "abc"]
    project.write("calls.jsonl", json.dumps(rows, indent=indent))
    (report,) = load(project)
    assert (report.status, report.accepted) == ("loaded", 3)


def test_a_control_character_in_json_rejects_its_line_only(project: Project) -> None:
    with_format(project, "jsonl")
    rows = [json.dumps(dict(zip(COLUMNS, GOOD.format(key).split(","), strict=True))) for key in "abc"]
    rows[1] = rows[1].replace("loans", "lo\x01ans")
    project.write("calls.jsonl", "\n".join(rows))
    (report,) = load(project)
    assert (report.accepted, report.rejected_by_rule) == (2, {"file.not_a_json_object": 1})
    assert project.query("SELECT line FROM rejected_rows") == [(2,)]


def test_json_that_is_deep_or_has_no_end_of_keys_ends_no_run(project: Project) -> None:
    with_format(project, "jsonl")
    row = dict(zip(COLUMNS, GOOD.format("a").split(","), strict=True))
    deep = '{"a":' + "[" * 200_000 + "]" * 200_000 + "}"
    project.write("calls_1.jsonl", f"{json.dumps(row)}\n{deep}\n{deep[:200_000]}\n")
    project.write("calls_2.jsonl", json.dumps(row | {f"k{number}": 1 for number in range(20_000)}))
    project.write("calls_3.jsonl", "[" * 200_000)
    reports = load(project)
    assert [(report.status, report.read) for report in reports] == [
        ("loaded", 3),
        ("failed", 0),
        ("failed", 0),
    ]
    assert "The file has 20,007 columns; up to 2,000 are read." in (reports[1].reason or "")


def test_a_parquet_file_with_a_broken_middle_is_not_blamed_on_the_select(project: Project) -> None:
    with_format(project, "parquet")
    rows = [GOOD.format(number).split(",") for number in range(500)]
    path = project.folder / "calls.parquet"
    pl.DataFrame(rows, schema=COLUMNS, orient="row").write_parquet(path)
    content = bytearray(path.read_bytes())
    content[20:60] = bytes(40)
    path.write_bytes(content)
    (report,) = load(project)
    assert "The file cannot be read to its end" in (report.reason or "")


def test_a_select_may_end_in_a_semicolon_and_a_comment(project: Project) -> None:
    project.write("calls.sql", CALLS_SELECT.strip() + "; -- 끝; done")
    project.write_calls("calls.csv", GOOD.format("a"))
    assert [report.status for report in load(project)] == ["loaded"]


def test_keys_that_differ_in_case_or_are_blank_are_columns(project: Project) -> None:
    with_format(project, "jsonl")
    row = dict(zip(COLUMNS, GOOD.format("a").split(","), strict=True))
    project.write("calls.jsonl", json.dumps(row | {"ID": "other", "": 1, "origin": 2, "a/b~c": 3, "\0": 4}))
    (report,) = load(project)
    assert report.status == "loaded", report
    assert project.query("SELECT contact_id FROM contacts") == [("a",)]


def workbook() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    hidden, shown = book.add_worksheet("hidden"), book.add_worksheet("shown")
    hidden.hide()
    hidden.write(0, 0, "nothing")
    shown.activate()
    shown.set_first_sheet()
    shown.write_row(0, 0, [*COLUMNS, "wait", "at"])
    for row, key in enumerate("ab", 1):
        shown.write_row(row, 0, GOOD.format(key).split(","))
        shown.write_datetime(row, 8, time(10, 30), book.add_format({"num_format": "hh:mm"}))
        shown.write_datetime(
            row, 2, datetime(2026, 1, 5, 10), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )
    shown.write_formula(2, 5, "=1/0", None, "#DIV/0!")
    book.close()
    return target.getvalue()


def test_a_workbook_is_read_as_it_is_shown(project: Project) -> None:
    with_format(project, "excel")
    project.write("select.sql", CALLS_SELECT.replace("department,", '"at" AS department,'))
    (project.folder / "calls.xlsx").write_bytes(workbook())
    (report,) = load(project)
    assert project.query("SELECT contact_id, department FROM contacts") == [("a", "10:30:00")], report
    assert project.query("SELECT line, rule, value FROM rejected_rows") == [
        (3, "wait_seconds.type", "#DIV/0!")
    ]


def test_an_error_about_a_workbook_is_one_line(project: Project) -> None:
    with_format(project, "excel")
    (project.folder / "calls.xlsx").write_bytes(b"no workbook")
    (report,) = load(project)
    assert (report.reason or "").count("\n") == 0
    assert "not a readable workbook" in (report.reason or "")


def test_archives_say_what_is_wrong_with_them(project: Project) -> None:
    with_format(project, "csv")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("calls.csv", HEADER)
    with zipfile.ZipFile(project.folder / "calls_nested.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    with zipfile.ZipFile(project.folder / "calls_several.zip", "w") as archive:
        archive.writestr("a.csv", HEADER)
        archive.writestr("b.csv", "other,columns")
    (project.folder / "calls_cut.zip").write_bytes(inner.getvalue()[:-9])
    reasons = {report.file: report.reason or "" for report in load(project)}
    assert "holds a zip archive" in reasons["calls_nested.zip"]
    assert "The columns of b.csv are not those of a.csv" in reasons["calls_several.zip"]
    assert "cannot be unpacked" in reasons["calls_cut.zip"]


@pytest.mark.parametrize("frame", [pl.DataFrame({"origin": [1], "ID": [2], "": [3], "file_row_number": [4]})])
def test_parquet_of_any_names_is_loaded(make_project: Callable[[], Project], frame: pl.DataFrame) -> None:
    project = make_project()
    with_format(project, "parquet")
    row = dict(zip(COLUMNS[1:], GOOD.format("a").split(",")[1:], strict=True))
    frame.with_columns(**{name: pl.lit(value) for name, value in row.items()}).write_parquet(
        project.folder / "calls.parquet"
    )
    (report,) = load(project)
    assert (report.status, report.accepted) == ("loaded", 1), report
