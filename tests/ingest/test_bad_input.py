"""Bad input is one sentence that says what, where and how to mend it; the other files are loaded."""

from pathlib import Path

import pytest

from tests.project import CALLS_SELECT, HEADER, SETTINGS, Project
from warehouse.errors import ExportError

GOOD = "good,k1,2026-01-05 10:00:00,loans,phone,5,resolved"


def reason_of(project: Project, name: str) -> str:
    """Load everything; the good file must be in, the named one failed, and nothing of it visible."""
    project.write_calls("calls_good.csv", GOOD)
    reports = {report.file: report for report in project.ingest()}
    assert reports["calls_good.csv"].status == "loaded", reports["calls_good.csv"].reason
    assert reports[name].status == "failed"
    assert project.query("SELECT contact_id FROM contacts") == [("good",)]
    assert project.query(f"SELECT status FROM loads WHERE file = '{name}'") == [("failed",)]
    reason = reports[name].reason or ""
    assert reason.count("\n") <= 2
    return reason


def test_a_wrong_path_is_named(project: Project) -> None:
    with pytest.raises(ExportError, match=r"no file or folder nowhere\.csv. Check the path"):
        project.ingest(Path("nowhere.csv"))


def test_nothing_to_load_says_what_was_looked_for(project: Project) -> None:
    with pytest.raises(ExportError, match=r"nothing matches calls\*\.csv"):
        project.ingest()


def test_an_empty_file_says_so(project: Project) -> None:
    project.write("calls_bad.csv", "")
    assert reason_of(project, "calls_bad.csv") == "The file is empty. Export it again."


def test_a_file_in_another_encoding_says_which_to_set(project: Project) -> None:
    project.write("calls_bad.csv", f"{HEADER}\na,k1,2026-01-05,대출,phone,5,resolved\n", encoding="cp949")
    reason = reason_of(project, "calls_bad.csv")
    assert "The file is not in utf-8: byte 0xB4 in line 2 does not belong there." in reason
    assert "cp949 or euc-kr would fit: set the source's 'encoding'" in reason


def test_a_file_that_is_not_in_the_declared_code_page_says_so(project: Project) -> None:
    project.write(
        "touchpoints.toml", SETTINGS.replace('format = "csv"', 'format = "csv"\nencoding = "cp949"')
    )
    project.write("calls_bad.csv", f"{HEADER}\na,k1,2026-01-05,대출팀,phone,5,resolved\n")
    reason = reason_of(project, "calls_bad.csv")
    assert "The file is not in cp949" in reason
    assert "utf-8 would fit" in reason


def test_a_missing_column_is_named_beside_those_there_are(project: Project) -> None:
    project.write(
        "calls_bad.csv", "id,customer,started,channel,wait,result\na,k1,2026-01-05,phone,5,resolved\n"
    )
    reason = reason_of(project, "calls_bad.csv")
    assert "calls.sql, line 3: there is no column department here." in reason
    assert "The file has the columns id, customer, started, channel, wait, result" in reason


def test_the_nearest_column_is_named_beside_a_missing_one(project: Project) -> None:
    renamed = HEADER.replace("wait", "Waiting")
    project.write("calls.csv", f"{renamed}\nb,k1,2026-01-05,loans,phone,5,resolved\n")
    (report,) = project.ingest()
    assert "there is no column wait here" in (report.reason or "")
    assert "Did you mean Waiting? The file has the columns id" in (report.reason or "")
    project.write("calls.sql", CALLS_SELECT.replace("wait AS", "xylophone AS"))
    (report,) = project.ingest()
    assert "Did you mean" not in (report.reason or "")


def test_a_column_that_is_there_twice_is_told_under_the_name_it_got(project: Project) -> None:
    project.write("calls.sql", CALLS_SELECT.replace("wait AS", "waited AS"))
    project.write("calls_bad.csv", f"{HEADER},wait\na,k1,2026-01-05,loans,phone,5,resolved,5\n")
    (report,) = project.ingest()
    assert "wait_2 ('wait' in the file)" in (report.reason or "")


def test_a_broken_archive_says_so(project: Project) -> None:
    project.write("touchpoints.toml", SETTINGS.replace("calls*.csv", "calls*"))
    project.write("calls.sql", CALLS_SELECT)
    project.write("calls_bad.zip", "not a zip")
    assert "The file cannot be unpacked" in reason_of(project, "calls_bad.zip")


def test_a_file_of_no_source_lists_the_patterns(project: Project) -> None:
    project.write_calls("calls_good.csv", GOOD)
    stray = project.write("stray.csv", "x\n1\n")
    good, bad = project.ingest(project.folder / "calls_good.csv", stray)
    assert good.status == "loaded"
    assert bad.reason is not None
    assert "No source matches this file." in bad.reason
    assert "calls: calls*.csv" in bad.reason


def test_a_file_of_two_sources_names_both(project: Project) -> None:
    second = (
        SETTINGS[SETTINGS.index("[[sources]]") :].replace('"calls"', '"other"').replace("calls*", "*_bad")
    )
    project.write("touchpoints.toml", SETTINGS + second)
    project.write_calls("calls_bad.csv", GOOD)
    assert "The sources calls and other both match this file." in reason_of(project, "calls_bad.csv")


@pytest.mark.parametrize(
    ("select", "complaint"),
    [
        (CALLS_SELECT.replace("origin, ", ""), "does not give the column 'origin'"),
        (CALLS_SELECT.replace("department, ", ""), "does not give the column 'department'"),
        (CALLS_SELECT.replace("wait_seconds", "wait_second"), "Did you mean 'wait_seconds'?"),
        (CALLS_SELECT.replace("FROM export", "FORM export"), "syntax error"),
        (CALLS_SELECT.replace("wait AS", "wait::DATE AS"), "try_cast"),
        ("DROP TABLE contacts", "is not one SELECT"),
    ],
)
def test_a_select_that_does_not_fit_says_how(project: Project, select: str, complaint: str) -> None:
    project.write("calls.sql", select)
    project.write_calls("calls_bad.csv", GOOD)
    (report,) = project.ingest()
    assert report.status == "failed"
    assert complaint in (report.reason or "")
    assert project.query("SELECT count(*) FROM contacts") == [(0,)]


def test_a_missing_select_file_is_named(project: Project) -> None:
    (project.folder / "calls.sql").unlink()
    project.write_calls("calls_bad.csv", GOOD)
    (report,) = project.ingest()
    assert "calls.sql of source 'calls' cannot be read" in (report.reason or "")
