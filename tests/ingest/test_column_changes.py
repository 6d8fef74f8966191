"""What changes among the columns of a source's exports is said at the load and kept."""

import pytest

from ingest.summary import summary
from tests.project import HEADER, SETTINGS, Project
from warehouse.printing import print_out

ROW = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"
CHANGES = "SELECT file, column_name, change FROM column_changes WHERE change <> 'first' ORDER BY load_id, 3"
FIRST = "SELECT count(*) FROM column_changes WHERE change = 'first' AND load_id = 1"


def write(project: Project, name: str, columns: str, *rows: str) -> None:
    project.write(name, "\n".join([columns, *rows, ""]))


def test_a_new_column_is_said_once_and_every_change_is_kept(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, "calls_1.csv", f"{HEADER},old", ROW.format("a") + ",x")
    write(project, "calls_2.csv", f"{HEADER},old,agent", ROW.format("b") + ",x,y")
    write(project, "calls_3.csv", f"{HEADER},agent", ROW.format("c") + ",y")
    write(project, "calls_4.csv", f"{HEADER},agent,old", ROW.format("d") + ",y,x")
    reports = project.ingest()
    assert [report.new_columns for report in reports] == [(), ("agent",), (), ()]
    print_out(summary(reports))
    assert "calls_2.csv: has columns that its source had not before: agent.\n" in capsys.readouterr().out
    assert project.query(FIRST) == [(8,)]
    changes = [
        ("calls_2.csv", "agent", "came"),
        ("calls_3.csv", "old", "left"),
        ("calls_4.csv", "old", "came"),
    ]
    assert project.query(CHANGES) == changes


def test_a_later_run_goes_on_from_what_was_kept(project: Project) -> None:
    project.write_calls("calls_1.csv", ROW.format("a"))
    project.ingest()
    write(project, "calls_2.csv", f"{HEADER},agent", ROW.format("b") + ",y")
    (_, report) = project.ingest()
    assert report.new_columns == ("agent",)
    assert project.query(CHANGES) == [("calls_2.csv", "agent", "came")]


def test_a_file_that_fails_changes_nothing_of_it(project: Project) -> None:
    project.write_calls("calls_1.csv", ROW.format("a"))
    write(project, "calls_2.csv", "id,customer,other", "b,k1,x")
    project.ingest()
    assert project.query(CHANGES) == []


@pytest.mark.parametrize(
    ("settings", "bad", "good", "status"),
    [
        ("", 11, 10, "failed"),
        ("", 11, 11, "loaded"),
        ("", 10, 1, "loaded"),
        ("loading = {max_reject_share = 1}", 30, 1, "loaded"),
        ("loading = {max_reject_share = 0}", 1, 30, "failed"),
    ],
)
def test_a_file_with_too_large_a_share_of_rejects_fails(
    project: Project, settings: str, bad: int, good: int, status: str
) -> None:
    project.write("touchpoints.toml", f"{settings}\n{SETTINGS}")
    rows = [ROW.format(f"g{number}") for number in range(good)]
    rows += [ROW.format(f"b{number}").replace("resolved", "PHANTOM") for number in range(bad)]
    project.write_calls("calls.csv", *rows)
    (report,) = project.ingest()
    assert report.status == status
    assert project.query("SELECT count(*) FROM contacts") == [(good if status == "loaded" else 0,)]
    assert project.query("SELECT count(*) FROM rejected_rows") == [(bad if status == "loaded" else 0,)]


def test_the_failure_says_which_rule_and_the_mended_select_loads_the_file(project: Project) -> None:
    project.write("touchpoints.toml", SETTINGS + "max_reject_share = 0.2\n")
    rows = [
        ROW.format(number).replace("resolved", "PHANTOM" if number % 2 else "resolved")
        for number in range(24)
    ]
    project.write_calls("calls.csv", *rows, "too,few")
    (report,) = project.ingest()
    assert report.reason == (
        "13 of its 25 records are rejected, more than a share of 0.2 (max_reject_share), most of them by"
        " outcome.allowed (12): the first in line 3, where 'PHANTOM' stood. Mend the SELECT or export the"
        " file again; nothing of it was loaded."
    )
    sql = (project.folder / "calls.sql").read_text(encoding="utf-8")
    project.write("calls.sql", sql.replace("result AS", "replace(result, 'PHANTOM', 'failed') AS"))
    (report,) = project.ingest()
    assert (report.accepted, report.rejected) == (24, 1)
