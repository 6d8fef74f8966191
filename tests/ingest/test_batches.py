"""Files of a run are committed together, and leave what they would have left one after another."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from itertools import permutations
from pathlib import Path

import duckdb
import pytest

from analytics.marts.refresh import refresh
from ingest.progress import Progress
from ingest.run import ingest
from tests.project import SETTINGS, Project
from warehouse.changes import Changes
from warehouse.ending import exit_status
from warehouse.lake import open_reader, writing
from warehouse.settings import Settings

CALL = "{},k{},2026-01-{:02} 10:00:00,loans,phone,{},resolved"
TABLES = ("contacts", "rejected_rows", "contact_daily", "wait_daily", "follow_up_daily", "customer_month")
COUNTS = "source, file, status, rows_read, rows_accepted, rows_unchanged, rows_corrected, rows_rejected"
PEOPLE = """
[[sources]]
name = "people"
files = "people*.csv"
format = "csv"
date_in_name = "%Y-%m-%d"
customers = "people.sql"
"""


def write_days(project: Project) -> list[Path]:
    """Four days; each brings new calls, one call of the day before unchanged, one corrected, and one bad."""
    return [
        project.write_calls(
            f"calls_{day}.csv",
            *(CALL.format(f"c{day}_{call}", call, day, 5) for call in range(4)),
            CALL.format(f"c{day - 1}_0", 0, day - 1, 5),
            CALL.format(f"c{day - 1}_1", 1, day - 1, 70 + day),
            CALL.format(f"c{day}_bad", 9, day, -1),
        )
        for day in range(2, 6)
    ]


def versions(project: Project) -> int:
    with open_reader(project.settings) as connection:
        return len(connection.sql("FROM ducklake_snapshots('lake')").fetchall())


def staged_files(project: Project) -> list[Path]:
    lake = project.settings.lake_folder
    return [*(lake / "data").rglob("*.parquet"), *(lake / "work").rglob("*.parquet")]


def test_files_together_leave_what_they_leave_one_after_another(make_project: Callable[[], Project]) -> None:
    together, apart = make_project(), make_project()
    write_days(together)
    together.ingest()
    for path in write_days(apart):
        apart.ingest(path)
    counts = f"SELECT {COUNTS} FROM loads ORDER BY load_id"
    assert together.query(counts) == apart.query(counts)
    expected, found = apart.tables(TABLES), together.tables(TABLES)
    for name in TABLES:
        assert found[name].equals(expected[name]), name
    assert versions(together) < versions(apart)


def test_files_of_a_run_are_one_version_of_the_warehouse(project: Project) -> None:
    first, *others = write_days(project)
    project.ingest(first)
    before = versions(project)
    project.ingest(*others)
    assert versions(project) == before + 1
    assert project.query("SELECT count(*), count(DISTINCT loaded_at) FROM loads") == [(4, 2)]


def test_batches_grow_with_what_is_loaded(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.batch._ROWS", 10)
    monkeypatch.setattr("ingest.batch._SECONDS", 1e9)
    for day in range(1, 29):
        rows = (CALL.format(f"c{day}_{call}", call, day, 5) for call in range(10))
        project.write_calls(f"calls_{day:02}.csv", *rows)
    project.ingest()
    batches = project.query("SELECT sum(rows_read)::BIGINT FROM loads GROUP BY loaded_at ORDER BY loaded_at")
    # A fifth of what is there, in whole files: of ten rows while that is less, and the last has what is left.
    assert [rows for (rows,) in batches] == [10] * 6 + [20] * 3 + [30] * 2 + [40, 50, 10]


def test_a_file_that_cannot_be_read_leaves_its_batch_and_the_others_go_on(project: Project) -> None:
    paths = write_days(project)
    paths[1].write_text("id,customer\n1,2\n", encoding="utf-8")
    before = [report.status for report in project.ingest()]
    assert before == ["loaded", "failed", "loaded", "loaded"]
    assert project.query("SELECT status FROM loads ORDER BY load_id") == [(status,) for status in before]
    assert project.query("SELECT sum(contacts)::BIGINT FROM contact_daily") == project.query(
        "SELECT count(*) FROM contacts"
    )


def test_a_batch_that_fails_is_loaded_file_by_file(make_project: Callable[[], Project]) -> None:
    def refuse(connection: duckdb.DuckDBPyConnection, settings: Settings, changes: Changes) -> None:
        if connection.sql("FROM contacts WHERE contact_id = 'c3_2'").fetchall():
            raise RuntimeError("not this one")
        refresh(connection, settings, changes)

    disturbed, without = make_project(), make_project()
    write_days(disturbed)
    write_days(without)[1].unlink()
    reports = list(ingest(disturbed.settings, [], refuse))
    assert [report.status for report in reports] == ["loaded", "failed", "loaded", "loaded"]
    assert "not this one" in str(reports[1].reason)
    without.ingest()
    expected, found = without.tables(TABLES), disturbed.tables(TABLES)
    for name in TABLES:
        assert found[name].equals(expected[name]), name
    assert {path.stem for path in staged_files(disturbed) if path.stem.startswith("load_")} == {
        "load_1",
        "load_3",
        "load_4",
    }


def test_a_copy_of_a_file_that_could_not_be_loaded_says_so(project: Project) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("not this one")

    for name in "ab":
        project.write_calls(f"calls_{name}.csv", CALL.format("c", 1, 1, 5))
    first, second = ingest(project.settings, [], refuse)
    assert (first.status, second.status) == ("failed", "failed")
    assert "calls_a.csv" in str(second.reason)
    assert [report.status for report in project.ingest()] == ["loaded", "known"]


def test_customers_of_a_batch_have_the_same_history_in_any_order(make_project: Callable[[], Project]) -> None:
    days = {
        "2026-01-01": ("a,gold", "b,silver"),
        "2026-02-01": ("a,gold", "b,gold", "c,silver"),
        "2026-03-01": ("a,silver", "b,gold"),
    }
    found = []
    for order in permutations(days):
        project = make_project()
        project.write("touchpoints.toml", SETTINGS + PEOPLE)
        project.write("people.sql", "SELECT origin, id AS customer_id, segment FROM export")
        paths = [
            project.write(f"people {day}.csv", "\n".join(["id,segment", *days[day], ""])) for day in order
        ]
        assert [report.status for report in project.ingest(*paths)] == ["loaded"] * 3
        states = "SELECT customer_id, valid_from, valid_until, segment FROM customer_periods ORDER BY ALL"
        found.append(project.query(states))
    assert all(states == found[0] for states in found)
    assert len(found[0]) == 5


def test_a_signal_within_a_batch_leaves_nothing_behind(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    write_days(project)

    def interrupted(*_: object) -> None:
        with suppress(SystemExit):
            os.kill(os.getpid(), signal.SIGTERM)
        raise RuntimeError("Query interrupted")

    assert exit_status(lambda: list(ingest(project.settings, [], interrupted))) == 128 + signal.SIGTERM
    assert capfd.readouterr().err == "Stopped.\n"
    assert project.query("SELECT count(*) FROM loads") == [(0,)]
    assert staged_files(project) == []
    assert [report.status for report in project.ingest()] == ["loaded"] * 4


def test_loads_keep_what_they_spent_their_seconds_on(project: Project) -> None:
    write_days(project)
    project.ingest()
    spent = "staging_seconds + checking_seconds + settling_seconds + marts_seconds"
    assert project.query(f"SELECT count(*) FROM loads WHERE {spent} BETWEEN 0 AND seconds") == [(4,)]


def test_a_warehouse_of_an_earlier_release_gets_what_loads_keep_now(project: Project) -> None:
    first, *others = write_days(project)
    project.ingest(first)
    with writing(project.settings, "a test") as connection:
        for name in ("staging_seconds", "checking_seconds", "settling_seconds", "marts_seconds"):
            connection.execute(f"ALTER TABLE loads DROP COLUMN {name}")
        connection.execute("UPDATE warehouse_facts SET value = '3' WHERE name = 'schema_version'")
    project.ingest(*others)
    known = project.query("SELECT marts_seconds IS NOT NULL FROM loads ORDER BY load_id")
    assert known == [(False,), (True,), (True,), (True,)]


def test_progress_ends_with_every_file_and_row(project: Project) -> None:
    paths = write_days(project)
    progress = Progress()
    list(ingest(project.settings, [], refresh, progress))
    assert (progress.files, progress.done_files, progress.rows) == (4, 4, 28)
    assert progress.done_bytes == progress.bytes == sum(path.stat().st_size for path in paths)
