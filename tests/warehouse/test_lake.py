"""One writer, many readers, and a folder that can be moved."""

import shutil
from collections.abc import Callable

import duckdb
import polars as pl
import pytest

from tests.project import SETTINGS, Project
from warehouse.data_files import data_files
from warehouse.errors import WarehouseError
from warehouse.lake import current_snapshot, open_cursor, open_reader
from warehouse.lock import writer_lock
from warehouse.upkeep import tidy

CALL = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"


def test_reading_before_the_first_load_says_what_to_do(project: Project) -> None:
    with pytest.raises(WarehouseError, match="touchpoints ingest"):
        open_reader(project.settings)


def test_a_reader_cannot_write(project: Project) -> None:
    project.write_calls("calls.csv", CALL.format("a"))
    project.ingest()
    with open_reader(project.settings) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("DELETE FROM contacts")


def test_an_open_reader_sees_a_new_load_as_a_new_snapshot(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a"))
    project.ingest()
    with open_reader(project.settings) as connection, open_cursor(connection) as cursor:
        before = current_snapshot(cursor)
        project.write_calls("calls_2.csv", CALL.format("b"))
        project.ingest()
        assert current_snapshot(cursor) > before
        assert cursor.sql("SELECT count(*) FROM contacts").fetchall() == [(2,)]


def test_a_second_writer_is_told_who_holds_the_lock(project: Project) -> None:
    project.write("touchpoints.toml", "lock_wait_seconds = 0.1\n" + SETTINGS)
    project.write_calls("calls.csv", CALL.format("a"))
    complaint = r"written by a long job \(process \d+ on .*, since "
    with writer_lock(project.settings, "a long job"), pytest.raises(WarehouseError, match=complaint):
        project.ingest()


@pytest.mark.folder
def test_the_warehouse_can_be_moved(project: Project, make_project: Callable[[], Project]) -> None:
    project.write_calls("calls.csv", CALL.format("a"))
    project.ingest()
    elsewhere = make_project()
    shutil.move(project.folder / "warehouse", elsewhere.folder / "warehouse")
    assert elsewhere.query("SELECT contact_id FROM contacts") == [("a",)]
    elsewhere.write_calls("calls_2.csv", CALL.format("b"))
    elsewhere.ingest()
    assert elsewhere.query("SELECT contact_id FROM contacts ORDER BY 1") == [("a",), ("b",)]


def test_tidying_joins_files_removes_leftovers_and_changes_no_row(project: Project) -> None:
    for number in range(11):
        project.write_calls(f"calls_{number}.csv", CALL.format(number), CALL.format("again"))
        project.ingest()
    # Of each but the first a row was deleted, as another had brought it before.
    assert _files(project, "contacts") == 11
    leftover = "main/contacts/load_99.parquet"
    files = data_files(project.settings)
    files.put(project.write("staged.parquet", "left by a killed load"), leftover)
    before = project.tables(["contacts", "contact_daily", "loads"])
    done = tidy(project.settings)
    assert leftover not in files.sizes()
    assert (done.files_joined, _files(project, "contacts")) == (1, 1)
    assert done.files_removed >= 1
    after = project.tables(["contacts", "contact_daily", "loads"])
    assert all(after[name].equals(before[name]) for name in before)


def _files(project: Project, table: str) -> int:
    ((files,),) = project.query(f"SELECT count(*) FROM ducklake_list_files('lake', '{table}')")
    return int(files)


def test_after_upkeep_the_files_alone_hold_the_same_rows(project: Project) -> None:
    project.write_calls("calls_1.csv", *(CALL.format(f"a{number}") for number in range(150)), "bad,row")
    project.ingest()
    project.write_calls("calls_2.csv", CALL.format("a1").replace(",5,", ",9,"), CALL.format("b"))
    project.ingest()
    tidy(project.settings)
    with open_reader(project.settings) as connection:
        for table in ("contacts", "loads", "rejected_rows", "contact_daily"):
            rows = connection.sql(f"FROM {table} ORDER BY ALL").pl()
            assert (
                _rows_of_files(connection, table)
                .select(rows.columns)
                .sort(pl.all())
                .equals(rows.sort(pl.all()))
            )


def _rows_of_files(connection: duckdb.DuckDBPyConnection, table: str) -> pl.DataFrame:
    """What polars makes of a table's data files as DuckLake lists them, less the rows of the delete files."""
    listed = f"SELECT data_file, delete_file FROM ducklake_list_files('lake', '{table}')"
    frames = []
    for data_file, delete_file in connection.sql(listed).fetchall():
        rows = pl.read_parquet(data_file).with_row_index("place")
        if delete_file:
            gone = pl.read_parquet(delete_file)["pos"]
            rows = rows.filter(~pl.col("place").is_in(gone.implode()))
        frames.append(rows.drop("place"))
    return pl.concat(frames, how="diagonal")
