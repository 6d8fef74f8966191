"""`touchpoints source test` says what a load would make of a file, and leaves no trace."""

import io
import json
import os
from pathlib import Path

import polars as pl
import pytest

from tests.attacks.loading import load
from tests.ingest.conftest import Type
from tests.project import CALLS_SELECT, SETTINGS, Project
from warehouse.lock import writer_lock
from warehouse.work import leave

GOOD = "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved"
BAD_WAIT = "b,k1,2026-01-05 11:00:00,loans,phone,-7,resolved"
BAD_OUTCOME = "c,k1,2026-01-05 12:00:00,loans,phone,9,Done!"
FAX = "d,k1,2026-01-05 13:00:00,loans,fax,9,resolved"


def files_in(folder: Path) -> dict[Path, int]:
    leave()
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_rows_counts_and_rules_are_shown_with_an_example(project: Project, type_in: Type) -> None:
    project.write_calls("calls_1.csv", GOOD, BAD_WAIT, BAD_OUTCOME, BAD_OUTCOME.replace("c,", "e,"))
    done = type_in(project, "source", "test", "calls")
    assert done.status == 1
    assert "4 contacts read, 1 accepted; 3 rejected. Nothing was loaded." in done.stdout
    # Times are shown on the clock of the business.
    assert "2026-01-05 10:00" in done.stdout
    table = done.stdout[done.stdout.index("Rejected by:") :]
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in table.splitlines() if "│" in line]
    assert rows == [["outcome.allowed", "2", "Done!", "4"], ["wait_seconds.range", "1", "-7", "3"]]


def test_a_file_that_a_load_would_refuse_as_a_whole_is_said_to_be(project: Project, type_in: Type) -> None:
    bad = [BAD_OUTCOME.replace("c,", f"c{number},", 1) for number in range(20)]
    project.write_calls("calls_1.csv", GOOD, *bad)
    done = type_in(project, "source", "test", "calls")
    assert "A load would take nothing of this file: 20 of its 21 records are rejected" in done.stdout
    (report,) = project.ingest()
    assert report.status == "failed"


def test_what_a_load_would_take_whole_ends_well(project: Project, type_in: Type) -> None:
    project.write_calls("calls_1.csv", GOOD)
    done = type_in(project, "source", "test", "calls")
    assert (done.status, done.stderr) == (0, "")


def test_a_load_afterwards_says_the_same(project: Project, type_in: Type) -> None:
    path = project.write_calls("calls_1.csv", GOOD, BAD_WAIT, BAD_OUTCOME, FAX, "only,two")
    tried = json.loads(type_in(project, "source", "test", "calls", "--format", "json").stdout)
    (report,) = load(project, path)
    assert tried["rejected"] == report.rejected
    assert {each["rule"]: each["rows"] for each in tried["rejected_by"]} == report.rejected_by_rule
    assert tried["kinds"][0]["accepted"] == report.accepted
    assert (
        tried["unknown_terms"] == report.unknown_terms == [{"term": "channel", "name": "fax", "contacts": 1}]
    )


def test_nothing_is_made_where_there_is_no_warehouse(project: Project, type_in: Type) -> None:
    project.write_calls("calls_1.csv", GOOD, BAD_WAIT)
    before = files_in(project.folder)
    type_in(project, "source", "test", "calls")
    assert files_in(project.folder) == before


def test_beside_a_load_it_neither_waits_nor_leaves_a_row(project: Project, type_in: Type) -> None:
    load(project, project.write_calls("calls_1.csv", GOOD))
    project.write_calls("calls_2.csv", BAD_WAIT)
    before = files_in(project.folder)
    with writer_lock(project.settings, "another load"):
        done = type_in(project, "source", "test", "calls", str(project.folder / "calls_2.csv"))
    assert done.status == 1
    assert {path for path in files_in(project.folder) if path.suffix != ".json"} == set(before)
    assert project.query("SELECT count(*) FROM loads") == [(1,)]


def test_the_newest_file_is_taken_and_rows_are_as_many_as_asked_for(project: Project, type_in: Type) -> None:
    newest = project.write_calls("calls_1.csv", GOOD, FAX)
    older = project.write_calls("calls_2.csv", BAD_WAIT)
    os.utime(older, (1, 1))
    done = type_in(project, "source", "test", "calls", "--rows", "1", "--format", "csv")
    assert newest.name in done.stderr
    assert pl.read_csv(io.StringIO(done.stdout))["contact_id"].to_list() == ["a"]


def test_a_file_that_the_pattern_does_not_find_is_tried_and_that_is_said(
    project: Project, type_in: Type
) -> None:
    project.write_calls("other.csv", GOOD)
    done = type_in(project, "source", "test", "calls", "other.csv")
    assert done.status == 0
    assert "does not find this file" in done.stdout


def test_unknown_channels_and_modes_are_told_with_counts(project: Project, type_in: Type) -> None:
    project.write("touchpoints.toml", SETTINGS.replace('digital = "low"\n', ""))
    project.write_calls(
        "calls_1.csv", GOOD, FAX, FAX.replace("d,", "e,"), GOOD.replace("a,", "f,").replace("phone", "web")
    )
    told = "Not in the settings: channel fax 2; delivery mode digital 1. Their contacts have no tier"
    assert told in " ".join(type_in(project, "source", "test", "calls").stdout.split())
    loaded = type_in(project, "ingest")
    assert told in " ".join(loaded.stdout.split())


def test_an_always_empty_column_and_nulls_passed_over_are_told(project: Project, type_in: Type) -> None:
    select = CALLS_SELECT.replace("wait AS", "greatest(try_cast(customer AS DOUBLE), 1) AS")
    project.write(
        "calls.sql", select.replace("customer AS customer_id", "nullif(customer, 'k1') AS customer_id")
    )
    project.write_calls("calls_1.csv", GOOD)
    told = " ".join(type_in(project, "source", "test", "calls").stdout.split())
    assert "no accepted record has a value in customer_id" in told
    assert "calls.sql: Line 4: greatest passes over nulls (greatest(NULL, 1) is 1)" in told


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("nosuch",), "There is no source 'nosuch' in touchpoints.toml. Known are: calls."),
        (("calls",), "There is no file to try: nothing matches calls*.csv."),
        (("calls", "gone.csv"), "This is no regular file."),
    ],
)
def test_what_cannot_be_tried_is_said_in_a_sentence(
    project: Project, type_in: Type, words: tuple[str, ...], complaint: str
) -> None:
    done = type_in(project, "source", "test", *words)
    assert done.status == 1
    assert complaint in done.stderr
