"""A warehouse of an earlier version is brought up to date in place, and says what it said before."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from analytics.marts.refresh import rebuild
from analytics.measuring import measure
from tests.old_figures import figures
from tests.project import Project
from warehouse.errors import OlderVersionError, WarehouseError
from warehouse.lake import open_reader, open_writer, transaction
from warehouse.place import catalogue_file
from warehouse.upkeep import tidy

_COLUMNS = (
    "SELECT table_name, column_name, data_type FROM duckdb_columns()"
    " WHERE database_name = 'lake' ORDER BY ALL"
)


@pytest.fixture(params=["3", "4", "5"])
def version(request: pytest.FixtureRequest) -> str:
    """Each of those that can be brought up to date."""
    return str(request.param)


@pytest.fixture
def old(tmp_path: Path, version: str) -> Project:
    """A project whose warehouse has tables of that version (`tests/old_version.py`)."""
    ZipFile(Path(__file__).parent / f"version_{version}.zip").extractall(tmp_path)
    return Project(tmp_path)


def _tidy(project: Project) -> None:
    tidy(project.settings)


def _rebuild(project: Project) -> None:
    with open_writer(project.settings) as connection, transaction(connection):
        rebuild(connection, project.settings)


@pytest.mark.parametrize(
    "bring_up_to_date", [lambda old: tidy(old.settings), _rebuild], ids=["tidy", "rebuild"]
)
def test_it_says_the_same_as_before(old: Project, bring_up_to_date: Callable[[Project], None]) -> None:
    bring_up_to_date(old)
    said = json.loads((old.folder / "figures.json").read_text(encoding="utf-8"))
    found = {name: rows for name, rows in figures(old.query).items() if name in said}
    # Measures that came later say nothing of what was said before.
    known = {measure for _, measure, _ in said["measures"]}
    found["measures"] = [row for row in found["measures"] if row[1] in known]
    assert found == said
    assert old.query("SELECT value FROM warehouse_facts WHERE name = 'schema_version'") == [("6",)]


@pytest.mark.parametrize("version", ["3", "4"])
def test_marts_that_lack_a_column_are_asked_for_with_a_way_out(old: Project) -> None:
    tidy(old.settings)
    with open_reader(old.settings) as connection, pytest.raises(WarehouseError) as caught:
        measure(connection, old.settings, "csat")
    assert caught.value.way_out == "Run `touchpoints rebuild`."


def test_it_has_the_tables_of_a_new_one(old: Project, make_project: Callable[[], Project]) -> None:
    _rebuild(old)
    new = make_project()
    new.write_calls("calls.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    new.ingest()
    columns = old.query(_COLUMNS)
    assert ("erasures", "contacts", "BIGINT") in columns
    assert columns == new.query(_COLUMNS)


def test_a_load_brings_it_up_to_date_and_knows_what_was_loaded(old: Project) -> None:
    old.write_calls("calls_4.csv", "n,k1,2026-02-01,loans,phone,5,failed")
    statuses = [report.status for report in old.ingest() if report.source == "calls"]
    assert statuses == ["known", "known", "failed", "loaded"]
    assert old.query("SELECT count(*) FROM contacts WHERE contact_id = 'n'") == [(1,)]


def test_a_reader_says_what_brings_it_up_to_date(old: Project) -> None:
    with pytest.raises(OlderVersionError, match="touchpoints rebuild: it brings them up to date in place"):
        open_reader(old.settings)


def test_its_catalogue_is_kept_as_it_was(old: Project, version: str) -> None:
    before = _tables(catalogue_file(old.settings))
    tidy(old.settings)
    assert _tables(old.settings.lake_folder / f"catalogue-version-{version}.sqlite") == before
    assert _tables(catalogue_file(old.settings)) >= before


def _tables(path: Path) -> set[str]:
    """Those of the warehouse that a catalogue knows."""
    with closing(sqlite3.connect(path)) as opened:
        return {name for (name,) in opened.execute("SELECT table_name FROM ducklake_table")}
