"""A row that breaks the contract is kept with its place, rule and text, and can be judged anew."""

import json
from datetime import date

from analytics.marts.refresh import refresh
from ingest.rejected.which import Which
from ingest.replay import replay
from tests.project import CALLS_SELECT, Project

GOOD = "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved"


def rejects(project: Project) -> list[tuple[object, ...]]:
    return project.query("SELECT line, rule, value FROM rejected_rows ORDER BY line, rule")


def test_each_rule_names_the_column_and_what_stood_there(project: Project) -> None:
    project.write_calls(
        "calls.csv",
        GOOD,
        ",k1,2026-01-05 10:00:00,loans,phone,5,resolved",
        "c,k1,2026-13-05 10:00:00,loans,phone,5,resolved",
        "d,k1,2026-01-05 10:00:00,,phone,5,resolved",
        "e,k1,2026-01-05 10:00:00,loans,phone,-5,resolved",
        "f,k1,2026-01-05 10:00:00,loans,phone,soon,resolved",
        "g,k1,2026-01-05 10:00:00,loans,phone,5,PHANTOM",
        "h,k1,2026-01-05 10:00:00,loans,phone,inf,resolved",
    )
    (report,) = project.ingest()
    assert (report.read, report.accepted, report.rejected) == (8, 1, 7)
    assert rejects(project) == [
        (3, "contact_id.missing", None),
        (4, "occurred_at.type", "2026-13-05 10:00:00"),
        (5, "department.missing", None),
        (6, "wait_seconds.range", "-5"),
        (7, "wait_seconds.type", "soon"),
        (8, "outcome.allowed", "PHANTOM"),
        (9, "wait_seconds.range", "inf"),
    ]


def test_lines_stay_true_behind_records_that_cannot_be_split(project: Project) -> None:
    bad = "{},k1,2026-01-05 10:00:00,loans,phone,-1,resolved"
    project.write_calls("calls.csv", bad.format("a"), "too,few", bad.format("b"), "x", bad.format("c"))
    (report,) = project.ingest()
    assert report.rejected_by_rule == {"wait_seconds.range": 3, "file.missing_columns": 2}
    assert [line for line, rule, _ in rejects(project) if rule == "wait_seconds.range"] == [2, 4, 6]
    assert [line for line, rule, _ in rejects(project) if rule == "file.missing_columns"] == [3, 5]


def test_lines_are_those_of_the_file_when_the_select_drops_rows(project: Project) -> None:
    project.write("calls.sql", CALLS_SELECT + " WHERE department <> 'test'")
    project.write_calls(
        "calls.csv",
        "t,k1,2026-01-05 10:00:00,test,phone,5,resolved",
        "a,k1,2026-01-05 10:00:00,loans,phone,-5,resolved",
    )
    project.ingest()
    assert rejects(project) == [(3, "wait_seconds.range", "-5")]


def test_a_rejected_row_keeps_its_own_columns(project: Project) -> None:
    project.write_calls("calls.csv", 'a,k1,2026-01-05 10:00:00,"loans, ""new""",phone,-5,resolved')
    project.ingest()
    ((raw,),) = project.query("SELECT raw FROM rejected_rows")
    assert json.loads(raw)["department"] == 'loans, "new"'


def test_rejected_rows_can_be_judged_anew_after_the_select_was_mended(project: Project) -> None:
    project.write_calls(
        "calls.csv", GOOD, "b,k1,2026-01-05 10:00:00,loans,phone,5,DONE", GOOD.replace("a", "c", 1) + "?"
    )
    project.ingest()
    mended = CALLS_SELECT.replace("result AS", "CASE result WHEN 'DONE' THEN 'resolved' ELSE result END AS")
    project.write("calls.sql", mended)
    (report,) = replay(project.settings, Which("calls"), refresh)
    assert (report.read, report.accepted, report.rejected) == (2, 1, 1)
    assert project.query("SELECT contact_id FROM contacts ORDER BY 1") == [("a",), ("b",)]
    assert project.query("SELECT line, value FROM rejected_rows WHERE replayed_in IS NULL") == [
        (4, "resolved?")
    ]
    assert project.query("SELECT sum(contacts)::INTEGER FROM contact_daily") == [(2,)]


def test_a_fold_keeps_every_row_that_a_rejected_record_came_from(project: Project) -> None:
    project.write(
        "calls.sql",
        "-- Grain: one row per case.\n"
        "SELECT list(origin) AS origin, id AS contact_id, min(started) AS occurred_at,"
        " any_value(department) AS department, any_value(channel) AS channel,"
        " max(result) AS outcome FROM export GROUP BY id",
    )
    project.write_calls(
        "calls.csv",
        GOOD,
        "b,k1,2026-01-05 10:00:00,loans,phone,5,nonsense",
        "b,k1,2026-01-06 10:00:00,loans,phone,7,nonsense",
    )
    (report,) = project.ingest()
    assert (report.read, report.accepted, report.rejected) == (2, 1, 1)
    ((line, raw),) = project.query("SELECT line, raw FROM rejected_rows")
    assert line == 3
    assert [json.loads(part)["wait"] for part in raw.split("\n")] == ["5", "7"]


PHANTOM = "{},k1,2026-01-05 10:00:00,loans,phone,5,PHANTOM"
OPEN = "SELECT file, line, rule FROM rejected_rows WHERE replayed_in IS NULL ORDER BY ALL"


def test_a_mended_file_of_the_same_name_closes_what_was_rejected_of_it(project: Project) -> None:
    project.write_calls("calls.csv", GOOD, PHANTOM.format("b"), "too,few", PHANTOM.format("c"))
    project.write_calls("calls_2.csv", PHANTOM.format("x"))
    project.ingest()
    project.write_calls(
        "calls.csv", GOOD, GOOD.replace("a", "b", 1), GOOD.replace("a", "d", 1), PHANTOM.format("c")
    )
    project.ingest()
    assert project.query(OPEN) == [("calls.csv", 5, "outcome.allowed"), ("calls_2.csv", 2, "outcome.allowed")]
    closed = project.query(
        "SELECT line, replayed_in FROM rejected_rows WHERE replayed_in IS NOT NULL ORDER BY 1"
    )
    assert closed == [(3, 3), (4, 3), (5, 3)]


def test_a_replay_that_changes_nothing_writes_nothing(project: Project) -> None:
    project.write_calls("calls.csv", GOOD, PHANTOM.format("b"))
    project.ingest()
    before = project.query("SELECT count(*) FROM ducklake_snapshots('lake')")
    (report,) = replay(project.settings, Which(), refresh)
    assert (report.read, report.rejected) == (1, 1)
    assert project.query("SELECT count(*) FROM ducklake_snapshots('lake')") == before
    assert project.query("SELECT count(*) FROM loads") == [(1,)]


def test_a_row_that_breaks_another_rule_at_the_replay_is_kept_once_with_that(project: Project) -> None:
    project.write_calls("calls.csv", GOOD, PHANTOM.format("b"))
    project.ingest()
    project.write("calls.sql", CALLS_SELECT.replace("wait AS", "'-1' AS"))
    list(replay(project.settings, Which(), refresh))
    assert project.query("SELECT rule, replayed_in FROM rejected_rows") == [("wait_seconds.range", None)]


def test_a_replay_judges_only_the_rows_that_are_meant(project: Project) -> None:
    wait = "{},k1,2026-01-05 10:00:00,loans,phone,-5,resolved"
    project.write_calls("calls_1.csv", GOOD, PHANTOM.format("b"), wait.format("c"))
    project.write_calls("calls_2.csv", PHANTOM.format("d"), wait.format("e"))
    project.ingest()
    mended = CALLS_SELECT.replace("wait AS", "abs(wait::INT) AS").replace(
        "result AS", "replace(result, 'PHANTOM', 'failed') AS"
    )
    project.write("calls.sql", mended)
    list(replay(project.settings, Which(rule="wait_seconds.range", file="calls_2.csv"), refresh))
    assert project.query("SELECT contact_id FROM contacts ORDER BY 1") == [("a",), ("e",)]
    list(replay(project.settings, Which(rule="allowed", since=date(2020, 1, 1)), refresh))
    assert project.query("SELECT contact_id FROM contacts ORDER BY 1") == [("a",), ("b",), ("d",), ("e",)]
    assert list(replay(project.settings, Which(until=date(2020, 1, 1)), refresh)) == []
    assert project.query(OPEN) == [("calls_1.csv", 4, "wait_seconds.range")]


def test_a_file_that_keeps_failing_is_one_problem_until_it_is_loaded(project: Project) -> None:
    project.write("calls.csv", "nothing\nof this\n")
    for _ in range(3):
        (report,) = project.ingest()
        assert report.status == "failed"
    query = "SELECT status, attempts, first_tried_at < loaded_at FROM loads ORDER BY load_id"
    assert project.query(query) == [("failed", 3, True)]
    project.write_calls("calls.csv", GOOD)
    project.ingest()
    project.write("calls.csv", "nothing\nof this either\n")
    project.ingest()
    assert project.query(query) == [("failed", 3, True), ("loaded", None, None), ("failed", 1, False)]
