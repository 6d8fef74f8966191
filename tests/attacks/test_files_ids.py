"""F19, F24: a row without an id gets a lasting one, and a replay changes no record but its own."""

import pytest

from tests.attacks.loading import load, load_again
from tests.project import CALLS_SELECT, HEADER, Project

ROW = "{},k1,2026-01-05 10:00:00,loans,phone,5,{}"
BY_ORIGIN = CALLS_SELECT.replace("id AS contact_id", "origin_id AS contact_id")
MENDED = ("result AS", "replace(result, 'DONE', 'resolved') AS")


def contacts(project: Project) -> list[tuple[str, str]]:
    return project.query("SELECT contact_id, department FROM contacts ORDER BY 1")  # type: ignore[return-value]


def write(project: Project, name: str, *outcomes: str) -> None:
    """One row per outcome, told apart by its department."""
    rows = [
        ROW.format("", outcome).replace("loans", f"{name}-{place}") for place, outcome in enumerate(outcomes)
    ]
    project.write_calls(name, *rows)


@pytest.mark.parametrize(
    "select",
    [
        BY_ORIGIN,
        BY_ORIGIN.replace("origin_id AS", "origin.file || ':' || origin.line AS"),
        f"WITH a AS (SELECT * FROM export) {BY_ORIGIN.replace('FROM export', 'FROM a')}",
        BY_ORIGIN + " WHERE true",
    ],
)
def test_a_row_without_an_id_keeps_the_one_of_its_place(project: Project, select: str) -> None:
    project.write("calls.sql", select)
    write(project, "calls_1.csv", "resolved", "DONE", "resolved")
    write(project, "calls_2.csv", "DONE", "resolved")
    load(project)
    project.write("calls.sql", select.replace(*MENDED))
    assert [report.accepted for report in load_again(project)] == [1, 1]
    assert contacts(project) == [
        ("calls_1.csv:2", "calls_1.csv-0"),
        ("calls_1.csv:3", "calls_1.csv-1"),
        ("calls_1.csv:4", "calls_1.csv-2"),
        ("calls_2.csv:2", "calls_2.csv-0"),
        ("calls_2.csv:3", "calls_2.csv-1"),
    ]


def test_ids_by_place_stay_when_a_broken_line_is_mended(project: Project) -> None:
    project.write("calls.sql", BY_ORIGIN)
    row = ROW.format("", "resolved")
    project.write_calls("calls.csv", row, "too,few", '"two\nlines"' + row, row)
    (first,) = load(project)
    assert first.rejected_by_rule == {"file.missing_columns": 1}
    project.write_calls("calls.csv", row, row, row, row, row)
    (again,) = load(project)
    assert (again.accepted, again.unchanged, again.corrected) == (2, 3, 0)


@pytest.mark.parametrize(
    "key",
    [
        "'r-' || row_number() OVER ()",
        "'r-' || rank() OVER (ORDER BY department)",
        "'r-' || count(*) OVER (PARTITION BY started ORDER BY department)",
    ],
)
def test_ids_made_by_a_window_are_refused_at_replay(project: Project, key: str) -> None:
    select = BY_ORIGIN.replace("origin_id AS", f"{key} AS")
    project.write("calls.sql", select)
    write(project, "calls.csv", "resolved", "resolved", "DONE")
    load(project)
    before = contacts(project)
    project.write("calls.sql", select.replace(*MENDED))
    (report,) = load_again(project)
    assert report.status == "failed"
    assert "contact_id by a window function" in (report.reason or "")
    assert contacts(project) == before
    assert project.query("SELECT count(*) FROM rejected_rows WHERE replayed_in IS NULL") == [(1,)]


def test_a_replayed_row_changes_no_record_of_its_own_load_or_a_later_one(project: Project) -> None:
    project.write_calls(
        "calls_1.csv", ROW.format("a", "resolved"), ROW.format("a", "DONE").replace(",5,", ",7,")
    )
    project.write_calls("calls_2.csv", ROW.format("b", "DONE"))
    project.write_calls("calls_3.csv", ROW.format("b", "failed"))
    load(project)
    project.write("calls.sql", CALLS_SELECT.replace(*MENDED))
    reports = load_again(project)
    assert [report.rejected_by_rule for report in reports] == [{"contact_id.taken": 1}] * 2
    assert project.query("SELECT contact_id, outcome, wait_seconds FROM contacts ORDER BY 1") == [
        ("a", "resolved", 5.0),
        ("b", "failed", 5.0),
    ]


def test_a_replayed_row_corrects_what_an_earlier_file_brought(project: Project) -> None:
    project.write_calls("calls_1.csv", ROW.format("a", "failed"))
    project.write_calls("calls_2.csv", ROW.format("a", "DONE"))
    load(project)
    project.write("calls.sql", CALLS_SELECT.replace(*MENDED))
    (report,) = load_again(project)
    assert (report.corrected, report.rejected) == (1, 0)


def test_a_row_that_is_still_bad_is_kept_once(project: Project) -> None:
    project.write_calls("calls.csv", *(ROW.format(key, "DONE") for key in "abc"), ROW.format("d", "resolved"))
    load(project)
    before = project.query("FROM rejected_rows ORDER BY line")
    for _ in range(3):
        (report,) = load_again(project)
        assert (report.status, report.read, report.rejected) == ("rejected", 3, 3)
    assert project.query("FROM rejected_rows ORDER BY line") == before
    project.write(
        "calls.sql", CALLS_SELECT.replace("result AS", "CASE id WHEN 'a' THEN 'failed' ELSE result END AS")
    )
    load_again(project)
    assert project.query("SELECT line, replayed_in IS NULL FROM rejected_rows ORDER BY line") == [
        (2, False),
        (3, True),
        (4, True),
    ]


def test_a_fold_is_replayed_with_the_lines_its_rows_had(project: Project) -> None:
    fold = (
        "SELECT list(origin) AS origin, min(origin_id) AS contact_id, min(started) AS occurred_at,"
        " any_value(department) AS department, any_value(channel) AS channel, max(result) AS outcome"
        " FROM export GROUP BY customer"
    )
    project.write("calls.sql", fold)
    project.write("calls.csv", "\n".join([HEADER, *(ROW.format(key, "DONE") for key in "ab")]))
    load(project)
    project.write("calls.sql", fold.replace("max(result)", "'resolved'"))
    (report,) = load_again(project)
    assert (report.read, report.accepted) == (1, 1)
    assert project.query("SELECT contact_id FROM contacts") == [("calls.csv:2",)]
