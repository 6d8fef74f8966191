"""Published values: kept with their source, corrected when entered again, refused where they are slips."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from state import tables
from state.benchmarks import add_benchmarks, listed_benchmarks, read_benchmark_rows, remove_benchmark
from state.calls import add_calls
from state.place import state_file
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.settings import Settings

NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)
ROW: dict[str, Any] = {
    "organisation": "Institute",
    "index_name": "KS-SQI",
    "year": "2026",
    "about": "industry",
    "name": "all",
    "value": "71.5",
    "source": "report, page 3",
}


@pytest.fixture
def settings(project: Project) -> Settings:
    """Those of a warehouse in which something was loaded."""
    project.write_calls("calls.csv", "c1,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.ingest()
    return project.settings


def test_values_are_kept_corrected_and_removed(settings: Settings) -> None:
    assert listed_benchmarks(settings).is_empty()
    assert (
        add_benchmarks(settings, [ROW, ROW | {"year": 2025, "value": 4, "lowest": 1, "highest": 5}], NOON)
        == 2
    )
    add_benchmarks(settings, [ROW | {"value": 72}], NOON)
    found = listed_benchmarks(settings)
    assert found.select("year", "value", "lowest", "highest").rows() == [(2026, 72, 0, 100), (2025, 4, 1, 5)]
    assert found["source"].to_list() == ["report, page 3"] * 2
    remove_benchmark(settings, found["benchmark_id"][0])
    assert listed_benchmarks(settings)["year"].to_list() == [2025]
    with pytest.raises(QueryError, match="no benchmark"):
        remove_benchmark(settings, found["benchmark_id"][0])


def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(settings: Settings) -> None:
    for change in (
        {"organisation": " "},
        {"index_name": None},
        {"year": "soon"},
        {"year": 2026.5},
        {"year": 26},
        {"about": "us"},
        {"value": "nan"},
        {"value": 101},
        {"lowest": 80},
        {"lowest": 100},
        {"source": "x" * 301},
    ):
        with pytest.raises(QueryError, match="Value 2 "):
            add_benchmarks(settings, [ROW, ROW | change], NOON)
    assert listed_benchmarks(settings).is_empty()


def test_files_name_their_columns() -> None:
    rows = read_benchmark_rows("\ufeffyear,organisation,index_name,about,value\n2026,A,B,own,70\n")
    assert rows == [{"year": "2026", "organisation": "A", "index_name": "B", "about": "own", "value": "70"}]
    with pytest.raises(QueryError, match="lacks the column 'about'"):
        read_benchmark_rows("year,organisation,index_name,value\n")
    with pytest.raises(QueryError, match="has a column 'rank'"):
        read_benchmark_rows("year,organisation,index_name,about,value,rank\n")


@pytest.mark.folder
def test_a_state_of_the_first_version_gets_the_table(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of calls that is there stays."""
    add_calls(settings, [{"customer_id": "k1"}], NOON.date().replace(day=1), NOON)
    path = state_file(settings)
    assert path is not None
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("DROP TABLE benchmarks")
        opened.execute("UPDATE state_facts SET value = '1' WHERE name = 'version'")
        opened.commit()
    add_benchmarks(settings, [ROW], NOON)
    assert listed_benchmarks(settings)["value"].to_list() == [71.5]
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("SELECT customer_id FROM calls").fetchall() == [("k1",)]
        assert opened.execute("SELECT value FROM state_facts").fetchall() == [(str(tables.VERSION),)]
